package report

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// numbersOf and textsOf are columns; NaN and "" are null.
func numbersOf(xs ...float64) column.Vector {
	v := column.Vector{Kind: column.Float, Floats: slices.Clone(xs)}
	for i, x := range xs {
		if x != x {
			v.SetNull(i, len(xs))
			v.Floats[i] = 0
		}
	}
	return v
}

func textsOf(texts ...string) column.Vector {
	v := column.Vector{Kind: column.Text}
	for i, s := range texts {
		v.AppendText(s)
		if s == "" {
			v.SetNull(i, len(texts))
		}
	}
	return v
}

// tableOf names its columns a, b, c, …
func tableOf(cols ...column.Vector) *column.Table {
	t := &column.Table{Cols: cols, Rows: cols[0].Len()}
	for i := range cols {
		t.Fields = append(t.Fields, column.Field{Name: string(rune('a' + i)), Kind: cols[i].Kind})
	}
	return t
}

func close(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

// Small cases worked out by hand from the definitions.
func TestShapesByHand(t *testing.T) {
	null := math.NaN()
	for _, c := range []struct {
		name                  string
		real, synthetic       column.Vector
		similarity, adherence float64
	}{
		{"same", numbersOf(1, 2, 3), numbersOf(3, 1, 2), 1, 1},
		{"apart", numbersOf(1, 2), numbersOf(3, 4, 5), 0, 0},
		// Up to 1: 1/2 of the real and 1/4 of the synthetic values; up to 2: 1 and 3/4.
		{"overlap", numbersOf(1, 2), numbersOf(1, 2, 2, 9), 0.75, 0.75},
		{"nulls in both", numbersOf(1, null, 2), numbersOf(null, 1, 2, null), 1, 1},
		{"nulls in one", numbersOf(1, 2), numbersOf(null, 1, 2, null), 1, 0.5},
		{"14 decimals", numbersOf(0.3), numbersOf(0.30000000000000004), 1, 0},
		{"levels", textsOf("a", "a", "b", "c"), textsOf("a", "b"), 0.75, 1},
		{"new level", textsOf("a", "b"), textsOf("a", "z", "z", "z"), 0.25, 0.25},
		{"null levels", textsOf("a", ""), textsOf("", "", "a", "a"), 1, 1},
		{"new null", textsOf("a"), textsOf("a", ""), 1, 0.5},
		{"flags", column.Vector{Kind: column.Bool, Ints: []int64{1, 1, 0, 1}}, column.Vector{Kind: column.Bool, Ints: []int64{0, 1}}, 0.75, 1},
	} {
		columns := []wire.Column{{Summary: wire.Summary{Name: "a"}}}
		s := Compare(tableOf(c.real), tableOf(c.synthetic), columns)
		if s == nil || !close(*columns[0].Similarity, c.similarity) || !close(*columns[0].Adherence, c.adherence) {
			t.Errorf("%s: similarity %v, adherence %v", c.name, *columns[0].Similarity, *columns[0].Adherence)
		} else if s.Score != s.ColumnShapes || s.PairTrends != nil {
			t.Errorf("%s: %+v of one column", c.name, s)
		}
	}
}

func TestPairsByHand(t *testing.T) {
	null := math.NaN()
	for _, c := range []struct {
		name            string
		real, synthetic *column.Table
		score           float64 // NaN: no pair
	}{
		{"correlation", tableOf(numbersOf(1, 2, 3), numbersOf(1, 2, 3)), tableOf(numbersOf(1, 2, 3), numbersOf(3, 2, 1)), 0},
		{"correlation over complete rows", tableOf(numbersOf(1, 2, 9, 3), numbersOf(2, 4, null, 6)), tableOf(numbersOf(1, 2, 3), numbersOf(5, 6, 7)), 1},
		{"constant", tableOf(numbersOf(1, 2, 3), numbersOf(4, 4, 4)), tableOf(numbersOf(1, 2, 3), numbersOf(3, 2, 1)), null},
		// (x,p) 1/2, (y,q) 1/2 against (x,p) 1/4, (x,q) 3/4: half of 1/4 + 3/4 + 1/2.
		{"contingency", tableOf(textsOf("x", "y"), textsOf("p", "q")), tableOf(textsOf("x", "x", "x", "x"), textsOf("p", "q", "q", "q")), 0.25},
		{"null is a level", tableOf(textsOf("x", ""), textsOf("p", "q")), tableOf(textsOf("x", "x"), textsOf("p", "q")), 0.5},
		// Bins are relative to each table's own range: both use the first and the last.
		{"mixed, own edges", tableOf(numbersOf(0, 10), textsOf("p", "q")), tableOf(numbersOf(100, 900), textsOf("p", "q")), 1},
	} {
		columns := []wire.Column{{Summary: wire.Summary{Name: "a"}}, {Summary: wire.Summary{Name: "b"}}}
		s := Compare(c.real, c.synthetic, columns)
		switch {
		case math.IsNaN(c.score):
			if len(s.Pairs) != 0 || s.PairTrends != nil {
				t.Errorf("%s: %+v", c.name, s.Pairs)
			}
		case len(s.Pairs) != 1 || !close(s.Pairs[0].Score, c.score) || *s.PairTrends != s.Pairs[0].Score:
			t.Errorf("%s: %+v, want %v", c.name, s.Pairs, c.score)
		case !close(s.Score, (s.ColumnShapes+*s.PairTrends)/2):
			t.Errorf("%s: score %v", c.name, s.Score)
		}
	}
	// By the real edges everything lies in the last bin: half of 1/2 + 1/2 + … agrees in one of two cells.
	s := Compare(tableOf(numbersOf(0, 10), textsOf("p", "q")), tableOf(numbersOf(100, 900), textsOf("p", "q")),
		[]wire.Column{{Summary: wire.Summary{Name: "a"}}, {Summary: wire.Summary{Name: "b"}}})
	if !close(*s.PairTrendsShared, 0.5) {
		t.Errorf("shared edges: %v, want 0.5", *s.PairTrendsShared)
	}
}

// Columns are matched by name, and replaced ones left out.
func TestCompareLeavesOutWhatWasReplaced(t *testing.T) {
	real := tableOf(textsOf("x", "y"), numbersOf(1, 2), numbersOf(5, 6))
	synthetic := tableOf(numbersOf(7, 8), textsOf("x", "y"))
	synthetic.Fields[0].Name, synthetic.Fields[1].Name = "b", "a"
	columns := []wire.Column{{Summary: wire.Summary{Name: "b"}, Replaced: "key"}, {Summary: wire.Summary{Name: "a"}}, {Summary: wire.Summary{Name: "new"}}}
	s := Compare(real, synthetic, columns)
	if s.ColumnShapes != 1 || len(s.Pairs) != 0 {
		t.Errorf("%+v", s)
	}
	if columns[0].Similarity != nil || columns[0].Real == nil || columns[0].Real.Min != "1" || columns[2].Real != nil {
		t.Errorf("%+v", columns)
	}
	if s := Compare(real, synthetic, columns[:1]); s != nil {
		t.Errorf("nothing to compare, but %+v", s)
	}
}

// The fast contingency, correlation and binning agree with their definitions
// on random columns, small tables and wide ones.
func TestPairsAgreeWithTheirDefinitions(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, levels := range []int{1, 3, 40, 3000} {
		draw := func(n int) (xs, ys []uint32) {
			for range n {
				x := uint32(r.IntN(levels))
				xs, ys = append(xs, x), append(ys, (x+uint32(r.IntN(3)))%uint32(levels))
			}
			return xs, ys
		}
		ax, ay := draw(700)
		bx, by := draw(500)
		var a, b contingency
		hashed := sparse(levels*levels, 700)
		a.count(ax, ay, levels, levels, hashed)
		b.count(bx, by, levels, levels, hashed)
		share := map[[2]uint32]float64{}
		joint, rows, columns := map[[2]uint32]float64{}, map[uint32]float64{}, map[uint32]float64{}
		for i := range ax {
			share[[2]uint32{ax[i], ay[i]}] += 1. / 700
			joint[[2]uint32{ax[i], ay[i]}]++
			rows[ax[i]]++
			columns[ay[i]]++
		}
		for i := range bx {
			share[[2]uint32{bx[i], by[i]}] -= 1. / 500
		}
		want := 1.0
		for _, d := range share {
			want -= math.Abs(d) / 2
		}
		if got := overlap(&a, &b); math.Abs(got-want) > 1e-9 {
			t.Errorf("%d levels: overlap %v, want %v", levels, got, want)
		}
		chi := 0.0
		for x, nx := range rows {
			for y, ny := range columns {
				expected := nx * ny / 700
				chi += (joint[[2]uint32{x, y}] - expected) * (joint[[2]uint32{x, y}] - expected) / expected
			}
		}
		v := 0.0
		if k := min(len(rows), len(columns)); k > 1 {
			v = math.Sqrt(chi / 700 / float64(k-1))
		}
		if got := a.cramer(); math.Abs(got-v) > 1e-9 {
			t.Errorf("%d levels: Cramér's V %v, want %v", levels, got, v)
		}
	}
	for range 50 {
		xs := make([]float64, 200)
		for i := range xs {
			xs[i] = math.Round(r.NormFloat64()*100) / 8
		}
		edges := binEdges(xs)
		for i, code := range digitise(xs, edges) {
			want := uint32(0)
			for _, e := range edges {
				if e <= xs[i] {
					want++
				}
			}
			if code != want {
				t.Fatalf("%v among %v is in bin %d, not %d", xs[i], edges, code, want)
			}
		}
	}
}

// KSComplement and the rest are symmetric, in [0, 1], and 1 for a table and
// itself, whatever the columns.
func TestCompareWithItselfIsPerfect(t *testing.T) {
	table := mixed(3000)
	columns := sketchOf(table).Columns()
	s := Compare(table, table, columns)
	if s.Score != 1 || s.ColumnShapes != 1 || *s.PairTrends != 1 || *s.PairTrendsShared != 1 {
		t.Errorf("%v %v %v", s.Score, s.ColumnShapes, *s.PairTrends)
	}
	for _, c := range columns {
		if *c.Adherence != 1 {
			t.Errorf("%q adheres to itself by %v", c.Name, *c.Adherence)
		}
	}
	a, b := slice(table, 0, 1000), slice(table, 1000, 3000)
	forth := Compare(a, b, sketchOf(b).Columns())
	back := Compare(b, a, sketchOf(a).Columns())
	if !close(forth.Score, back.Score) || forth.Score <= 0 || forth.Score >= 1 {
		t.Errorf("%v one way, %v the other", forth.Score, back.Score)
	}
}

func TestCompareTakesAnyTable(t *testing.T) {
	null := math.NaN()
	for name, c := range map[string]column.Vector{
		"all null": numbersOf(null, null), "one row": numbersOf(4), "no rows": numbersOf(),
		"no texts": textsOf("", ""), "huge": numbersOf(-math.MaxFloat64, math.MaxFloat64), "tiny": numbersOf(0, 5e-324),
	} {
		table := tableOf(c, c, textsOf(make([]string, c.Len())...))
		if s := Compare(table, table, sketchOf(table).Columns()); s != nil && (math.IsNaN(s.Score) || s.Score < 0 || s.Score > 1) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
