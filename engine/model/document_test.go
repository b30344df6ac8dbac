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
	same(t, draw(m, 1, 0, 3000), draw(&back, 1, 0, 3000))
	only := []string{"level!=pro", "price>=2100"}
	same(t, draw(where(t, m, only...), 1, 0, 300), draw(where(t, &back, only...), 1, 0, 300))
}

func same(t *testing.T, a, b *column.Table) {
	t.Helper()
	for c := 1; c < len(a.Cols); c++ { // keys aside: only the sample says which are taken
		for row := range a.Rows {
			if got, want := text(b, c, row), text(a, c, row); got != want {
				t.Fatalf("row %d, %s: %s by the document, %s by the model", row, a.Fields[c].Name, got, want)
			}
		}
	}
}

func TestDocumentHoldsNoSmallCount(t *testing.T) {
	m := fit(t, shop(3000), Options{})
	groups, sums := 0, 0
	for _, p := range m.parts {
		if p.tree == nil {
			continue
		}
		for _, n := range p.tree.doc.Nodes {
			if n[0] >= 0 {
				continue
			}
			for left := p.tree.doc.Groups[n[3]:n[4]]; len(left) > 0; left = left[2+left[1]:] {
				if left[0] < 5 {
					t.Errorf("%s: a group has %d rows", p.name, left[0])
				}
				groups++
			}
		}
		for _, s := range p.tree.doc.Sums {
			if s[2] < 5 {
				t.Errorf("%s: cell %d has %d rows in node %d", p.name, s[1], s[2], s[0])
			}
			sums++
		}
	}
	if groups < 50 || sums < 50 {
		t.Errorf("only %d groups and %d sums", groups, sums)
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
