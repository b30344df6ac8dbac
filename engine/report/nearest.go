package report

import (
	"math"
	"math/bits"
	"slices"
	"sort"
)

// nearest finds the distance from a row to the closest of the reference rows
// (DCR). As in SDMetrics, a row's distance is the mean over columns of
// min(|Δ| / range in the reference, 1) for numbers and 0 or 1 for levels; a
// null is at distance 1 from any value and 0 from a null.
//
// The search is exact. Each row has a projection whose differences never
// exceed distances, so that only rows of a near projection need be looked at.
type nearest struct {
	scales  []scale     // one a continuous column
	packed  int         // words of levels a row
	rows    []projected // in order of projection
	place   []int       // of each row in rows
	numbers []float64
	levels  []uint64
}

// scale turns differences of a column into distances.
type scale struct{ lo, inverse float64 }

type projected struct {
	projection, second float64
	row                int
}

// null stands for a missing number: far from every number, at 0 from itself.
const null = -math.MaxFloat64

// newNearest prepares the rows that party of the facets has; ranges are those
// of the values that the parties in scaleBy have together.
func newNearest(fs []facet, party int, scaleBy ...int) *nearest {
	n := &nearest{}
	discrete := 0
	for i := range fs {
		if !fs[i].continuous {
			discrete++
			continue
		}
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, p := range scaleBy {
			l, h, _ := span(fs[i].numbers[p])
			lo, hi = min(lo, l), max(hi, h)
		}
		s := scale{lo, math.MaxFloat64} // a constant column: any difference counts 1
		if hi > lo {
			s.inverse = 1 / (hi - lo)
		}
		n.scales = append(n.scales, s)
	}
	n.packed = (discrete + lanes - 1) / lanes
	count := rowsOf(fs, party)
	n.rows = make([]projected, count)
	var r vector
	for i := range n.rows {
		r.read(fs, party, i)
		first, second := n.project(&r)
		n.rows[i] = projected{first, second, i}
	}
	sort.Slice(n.rows, func(i, j int) bool {
		a, b := n.rows[i], n.rows[j]
		return a.projection < b.projection || a.projection == b.projection && a.row < b.row
	})
	n.place = make([]int, count)
	for i, p := range n.rows {
		n.place[p.row] = i
		r.read(fs, party, p.row)
		n.numbers = append(n.numbers, r.numbers...)
		n.levels = append(n.levels, r.levels...)
	}
	return n
}

// vector is one row: its numbers, and its levels packed into words of lanes.
// Levels stay below 2^16, for the facets hold fewer rows than that.
type vector struct {
	numbers []float64
	levels  []uint64
}

const lanes = 4

func (r *vector) read(fs []facet, party, row int) {
	r.numbers, r.levels = r.numbers[:0], r.levels[:0]
	lane := 0
	for i := range fs {
		if fs[i].continuous {
			x := fs[i].numbers[party][row]
			if x != x {
				x = null
			}
			r.numbers = append(r.numbers, x)
			continue
		}
		if lane%lanes == 0 {
			r.levels = append(r.levels, 0)
		}
		r.levels[lane/lanes] |= uint64(fs[i].levels[party][row]) << (lane % lanes * 16)
		lane++
	}
}

// project maps a row to two numbers such that neither differs between a
// reference row and any other by more than their distance: each column adds
// something in [0, 1], or takes it away, that differs by no more than the
// column's distance.
func (n *nearest) project(r *vector) (first, second float64) {
	sign := 1.0
	for i, s := range n.scales {
		part := 0.5
		if x := r.numbers[i]; x != null && s.inverse < math.MaxFloat64 {
			part = min(max(float64((x-s.lo)*s.inverse), 0), 1)
		}
		first += part
		second += float64(sign * part)
		sign = -sign
	}
	// The lowest bit of each level, and the second, divide the levels of its
	// column in two.
	const low, even, odd = 0x0001_0001_0001_0001, 0x0002_0000_0002_0000, 0x0000_0002_0000_0002
	for _, word := range r.levels {
		first += float64(bits.OnesCount64(word & low))
		second += float64(bits.OnesCount64(word&even) - bits.OnesCount64(word&odd))
	}
	return first, second
}

// mismatches counts the lanes in which two words differ.
func mismatches(a, b uint64) int {
	const low = 0x7fff_7fff_7fff_7fff
	x := a ^ b
	return bits.OnesCount64(((x & low) + low | x) &^ low)
}

// distance is the sum over columns from q to reference row i (in order of
// projection), or something at least best as soon as that is sure.
func (n *nearest) distance(q *vector, i int, best float64) float64 {
	differ := 0
	for w, word := range n.levels[i*n.packed : (i+1)*n.packed] {
		differ += mismatches(q.levels[w], word)
	}
	sum := float64(differ)
	ref := n.numbers[i*len(n.scales) : (i+1)*len(n.scales)]
	for c, x := range q.numbers {
		if sum >= best {
			return sum
		}
		sum += min(float64(math.Abs(ref[c]-x)*n.scales[c].inverse), 1)
	}
	return sum
}

// find is the smallest sum of distances from q to a reference row, and that
// row; infinite with none. It walks outward from q's projection. best and row
// are a guess to be improved on: the distance to some row, or infinity.
func (n *nearest) find(q *vector, best float64, row int) (float64, int) {
	const slack = 1e-9 // for the rounding of projections
	at, second := n.project(q)
	above, _ := slices.BinarySearchFunc(n.rows, at, func(p projected, x float64) int {
		if p.projection < x {
			return -1
		}
		return 1
	})
	below := above - 1
	for {
		up, down := math.Inf(1), math.Inf(1)
		if above < len(n.rows) {
			up = n.rows[above].projection - at
		}
		if below >= 0 {
			down = at - n.rows[below].projection
		}
		if min(up, down) > best+slack || min(up, down) == math.Inf(1) {
			return best, row
		}
		i := above
		if up <= down {
			above++
		} else {
			i = below
			below--
		}
		if math.Abs(n.rows[i].second-second) > best+slack {
			continue
		}
		if d := n.distance(q, i, best); d < best {
			best, row = d, n.rows[i].row
		}
	}
}

// neighbour is the closest reference row, and the distance to it as a mean
// over the columns.
type neighbour struct {
	distance float64
	row      int
}

// closest finds the neighbour of every row of a party. Guesses, where there are
// any, name a row that is likely near.
func (n *nearest) closest(fs []facet, party int, guesses []neighbour) []neighbour {
	out := make([]neighbour, rowsOf(fs, party))
	var q vector
	for i := range out {
		q.read(fs, party, i)
		best, row := math.Inf(1), 0
		if guesses != nil {
			row = guesses[i].row
			best = n.distance(&q, n.place[row], best)
		}
		best, row = n.find(&q, best, row)
		out[i] = neighbour{best / float64(len(fs)), row}
	}
	return out
}
