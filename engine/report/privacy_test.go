package report

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// people is a table of n rows that hardly repeat.
func people(n int, seed uint64) *column.Table {
	r := rand.New(rand.NewPCG(seed, 6))
	xs, ys, cities, jobs := make([]float64, n), make([]float64, n), make([]string, n), make([]string, n)
	for i := range n {
		xs[i] = math.Round(r.NormFloat64() * 1000)
		ys[i] = math.Round(xs[i]/2) + math.Round(r.NormFloat64()*9)
		if r.IntN(8) == 0 {
			ys[i] = math.NaN()
		}
		cities[i] = []string{"", "Rome", "Oslo", "Bern", "Lima"}[r.IntN(5)]
		jobs[i] = []string{"cook", "pilot", "nurse"}[r.IntN(3)]
	}
	return tableOf(numbersOf(xs...), textsOf(cities...), numbersOf(ys...), textsOf(jobs...))
}

func parted(n int, seed uint64) (fs []facet, tables [parties]*column.Table) {
	tables = [parties]*column.Table{people(n, seed), people(n/2, seed+1), people(n/3, seed+2)}
	fs, _ = facets(tables, 1000)
	return fs, tables
}

// The search finds what looking at every pair of rows finds.
func TestNearestAgreesWithBruteForce(t *testing.T) {
	for seed := range uint64(4) {
		fs, _ := parted(300, seed)
		if seed == 3 {
			fs = fs[:1] // numbers alone
		}
		n := newNearest(fs, seen, seen)
		for i, got := range n.closest(fs, made, nil) {
			want := math.Inf(1)
			for j := range rowsOf(fs, seen) {
				want = min(want, distance(fs, j, i))
			}
			if !close(got.distance, want) {
				t.Fatalf("seed %d, row %d: %v, want %v", seed, i, got.distance, want)
			}
		}
	}
}

// distance is the definition: seen row j to made row i.
func distance(fs []facet, j, i int) float64 {
	sum := 0.0
	for c := range fs {
		f := &fs[c]
		if !f.continuous {
			if f.levels[seen][j] != f.levels[made][i] {
				sum++
			}
			continue
		}
		x, y := f.numbers[seen][j], f.numbers[made][i]
		switch {
		case x != x && y != y:
		case x != x || y != y:
			sum++
		default:
			lo, hi, _ := span(f.numbers[seen])
			if hi > lo {
				sum += min(math.Abs(x-y)/(hi-lo), 1)
			} else if x != y {
				sum++
			}
		}
	}
	return sum / float64(len(fs))
}

func TestNewRowsAgreesWithBruteForce(t *testing.T) {
	for seed := range uint64(3) {
		fs, _ := parted(600, seed)
		fresh := 0
		for i := range rowsOf(fs, made) {
			known := false
			for j := range rowsOf(fs, seen) {
				known = known || matching(fs, j, i)
			}
			if !known {
				fresh++
			}
		}
		want := float64(fresh) / float64(rowsOf(fs, made))
		if got := newRows(fs); got != want || want == 0 || want == 1 {
			t.Errorf("seed %d: %v, want %v", seed, got, want)
		}
	}
}

func matching(fs []facet, j, i int) bool {
	for c := range fs {
		f := &fs[c]
		if !f.continuous {
			if f.levels[seen][j] != f.levels[made][i] {
				return false
			}
			continue
		}
		x, y := f.numbers[seen][j], f.numbers[made][i]
		if (x != x) != (y != y) || math.Abs(x-y) > 0.01*math.Abs(y) {
			return false
		}
	}
	return true
}

// Four seen rows, two of them equal; new rows that copy a unique one, copy
// the double one, and are new.
func TestCopiesByHand(t *testing.T) {
	seenRows := tableOf(textsOf("a", "b", "b", ""), numbersOf(1, 2, 2, 4))
	heldRows := tableOf(textsOf("a", "c"), numbersOf(1, 1))
	newRows := tableOf(textsOf("a", "b", "b", "", "a"), numbersOf(1, 2, 2, 4, 9))
	p := Protect(seenRows, heldRows, newRows)
	if p.Copies != 0.8 || p.CopiesUnique != 0.4 || p.CopiesReal != 0.5 || p.CopiesUniqueReal != 0.5 {
		t.Errorf("copies %v, of unique rows %v; held out %v and %v", p.Copies, p.CopiesUnique, p.CopiesReal, p.CopiesUniqueReal)
	}
	if p.NewRows != 0.2 || p.Measured != 5 || p.Holdout != 2 || p.MedianDCR != 0 {
		t.Errorf("%+v", p)
	}
}

// A generator that draws afresh is safe; one that repeats what it saw fails;
// one that moves each row a little fails by distance, without a copy.
func TestVerdicts(t *testing.T) {
	fitted, heldOut, fresh := people(3000, 41), people(3000, 42), people(3000, 43)
	for i := range 3000 {
		for _, c := range []int{0, 2} {
			for _, table := range []*column.Table{fitted, heldOut, fresh} {
				table.Cols[c].Floats[i] += float64(i%1000) / 1000 // hardly two rows are equal
			}
		}
	}
	near := slice(fitted, 0, 3000)
	for i := range near.Cols[0].Floats {
		near.Cols[0].Floats[i] += 0.0001
	}
	for _, c := range []struct {
		name      string
		synthetic *column.Table
		verdict   string
		share     func(float64) bool
	}{
		{"fresh", fresh, Safe, func(s float64) bool { return s > 0.46 && s < 0.54 }},
		{"copied", fitted, Fail, func(s float64) bool { return s > 0.95 }},
		{"moved", near, Fail, func(s float64) bool { return s > 0.95 }},
	} {
		p := Protect(fitted, heldOut, c.synthetic)
		if p.Verdict != c.verdict || !c.share(p.DCRShare) || p.DCRInterval[0] >= p.DCRShare || p.DCRInterval[1] < p.DCRShare-1e-12 {
			t.Errorf("%s: %+v", c.name, p)
		}
		if again := Protect(fitted, heldOut, c.synthetic); again != p {
			t.Errorf("%s: %+v, then %+v", c.name, p, again)
		}
	}
}

// Three new rows whose nearest row is one seen row, and one at a held-out row:
// evidence of (3 + 1)²/(3² + 1²) rows. Two ties count half.
func TestSharedNeighboursAreNoEvidence(t *testing.T) {
	var p wire.Privacy
	fillShare(&p, []neighbour{{1, 7}, {1, 7}, {1, 7}, {3, 7}}, []neighbour{{2, 1}, {2, 2}, {2, 3}, {2, 3}})
	if p.DCRShare != 0.75 || p.DCRInterval != wilson(0.75, 1.6) {
		t.Errorf("%+v", p)
	}
	fillShare(&p, []neighbour{{1, 7}, {0, 2}}, []neighbour{{1, 1}, {0, 2}})
	if p.DCRShare != 0.5 || p.DCRInterval != wilson(0.5, 2) {
		t.Errorf("%+v", p)
	}
}

// Of new rows that remember nothing, about one interval in twenty misses a
// half; the chance of more than 6 in 40 is below 1%.
func TestIntervalCovers(t *testing.T) {
	missed := 0
	for seed := range uint64(40) {
		p := Protect(people(1000, 10*seed), people(1000, 10*seed+1), people(1000, 10*seed+2))
		if p.DCRInterval[0] > 0.5 || p.DCRInterval[1] < 0.5 {
			missed++
		}
	}
	if missed > 6 {
		t.Errorf("%d of 40 intervals miss a half", missed)
	}
}

// With hardly anything to go by the verdict is caution, and says why.
func TestVerdictNeedsRows(t *testing.T) {
	some, none := people(50, 1), people(0, 1)
	for _, tables := range [][3]*column.Table{{some, none, some}, {none, some, some}, {some, some, none}, {some, people(20, 4), some}} {
		if p := Protect(tables[0], tables[1], tables[2]); p.Verdict != Caution || p.Why == "" {
			t.Errorf("%d, %d, %d rows: %+v", tables[0].Rows, tables[1].Rows, tables[2].Rows, p)
		}
	}
}

// Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E,
// table I, method 3: the interval of 81 in 263 is 0.2553 to 0.3662, of 15 in
// 148 0.0624 to 0.1605, of 0 in 20 0 to 0.1611.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		hits, n int
		lo, hi  float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}} {
		got := wilson(float64(c.hits)/float64(c.n), float64(c.n))
		if math.Abs(got[0]-c.lo) > 5e-5 || math.Abs(got[1]-c.hi) > 5e-5 {
			t.Errorf("%d of %d: %v", c.hits, c.n, got)
		}
	}
}

// Rows made by chance keep each column's range, levels and share of nulls.
func TestRandomRowsStayInRange(t *testing.T) {
	fs, _ := parted(900, 5)
	for c, f := range random(fs, 2000) {
		nulls, real := 0, 0
		if f.continuous {
			lo, hi, _ := span(f.numbers[seen])
			for _, x := range f.numbers[made] {
				if x != x {
					nulls++
				} else if x < lo || x > hi || x != math.Floor(x) {
					t.Fatalf("column %d: %v outside [%v, %v]", c, x, lo, hi)
				}
			}
			for _, x := range f.numbers[seen] {
				if x != x {
					real++
				}
			}
		} else {
			for _, level := range f.levels[made] {
				if !slices.Contains(f.levels[seen], level) {
					t.Fatalf("column %d: level %d is not real", c, level)
				} else if level == 0 {
					nulls++
				}
			}
			for _, level := range f.levels[seen] {
				if level == 0 {
					real++
				}
			}
		}
		if math.Abs(float64(nulls)/2000-float64(real)/900) > 0.05 {
			t.Errorf("column %d: %d nulls of 2000, where real has %d of 900", c, nulls, real)
		}
	}
}

func TestVerdictNamesItsFigures(t *testing.T) {
	p := Protect(people(400, 1), people(400, 2), people(400, 3))
	for _, figure := range []string{percent(p.DCRShare), percent(p.CopiesUnique), percent(p.CopiesUniqueReal)} {
		if !strings.Contains(p.Why, figure) && p.Verdict == Safe {
			t.Errorf("%q does not tell %s", p.Why, figure)
		}
	}
}
