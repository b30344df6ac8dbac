package model

import (
	"slices"
)

// The most cells, splitting bins and target classes of a variable.
const (
	cellsMax   = 1024
	binsMax    = 256
	classesMax = 32
)

// domain is the values a variable can take, cut into cells. A tree's leaves
// count cells; a cell is one value (an atom, a level, "missing") or an
// interval between quantiles of the sample.
type domain struct {
	ordered bool
	cells   []cell
	counts  []int32 // rows of the sample in each cell
	step    int64   // all values of an ordered domain are a multiple of it away from base
	base    int64

	bin     []uint8 // of each cell: what splits look at
	bins    int
	class   []uint8 // of each cell: what splits are judged by
	classes int
}

// cell is a set of values. Knots cut an interval into stretches of equal
// mass; an atom has one knot, missing has none.
type cell struct{ knots []int64 }

// cut makes the domain of a variable and the cell of each of its rows.
// Values that occur in fewer than minCount rows share an interval, or, where
// they are levels without an order, are given to the frequent ones.
func cut(v *variable, minCount int) (domain, []uint16) {
	d := domain{ordered: v.ordered, step: 1}
	n := len(v.values)
	present := make([]int64, 0, n)
	for row, x := range v.values {
		if v.missing == nil || !v.missing.Has(row) {
			present = append(present, x)
		}
	}
	if len(present) < n {
		d.cells = append(d.cells, cell{})
	}
	slices.Sort(present)
	var of func(int64) uint16
	if v.ordered {
		of = d.cutOrdered(present, minCount)
	} else {
		of = d.cutLevels(present, minCount)
	}
	codes := make([]uint16, n)
	d.counts = make([]int32, len(d.cells))
	for row, x := range v.values {
		if v.missing == nil || !v.missing.Has(row) {
			codes[row] = of(x)
		}
		d.counts[codes[row]]++
	}
	d.group(minCount)
	return d, codes
}

// run is a value and the number of rows it has.
type run struct {
	value int64
	count int
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
func (d *domain) cutOrdered(sorted []int64, minCount int) func(int64) uint16 {
	rs := runs(sorted)
	d.base = sorted[0]
	d.step = grid(rs)
	atom := max(minCount, len(sorted)/atomsMax)
	mass := max(minCount, len(sorted)/intervalsMax)
	if len(rs) <= binsMax {
		atom, mass = minCount, minCount
	}
	var rest []run
	of := make(map[int64]uint16, len(rs))
	var cells []cell
	for _, r := range rs {
		if r.count >= atom {
			cells = append(cells, cell{[]int64{r.value}})
		} else {
			rest = append(rest, r)
		}
	}
	for len(rest) > 0 {
		rows, end := 0, 0
		for end < len(rest) && rows < mass {
			rows += rest[end].count
			end++
		}
		left := 0
		for _, r := range rest[end:] {
			left += r.count
		}
		if left < mass {
			end, rows = len(rest), rows+left
		}
		cells = append(cells, cell{knots(rest[:end], rows, minCount)})
		rest = rest[end:]
	}
	slices.SortStableFunc(cells, func(a, b cell) int { return int(min(1, max(-1, a.middle()-b.middle()))) })
	first := uint16(len(d.cells))
	d.cells = append(d.cells, cells...)
	// Atoms take their value, the others the interval that holds it.
	for i, c := range cells {
		if len(c.knots) == 1 {
			of[c.knots[0]] = first + uint16(i)
		}
	}
	for i, c := range cells {
		if len(c.knots) == 1 {
			continue
		}
		from, _ := slices.BinarySearchFunc(rs, c.knots[0], func(r run, x int64) int { return cmp(r.value, x) })
		for _, r := range rs[from:] {
			if r.value > c.knots[len(c.knots)-1] {
				break
			}
			if _, taken := of[r.value]; !taken {
				of[r.value] = first + uint16(i)
			}
		}
	}
	return func(x int64) uint16 { return of[x] }
}

// How finely many-valued variables are cut: values with more than 1/atomsMax
// of the rows are atoms, intervals hold 1/intervalsMax.
const (
	atomsMax     = 400
	intervalsMax = 200
)

func cmp(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (c cell) middle() int64 { return c.knots[len(c.knots)/2] }

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
	var g uint64
	for _, r := range rs[1:] {
		a, b := g, uint64(r.value-rs[0].value)
		for b != 0 {
			a, b = b, a%b
		}
		g = a
	}
	return int64(max(g, 1) & (1<<62 - 1))
}

// cutLevels gives every level with minCount rows a cell.
func (d *domain) cutLevels(sorted []int64, minCount int) func(int64) uint16 {
	rs := runs(sorted)
	slices.SortStableFunc(rs, func(a, b run) int { return b.count - a.count })
	of := make(map[int64]uint16, len(rs))
	first := len(d.cells)
	for i, r := range rs {
		if i > 0 && r.count < minCount || len(d.cells) >= 1<<16-1 {
			// A rare level counts as one of the frequent ones, spread evenly.
			of[r.value] = uint16(first + i%max(len(d.cells)-first, 1))
			continue
		}
		of[r.value] = uint16(len(d.cells))
		d.cells = append(d.cells, cell{[]int64{r.value}})
	}
	return func(x int64) uint16 { return of[x] }
}

// group sets the bins and classes of the cells.
func (d *domain) group(minCount int) {
	d.bin, d.bins = d.merge(binsMax)
	d.class, d.classes = d.merge(classesMax)
}

// merge numbers the cells with fewer than most groups: neighbours of about
// equal mass where there is an order; otherwise the most frequent levels stay
// alone and the rest share the last group.
func (d *domain) merge(most int) ([]uint8, int) {
	group := make([]uint8, len(d.cells))
	if len(d.cells) <= most {
		for i := range group {
			group[i] = uint8(i)
		}
		return group, len(d.cells)
	}
	if !d.ordered {
		for i := range group {
			group[i] = uint8(min(i, most-1))
		}
		return group, most
	}
	total := 0
	for _, n := range d.counts {
		total += int(n)
	}
	at, in, left := 0, 0, total
	for i, n := range d.counts {
		// The mass a group may have so that the rest fits in those left.
		fair := left / (most - at)
		if in > 0 && in+int(n)/2 > fair && at < most-1 || i == 1 && len(d.cells[0].knots) == 0 {
			at++
			left -= in
			in = 0
		}
		group[i] = uint8(at)
		in += int(n)
	}
	return group, at + 1
}

// isMissing reports whether a cell is the one for missing values.
func (d *domain) isMissing(code uint16) bool { return len(d.cells[code].knots) == 0 }
