package schemas_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

// A form is what a column's declaration says of its kind.
type form struct {
	Type       json.RawMessage `json:"type"`
	Format     string          `json:"format,omitempty"`
	MultipleOf float64         `json:"multipleOf,omitempty"`
	Groflex    struct {
		Ref string `json:"ref,omitempty"`
	} `json:"x-groflex"`
}

// table is a table's document as far as laidBare reads it.
type table struct {
	Groflex struct {
		Parent struct{ Entity string }
		Vars   map[string]json.RawMessage
	} `json:"x-groflex"`
	Properties map[string]json.RawMessage
}

// laidBare is the schema files with all that rules read as properties: hidden
// columns are moved, and what stands in other tables is repeated under the
// name that rules give it, such as "accounts.opened_at".
func laidBare(t *testing.T) map[string][]byte {
	t.Helper()
	files, e := maps.Clone(schemas.Files()), open(t, schemas.Files())
	for _, name := range []string{"fintech", "medical", "retail", "saas"} {
		tables := map[string]table{}
		for _, entity := range domain(t, e, name).Entities {
			var doc table
			if err := json.Unmarshal(files[name+"/"+entity.Name+".json"], &doc); err != nil {
				t.Fatal(err)
			}
			tables[entity.Name] = doc
		}
		for entity, doc := range tables {
			file := name + "/" + entity + ".json"
			verdict, err := e.Validate(wire.ValidateRequest{Domain: name, Entity: entity, Records: json.RawMessage(`[]`)})
			if err != nil {
				t.Fatal(err)
			}
			added := map[string]json.RawMessage{}
			for _, r := range verdict.Quality.Rules {
				for _, need := range r.Needs {
					if raw, ok := doc.Groflex.Vars[need]; ok {
						added[need] = raw
					} else {
						added[need] = repeated(t, tables, entity, need)
					}
				}
			}
			files[file] = bare(t, file, files[file], added)
		}
	}
	return files
}

// bare adds properties behind a table's own and drops the hidden columns of
// the same name.
func bare(t *testing.T, file string, doc []byte, added map[string]json.RawMessage) []byte {
	t.Helper()
	end := []byte("\n  },\n  \"required\"")
	if bytes.Count(doc, end) != 1 {
		t.Fatalf("%s: where do the properties end?", path.Base(file))
	}
	var more bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(added)) {
		fmt.Fprintf(&more, ",\n    %q: %s", name, added[name])
		if at := bytes.Index(doc, fmt.Appendf(nil, "\n      %q: {\"type\"", name)); at >= 0 { // one hidden column a line
			doc = slices.Delete(slices.Clone(doc), at, at+1+bytes.IndexByte(doc[at+1:], '\n'))
		}
	}
	// The last hidden column has no comma behind it.
	doc = regexp.MustCompile(`,(\s*\n    })`).ReplaceAll(doc, []byte("$1"))
	return bytes.Replace(doc, end, append(more.Bytes(), end...), 1)
}

// repeated is a property that shows a column of another table, or a figure
// over the rows of one.
func repeated(t *testing.T, tables map[string]table, entity, need string) json.RawMessage {
	t.Helper()
	parts := regexp.MustCompile(`^(?:(\w+)\()?(\w+)(?:\.(\w+))?\)?$`).FindStringSubmatch(need)
	if parts == nil {
		t.Fatalf("%s: cannot read %q", entity, need)
	}
	fn, scope, name := parts[1], parts[2], parts[3]
	var f form
	switch fn {
	case "count":
		f.Type = json.RawMessage(`"integer"`)
	case "any", "all":
		f.Type = json.RawMessage(`"boolean"`)
	default:
		f = declared(t, tables, entity, scope, name)
	}
	kind := strings.Trim(string(regexp.MustCompile(`"(string|number|integer|boolean)"`).Find(f.Type)), `"`)
	property := map[string]any{"type": []string{cmp.Or(kind, "string"), "null"}, "x-groflex": map[string]string{"formula": need}}
	if f.Format != "" {
		property["format"] = f.Format
	}
	if f.MultipleOf != 0 {
		property["multipleOf"] = f.MultipleOf
	}
	raw, _ := json.Marshal(property)
	return raw
}

// declared is how a column is declared that a table knows as scope.name: in
// an ancestor, a child, or the table that a key leads to.
func declared(t *testing.T, tables map[string]table, entity, scope, name string) form {
	t.Helper()
	column := func(of table, name string) (f form, ok bool) {
		raw, ok := of.Properties[name]
		if !ok {
			raw, ok = of.Groflex.Vars[name]
		}
		if ok && json.Unmarshal(raw, &f) != nil {
			t.Fatalf("%s: %s", name, raw)
		}
		return f, ok
	}
	to := tables[scope]
	if key, ok := column(tables[entity], scope+"_id"); ok {
		target, _, _ := strings.Cut(key.Groflex.Ref, ".")
		to = tables[target]
	}
	f, ok := column(to, name)
	if !ok {
		t.Fatalf("%s: there is no %s.%s", entity, scope, name)
	}
	return f
}
