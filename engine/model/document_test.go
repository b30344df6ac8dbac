package model

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestDocumentDrawsWithoutTheSample(t *testing.T) {
	m := fit(t, shop(3000), Options{})
	doc, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Model
	if err := json.Unmarshal(doc, &back); err != nil {
		t.Fatal(err)
	}
	again, _ := json.Marshal(&back)
	if string(again) != string(doc) {
		t.Error("a document that is read and written is another")
	}
	a, b := draw(m, 1, 0, 3000), draw(&back, 1, 0, 3000)
	for _, name := range []string{"level", "city", "visits"} {
		counts := map[string][2]int{}
		for row := range 3000 {
			for i, table := range []*column.Table{a, b} {
				pair := counts[text(table, table.Index(name), row)]
				pair[i]++
				counts[text(table, table.Index(name), row)] = pair
			}
		}
		for value, pair := range counts {
			if d := pair[0] - pair[1]; d > 150 || d < -150 {
				t.Errorf("%s = %s: %d rows by the model, %d by its document", name, value, pair[0], pair[1])
			}
		}
	}
	for row := range 3000 {
		if text(b, b.Index("grade"), row) != map[string]string{"basic": "1", "plus": "2", "pro": "3"}[text(b, b.Index("level"), row)] {
			t.Fatalf("row %d: the document breaks the dependency", row)
		}
	}
}

func TestDocumentHoldsNoSmallCount(t *testing.T) {
	m := fit(t, shop(3000), Options{})
	for _, p := range m.parts {
		if p.tree == nil {
			continue
		}
		at := 0
		if p.domain.ordered {
			at = 2
		}
		for _, g := range p.tree.document(&p.domain, m.minCount).Groups {
			if g[at] < 5 {
				t.Errorf("%s: a group has %d rows", p.name, g[at])
			}
		}
	}
}

func TestBrokenDocumentsAreRefused(t *testing.T) {
	m := fit(t, shop(300), Options{})
	doc, _ := json.Marshal(m)
	for _, change := range [][2]string{{documentFormat, "other/1"}, {`"kind":"text"`, `"kind":"blob"`}, {`"column":1`, `"column":99`}, {`"nodes":[[`, `"nodes":[[7,`}, {`"counts":[`, `"counts":[-1,`}} {
		broken := strings.Replace(string(doc), change[0], change[1], 1)
		if broken == string(doc) {
			t.Fatalf("%q does not occur", change[0])
		}
		if err := json.Unmarshal([]byte(broken), new(Model)); err == nil {
			t.Errorf("%q in place of %q is accepted", change[1], change[0])
		}
	}
}

// A document is refused, or draws.
func FuzzDocument(f *testing.F) {
	for _, csv := range []string{"a,b\n1,x\n2,y\n2,\n", "p,q\n$1.50,2024-01-01\nnone,2024-01-02\n", shop(60)} {
		doc, err := json.Marshal(fit(f, csv, Options{}))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var m Model
		if json.Unmarshal(doc, &m) == nil {
			draw(&m, 1, 0, 20)
		}
	})
}
