package report

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

func sketchOf(t *column.Table) *Sketch {
	s := New(t.Fields)
	s.Add(t)
	return s
}

// Any split of the rows into parts and blocks, in any order, merged in any
// order and sent through bytes, gives the same report.
func TestPartsAddUpToOnePass(t *testing.T) {
	for _, n := range []int{0, 1, 300, 80_000} {
		table := mixed(n)
		want := sketchOf(table).Columns()
		splits := uint64(4)
		if n > 1000 {
			splits = 1
		}
		for seed := range splits {
			r := rand.New(rand.NewPCG(seed, 3))
			parts := make([]*Sketch, 3)
			for i := range parts {
				parts[i] = New(table.Fields)
			}
			var cuts []int
			for range 7 {
				cuts = append(cuts, r.IntN(n+1))
			}
			cuts = append(cuts, 0, n)
			slices.Sort(cuts)
			for _, i := range r.Perm(len(cuts) - 1) {
				parts[r.IntN(3)].Add(slice(table, cuts[i], cuts[i+1]))
			}
			whole := New(table.Fields)
			for _, i := range r.Perm(3) {
				data, err := parts[i].MarshalBinary()
				if err != nil {
					t.Fatal(err)
				}
				var part Sketch
				if err := part.UnmarshalBinary(data); err != nil {
					t.Fatal(err)
				}
				if err := whole.Merge(&part); err != nil {
					t.Fatal(err)
				}
			}
			got := whole.Columns()
			for c := range want {
				if !reflect.DeepEqual(got[c], want[c]) {
					t.Errorf("%d rows, split %d: got\n%s\nwant\n%s", n, seed, show(got[c]), show(want[c]))
				}
			}
		}
	}
}

// It does not matter whether texts come with a dictionary, or with which.
func TestDictionariesDoNotShow(t *testing.T) {
	raw := mixed(400)
	raw.Cols[raw.Index("city")].Spell()
	want := sketchOf(raw).Columns()
	s := New(raw.Fields)
	for from := 0; from < raw.Rows; from += 100 {
		block := slice(raw, from, from+100)
		if from != 200 { // one block stays raw
			v := &block.Cols[raw.Index("city")]
			var texts []string
			var codes []uint32
			for i := range v.Len() {
				texts, codes = append(texts, string(v.Bytes(i))), append(codes, uint32(i))
			}
			v.UseDict(column.NewDict(texts), len(texts))
			copy(v.Codes, codes)
		}
		s.Add(block)
	}
	if got := s.Columns(); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func show(c wire.Column) string {
	s := fmt.Sprintf("%+v", c.Summary)
	if c.Mean != nil {
		s += fmt.Sprint(" mean ", *c.Mean, " histogram ", *c.Histogram)
	}
	return s
}

// The oracle counts every cell in maps and sums in rationals.
func TestColumnsAgreeWithCountingEveryCell(t *testing.T) {
	for _, n := range []int{1, 2, 500, 80_000} {
		table := mixed(n)
		for c, got := range sketchOf(table).Columns() {
			f, v := table.Fields[c], &table.Cols[c]
			counts := map[string]int64{}
			var xs []float64
			nulls := int64(0)
			sum, squares := new(big.Rat), new(big.Rat) // of floats: slow, so of few
			whole, wholes := new(big.Int), new(big.Int)
			for i := range n {
				if v.Null(i) {
					nulls++
					continue
				}
				switch {
				case v.Kind == column.Text || v.Kind == column.JSON:
					counts[string(v.Bytes(i))]++
					continue
				case v.Kind == column.Float:
					xs = append(xs, v.Floats[i])
					counts[fmt.Sprint(v.Floats[i])]++
				default:
					xs = append(xs, float64(v.Ints[i])/float64(perUnit(&f)))
					counts[fmt.Sprint(v.Ints[i])]++
				}
				if v.Kind != column.Float {
					x := big.NewInt(v.Ints[i])
					whole.Add(whole, x)
					wholes.Add(wholes, x.Mul(x, x))
				} else if n < 1000 {
					x := new(big.Rat).SetFloat64(v.Floats[i])
					sum.Add(sum, x)
					squares.Add(squares, x.Mul(x, x))
				}
			}
			if v.Kind != column.Float {
				unit := big.NewInt(perUnit(&f))
				sum.SetFrac(whole, unit)
				squares.SetFrac(wholes, unit.Mul(unit, unit))
			}
			where := fmt.Sprintf("%d rows, column %q", n, f.Name)
			if got.Nulls != nulls || got.NullRate != float64(nulls)/float64(n) {
				t.Errorf("%s: nulls %d, want %d", where, got.Nulls, nulls)
			}
			off := math.Abs(float64(got.Distinct)/float64(max(len(counts), 1)) - 1)
			if got.Exact && got.Distinct != int64(len(counts)) || off > 0.03 && len(counts) > 0 {
				t.Errorf("%s: distinct %d (exact %v), want %d", where, got.Distinct, got.Exact, len(counts))
			}
			if got.Exact != (len(counts) <= 1<<16) {
				t.Errorf("%s: exact %v of %d values", where, got.Exact, len(counts))
			}
			for _, level := range got.Top {
				want := counts[level.Value]
				if f.Kind == column.Bool {
					want = counts[map[string]string{"false": "0", "true": "1"}[level.Value]]
				}
				if got.Exact && level.Count != want || math.Abs(float64(level.Count-want)) > 0.05*float64(n) {
					t.Errorf("%s: %q counted %d, want %d", where, level.Value, level.Count, want)
				}
			}
			if len(xs) == 0 || f.Kind == column.Bool {
				continue
			}
			total := int64(0)
			for _, k := range got.Histogram.Counts {
				total += k
			}
			if total != int64(len(xs)) || got.Histogram.Min != slices.Min(xs) || got.Histogram.Max != slices.Max(xs) {
				t.Errorf("%s: histogram %+v of %d values in [%g, %g]", where, got.Histogram, len(xs), slices.Min(xs), slices.Max(xs))
			}
			if n < 1000 || v.Kind != column.Float {
				k := new(big.Rat).SetInt64(int64(len(xs)))
				mean, _ := new(big.Rat).Quo(sum, k).Float64()
				if *got.Mean != mean {
					t.Errorf("%s: mean %v, want %v", where, *got.Mean, mean)
				}
				if len(xs) > 1 {
					square := new(big.Rat).Mul(sum, sum)
					square.Sub(squares, square.Quo(square, k))
					variance, _ := square.Quo(square, new(big.Rat).SetInt64(int64(len(xs)-1))).Float64()
					if want := math.Sqrt(variance); math.Abs(*got.StdDev/want-1) > 1e-14 && want != 0 {
						t.Errorf("%s: deviation %v, want %v", where, *got.StdDev, want)
					}
				}
			}
		}
	}
}

// A summary of a handful of cells, worked out by hand.
func TestSummaryByHand(t *testing.T) {
	price := column.Vector{Kind: column.Decimal, Scale: 2, Ints: []int64{250, 1000, 0, 1000}}
	price.SetNull(2, 4)
	day := column.Vector{Kind: column.Date, Ints: []int64{0, 31, 31, 20}}
	weight := column.Vector{Kind: column.Float, Floats: []float64{1, math.NaN(), math.Copysign(0, -1), 0}}
	got := sketchOf(&column.Table{
		Fields: []column.Field{{Name: "price", Kind: column.Decimal, Scale: 2, Places: 1}, {Name: "day", Kind: column.Date, Layout: "02/01/2006"}, {Name: "weight", Kind: column.Float}},
		Cols:   []column.Vector{price, day, weight}, Rows: 4,
	}).Columns()

	p := got[0]
	if p.Min != "2.5" || p.Max != "10.0" || *p.Mean != 7.5 || p.Distinct != 2 || p.NullRate != 0.25 {
		t.Errorf("price: %+v", p.Summary)
	}
	if want := math.Sqrt(18.75); *p.StdDev != want { // (5² + 2.5² + 2.5²)/2
		t.Errorf("price deviates by %v, want %v", *p.StdDev, want)
	}
	if h := p.Histogram; h.Counts[0] != 1 || h.Counts[19] != 2 || h.Min != 2.5 || h.Max != 10 {
		t.Errorf("price: %+v", h)
	}
	if d := got[1]; d.Min != "01/01/1970" || d.Max != "01/02/1970" || *d.Mean != 20.5 || d.Histogram.Counts[12] != 1 {
		t.Errorf("day: %+v %+v", d.Summary, d.Histogram)
	}
	if w := got[2]; w.Nulls != 1 || w.Distinct != 2 || w.Min != "0" || w.Max != "1" {
		t.Errorf("weight: %+v", w.Summary)
	}
}

// Each output bin of a column with more values than are kept apart is within
// 2% of its true count.
func TestWideHistogramIsClose(t *testing.T) {
	const n = 200_000
	r := rand.New(rand.NewPCG(4, 4))
	v := column.Vector{Kind: column.Float}
	v.Floats = make([]float64, n)
	for i := range v.Floats {
		v.Floats[i] = r.Float64()*70 - 20
	}
	got := sketchOf(&column.Table{Fields: []column.Field{{Name: "x", Kind: column.Float}}, Cols: []column.Vector{v}, Rows: n}).Columns()[0]
	var want [20]int64
	lo, hi := slices.Min(v.Floats), slices.Max(v.Floats)
	for _, x := range v.Floats {
		want[min(int((x-lo)/(hi-lo)*20), 19)]++
	}
	for b, count := range got.Histogram.Counts {
		if math.Abs(float64(count-want[b])) > 0.02*float64(want[b]) {
			t.Errorf("bin %d: %d, want %d", b, count, want[b])
		}
	}
}

// Floats at both ends of their range, in any order, are summed and sorted into
// cells as exactly as others.
func TestExtremeFloats(t *testing.T) {
	const least, most = math.SmallestNonzeroFloat64, math.MaxFloat64
	f := column.Field{Name: "x", Kind: column.Float}
	one := func(xs ...float64) *column.Table {
		return &column.Table{Fields: []column.Field{f}, Cols: []column.Vector{{Kind: column.Float, Floats: xs}}, Rows: len(xs)}
	}
	for _, xs := range [][]float64{
		{most, -most, least, -least, 0, 1e-300, -1e300}, {-1e300, 1e-300, 0, -least, least, -most, most},
		{-least, 1e300}, {1e300, -least}, {least, 2 * least}, {-most, -most},
	} {
		a := sketchOf(one(xs...)).Columns()[0]
		many := New([]column.Field{f})
		many.cols[0].numbers.limit = 0 // the summary of many values from the first one on
		for _, x := range xs {
			many.Add(one(x))
		}
		b := many.Columns()[0]
		if a.Min != b.Min || a.Max != b.Max || *a.Mean != *b.Mean || *a.StdDev != *b.StdDev {
			t.Errorf("%v: few and many disagree: %s and %s", xs, show(a), show(b))
		}
		exact := new(big.Rat)
		for _, x := range xs {
			exact.Add(exact, new(big.Rat).SetFloat64(x))
		}
		if mean, _ := exact.Quo(exact, big.NewRat(int64(len(xs)), 1)).Float64(); *a.Mean != mean || math.IsInf(*a.StdDev, 0) {
			t.Errorf("%v: mean %v, want %v; deviation %v", xs, *a.Mean, mean, *a.StdDev)
		}
	}
}

// The same rows are picked from a table whether it comes whole or in parts of
// very different sizes.
func TestPicksDependOnTheRowsAlone(t *testing.T) {
	var whole, few, most picks
	whole.choose(0, 60_000)
	few.choose(0, 9)
	for row := int64(9); row < 60_000; row += 7 {
		most.choose(row, int(min(7, 60_000-row)))
	}
	few.merge(&most)
	few.raise()
	slices.Sort(few.rows)
	if !slices.Equal(few.rows, whole.rows) || len(whole.rows) <= maxPicks/4 || len(whole.rows) > maxPicks {
		t.Errorf("%d rows picked in parts, %d at once", len(few.rows), len(whole.rows))
	}
}

func TestMergeRefusesOtherTables(t *testing.T) {
	a := New([]column.Field{{Name: "x", Kind: column.Int}})
	for _, other := range [][]column.Field{nil, {{Name: "x", Kind: column.Text}}, {{Name: "x", Kind: column.Float}}} {
		if a.Merge(New(other)) == nil {
			t.Errorf("merged with %v", other)
		}
	}
}

// Bytes that are no sketch give an error, and never a panic.
func FuzzUnmarshal(f *testing.F) {
	for _, n := range []int{0, 3, 100} {
		data, _ := sketchOf(mixed(n)).MarshalBinary()
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Sketch
		if s.UnmarshalBinary(data) == nil {
			if again, err := s.MarshalBinary(); err != nil || s.UnmarshalBinary(again) != nil {
				t.Error("what was read cannot be written and read again")
			}
		}
	})
}
