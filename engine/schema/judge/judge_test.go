package judge

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

func TestEveryViolationHasItsPlaces(t *testing.T) {
	j, err := New([]byte(`{
		"properties": {"a/b": {"type": "integer", "minimum": 3}, "mail": {"format": "email"}},
		"required": ["mail"], "items": {"enum": [1, 2]}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string][]Violation{
		`{"mail": "ann@example.org", "a/b": 3}`: nil,
		`{"a/b": 1.5}`: {
			{"", "/required", "missing properties: 'mail'"},
			{"/a~1b", "/properties/a~1b/type", "expected integer, but got number"}},
		`{"mail": 1, "a/b": 1}`: {{"/a~1b", "/properties/a~1b/minimum", "must be >= 3 but found 1"}},
		`[1, 5, 2]`:             {{"/1", "/items/enum", "value must be one of \"1\", \"2\""}},
	}
	for text, want := range cases {
		got, err := j.ValidateText([]byte(text))
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v %v, want %v", text, got, err, want)
		}
	}
}

func TestPatternsBeyondGo(t *testing.T) {
	j, err := New([]byte(`{
		"properties": {"code": {"pattern": "^(?!AB)[A-Z]{3}$"}, "known": true},
		"patternProperties": {"^(?!x-)s_": {"type": "string"}, "^x-": true},
		"additionalProperties": false}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{
		`{"code": "XYZ", "known": 1, "s_a": "t", "x-s_": 5}`: "[]",
		`{"code": "ABC"}`: `[{/code /properties/code/pattern does not match pattern "^(?!AB)[A-Z]{3}$"}]`,
		`{"s_a": 1}`:      `[{/s_a /patternProperties/^(?!x-)s_/type expected string, but got number}]`,
		`{"other": 1}`:    `[{ /additionalProperties additionalProperties "other" not allowed}]`,
	}
	for text, want := range cases {
		got, err := j.ValidateText([]byte(text))
		if err != nil || fmt.Sprint(got) != want {
			t.Errorf("%s: %v %v, want %s", text, got, err, want)
		}
	}
}

func TestDocumentsResolveEachOther(t *testing.T) {
	refs := []Document{
		{"address.json", []byte(`{"$defs": {"zip": {"pattern": "^[0-9]{5}$"}}, "properties": {"zip": {"$ref": "#/$defs/zip"}}}`)},
		{"https://example.org/v1/name.json", []byte(`{"$id": "urn:example:name", "type": "string"}`)},
	}
	for _, ref := range []string{"address.json", "./address.json#", "https://example.org/schemas/address.json"} {
		j, err := New([]byte(`{"properties": {"home": {"$ref": "`+ref+`"}, "name": {"$ref": "urn:example:name"}}}`), refs)
		if err != nil {
			t.Errorf("%s: %v", ref, err)
			continue
		}
		got, _ := j.ValidateText([]byte(`{"home": {"zip": "1234"}, "name": 1}`))
		if len(got) != 2 || got[0].Instance != "/home/zip" || got[1].Instance != "/name" {
			t.Errorf("%s: %v", ref, got)
		}
	}
}

// A meta-schema is a schema too, whatever vocabulary it declares.
func TestUnknownVocabularyIsNoFault(t *testing.T) {
	j, err := New([]byte(`{"$vocabulary": {"https://example.org/vocabulary": true}, "type": "integer"}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if j.Validate("x") == nil || j.Validate(1.0) != nil {
		t.Error("the schema is not carried out")
	}
}

func TestFaultsNameThePlace(t *testing.T) {
	cases := []struct {
		schema, pointer, message string
		kind                     wire.Kind
	}{
		{`{"a": [1, {"b": tru}]}`, "/a/1/b", "expected a JSON value", wire.Malformed},
		{`{"type": "strin"}`, "/type", "not a valid schema", wire.Invalid},
		{`{"properties": {"a": {"minLength": "x"}}}`, "/properties/a/minLength", "not a valid schema", wire.Invalid},
		{`{"properties": {"a": {"$ref": "other.json#/x"}}}`, "/properties/a/$ref", "was not given", wire.Invalid},
		{`{"$ref": "file:///etc/hostname"}`, "/$ref", "was not given", wire.Invalid},
		{`{"allOf": [{"$ref": "#/$defs/x"}]}`, "/allOf/0/$ref", "leads nowhere", wire.Invalid},
		{`{"properties": {"a": {"pattern": "(?<"}}}`, "/properties/a/pattern", "cannot be read", wire.Invalid},
		{`{"properties": {"a": {"pattern": "(?!.*(.*)*x)^(.*)*y$"}}}`, "/properties/a/pattern", "bounded time", wire.Invalid},
		{`{"minimum": 1e10000000}`, "/minimum", "exponent", wire.TooLarge},
		{`{"minimum": ` + strings.Repeat("9", 2000) + `}`, "/minimum", "digits", wire.TooLarge},
		{strings.Repeat(`{"not":`, 10_000) + "{}" + strings.Repeat("}", 10_000), strings.Repeat("/not", 40), "nested deeper", wire.TooLarge},
		{`{"$ref": "#/$defs/a0", "$defs": {` + chain(10_000) + `}}`, "", "lead to one another", wire.TooLarge},
		{`{"$ref": "#/$defs/a0", "$defs": {` + fan(30) + `}}`, "", "more than 20000 subschemas", wire.TooLarge},
	}
	for _, c := range cases {
		_, err := New([]byte(c.schema), nil)
		var faults wire.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%.60s: no faults: %v", c.schema, err)
			continue
		}
		f := faults[0]
		if f.Pointer != c.pointer || f.Kind != c.kind || !strings.Contains(f.Message, c.message) {
			t.Errorf("%.60s: %s %v", c.schema, f.Kind, f)
		}
	}
}

// fan is a chain of definitions that each name the next one twice.
func fan(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"a%d": {"allOf": [{"$ref": "#/$defs/a%d"}, {"$ref": "#/$defs/a%d"}]},`, i, i+1, i+1)
	}
	fmt.Fprintf(&b, `"a%d": {"type": "string"}`, n)
	return b.String()
}

// chain is a list of definitions that each hold the next one.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"a%d": {"properties": {"x": {"$ref": "#/$defs/a%d"}}},`, i, i+1)
	}
	fmt.Fprintf(&b, `"a%d": {"type": "string"}`, n)
	return b.String()
}

func TestAllMissingDocumentsAtOnce(t *testing.T) {
	_, err := New([]byte(`{"properties": {"a": {"$ref": "https://example.org/a.json"}, "b": {"$ref": "https://example.org/b.json#/x"}}}`), nil)
	var faults wire.Faults
	if !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("%v", err)
	}
}

// The depth of a value doubles the work of this schema: the judge must say so
// and not try.
func TestCostlyValuesAreRefused(t *testing.T) {
	j, err := New([]byte(`{"$defs": {"n": {"properties": {"c": {"anyOf": [{"$ref": "#/$defs/n"}, {"$ref": "#/$defs/n"}]}}}}, "$ref": "#/$defs/n"}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := j.ValidateText([]byte(nested(5))); got != nil {
		t.Errorf("depth 5: %v", got)
	}
	got, _ := j.ValidateText([]byte(nested(60)))
	if len(got) != 1 || !strings.Contains(got[0].Message, "too many steps") {
		t.Errorf("depth 60: %v", got)
	}
}

func nested(depth int) string {
	return strings.Repeat(`{"c":`, depth) + "1" + strings.Repeat("}", depth)
}

func TestUndatedSchemasFallBackToOlderDrafts(t *testing.T) {
	for _, schema := range []string{
		`{"items": [{"type": "string"}], "additionalItems": false}`,
		`{"minimum": 3, "exclusiveMinimum": true}`,
	} {
		if _, err := New([]byte(schema), nil); err != nil {
			t.Errorf("%s: %v", schema, err)
		}
	}
}

// Draft 7 ignores what stands beside a $ref, and draft 4 does not know const:
// the judge goes by the draft, the heeding one by what the author wrote.
func TestHeedingTakesTheAuthorAtTheirWord(t *testing.T) {
	cases := []struct{ schema, text string }{
		{`{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"s": {"type": "string"}}, "properties": {"a": {"$ref": "#/definitions/s", "minLength": 5}}}`, `{"a": "abc"}`},
		{`{"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"a": {"const": 1}, "b": {"minimum": 1, "exclusiveMinimum": true}}}`, `{"a": 2}`},
	}
	for _, c := range cases {
		j, err := New([]byte(c.schema), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := j.ValidateText([]byte(c.text)); got != nil {
			t.Errorf("%s: the judge objects: %v", c.schema, got)
		}
		heeding := j.Heeding()
		if heeding == nil {
			t.Fatalf("%s: nothing to heed", c.schema)
		}
		if got, _ := heeding.ValidateText([]byte(c.text)); len(got) != 1 || got[0].Instance != "/a" {
			t.Errorf("%s: the heeding judge says %v", c.schema, got)
		}
	}
	j, _ := New([]byte(`{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"type": "string"}}}`), nil)
	if j.Heeding() != nil {
		t.Error("a plain schema needs no second reading")
	}
}

func TestRefsIntoTheDraftsThemselves(t *testing.T) {
	j, err := New([]byte(`{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {
		"n": {"$ref": "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger"}, "s": {"$ref": "http://json-schema.org/draft-07/schema#"}}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := j.ValidateText([]byte(`{"n": -1, "s": {"type": "nonsense"}}`)); len(got) < 2 {
		t.Errorf("%v", got)
	}
}

// A schema of many parts without $schema must mean the same as a small one.
func TestLargeUndatedSchemas(t *testing.T) {
	var b strings.Builder
	for i := range 2_000 {
		fmt.Fprintf(&b, `"p%d": {"type": "integer"}, `, i)
	}
	j, err := New([]byte(`{"properties": {`+b.String()+`"last": {"type": "string"}}, "unevaluatedProperties": false}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := j.ValidateText([]byte(`{"p7": 1, "last": "x"}`)); got != nil {
		t.Errorf("%v", got)
	}
	if got, _ := j.ValidateText([]byte(`{"p7": "1", "other": 1}`)); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

func TestLookaheadsRunInLinearTime(t *testing.T) {
	cases := map[string][2]string{ // a match and none
		`^(?!.*--)(?=.*[0-9])[a-z0-9-]+$`: {"a-1", "a--1"},
		`^(?=.{3,5}$)[a-z]+$`:             {"abcd", "abcdef"},
		`^(?!\u0041)[A-Z]$`:               {"B", "A"},
		`^(?!(a|b)x)..$`:                  {"cx", "bx"},
	}
	for source, texts := range cases {
		p, err := CompilePattern(source)
		if err != nil {
			t.Fatal(err)
		}
		if p.linear == nil {
			t.Errorf("%s is left to backtracking", source)
		}
		if !p.Match(texts[0]) || p.Match(texts[1]) {
			t.Errorf("%s: %v and %v", source, p.Match(texts[0]), p.Match(texts[1]))
		}
	}
}
