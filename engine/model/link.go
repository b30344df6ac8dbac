package model

import (
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

// link writes a number as a sum of others and a rest that its tree draws: a
// total is fare, tip, tolls and a few fees; a drop-off is the pick-up and a
// duration. Where the rest is never negative in the sample it never is in new
// rows, so sums and inequalities hold exactly.
type link struct {
	Plus  []int `json:"plus,omitempty"`
	Minus []int `json:"minus,omitempty"`

	// Range is the least and the greatest number of the variable, where the
	// rest is any number: holding the sum within it cannot break an inequality,
	// since the other variable keeps to its own. A sum whose rest is one of a
	// few numbers has none.
	Range []int64 `json:"range,omitempty"`
}

// When a number is linked to others.
const (
	linkRowsMin  = 50   // rows that say anything
	linkRowsMax  = 2000 // looked at for sums
	linkGain     = 4    // a sum's rest has that many times fewer different values
	linkTermsMax = 8    // of a sum
	crossingMin  = 0.05 // share of the rows that would break an inequality by chance
)

// linkOf finds the sum or inequality that holds between variable v and those
// before it; nil where there is none.
func (f *fitting) linkOf(v int, before []int) *link {
	var terms []int
	for _, u := range before {
		if f.comparable(v, u) {
			terms = append(terms, u)
		}
	}
	if len(f.variables[v].values) < linkRowsMin || len(terms) == 0 {
		return nil
	}
	if l := f.sumOf(v, terms); l != nil {
		return l
	}
	return f.bounded(v, terms)
}

// comparable reports whether two variables are numbers of one unit, present
// in every row.
func (f *fitting) comparable(v, u int) bool {
	a, b := &f.variables[v], &f.variables[u]
	return a.unit != 0 && a.unit == b.unit && a.missing == nil && b.missing == nil
}

// sumOf takes away, or adds, one variable after the other as long as that
// leaves fewer different values.
func (f *fitting) sumOf(v int, terms []int) *link {
	stride := max(1, len(f.variables[v].values)/linkRowsMax)
	rest := every(stride, f.variables[v].values)
	all := distinct(rest)
	if all < 2*linkGain {
		return nil
	}
	left := all
	l := &link{}
	for range linkTermsMax {
		var best []int64
		at, sign := -1, int64(0)
		for i, u := range terms {
			for _, s := range []int64{-1, 1} {
				changed := combine(rest, every(stride, f.variables[u].values), s)
				if n := distinct(changed); n < left {
					left, best, at, sign = n, changed, i, s
				}
			}
		}
		if at < 0 {
			break
		}
		rest = best
		if sign < 0 {
			l.Plus = append(l.Plus, terms[at])
		} else {
			l.Minus = append(l.Minus, terms[at])
		}
		terms = slices.Delete(slices.Clone(terms), at, at+1)
	}
	if left*linkGain > all {
		return nil
	}
	return l
}

// bounded finds the variable that is never above v, or never below, and
// nearest to it, where chance would cross them.
func (f *fitting) bounded(v int, terms []int) *link {
	y := f.variables[v].values
	shuffled := rng.New(0, "shuffle").Permute(uint64(len(y)))
	best, least := -1, 0.0
	for _, u := range terms {
		x := f.variables[u].values
		below, above := oneSide(y, x)
		if below == above {
			continue
		}
		crossed, apart := 0, 0.0
		for row := range y {
			other := x[shuffled.At(uint64(row))]
			if above && y[row] < other || below && y[row] > other {
				crossed++
			}
			apart += max(float64(y[row])-float64(x[row]), float64(x[row])-float64(y[row]))
		}
		if float64(crossed) >= float64(crossingMin*float64(len(y))) && (best < 0 || apart < least) {
			best, least = u, apart
		}
	}
	if best < 0 {
		return nil
	}
	return &link{Plus: []int{best}, Range: []int64{slices.Min(y), slices.Max(y)}}
}

// oneSide reports whether some y are below their x, and whether some are
// above; it stops looking once both are.
func oneSide(y, x []int64) (below, above bool) {
	for row := range y {
		below = below || y[row] < x[row]
		above = above || y[row] > x[row]
		if below && above {
			break
		}
	}
	return below, above
}

// every is every stride-th value.
func every(stride int, values []int64) []int64 {
	var some []int64
	for i := 0; i < len(values); i += stride {
		some = append(some, values[i])
	}
	return some
}

// combine is a + sign·b.
func combine(a, b []int64, sign int64) []int64 {
	c := make([]int64, len(a))
	for i := range c {
		c[i] = a[i] + sign*b[i]
	}
	return c
}

func distinct(values []int64) int {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return len(slices.Compact(sorted))
}

// relink cuts the rest of variable v. How others see v stays.
func (f *fitting) relink(v int, l *link) {
	rest := f.variables[v]
	for _, u := range l.Plus {
		rest.values = combine(rest.values, f.variables[u].values, -1)
	}
	for _, u := range l.Minus {
		rest.values = combine(rest.values, f.variables[u].values, 1)
	}
	f.domains[v], f.cells[v] = cut(&rest, f.minCount)
	if y := f.variables[v].values; !f.domains[v].atomic() {
		l.Range = []int64{slices.Min(y), slices.Max(y)}
	}
}

// value is the rest and what it belongs to, in row i of the block.
func (l *link) value(rest int64, values [][]int64, i int32) int64 {
	for _, u := range l.Plus {
		rest += values[u][i]
	}
	for _, u := range l.Minus {
		rest -= values[u][i]
	}
	return within(l.Range, rest)
}

// within is x held within a range, if there is one.
func within(r []int64, x int64) int64 {
	if len(r) == 2 {
		x = min(max(x, r[0]), r[1])
	}
	return x
}
