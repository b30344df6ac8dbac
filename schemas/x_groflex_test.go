package schemas_test

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/schemas"
)

//go:embed x-groflex.schema.json
var keyword []byte

// forms are the keyword's schema as it applies to a property and to a table.
func forms(t *testing.T) (property, table *judge.Judge) {
	t.Helper()
	form := func(name string) *judge.Judge {
		var doc map[string]any
		if err := json.Unmarshal(keyword, &doc); err != nil {
			t.Fatal(err)
		}
		delete(doc, "anyOf")
		doc["$ref"] = "#/$defs/" + name
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		j, err := judge.New(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	return form("property"), form("table")
}

func TestBuiltInTablesFollowTheKeywordsSchema(t *testing.T) {
	property, table := forms(t)
	catalog, err := schema.Load(schemas.Files())
	if err != nil {
		t.Fatal(err)
	}
	check := func(at string, j *judge.Judge, raw json.RawMessage) int {
		if raw == nil {
			return 0
		}
		violations, err := j.ValidateText(raw)
		for _, v := range violations {
			t.Errorf("%s: %s: %s", at, v.Instance, v.Message)
		}
		if err != nil {
			t.Errorf("%s: %v", at, err)
		}
		return 1
	}
	checked := 0
	for _, d := range catalog.Domains {
		for _, e := range d.Entities {
			var doc struct {
				Groflex    json.RawMessage `json:"x-groflex"`
				Properties map[string]struct {
					Groflex json.RawMessage `json:"x-groflex"`
				} `json:"properties"`
			}
			if err := json.Unmarshal(e.Raw, &doc); err != nil {
				t.Fatal(err)
			}
			at := d.Name + "/" + e.Name
			checked += check(at, table, doc.Groflex)
			for name, p := range doc.Properties {
				checked += check(at+"."+name, property, p.Groflex)
			}
		}
	}
	if checked == 0 {
		t.Error("nothing was checked")
	}
}

// What the parser refuses for its shape, the keyword's schema refuses too, and
// both take what stands beside it.
func TestTheKeywordsSchemaRefusesWhatTheParserRefuses(t *testing.T) {
	property, table := forms(t)
	parse := func(onProperty, onTable string) error {
		_, err := schema.Parse("t", fmt.Appendf(nil, `{"type":"object","x-groflex":%s,"properties":{"kind":{"type":"string"},"a":{"type":["string","null"],"x-groflex":%s}}}`, onTable, onProperty))
		return err
	}
	for _, c := range []struct{ good, bad string }{
		{`{"fake":"person.email"}`, `{"fakes":"person.email"}`},
		{`{"fake":"person.email","group":"owner"}`, `{"fake":7}`},
		{`{"fake":"person.email","with":{"sex":"kind"}}`, `{"fake":"person.email","with":["kind"]}`},
		{`{"fake":"id.stripe","options":{"prefix":"x_"}}`, `{"fake":"id.stripe","options":"x_"}`},
		{`{"choice":{"yes":0.7,"no":"1 - 0.7"}}`, `{"choice":{}}`},
		{`{"choice":{"yes":1}}`, `{"choice":{"yes":-1}}`},
		{`{"choice":{"yes":1}}`, `{"choice":["yes"]}`},
		{`{"choice":{"yes":1}}`, `{"choice":{"yes":true}}`},
		{`{"by":"kind","cases":{"x":{"yes":1}}}`, `{"cases":{"x":{"yes":1}}}`},
		{`{"by":"kind","cases":{"x":{"yes":1}}}`, `{"by":"kind","cases":{"x":{}}}`},
		{`{"dist":{"normal":{"mean":0,"sd":"1"}}}`, `{"dist":{"normal":{"mean":0},"gamma":{}}}`},
		{`{"dist":{"normal":{}}}`, `{"dist":{}}`},
		{`{"dist":{"normal":{}}}`, `{"dist":"normal"}`},
		{`{"formula":"1 + 1"}`, `{"formula":1}`},
		{`{"formula":"kind"}`, `{"formula":"kind","fake":"person.email"}`},
		{`{"sequence":{"prefix":"A-","width":6}}`, `{"sequence":{"prefix":"A-","pad":6}}`},
		{`{"sequence":{"start":5}}`, `{"sequence":{"start":1.5}}`},
		{`{"sequence":{"start":-9007199254740992,"step":-1000000}}`, `{"sequence":{"step":1000001}}`},
		{`{"sequence":{"width":100}}`, `{"sequence":{"width":101}}`},
		{`{"sequence":{"width":0}}`, `{"sequence":{"width":-1}}`},
		{`{"sequence":{}}`, `{"sequence":{},"ref":"t.a"}`},
		{`{"ref":"t.a","pick":{"zipf":{"s":1}}}`, `{"ref":"t"}`},
		{`{"time":{"from":"as_of","to":"as_of"}}`, `{"time":{"since":"as_of","to":"as_of"}}`},
		{`{"time":{"from":"as_of","to":"as_of","growth":1}}`, `{"time":{"from":"as_of","to":"as_of","hours":"day"}}`},
		{`{"formula":"1","order":"asc"}`, `{"formula":"1","order":"desc"}`},
		{`{"fake":"person.email","null":0.1}`, `{"fake":"person.email","null":[0.1]}`},
		{`{"fake":"person.email","null":1}`, `{"fake":"person.email","null":1.5}`},
		{`{"formula":"1","min":"0","max":2}`, `{"formula":"1","min":{"x":1}}`},
	} {
		if err := parse(c.good, `{}`); err != nil || !valid(t, property, c.good) {
			t.Errorf("%s: the parser says %v, the schema %v", c.good, err, valid(t, property, c.good))
		}
		if err := parse(c.bad, `{}`); err == nil || valid(t, property, c.bad) {
			t.Errorf("%s is taken: the parser says %v, the schema %v", c.bad, err, valid(t, property, c.bad))
		}
	}
	for _, c := range []struct{ good, bad string }{
		{`{"key":"a"}`, `{"keys":"a"}`},
		{`{"key":"a"}`, `{"key":["a"]}`},
		{`{"rows":"1000 * 2"}`, `{"rows":[1000]}`},
		{`{"parent":{"entity":"p","fanout":{"dist":{"poisson":{"mean":2}},"plus":1,"min":1,"max":9,"step":1}}}`, `{"parent":{"entity":"p","fanout":{"mean":2}}}`},
		{`{"parent":{"entity":"p"}}`, `{"parent":"p"}`},
		{`{"parent":{"entity":"p","fanout":{"plus":1,"step":12}}}`, `{"parent":{"entity":"p","fanout":{"plus":1,"step":2.5}}}`},
		{`{"parent":{"entity":"p","fanout":{"plus":1,"min":0}}}`, `{"parent":{"entity":"p","fanout":{"plus":1,"min":-1}}}`},
		{`{"rules":[{"name":"r","expr":"true","why":"x"}]}`, `{"rules":[{"name":"r","why":"x"}]}`},
		{`{"rules":[]}`, `{"rules":[{"expr":"true"}]}`},
		{`{"rules":[]}`, `{"rules":[{"name":"r","expr":"true","because":"x"}]}`},
		{`{"vars":{"v":{"type":"string","x-groflex":{"formula":"kind"}}}}`, `{"vars":{"v":{"type":"string"}}}`},
		{`{"vars":{}}`, `{"vars":{"v":{"type":"string","x-groflex":{"formulas":"kind"}}}}`},
	} {
		if err := parse(`{"formula":"kind"}`, c.good); err != nil || !valid(t, table, c.good) {
			t.Errorf("%s: the parser says %v, the schema %v", c.good, err, valid(t, table, c.good))
		}
		if err := parse(`{"formula":"kind"}`, c.bad); err == nil || valid(t, table, c.bad) {
			t.Errorf("%s is taken: the parser says %v, the schema %v", c.bad, err, valid(t, table, c.bad))
		}
	}
}

func valid(t *testing.T, j *judge.Judge, text string) bool {
	t.Helper()
	violations, err := j.ValidateText([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return len(violations) == 0
}
