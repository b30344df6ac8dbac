package fake

import (
	"strconv"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

// asOf is 2026-01-01.
const asOf = 20454

// filled is what the provider makes for rows, as texts, with options and
// bound inputs by name.
func filled(t testing.TB, name string, rows []int64, options map[string]any, inputs map[string]*column.Vector) []string {
	t.Helper()
	v := vector(t, name, rows, options, inputs)
	cells := make([]string, len(rows))
	for i := range cells {
		if v.Null(i) {
			cells[i] = "null"
			continue
		}
		switch v.Kind {
		case column.Text:
			cells[i] = string(v.Bytes(i))
		case column.Float:
			cells[i] = strconv.FormatFloat(v.Floats[i], 'f', -1, 64)
		default:
			cells[i] = strconv.FormatInt(v.Ints[i], 10)
		}
	}
	return cells
}

func vector(t testing.TB, name string, rows []int64, options map[string]any, inputs map[string]*column.Vector) *column.Vector {
	t.Helper()
	return fillIn(t, name, &Block{Rows: rows}, options, inputs)
}

// fillIn is what the provider makes in a block that other columns may share.
func fillIn(t testing.TB, name string, b *Block, options map[string]any, inputs map[string]*column.Vector) *column.Vector {
	t.Helper()
	p, ok := Named(name)
	if !ok {
		t.Fatalf("no provider %q", name)
	}
	in := make([]*column.Vector, len(p.Inputs))
	for i, input := range p.Inputs {
		in[i] = inputs[input]
	}
	family, _, _ := strings.Cut(name, ".")
	f, err := p.New(Args{Seed: 42, Table: "t", Group: family, Column: name, Options: options, AsOf: asOf})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var v column.Vector
	v.Reset(p.Field, len(b.Rows))
	f.Fill(&v, b, in)
	return &v
}

// upTo is the rows 0 to n-1.
func upTo(n int) []int64 {
	rows := make([]int64, n)
	for i := range rows {
		rows[i] = int64(i)
	}
	return rows
}

// texts is a raw vector of the cells.
func texts(cells ...string) *column.Vector {
	var v column.Vector
	v.Reset(column.Field{Kind: column.Text}, len(cells))
	for _, cell := range cells {
		v.AppendText(cell)
	}
	return &v
}

func TestEveryProviderFillsItsField(t *testing.T) {
	rows := append(upTo(300), 1_000_000, 999_999_999_999)
	seen := map[string]bool{}
	for _, p := range Providers() {
		if seen[p.Name] {
			t.Errorf("%s is listed twice", p.Name)
		}
		seen[p.Name] = true
		if p.About == "" || p.Field.Kind == 0 || p.Field.Name != "" {
			t.Errorf("%s: incomplete row: %+v", p.Name, p)
		}
		v := vector(t, p.Name, rows, nil, nil)
		if v.Kind != p.Field.Kind || v.Len() != len(rows) {
			t.Errorf("%s: %d cells of %v, want %d of %v", p.Name, v.Len(), v.Kind, len(rows), p.Field.Kind)
		}
		if v.Plain && !column.Plain(string(v.Raw)) {
			t.Errorf("%s: not plain: %q", p.Name, v.Raw)
		}
	}
}

// The same cells come out whatever rows are asked for with them.
func TestCellsDependOnTheirRowAlone(t *testing.T) {
	all := upTo(400)
	some := []int64{399, 7, 250, 7, 0, 398, 31}
	for _, p := range Providers() {
		whole, part := filled(t, p.Name, all, nil, nil), filled(t, p.Name, some, nil, nil)
		for i, row := range some {
			if part[i] != whole[row] {
				t.Errorf("%s: row %d is %q alone, %q among others", p.Name, row, part[i], whole[row])
			}
		}
	}
}

func TestUnknownOptionsAreFaults(t *testing.T) {
	for _, p := range Providers() {
		_, err := p.New(Args{Table: "t", Group: "g", Column: "c", Options: map[string]any{"no such": 1}})
		if err == nil {
			t.Errorf("%s takes any option", p.Name)
		}
	}
}

func BenchmarkFill(b *testing.B) {
	rows := upTo(1024)
	var block Block
	for _, p := range Providers() {
		b.Run(p.Name, func(b *testing.B) {
			family, _, _ := strings.Cut(p.Name, ".")
			f, err := p.New(Args{Seed: 42, Table: "t", Group: family, Column: p.Name, AsOf: asOf})
			if err != nil {
				b.Fatal(err)
			}
			in := make([]*column.Vector, len(p.Inputs))
			var v column.Vector
			b.ReportAllocs()
			for b.Loop() {
				v.Reset(p.Field, len(rows))
				block.Reset(rows)
				f.Fill(&v, &block, in)
			}
			perRow := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(len(rows))
			b.ReportMetric(perRow, "ns/row")
			b.ReportMetric(1e9/perRow, "rows/s")
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for _, name := range []string{"person.email", "place.city"} {
		p, _ := Named(name)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := p.New(Args{Seed: 42, AsOf: asOf}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("parse roster", func(b *testing.B) {
		for b.Loop() {
			parseRoster()
		}
	})
	b.Run("parse atlas", func(b *testing.B) {
		for b.Loop() {
			parseAtlas()
		}
	})
}
