package model

import (
	"cmp"
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

// How finely a variable is cut: values with more than 1/atomsMax of the rows
// are atoms, intervals hold about 1/intervalsMax of them. Splits are judged
// by at most classesMax classes of cells.
const (
	atomsMax     = 400
	intervalsMax = 200
	classesMax   = 32
)

// domain is the values that a variable can take, cut into cells: what a
// tree's leaves count.
type domain struct {
	ordered bool
	step    int64  // all values of an ordered domain are a multiple of it apart
	cells   []cell // ascending where ordered; the cell of missing values first
	counts  []int32
	upto    []uint32 // cumulated counts
	class   []uint8  // of each cell
	classes int
	rhythm  *rhythm // of dates and times that have one
}

// cell is one value (one knot), an interval whose knots cut it into stretches
// of equal mass, or the missing value (no knots).
type cell struct{ knots []int64 }

// run is a value and the number of rows that have it.
type run struct {
	value int64
	count int
}

// rare is the code of a row whose level has too few rows for a cell.
const rare = 1<<16 - 1

// cut makes the domain of a variable and the cell of each of its rows.
// Values with fewer than minCount rows share an interval or, where they are
// levels without an order, get no cell.
func cut(v *variable, minCount int) (domain, []uint16) {
	d := domain{ordered: v.ordered, step: 1}
	present := v.present()
	if len(present) < len(v.values) {
		d.cells = append(d.cells, cell{})
	}
	slices.Sort(present)
	rs := runs(present)
	if v.ordered {
		d.cutOrdered(rs, len(present), minCount)
	} else {
		d.cutLevels(rs, minCount)
	}
	codes := d.encode(v, rs)
	d.count(codes)
	return d, codes
}

func runs(sorted []int64) []run {
	var rs []run
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		rs = append(rs, run{sorted[i], j - i})
		i = j
	}
	return rs
}

// cutOrdered gives frequent values cells of their own and the rest intervals.
func (d *domain) cutOrdered(rs []run, rows, minCount int) {
	d.step = grid(rs)
	atom, mass := max(minCount, rows/atomsMax), max(minCount, rows/intervalsMax)
	if len(rs) <= binsMax {
		atom, mass = minCount, minCount
	}
	var rest []run
	left := 0
	for _, r := range rs {
		if r.count >= atom {
			d.cells = append(d.cells, cell{[]int64{r.value}})
		} else {
			rest = append(rest, r)
			left += r.count
		}
	}
	for total := left; len(rest) > 0; {
		// Towards the ends intervals get smaller: tails matter.
		goal := max(minCount, min(mass, (total-left)/2+minCount, left/2))
		in, end := 0, 0
		for end < len(rest) && (in < goal || left-in < minCount) {
			in += rest[end].count
			end++
		}
		d.cells = append(d.cells, cell{knots(rest[:end], in, minCount)})
		rest, left = rest[end:], left-in
	}
	slices.SortStableFunc(d.cells, func(a, b cell) int {
		if len(a.knots) == 0 || len(b.knots) == 0 {
			return len(a.knots) - len(b.knots)
		}
		return cmp.Compare(a.knots[len(a.knots)/2], b.knots[len(b.knots)/2])
	})
}

// knots are quantiles of the runs, at least minCount rows apart, at most 16
// stretches; a value with many rows is a knot twice, and so keeps its mass.
func knots(rs []run, rows, minCount int) []int64 {
	stretches := max(1, min(16, rows/minCount))
	ks := []int64{rs[0].value}
	before, at := 0, 0
	for i := 1; i < stretches; i++ {
		for at < len(rs)-1 && before+rs[at].count < i*rows/stretches {
			before += rs[at].count
			at++
		}
		ks = append(ks, rs[at].value)
	}
	return append(ks, rs[len(rs)-1].value)
}

// grid is the greatest common divisor of the distances between values.
func grid(rs []run) int64 {
	g := uint64(0)
	for i := 1; i < len(rs); i++ {
		a, b := g, uint64(rs[i].value)-uint64(rs[i-1].value)
		for b != 0 {
			a, b = b, a%b
		}
		g = a
	}
	return int64(min(max(g, 1), 1<<62))
}

// cutLevels gives every level with minCount rows a cell, the most frequent
// first.
func (d *domain) cutLevels(rs []run, minCount int) {
	rs = slices.Clone(rs)
	slices.SortStableFunc(rs, func(a, b run) int { return b.count - a.count })
	for i, r := range rs {
		if i > 0 && r.count < minCount || len(d.cells) == rare {
			break
		}
		d.cells = append(d.cells, cell{[]int64{r.value}})
	}
}

// encode finds the cell of every row: atoms take their value, each interval
// what else lies in it.
func (d *domain) encode(v *variable, rs []run) []uint16 {
	of := make([]uint16, len(rs))
	for i := range of {
		of[i] = rare
	}
	find := func(x int64) int {
		i, _ := slices.BinarySearchFunc(rs, x, func(r run, x int64) int { return cmp.Compare(r.value, x) })
		return i
	}
	for c, cell := range d.cells {
		if len(cell.knots) == 1 {
			of[find(cell.knots[0])] = uint16(c)
		}
	}
	for c, cell := range d.cells {
		if len(cell.knots) < 2 {
			continue
		}
		for i := find(cell.knots[0]); i < len(rs) && rs[i].value <= cell.knots[len(cell.knots)-1]; i++ {
			if of[i] == rare {
				of[i] = uint16(c)
			}
		}
	}
	codes := make([]uint16, len(v.values))
	for row, x := range v.values {
		if !v.isMissing(row) {
			codes[row] = of[find(x)]
		}
	}
	return codes
}

// count fills in what follows from the cells' rows.
func (d *domain) count(codes []uint16) {
	d.counts = make([]int32, len(d.cells))
	for _, c := range codes {
		if c != rare {
			d.counts[c]++
		}
	}
	d.finish()
}

// finish derives cumulated counts and classes from the counts.
func (d *domain) finish() {
	d.upto = make([]uint32, len(d.cells))
	sum := uint32(0)
	for c, n := range d.counts {
		sum += uint32(n)
		d.upto[c] = sum
	}
	d.class = make([]uint8, len(d.cells))
	d.classes = min(len(d.cells), classesMax)
	if len(d.cells) <= classesMax || !d.ordered {
		// Rare levels share the last class.
		for c := range d.class {
			d.class[c] = uint8(min(c, classesMax-1))
		}
		return
	}
	d.class, d.classes = massGroups(d.counts, classesMax)
}

// massGroups joins neighbours into at most most groups of about equal mass,
// smaller towards both ends, where the extremes need telling apart.
func massGroups(counts []int32, most int) ([]uint8, int) {
	total := 0
	for _, n := range counts {
		total += int(n)
	}
	group := make([]uint8, len(counts))
	at, in, done := 0, 0, 0
	for i, n := range counts {
		left := total - done
		fair := left / max(most-at-most/8, 1)
		goal := max(1, total/tailMax, min(fair, left/2, done))
		if in > 0 && at < most-1 && in+int(n)/2 > goal {
			at++
			done += in
			in = 0
		}
		group[i] = uint8(at)
		in += int(n)
	}
	return group, at + 1
}

// tailMax is the number of parts of the rows of which the outermost groups
// have one.
const tailMax = 500

// isMissing reports whether a cell is the one of missing values.
func (d *domain) isMissing(code uint16) bool { return len(d.cells[code].knots) == 0 }

// between picks one of the cells from to to, both included, by its rows.
func (d *domain) between(from, to uint16, u uint64) (uint16, uint64) {
	low := uint32(0)
	if from > 0 {
		low = d.upto[from-1]
	}
	x, rest := take(u, max(d.upto[to]-low, 1))
	x += low
	i, j := from, to
	for i < j {
		mid := (i + j) / 2
		if d.upto[mid] > x {
			j = mid
		} else {
			i = mid + 1
		}
	}
	return i, rest
}

// value is a value of a cell, by 64 uniform bits.
func (d *domain) value(c uint16, u uint64) int64 {
	ks := d.cells[c].knots
	if len(ks) == 1 {
		return ks[0]
	}
	at := rng.Below(u, uint64(len(ks)-1))
	low, high := ks[at], ks[at+1]
	if d.rhythm != nil {
		_, rest := take(u, uint32(len(ks)-1))
		return d.rhythm.between(low, high, d.step, rest)
	}
	// The low half of the bits places the value within its stretch.
	return low + int64(rng.Below(u<<32|u>>32, uint64(high-low)/uint64(d.step)+1))*d.step
}
