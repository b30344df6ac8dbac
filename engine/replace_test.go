package engine_test

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// A sample that has nearly every first name still gets first names, none with
// a number behind it, and hardly any of its own.
func TestNamesStayNames(t *testing.T) {
	e := newEngine(t)
	schema := []byte(`{"type": "object", "properties": {"n": {"type": "integer", "minimum": 1, "maximum": 9},
		"first_name": {"type": "string", "x-groflex": {"fake": "person.first_name"}}}}`)
	text, _ := generate(t, e, wire.Request{Schema: schema, Count: count(40_000), Seed: 3, Format: "csv"}, engine.Options{})
	more, _ := generate(t, e, wire.Request{Mode: wire.MimicBuffer, Count: count(3000), Format: "csv",
		Sample: &wire.Document{Name: "names.csv", Data: text}}, engine.Options{})
	rows, err := csv.NewReader(strings.NewReader(more)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:] {
		if strings.ContainsAny(row[1], "0123456789 ") || row[1] == "" {
			t.Fatalf("row %d: %q", i, row[1])
		}
	}
}

// Telephone numbers are replaced however they are written.
func TestTelephoneNumbersAreReplaced(t *testing.T) {
	e := newEngine(t)
	for _, form := range []string{"+1818555%04d", "818555%04d", "(818) 555-%04d", "1818555%04d"} {
		var b strings.Builder
		b.WriteString("kind,phone\n")
		own := map[string]bool{}
		for i := range 400 {
			phone := fmt.Sprintf(form, i*7919%10_000)
			own[phone] = true
			fmt.Fprintf(&b, "%c,%s\n", 'a'+i%3, phone)
		}
		more, _ := generate(t, e, wire.Request{Mode: wire.MimicBuffer, Count: count(400), Format: "csv",
			Sample: &wire.Document{Name: "phones.csv", Data: b.String()}}, engine.Options{})
		rows, err := csv.NewReader(strings.NewReader(more)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			if own[row[1]] || len(row[1]) < 10 {
				t.Fatalf("%s: %s", form, row[1])
			}
		}
	}
}
