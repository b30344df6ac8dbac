package report

import (
	"math"
	"math/big"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

const (
	topLevels     = 10 // how many of the most frequent values are listed
	histogramBins = 20
	minPicks      = 8 // a level needs so many picked rows for its count to be estimated
)

// summary puts column i into figures.
func (s *Sketch) summary(i int) wire.Summary {
	f, c := &s.fields[i], &s.cols[i]
	c.settle()
	out := wire.Summary{Name: f.Name, Kind: f.Kind.String(), Nulls: c.nulls, Exact: true}
	if s.rows > 0 {
		out.NullRate = float64(c.nulls) / float64(s.rows)
	}
	filled := s.rows - c.nulls
	switch {
	case c.texts != nil:
		c.texts.describe(&out, s.rows, len(s.picks.rows))
	case f.Kind == column.Bool:
		c.numbers.describeBool(&out, f)
	case filled > 0:
		c.numbers.describe(&out, f)
	}
	out.Distinct = min(out.Distinct, filled)
	if filled > 0 {
		out.Uniqueness = float64(out.Distinct) / float64(filled)
	}
	return out
}

// describe fills in the figures of an ordered column with at least one value.
func (c *numbers) describe(out *wire.Summary, f *column.Field) {
	m, shape := c.many, []cell(nil)
	if m != nil {
		out.Distinct, out.Exact = m.distinct.count(), false
		shape = m.shape.cells()
	} else {
		m = &many{lo: math.MaxInt64, hi: math.MinInt64}
		c.few.each(func(key, count int64) {
			m.lo, m.hi = min(m.lo, key), max(m.hi, key)
			x := c.value(key)
			shape = append(shape, cell{x, x, count})
		})
		m.moments.addCounts(c.few, 0, c.float)
		out.Distinct = int64(c.few.used)
	}
	out.Min = string(appendCell(nil, f, m.lo))
	out.Max = string(appendCell(nil, f, m.hi))

	exp := 0
	if c.float {
		exp = floatUnit
	}
	unit := perUnit(f)
	mean := m.moments.mean(exp, unit)
	out.Mean = &mean
	if m.moments.n > 1 {
		deviation := m.moments.deviation(exp, unit)
		out.StdDev = &deviation
	}
	out.Histogram = bin(shape, c.value(m.lo), c.value(m.hi), unit)
}

// value is the number a key stands for, in the units it is stored in.
func (c *numbers) value(key int64) float64 {
	if c.float {
		return unordered(key)
	}
	return float64(key)
}

// perUnit is how many stored units make one unit of the report: cents in a
// euro, microseconds in a second.
func perUnit(f *column.Field) int64 {
	switch f.Kind {
	case column.Decimal:
		return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(f.Scale)), nil).Int64()
	case column.Time:
		return microsPerSecond
	}
	return 1
}

// cell is count values somewhere in [from, to].
type cell struct {
	from, to float64
	count    int64
}

func (d *dyadic) cells() []cell {
	out := make([]cell, 0, len(d.counts))
	for i, n := range d.counts {
		if n > 0 {
			from := math.Ldexp(float64(d.base+int64(i)), d.k)
			out = append(out, cell{from, from + math.Ldexp(1, d.k), n})
		}
	}
	return out
}

// bin counts the cells in equal bins of [lo, hi]; one bin where lo = hi. A
// cell across an edge is divided in proportion: since a cell is at most 1/100
// of a bin, so is the share of a bin's values that may be in its neighbour,
// were they spread evenly.
func bin(cells []cell, lo, hi float64, unit int64) *wire.Histogram {
	h := &wire.Histogram{Min: lo / float64(unit), Max: hi / float64(unit)}
	bins := histogramBins
	if lo == hi {
		bins = 1
	}
	h.Counts = make([]int64, bins)
	place := func(x float64) float64 { // in bins from lo
		share := (x - lo) / (hi - lo)
		if !finite(hi - lo) {
			share = (float64(x/2) - float64(lo/2)) / (float64(hi/2) - float64(lo/2))
		}
		return min(max(share*float64(bins), 0), float64(bins))
	}
	for _, c := range cells {
		if bins == 1 {
			h.Counts[0] += c.count
			continue
		}
		from, to := place(c.from), place(c.to)
		first, last := min(int(from), bins-1), min(int(to), bins-1)
		left := c.count
		for b := last; b > first; b-- { // what lies right of edge b
			part := int64(math.Round(float64(c.count) * ((to - float64(b)) / (to - from))))
			part = min(max(part-(c.count-left), 0), left)
			h.Counts[b] += part
			left -= part
		}
		h.Counts[first] += left
	}
	return h
}

// describeBool counts true and false.
func (c *numbers) describeBool(out *wire.Summary, f *column.Field) {
	out.Distinct = int64(c.few.used)
	var top leaders
	c.few.each(func(key, count int64) { top.offer(appendCell(nil, f, key), count) })
	out.Top = top
}

// describe fills in the figures of a text column of rows rows, picks of which
// were picked.
func (c *texts) describe(out *wire.Summary, rows int64, picks int) {
	var top leaders
	defer func() { out.Top = top }()
	if c.few != nil {
		out.Distinct = int64(c.few.used)
		c.few.each(top.offer)
		return
	}
	out.Distinct, out.Exact = c.distinct.count(), false
	counts := map[string]int64{}
	for i := range c.picked.cells {
		counts[string(c.picked.text(i))]++
	}
	for value, n := range counts {
		if n >= minPicks {
			share := float64(n) / float64(picks)
			top.offer([]byte(value), int64(math.Round(share*float64(rows))))
		}
	}
}

// leaders are the most frequent of the levels offered; equally frequent ones
// in the order of their texts.
type leaders []wire.Level

func (l *leaders) offer(text []byte, count int64) {
	at := len(*l)
	for at > 0 && ahead(text, count, (*l)[at-1]) {
		at--
	}
	if at == topLevels {
		return
	}
	*l = slices.Insert(*l, at, wire.Level{Value: string(text), Count: count})
	*l = (*l)[:min(len(*l), topLevels)]
}

func ahead(text []byte, count int64, of wire.Level) bool {
	return count > of.Count || count == of.Count && string(text) < of.Value
}
