package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// What the catalogue lists can be used as it is listed: every provider and
// every distribution, with its defaults and at the ends of its parameters.
func TestTheVocabularyCanBeUsed(t *testing.T) {
	e := newEngine(t)
	catalog, err := e.Catalog("")
	if err != nil || len(catalog.Domains) == 0 {
		t.Fatal(err)
	}
	types := map[string]string{"int": `["integer","null"]`, "decimal": `["number","null"],"multipleOf":0.01`, "float": `["number","null"]`, "bool": `["boolean","null"]`,
		"date": `["string","null"],"format":"date"`, "time": `["string","null"],"format":"date-time"`, "text": `["string","null"]`}
	use := func(name, kind, fill string) wire.Answer {
		schema := fmt.Sprintf(`{"type":"object","properties":{"x":{"type":%s,"x-groflex":%s}},"required":["x"]}`, types[kind], fill)
		answer, err := e.Preview(context.Background(), wire.Request{Schema: json.RawMessage(schema)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if c := answer.Quality.Compliance; c.Valid < c.Checked {
			t.Errorf("%s: %v", name, c.Faults)
		}
		return answer
	}
	for _, p := range catalog.Providers {
		if group, _, _ := strings.Cut(p.Name, "."); group != p.Group || p.About == "" {
			t.Errorf("%s: group %q, about %q", p.Name, p.Group, p.About)
		}
		if p.Example == "" && p.Name != "id.pattern" {
			t.Errorf("%s has no example", p.Name)
		}
		if p.Example != "" {
			use(p.Name, p.Kind, fmt.Sprintf(`{"fake":%q}`, p.Name))
		}
	}
	for _, d := range catalog.Distributions {
		kind := "float"
		if d.Whole {
			kind = "int"
		}
		use(d.Name, kind, fmt.Sprintf(`{"dist":{%q:{}}}`, d.Name))
		for _, p := range d.Params {
			for _, end := range []float64{p.Min, p.Max} {
				use(d.Name, "float", fmt.Sprintf(`{"dist":{%q:{%q:%v}}}`, d.Name, p.Name, end))
			}
			beyond := fmt.Sprintf(`{"type":"object","properties":{"x":{"type":"number","x-groflex":{"dist":{%q:{%q:%v}}}}}}`, d.Name, p.Name, 2*p.Max+1)
			_, err := e.Open(wire.Request{Schema: json.RawMessage(beyond)}, engine.Options{})
			if want := "/schema/properties/x/x-groflex/dist/" + d.Name + "/" + p.Name; !strings.Contains(fmt.Sprint(err), want) {
				t.Errorf("%s beyond its range: %v", want, err)
			}
		}
	}
}
