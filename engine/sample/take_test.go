package sample

import (
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// people is a sample of a key, a personal name, a number that is a label, a
// day and a word that no row shares.
func people(rows int) wire.Document {
	var b strings.Builder
	b.WriteString("id,first_name,zip,day,code,amount\n")
	for i := range rows {
		fmt.Fprintf(&b, "%d,%s,%d,2024-01-%02d,x%dy%dz,%d.50\n", 100+i, []string{"Ada", "Bo", "Cy"}[i%3], 10001+i%7, 1+i%28, i*i, i, i%10)
	}
	return wire.Document{Name: "people.csv", Data: b.String()}
}

func TestReadAsTakesColumnsForWhatIsTold(t *testing.T) {
	for _, c := range []struct {
		column, told string
		role         Role
		kind         column.Kind
		provider     string
	}{
		{"id", "quantity", Quantity, column.Int, ""},
		{"first_name", "category", Category, column.Text, ""},
		{"zip", "category", Category, column.Text, ""},
		{"day", "category", Category, column.Text, ""},
		{"day", "quantity", Quantity, column.Date, ""},
		{"code", "key", Key, column.Text, ""},
		{"code", "text", FreeText, column.Text, "text"},
		{"zip", "place.zip", Personal, column.Text, "place.zip"},
	} {
		s, err := ReadAs(people(60), map[string]string{c.column: c.told}, nil)
		if err != nil {
			t.Errorf("%s as %s: %v", c.column, c.told, err)
			continue
		}
		i := s.Table.Index(c.column)
		if got := s.Columns[i]; got.Role != c.role || s.Table.Fields[i].Kind != c.kind || got.Provider != c.provider {
			t.Errorf("%s as %s: a %s of kind %s replaced by %q", c.column, c.told, got.Role, s.Table.Fields[i].Kind, got.Provider)
		}
		told := 0
		for _, n := range s.Notes() {
			if n.Column == c.column && n.Kind == "told" {
				told++
			}
		}
		if told != 1 {
			t.Errorf("%s as %s: %d notes say so", c.column, c.told, told)
		}
	}
}

func TestReadAsRefusesWhatValuesDoNotAllow(t *testing.T) {
	_, err := ReadAs(people(60), map[string]string{
		"first_name": "key", "code": "category", "amount": "key", "nothing": "key", "id": "quantity", "zip": "quantity",
	}, nil)
	var pointers []string
	faults, _ := err.(wire.Faults)
	for _, f := range faults {
		pointers = append(pointers, f.Pointer)
	}
	if got := strings.Join(pointers, " "); got != "/take/nothing /take/first_name /take/code /take/amount" {
		t.Errorf("faults at %s", got)
	}
	if _, err := ReadAs(people(60), map[string]string{"code": "quantity"}, nil); err == nil {
		t.Error("words were taken for quantities")
	}
}

func TestReadAsKeepsNumbersOfJSON(t *testing.T) {
	doc := wire.Document{Name: "r.json", Data: `[{"zip":10001,"n":1.5},{"zip":10001,"n":2},{"zip":10002,"n":2}]`}
	s, err := ReadAs(doc, map[string]string{"zip": "category"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if v := &s.Table.Cols[0]; v.Kind != column.JSON || string(v.Bytes(2)) != "10002" {
		t.Errorf("kind %s", v.Kind)
	}
	if _, err := ReadAs(doc, map[string]string{"n": "person.email"}, nil); err == nil {
		t.Error("decimals were replaced by texts")
	}
}
