package instance

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

func compile(t testing.TB, schema string) *Generator {
	t.Helper()
	g, err := Compile([]byte(schema), nil)
	if err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	return g
}

// rows draws the first n instances.
func rows(t testing.TB, schema string, n int64) []string {
	t.Helper()
	g := compile(t, schema)
	list := make([]string, n)
	for row := range n {
		text, err := g.Append(nil, rng.New(1, "test"), row)
		if err != nil {
			t.Fatalf("%s: row %d: %v", schema, row, err)
		}
		list[row] = string(text)
	}
	return list
}

// The oracle is jsonschema/v5 as anyone would call it, not through the judge.
// (The lookahead is beyond it.)
func TestInstancesFollowTheirSchemas(t *testing.T) {
	for name, schema := range schemas {
		if name == "lookahead" {
			continue
		}
		plain, err := jsonschema.CompileString("https://example.org/root.json", schema)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for row, text := range rows(t, schema, 25) {
			if !json.Valid([]byte(text)) || strings.Contains(text, "\n") {
				t.Errorf("%s: row %d is not compact JSON: %s", name, row, text)
			}
			value, _ := judge.Decode([]byte(text))
			if err := plain.Validate(value); err != nil {
				t.Errorf("%s: row %d: %s: %v", name, row, text, err)
			}
		}
	}
}

func TestLookaheadsAreHonoured(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range rows(t, schemas["lookahead"], 60) {
		if len(text) != 5 || strings.HasPrefix(text, `"AA`) || strings.Trim(text[1:3], "ABC") != "" {
			t.Errorf("%s does not match", text)
		}
		seen[text[1:3]] = true
	}
	if len(seen) < 6 {
		t.Errorf("only %d of the 8 possible beginnings were drawn", len(seen))
	}
}

func TestSameSeedAndRowGiveTheSameInstance(t *testing.T) {
	for name, schema := range schemas {
		forward := rows(t, schema, 6)
		g := compile(t, schema)
		for row := int64(5); row >= 0; row-- {
			text, err := g.Append([]byte("kept "), rng.New(1, "test"), row)
			if err != nil || string(text) != "kept "+forward[row] {
				t.Errorf("%s: row %d alone is %s %v, in order %s", name, row, text, err, forward[row])
			}
		}
	}
}

// These bytes may only change with an entry in the changelog.
func TestGolden(t *testing.T) {
	schema := `{"type": "object", "required": ["id", "email", "created_at", "items"], "properties": {
		"id": {"type": "string", "format": "uuid"}, "email": {"type": "string"}, "created_at": {"type": "string", "format": "date-time"},
		"items": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["sku", "price"], "properties": {
			"sku": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"}, "price": {"type": "number", "minimum": 0, "multipleOf": 0.01}}}}}}`
	if got := rows(t, schema, 1)[0]; got != golden {
		t.Errorf("%s", got)
	}
}

func TestDrawsVary(t *testing.T) {
	cases := map[string]int{ // at least so many different ones of 60
		`{"type": "integer", "minimum": 0, "maximum": 1000000}`: 58,
		`{"type": "string"}`:                              30,
		`{"type": "string", "pattern": "^[a-z]+$"}`:       40,
		`{"type": "array", "items": {"type": "boolean"}}`: 8,
		`{"type": "object", "properties": {"a": {"const": 1}, "b": {"const": 1}, "c": {"const": 1}}}`: 5,
		`{"anyOf": [{"const": 1}, {"const": 2}, {"const": 3}]}`:                                       3,
		`{"enum": ["a", "b", "c", "d"]}`:                                                              4,
	}
	for schema, least := range cases {
		seen := map[string]bool{}
		for _, text := range rows(t, schema, 60) {
			seen[text] = true
		}
		if len(seen) < least {
			t.Errorf("%s: %d different instances of 60, want %d: %v", schema, len(seen), least, seen)
		}
	}
}

func TestNamesSteerValues(t *testing.T) {
	checks := map[string]func(string) bool{
		"email":      func(s string) bool { return strings.Contains(s, "@example.") },
		"zip":        func(s string) bool { return len(s) == 5 && strings.Trim(s, "0123456789") == "" },
		"created_at": func(s string) bool { return strings.HasPrefix(s, "202") && strings.HasSuffix(s, "Z") },
		"homepage":   func(s string) bool { return strings.HasPrefix(s, "https://") },
		"firstName":  func(s string) bool { return s != "" && strings.ToUpper(s[:1]) == s[:1] },
		"userId":     func(s string) bool { return strings.Contains(s, "-") },
	}
	for name, fits := range checks {
		for _, text := range rows(t, `{"type": "object", "required": ["`+name+`"], "properties": {"`+name+`": {"type": "string"}}, "additionalProperties": false}`, 10) {
			var row map[string]string
			if err := json.Unmarshal([]byte(text), &row); err != nil || !fits(row[name]) {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
}

func TestMembersKeepTheOrderOfTheSchema(t *testing.T) {
	text := rows(t, `{"type": "object", "required": ["a", "z", "m"], "properties": {"z": {"const": 1}, "m": {"const": 2}, "a": {"const": 3}}, "additionalProperties": false}`, 1)[0]
	if text != `{"z":1,"m":2,"a":3}` {
		t.Error(text)
	}
}

func TestRefusals(t *testing.T) {
	cases := []struct {
		schema, pointer string
		proved          bool
	}{
		{`false`, "", true},
		{`{"type": "string", "allOf": [{"type": "integer"}]}`, "", true},
		{`{"minimum": 3, "maximum": 2, "type": "number"}`, "", true},
		{`{"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}}`, "", true},
		{`{"enum": [1, 2], "not": {"enum": [1, 2, 3]}}`, "", true},
		{`{"type": "object", "required": ["a"], "additionalProperties": false}`, "", true},
		{`{"anyOf": [{"const": 1}, {"const": 2}], "allOf": [{"const": 3}]}`, "", true},
		{`{"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "pattern": "^x$", "minLength": 2}}}`, "/properties/a", false},
		{`{"type": "string", "minLength": 100000000}`, "", false},
		{`{"type": "array", "items": {"type": "integer"}, "minItems": 100000000}`, "", false},
	}
	for _, c := range cases {
		g := compile(t, c.schema)
		text, err := g.Append([]byte("before"), rng.New(1, "test"), 0)
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("%s: %s, no refusal: %v", c.schema, text, err)
			continue
		}
		if refusal.Proved != c.proved || refusal.Pointer != c.pointer || string(text) != "before" {
			t.Errorf("%s: %q %+v", c.schema, text, refusal)
		}
		if f := refusal.Fault(); f.Kind != wire.Invalid || f.Remedy == "" || f.Message == "" {
			t.Errorf("%s: %+v", c.schema, f)
		}
	}
}

// Nothing here may hang, panic or fill the memory; the budgets are counters,
// so what comes out is the same on every machine.
func TestHostileSchemasEnd(t *testing.T) {
	wide := strings.Repeat(`{"type": "object", "required": ["k"], "properties": {"k": {"const": 1}}},`, 300)
	hostile := map[string]string{
		"doubling recursion": `{"$defs": {"n": {"type": "object", "required": ["a", "b"], "properties": {"a": {"$ref": "#/$defs/m"}, "b": {"$ref": "#/$defs/m"}}}, "m": {"anyOf": [{"$ref": "#/$defs/n"}, {"type": "null"}]}}, "$ref": "#/$defs/n"}`,
		"wide oneOf":         `{"oneOf": [` + wide + `{"type": "null"}]}`,
		"nested quantifiers": `{"type": "string", "pattern": "^(((a+)+)+)+$", "minLength": 500}`,
		"backtracking":       `{"type": "string", "pattern": "^(?=a)(a|aa)+$", "minLength": 30}`,
		"wide array":         `{"type": "array", "minItems": 3000, "items": {"type": "integer"}}`,
		"arrays of arrays":   `{"type": "array", "minItems": 3000, "items": {"type": "array", "minItems": 3000, "items": {"type": "array", "minItems": 3000}}}`,
		"endless nesting":    `{"$dynamicAnchor": "n", "type": "object", "required": ["c"], "properties": {"c": {"type": "array", "minItems": 20, "items": {"$dynamicRef": "#n"}}}}`,
		"unique booleans":    `{"type": "array", "items": {"type": "boolean"}, "uniqueItems": true, "minItems": 3}`,
	}
	for name, schema := range hostile {
		g, err := Compile([]byte(schema), nil)
		if err != nil {
			var faults wire.Faults
			if !errors.As(err, &faults) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		text, err := g.Append(nil, rng.New(1, "test"), 0)
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Errorf("%s: %v", name, err)
		}
		if len(text) > 1<<20 {
			t.Errorf("%s: %d bytes", name, len(text))
		}
	}
}

func TestRefusalsNameTheLimit(t *testing.T) {
	for schema, limit := range map[string]string{
		`{"type": "array", "minItems": 1000000000}`:                         "1000000000 elements, the limit is 20000",
		`{"type": "array", "minContains": 50000, "contains": {"const": 1}}`: "50000 elements, the limit is 20000",
		`{"type": "object", "minProperties": 100000}`:                       "100000 members, the limit is 20000",
		`{"type": "string", "minLength": 1000000}`:                          "1000000 characters, the limit is 100000",
	} {
		_, err := compile(t, schema).Append(nil, rng.New(1, "test"), 0)
		if err == nil || !strings.Contains(err.Error(), limit) {
			t.Errorf("%s: %v", schema, err)
		}
	}
}

func FuzzGenerateThenValidate(f *testing.F) {
	for _, schema := range schemas {
		f.Add([]byte(schema))
	}
	f.Fuzz(func(t *testing.T, schema []byte) {
		if len(schema) > 4_000 {
			return
		}
		j, err := judge.New(schema, nil)
		var faults wire.Faults
		if err != nil {
			if !errors.As(err, &faults) {
				t.Fatalf("%s: not a fault: %v", schema, err)
			}
			return
		}
		g, err := New(schema, j)
		if err != nil {
			t.Fatalf("%s: %v", schema, err)
		}
		text, err := g.Append(nil, rng.New(1, "fuzz"), 0)
		if err != nil {
			return
		}
		again, _ := g.Append(nil, rng.New(1, "fuzz"), 0)
		if !bytes.Equal(text, again) {
			t.Fatalf("%s: %s, then %s", schema, text, again)
		}
		if violations, err := j.ValidateText(text); err != nil || len(violations) > 0 {
			t.Fatalf("%s: %s: %v %v", schema, text, violations, err)
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	g := compile(b, `{"type": "object", "required": ["id", "name", "email", "zip"], "properties": {
		"id": {"type": "integer", "minimum": 1}, "name": {"type": "string"}, "email": {"type": "string", "format": "email"},
		"zip": {"type": "string", "pattern": "^[0-9]{5}$"}, "tags": {"type": "array", "items": {"type": "string"}}, "active": {"type": "boolean"}}}`)
	s := rng.New(1, "bench")
	var dst []byte
	b.ReportAllocs()
	for row := range int64(b.N) {
		var err error
		if dst, err = g.Append(dst[:0], s, row); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

const golden = `{"id":"55b4f9e6-f478-4cef-9caa-20732f544415","email":"noahhansen@example.org","created_at":"2024-04-02T16:13:43Z",` +
	`"items":[{"sku":"IUT-6303","price":2179.36},{"sku":"INL-8698","price":3139.12}]}`
