//go:build !js

package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// may says which packages of the engine each may import. Data flows one way.
var may = map[string]string{
	"wire":                 "",
	"rng":                  "",
	"column":               "",
	"dist":                 "rng wire",
	"schema":               "column wire",
	"schema/judge":         "wire",
	"formula":              "column dist wire",
	"rule":                 "column formula wire",
	"fake":                 "column dist rng wire",
	"plan":                 "column fake formula schema wire",
	"relation":             "column rng",
	"instance":             "dist rng schema/judge wire",
	"instance/conformance": "instance rng schema/judge wire",
	"gen":                  "column dist fake formula instance plan relation rng rule schema wire",
	"sample":               "column rng wire",
	"model":                "column dist fake rng sample wire",
	"augment":              "column formula report rng rule schema/judge wire",
	"report":               "column dist rng schema/judge wire",
	"encode":               "column wire",
	"encode/parquet":       "column wire",
	"encode/xlsx":          "column wire",
}

// Direct imports are what is checked: package fmt imports os, so a check of
// all that an import brings could never pass.
func TestImportsGoOneWay(t *testing.T) {
	const module = "github.com/groflex/groflex/engine/"
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil || file.Name.Name == "main" { // commands that measure
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		allowed, known := may[dir]
		if !known && dir != "." {
			t.Errorf("%s: package engine/%s is not in the table", path, dir)
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if name == "os" || name == "syscall/js" || strings.HasPrefix(name, "net/http") {
				t.Errorf("%s imports %s: the engine takes bytes and gives bytes", path, name)
			}
			if stage, ok := strings.CutPrefix(name, module); ok && dir != "." && !slices.Contains(strings.Fields(allowed), stage) {
				t.Errorf("%s imports engine/%s", path, stage)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
