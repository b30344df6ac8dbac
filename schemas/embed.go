// Package schemas holds the built-in domains: <domain>/domain.json with a
// domain's parameters and profiles, and one <domain>/<entity>.json a table.
package schemas

import (
	"embed"
	"io/fs"
)

//go:embed */*.json
var embedded embed.FS

// Files is every schema file by its path, as schema.Load takes them.
func Files() map[string][]byte {
	files := map[string][]byte{}
	// Walking an embedded file system cannot fail.
	_ = fs.WalkDir(embedded, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[path], err = embedded.ReadFile(path)
		}
		return err
	})
	return files
}
