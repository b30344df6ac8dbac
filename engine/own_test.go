package engine_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

func TestUsersOwnSchemas(t *testing.T) {
	e := newEngine(t)
	for name, doc := range map[string]string{
		"flat": `{"type":"object","properties":{"email":{"type":"string","format":"email"},"age":{"type":"integer","minimum":18,"maximum":99},
			"code":{"type":"string","pattern":"^[A-Z]{3}-[0-9]{4}$"},"plan":{"enum":["free","pro"]},"at":{"type":"string","format":"date-time"},
			"price":{"type":"number","minimum":0,"exclusiveMaximum":10,"multipleOf":0.01},"on":{"type":"boolean"}},"required":["email","age"]}`,
		"nested": `{"type":"object","properties":{"user":{"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"},"minItems":1}},"required":["tags"]}},"required":["user"]}`,
		"array":  `{"type":"array","items":{"type":"integer","minimum":3},"minItems":2}`,
	} {
		for _, format := range []string{"json", "ndjson"} {
			text, answer := generate(t, e, wire.Request{Schema: json.RawMessage(doc), Count: count(40), Seed: 8, Format: format}, engine.Options{Report: true})
			if c := answer.Quality.Compliance; c.Checked != 40 || c.Valid != 40 {
				t.Errorf("%s: %+v", name, c)
			}
			verdict, err := e.Validate(wire.ValidateRequest{Schema: json.RawMessage(doc), Sample: &wire.Document{Format: format, Data: text}})
			if err != nil || !verdict.Valid || verdict.Rows != 40 {
				t.Errorf("%s as %s: read back %+v, %v", name, format, verdict, err)
			}
		}
	}
}

func TestReferencesAndComponents(t *testing.T) {
	e := newEngine(t)
	money := wire.Document{Name: "money.json", Data: `{"type":"object","properties":{"amount":{"type":"integer","minimum":5,"maximum":9},"currency":{"enum":["EUR"]}},"required":["amount","currency"]}`}
	order := json.RawMessage(`{"type":"object","properties":{"ref":{"type":"string","pattern":"^R[0-9]{4}$"},"price":{"$ref":"money.json"}},"required":["ref","price"]}`)
	text, answer := generate(t, e, wire.Request{Schema: order, Refs: []wire.Document{money}, Count: count(30), Seed: 1, Format: "csv"}, engine.Options{Report: true})
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 31 || !slices.Equal(rows[0], []string{"ref", "price"}) {
		t.Fatalf("%v: %.200s", err, text)
	}
	var price struct{ Amount int }
	if err := json.Unmarshal([]byte(rows[1][1]), &price); err != nil || price.Amount < 5 || price.Amount > 9 || rows[1][0][0] != 'R' {
		t.Errorf("first row %q: %v", rows[1], err)
	}
	if answer.Quality.Compliance.Valid != 30 {
		t.Errorf("%+v", answer.Quality.Compliance)
	}
	if _, err := e.Open(wire.Request{Schema: order, Count: count(1)}, engine.Options{}); err == nil || !strings.Contains(err.Error(), "money.json") {
		t.Errorf("a missing document: %v", err)
	}

	api := json.RawMessage(`{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{
		"Pet":{"type":"object","properties":{"name":{"type":"string","nullable":true},"age":{"type":"integer","minimum":0,"maximum":20}},"required":["age"]},
		"Error":{"type":"object","properties":{"code":{"type":"integer"}}}}}}`)
	_, answer = generate(t, e, wire.Request{Schema: api, Entity: "Pet", Count: count(20), Seed: 1, Format: "ndjson"}, engine.Options{Report: true})
	if answer.Quality.Compliance.Valid != 20 {
		t.Errorf("%+v", answer.Quality.Compliance)
	}
	_, err = e.Open(wire.Request{Schema: api, Count: count(1)}, engine.Options{})
	if faults, ok := err.(wire.Faults); !ok || faults[0].Pointer != "/entity" || !strings.Contains(faults[0].Remedy, "Pet") {
		t.Errorf("an OpenAPI document without a name: %v", err)
	}
}

func TestAnUnsatisfiableSchemaIsRefused(t *testing.T) {
	e := newEngine(t)
	doc := json.RawMessage(`{"type":"object","properties":{"a":{"allOf":[{"type":"string"},{"type":"integer"}]}},"required":["a"]}`)
	_, err := e.Records(context.Background(), wire.Request{Schema: doc, Count: count(1)}, engine.Options{})
	faults, ok := err.(wire.Faults)
	if !ok || !strings.HasPrefix(faults[0].Pointer, "/schema") || !strings.Contains(faults[0].Message, "no value") {
		t.Errorf("%T %v", err, err)
	}
}
