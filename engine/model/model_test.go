package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// shop is a sample whose structure is known: grade follows level, price goes
// up with level, spent is missing exactly where visits is 0, code is a key.
func shop(rows int) string {
	var b strings.Builder
	b.WriteString("code,level,grade,visits,spent,price,paid,city,since\n")
	s := rng.New(9, "shop")
	for row := range rows {
		r := s.Cell(int64(row))
		level := []string{"basic", "plus", "pro"}[min(r.Below(4), 2)]
		grade := map[string]string{"basic": "1", "plus": "2", "pro": "3"}[level]
		visits := r.Below(5)
		spent := ""
		if visits > 0 {
			spent = fmt.Sprintf("%.2f", float64(visits*1000+r.Below(900))/100)
		}
		price := int(grade[0]-'0')*1000 + int(r.Below(900))
		paid := price
		if r.Below(3) == 0 {
			paid = price - int(r.Below(500))
		}
		fmt.Fprintf(&b, "%04d-%c%c,%s,%s,%d,%s,%d,%d,%s,2024-%02d-%02d\n", row*7%10000, 'A'+row%26, 'A'+row/26%26, level, grade, visits, spent,
			price, paid, []string{"Oslo", "Bergen", "Molde, ytre"}[r.Below(3)], 1+r.Below(12), 1+r.Below(28))
	}
	return strings.ReplaceAll(b.String(), "Molde, ytre", `"Molde, ytre"`)
}

func read(t testing.TB, text string) *sample.Sample {
	t.Helper()
	s, err := sample.Read(wire.Document{Data: text, Format: "csv"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func fit(t testing.TB, text string, o Options) *Model {
	t.Helper()
	m, err := Fit(read(t, text), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func draw(m *Model, seed uint64, from, n int) *column.Table {
	rows := make([]int64, n)
	for i := range rows {
		rows[i] = int64(from + i)
	}
	var t column.Table
	m.Draw(&t, seed, rows)
	return &t
}

// text writes cell (row, col) for comparisons.
func text(t *column.Table, col, row int) string {
	v := &t.Cols[col]
	switch {
	case v.Null(row):
		return "∅"
	case v.Kind == column.Text || v.Kind == column.JSON:
		return string(v.Bytes(row))
	case v.Kind == column.Float:
		return fmt.Sprint(v.Floats[row])
	}
	return fmt.Sprint(v.Ints[row])
}

func TestStructureIsKept(t *testing.T) {
	s := read(t, shop(3000))
	m, err := Fit(s, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for row := range s.Table.Rows {
		known[text(&s.Table, 0, row)] = true
	}
	n := 4000
	out := draw(m, 1, 0, n)
	at := out.Index
	levels, keys := map[string]int{}, map[string]bool{}
	equal := 0
	for row := range n {
		level := text(out, at("level"), row)
		levels[level]++
		if got, want := text(out, at("grade"), row), map[string]string{"basic": "1", "plus": "2", "pro": "3"}[level]; got != want {
			t.Fatalf("row %d: level %s has grade %s", row, level, got)
		}
		if (text(out, at("visits"), row) == "0") != out.Cols[at("spent")].Null(row) {
			t.Errorf("row %d: visits %s, spent %s", row, text(out, at("visits"), row), text(out, at("spent"), row))
		}
		if p := out.Cols[at("price")].Ints[row]; p < 1000 || p > 3899 {
			t.Errorf("row %d: price %d is outside the sample's range", row, p)
		}
		if out.Cols[at("price")].Ints[row] == out.Cols[at("paid")].Ints[row] {
			equal++
		}
		key := text(out, 0, row)
		if known[key] || keys[key] || len(key) != 7 {
			t.Errorf("row %d: key %q is known, repeated or of another shape", row, key)
		}
		keys[key] = true
	}
	if share := float64(levels["pro"]) / float64(n); share < 0.46 || share > 0.54 {
		t.Errorf("share of pro: %.3f, want 0.5", share)
	}
	if share := float64(equal) / float64(n); share < 0.62 || share > 0.72 {
		t.Errorf("paid equals price in %.3f of the rows, want 0.667", share)
	}
}

// Levels and their numbers among rows that are drawn together differ from
// what the model says by far less than chance would make them: a standard
// deviation is 32 rows.
func TestRowsAreSpreadEvenly(t *testing.T) {
	m := fit(t, shop(4000), Options{})
	out := draw(m, 7, 0, 4096)
	for _, name := range []string{"level", "visits"} {
		p := m.parts[slices.IndexFunc(m.parts, func(p *part) bool { return p.name == name })]
		if len(p.tree.nodes) > 1 {
			t.Fatalf("%s depends on others", name)
		}
		cells := make([]int, len(p.domain.cells))
		for row := range 4096 {
			for c := range cells {
				v := &out.Cols[p.column]
				if p.levels != nil && text(out, p.column, row) == p.levels.Text(uint32(c)) || p.levels == nil && v.Ints[row] == p.domain.cells[c].knots[0] {
					cells[c]++
				}
			}
		}
		for c, n := range cells {
			if want := float64(p.domain.counts[c]) * 4096 / 4000; float64(n) < want-2 || float64(n) > want+2 {
				t.Errorf("%s: cell %d is drawn %d times, want %.1f", name, c, n, want)
			}
		}
	}
}

func TestSeedDecides(t *testing.T) {
	m := fit(t, shop(1000), Options{})
	a, b, c := draw(m, 1, 0, 200), draw(m, 1, 0, 200), draw(m, 2, 0, 200)
	same, differ := 0, 0
	for row := range 200 {
		if text(a, 5, row) == text(b, 5, row) {
			same++
		}
		if text(a, 5, row) != text(c, 5, row) {
			differ++
		}
	}
	if same != 200 || differ < 150 {
		t.Errorf("%d cells repeat under the same seed, %d differ under another", same, differ)
	}
}

func TestAnyShape(t *testing.T) {
	wide := strings.Repeat("a,", 199) + "a\n" + strings.Repeat(strings.Repeat("1,", 199)+"2\n", 3)
	var many strings.Builder
	many.WriteString("level\n")
	for row := range 6000 {
		fmt.Fprintf(&many, "L%d\n", row%2000)
	}
	shapes := map[string]string{
		"one row":     "a,b\n1,x\n",
		"one column":  "a\n3\n1\n2\n3\n",
		"constants":   "a,b\nx,1\nx,1\nx,1\n",
		"empty":       "a,b\n,1\n,2\n,3\n",
		"wide":        wide,
		"many levels": many.String(),
		"personal":    "email,n\na@b.org,1\nc@d.org,2\n,3\n",
		"floats":      "x\n1e-300\n2.5e10\n-7.123456789012345678\n1\n",
		"blank only":  "a,b\n,\n,\n",
	}
	for name, csv := range shapes {
		m := fit(t, csv, Options{})
		out := draw(m, 1, 0, 50)
		for c := range out.Cols {
			if got := out.Cols[c].Len(); got != 50 {
				t.Errorf("%s: column %d has %d cells", name, c, got)
			}
		}
		doc, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back Model
		if err := json.Unmarshal(doc, &back); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPersonalColumnsStayEmpty(t *testing.T) {
	m := fit(t, "email,n\nann@example.org,1\nbob@example.org,2\n,3\ncid@example.org,4\n", Options{})
	if r := m.Replaced(); len(r) != 1 || r[0].Column != "email" || r[0].Provider != "person.email" {
		t.Errorf("replaced: %+v", r)
	}
	doc, _ := json.Marshal(m)
	if strings.Contains(string(doc), "ann@") {
		t.Error("the document holds an address of the sample")
	}
	out := draw(m, 1, 0, 400)
	nulls := 0
	for row := range 400 {
		if len(out.Cols[0].Bytes(row)) > 0 {
			t.Fatalf("row %d holds %q", row, out.Cols[0].Bytes(row))
		}
		if out.Cols[0].Null(row) {
			nulls++
		}
	}
	if nulls < 60 || nulls > 140 {
		t.Errorf("%d of 400 addresses are missing, want about 100", nulls)
	}
}

func TestProgressIsTold(t *testing.T) {
	var told []int
	if _, err := Fit(read(t, shop(300)), Options{}, func(done, total int) error { told = append(told, done*100/total); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(told) || told[len(told)-1] != 100 {
		t.Errorf("progress: %v", told)
	}
}

func BenchmarkFit(b *testing.B) {
	s := read(b, shop(20000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Fit(s, Options{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*20000/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkDraw(b *testing.B) {
	m := fit(b, shop(5000), Options{})
	rows := make([]int64, 4096)
	var t column.Table
	b.ReportAllocs()
	for b.Loop() {
		m.Draw(&t, 1, rows)
	}
	b.ReportMetric(float64(b.N)*4096/b.Elapsed().Seconds(), "rows/s")
}
