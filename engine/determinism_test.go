//go:build !js

package engine_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every output is a function of the seed, the same on every machine. These
// differ between machines in their last bit, or from one run to the next.
var banned = map[string][]string{
	"math": {
		"Exp", "Exp2", "Expm1", "Pow", "Log", "Log2", "Log10", "Log1p", "Tanh", "Sinh", "Cosh",
		"Atanh", "Asinh", "Acosh", "Sin", "Cos", "Tan", "Sincos", "Asin", "Acos", "Atan", "Atan2",
		"Erf", "Erfc", "Erfinv", "Erfcinv", "Gamma", "Lgamma", "Cbrt", "Hypot", "J0", "J1", "Jn", "Y0", "Y1", "Yn",
	},
	"time": {"Now", "Since", "Until", "Local"},
}

var bannedPackages = map[string]string{
	"math/rand":    "use engine/rng",
	"math/rand/v2": "use engine/rng",
	"crypto/rand":  "use engine/rng",
	"math/cmplx":   "it rests on package math",
	"hash/maphash": "its seed differs from run to run",
}

func TestSourcesAreDeterministic(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Name() == "testdata" {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if file.Name.Name == "main" { // a tool beside the engine, not of it
			return nil
		}
		for _, fault := range indeterminate(set, file) {
			t.Error(fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Errorf("only %d files were read", files)
	}
}

// indeterminate lists the uses of what is banned.
func indeterminate(set *token.FileSet, file *ast.File) []string {
	var faults []string
	names := map[string]string{} // local name → import path
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if remedy, ok := bannedPackages[path]; ok {
			faults = append(faults, set.Position(spec.Pos()).String()+": import of "+path+": "+remedy)
		}
		if banned[path] == nil {
			continue
		}
		name := filepath.Base(path)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "." {
			faults = append(faults, set.Position(spec.Pos()).String()+": dot import of "+path)
		}
		names[name] = path
	}
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := selector.X.(*ast.Ident); ok {
			for _, function := range banned[names[x.Name]] {
				if selector.Sel.Name == function {
					faults = append(faults, set.Position(selector.Pos()).String()+": "+names[x.Name]+"."+function+": use engine/dist, or the request's as_of")
				}
			}
		}
		return true
	})
	return faults
}

func TestTheLintSeesWhatItBans(t *testing.T) {
	set := token.NewFileSet()
	const source = `package x
import (
	m "math"
	"math/rand"
	"time"
)
func f(x float64) (float64, time.Time) { return m.Exp(x) + m.Sqrt(x) + rand.Float64(), time.Now() }
`
	file, err := parser.ParseFile(set, "x.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := indeterminate(set, file); len(got) != 3 {
		t.Errorf("faults: %q", got)
	}
}
