package instance

import (
	"errors"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

const petstore = `{"openapi": "3.0.3", "info": {"title": "Pets"}, "paths": {}, "components": {"schemas": {
	"Pet": {"type": "object", "required": ["name", "age", "owner", "note"], "properties": {
		"name": {"type": "string", "example": "Rex"},
		"age": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 2},
		"owner": {"$ref": "#/components/schemas/Owner"},
		"note": {"type": "string", "nullable": true}}},
	"Owner": {"type": "object", "required": ["email"], "properties": {"email": {"type": "string", "format": "email"}}},
	"Unused": {"type": "object"}}}}`

func TestComponentOfOpenAPI(t *testing.T) {
	schema, err := Component([]byte(petstore), "Pet")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(schema), "Unused") || strings.Contains(string(schema), "nullable") {
		t.Errorf("%s", schema)
	}
	nulls := 0
	for _, text := range rows(t, string(schema), 200) {
		if !strings.HasPrefix(text, `{"name":`) || !strings.Contains(text, `"owner":{"email":"`) || strings.Contains(text, `"age":0,`) {
			t.Errorf("%s", text)
		}
		if strings.Contains(text, `"note":null`) {
			nulls++
		}
	}
	if nulls == 0 {
		t.Error("a nullable property was never null in 200 rows")
	}
}

func TestComponentsAreListedInOrder(t *testing.T) {
	if got := strings.Join(Components([]byte(petstore)), " "); got != "Pet Owner Unused" {
		t.Error(got)
	}
	if got := Components([]byte(`{"type": "object"}`)); got != nil {
		t.Error(got)
	}
}

func TestComponentFaults(t *testing.T) {
	for doc, kind := range map[string]wire.Kind{petstore: wire.Unknown, `{"type": "object"}`: wire.Invalid, `openapi: 3.0.0`: wire.Malformed} {
		_, err := Component([]byte(doc), "Nobody")
		var faults wire.Faults
		if !errors.As(err, &faults) || faults[0].Kind != kind || faults[0].Message == "" {
			t.Errorf("%.20s: %v", doc, err)
		}
	}
}

func TestComponentOf31KeepsItsDialect(t *testing.T) {
	schema, err := Component([]byte(`{"openapi": "3.1.0", "components": {"schemas": {"T": {"type": ["string", "null"], "minLength": 40}}}}`), "T")
	if err != nil {
		t.Fatal(err)
	}
	g := compile(t, string(schema))
	if text, err := g.Append(nil, rng.New(1, "t"), 3); err != nil || len(text) == 0 {
		t.Error(err)
	}
}
