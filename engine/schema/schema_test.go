package schema

import (
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

func parse(t *testing.T, doc string) *Entity {
	t.Helper()
	e, err := Parse("rows", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestColumnsKeepTheirOrderAndGetTheirKinds(t *testing.T) {
	e := parse(t, `{"type": "object", "required": ["z"], "properties": {
		"z": {"type": "integer"}, "a": {"type": "number"}, "m": {"type": "number", "multipleOf": 0.01},
		"d": {"type": "string", "format": "date"}, "t": {"type": ["string", "null"], "format": "date-time"},
		"b": {"type": "boolean"}, "s": {"type": "string"}, "e": {"enum": ["x", "y", null]}, "c": {"const": 3},
		"p": {"type": "string", "format": "date", "pattern": "^2"}}}`)
	want := []column.Field{
		{Name: "z", Kind: column.Int}, {Name: "a", Kind: column.Float}, {Name: "m", Kind: column.Decimal, Scale: 2, Places: 2},
		{Name: "d", Kind: column.Date}, {Name: "t", Kind: column.Time}, {Name: "b", Kind: column.Bool}, {Name: "s", Kind: column.Text},
		{Name: "e", Kind: column.Text}, {Name: "c", Kind: column.Float}, {Name: "p", Kind: column.Text},
	}
	if e.Nested || len(e.Columns) != len(want) {
		t.Fatalf("nested %v, %d columns", e.Nested, len(e.Columns))
	}
	for i, c := range e.Columns {
		if c.Field != want[i] {
			t.Errorf("column %d: %+v, want %+v", i, c.Field, want[i])
		}
	}
	if !e.Columns[0].Required || e.Columns[1].Required || !e.Columns[4].Nullable || !e.Columns[7].Nullable || e.Columns[6].Nullable {
		t.Error("required or nullable is wrong")
	}
}

// What is more than a flat table is left to engine/instance.
func TestNestedSchemas(t *testing.T) {
	for name, doc := range map[string]string{
		"true":             `true`,
		"array":            `{"type": "array"}`,
		"no properties":    `{"type": "object"}`,
		"nested object":    `{"properties": {"a": {"type": "object", "properties": {}}}}`,
		"array in a cell":  `{"properties": {"a": {"type": "array", "items": {}}}}`,
		"two types":        `{"properties": {"a": {"type": ["string", "integer"]}}}`,
		"reference":        `{"properties": {"a": {"$ref": "#/$defs/a"}}}`,
		"all of":           `{"properties": {"a": {"type": "string"}}, "allOf": [{"required": ["a"]}]}`,
		"condition":        `{"properties": {"a": {"type": "string"}}, "if": {}, "then": {}}`,
		"true property":    `{"properties": {"a": true}}`,
		"draft 4's bounds": `{"properties": {"a": {"type": "integer", "minimum": 1, "exclusiveMinimum": true}}}`,
		"open values":      `{"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "string"}}`,
	} {
		if e := parse(t, doc); !e.Nested {
			t.Errorf("%s: taken for a flat table", name)
		}
	}
}

func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		doc  string
		want []string // pointer, and a word of the message
	}{
		"not JSON":        {"{\n  \"type\": }", []string{" line 2, column 11"}},
		"wrong type":      {`{"properties": {"a": {"type": "integer", "minimum": "3"}}}`, []string{"/properties/a/minimum string"}},
		"unknown setting": {`{"properties": {"a": {"type": "string", "x-groflex": {"fakes": "x"}}}}`, []string{`/properties/a/x-groflex "fakes"`}},
		"two sources":     {`{"properties": {"a": {"type": "string", "x-groflex": {"fake": "x", "formula": "1"}}}}`, []string{"/properties/a/x-groflex more than one"}},
		"many at once": {`{"x-groflex": {"key": "id", "rules": [{"name": "r"}]}, "properties": {
			"a/b": {"type": "string", "x-groflex": {"ref": "nowhere"}},
			"c": {"type": "string", "x-groflex": {"chance": 0.5}},
			"d": {"type": "string", "x-groflex": {"choice": {"x": -1}}},
			"e": {"type": "string", "x-groflex": {"cases": {"x": {"y": 1}}}},
			"f": {"type": "string", "x-groflex": {"order": "desc", "formula": "1"}}}}`,
			[]string{"/properties/a~1b/x-groflex/ref entity.column", "/properties/c/x-groflex/chance booleans", "/properties/d/x-groflex/choice/x weight",
				"/properties/e/x-groflex without by", "/properties/f/x-groflex/order asc", "/x-groflex/rules/0 name", "/x-groflex/key id"}},
		"settings that nothing follows": {`{"x-groflex": {"rules": [{"name": "r", "expr": "true"}]}, "properties": {"a": {"type": "string", "x-groflex": {"fake": "person.email"}}, "b": {"type": "array"}}}`,
			[]string{"/x-groflex flat", "/properties/a/x-groflex flat"}},
		"numbers that do not fit": {`{"properties": {
			"a": {"type": "number", "x-groflex": {"sequence": {}}}, "b": {"type": "integer", "x-groflex": {"sequence": {"prefix": "A"}}},
			"c": {"type": "string", "x-groflex": {"sequence": {"width": 1000000000}}}, "d": {"type": "integer", "x-groflex": {"sequence": {"start": 9223372036854775807}}},
			"e": {"type": "boolean", "x-groflex": {"chance": 7}}, "f": {"type": "string", "x-groflex": {"fake": "person.email", "null": 0.5}},
			"g": {"type": "number", "x-groflex": {"dist": {"normal": {}}, "min": 5, "max": 4}}}}`,
			[]string{"/properties/a/x-groflex/sequence float", "/properties/b/x-groflex/sequence/prefix prefix", "/properties/c/x-groflex/sequence/width 100",
				"/properties/d/x-groflex/sequence/start between", "/properties/e/x-groflex/chance 7", "/properties/f/x-groflex/null null", "/properties/g/x-groflex/min above"}},
		"half a step":            {`{"x-groflex": {"parent": {"entity": "x", "fanout": {"plus": 1, "step": 2.5}}}, "properties": {"a": {"type": "string"}}}`, []string{"/x-groflex/parent/fanout step"}},
		"min above max":          {`{"x-groflex": {"parent": {"entity": "x", "fanout": {"plus": 1, "min": 3, "max": 2}}}, "properties": {"a": {"type": "string"}}}`, []string{"/x-groflex/parent/fanout min"}},
		"two of a name":          {`{"properties": {"a": {"type": "string"}, "a": {"type": "integer"}}}`, []string{"/properties/a two"}},
		"a var without a source": {`{"x-groflex": {"vars": {"v": {"type": "number"}}}, "properties": {"a": {"type": "string"}}}`, []string{"/x-groflex/vars/v needs"}},
	} {
		_, err := Parse("rows", []byte(c.doc))
		faults, ok := err.(wire.Faults)
		if !ok || len(faults) != len(c.want) {
			t.Errorf("%s: %d faults, want %d: %v", name, len(faults), len(c.want), err)
			continue
		}
		for i, want := range c.want {
			pointer, word, _ := strings.Cut(want, " ")
			if faults[i].Pointer != pointer || !strings.Contains(faults[i].Error(), word) {
				t.Errorf("%s: fault %q, want one at %q about %q", name, faults[i].Error(), pointer, word)
			}
		}
	}
}

func TestCatalog(t *testing.T) {
	domain := `{"name": "shop", "title": "Shop", "root": "b", "entities": ["b"],
		"params": [{"name": "p", "title": "P", "default": 2, "min": 1, "max": 5, "source": "assumed"}],
		"profiles": [{"name": "usual", "title": "U", "params": {}}, {"name": "big", "title": "B", "params": {"p": 4}}]}`
	table := `{"type": "object", "title": "T", "properties": {"id": {"type": "integer"}}}`
	c, err := Load(map[string][]byte{"shop/domain.json": []byte(domain), "shop/a.json": []byte(table), "shop/b.json": []byte(table), "stray.json": []byte("{")})
	if err != nil {
		t.Fatal(err)
	}
	d := c.Domain("shop")
	if len(d.Entities) != 2 || d.Entities[0].Name != "b" || d.Entity("a").Domain != "shop" || c.Domain("x") != nil {
		t.Errorf("%+v", d)
	}
	for profile, want := range map[string]float64{"": 2, "usual": 2, "big": 4} {
		if got, err := d.Resolve(profile, nil); err != nil || got["p"] != want {
			t.Errorf("profile %q: %v, %v", profile, got, err)
		}
	}
	if got, err := d.Resolve("big", map[string]float64{"p": 5}); err != nil || got["p"] != 5 {
		t.Errorf("a given value lies over the profile's: %v, %v", got, err)
	}
	_, err = d.Resolve("small", map[string]float64{"p": 9, "q": 1})
	if faults, _ := err.(wire.Faults); len(faults) != 3 {
		t.Errorf("faults %v", err)
	}
	_, err = Load(map[string][]byte{"shop/domain.json": []byte(strings.Replace(domain, `"p": 4`, `"p": 40, "z": 1`, 1)), "shop/a.json": []byte("[")})
	faults, _ := err.(wire.Faults)
	var at []string
	for _, f := range faults {
		at = append(at, f.Pointer)
	}
	slices.Sort(at)
	if want := []string{"shop/a.json#", "shop/domain.json#/profiles/1/params/p", "shop/domain.json#/profiles/1/params/z"}; !slices.Equal(at, want) {
		t.Errorf("faults at %q, want %q", at, want)
	}
}

// No document may make Parse panic, and what it takes it takes whole.
func FuzzParse(f *testing.F) {
	f.Add(`{"type": "object", "properties": {"a": {"type": "string", "x-groflex": {"fake": "person.email"}}}}`)
	f.Add(`{"x-groflex": {"vars": {"v": {"type": "number"}}, "parent": {"entity": "x", "fanout": {"dist": {"poisson": {}}}}}, "properties": {"a": {"const": null}}}`)
	f.Add(`{"properties": {"a": {"enum": []}}}`)
	f.Add(`{"properties": {"a": {"type": [], "multipleOf": 0}}, "required": [1]}`)
	f.Fuzz(func(t *testing.T, doc string) {
		e, err := Parse("rows", []byte(doc))
		if err != nil {
			if _, ok := err.(wire.Faults); !ok {
				t.Errorf("%T is not a user's fault: %v", err, err)
			}
			return
		}
		if string(e.Raw) != doc {
			t.Error("the document was not kept")
		}
	})
}
