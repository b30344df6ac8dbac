package sample

import (
	"encoding/json"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

func TestSchemaDescribesTheRows(t *testing.T) {
	rows := "id,kind,price,on,day,when,note\n"
	for i := range 40 {
		rows += []string{
			"A-%,red,1.50,true,2024-01-02,03.04.2024,\n",
			"B-%,blue,-2.25,false,2024-02-03,05.06.2024,x\n",
		}[i%2]
	}
	numbered := ""
	for i, c := 0, 0; i < len(rows); i++ {
		if rows[i] == '%' {
			c++
			numbered += string(rune('0'+c/10)) + string(rune('0'+c%10))
			continue
		}
		numbered += rows[i : i+1]
	}
	s, err := Read(wire.Document{Name: "x.csv", Data: numbered})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Properties map[string]struct {
			Type             any
			Format           string
			Enum             []any
			Minimum, Maximum *float64
		}
		Required []string
	}
	if err := json.Unmarshal(s.Schema(), &got); err != nil {
		t.Fatal(err)
	}
	p := got.Properties
	if len(got.Required) != 7 || p["id"].Type != "string" || p["id"].Enum != nil {
		t.Errorf("id %+v, required %v", p["id"], got.Required)
	}
	if len(p["kind"].Enum) != 2 || p["kind"].Enum[0] != "red" {
		t.Errorf("kind %+v", p["kind"])
	}
	if p["price"].Type != "number" || p["price"].Minimum != nil && *p["price"].Minimum != -2.25 {
		t.Errorf("price %+v", p["price"])
	}
	if p["day"].Format != "date" && p["day"].Enum == nil || p["when"].Format != "" {
		t.Errorf("day %+v, when %+v", p["day"], p["when"])
	}
	if types, ok := p["note"].Type.([]any); !ok || len(types) != 2 || types[1] != "null" {
		t.Errorf("note %+v", p["note"])
	}
	kinds := map[string]string{}
	for _, n := range s.Notes() {
		kinds[n.Column] += n.Kind + " "
	}
	if kinds["id"] != "key " || kinds["when"] == "" || kinds["note"] == "" {
		t.Errorf("notes %v", kinds)
	}
}
