package report

import (
	"math"
	"slices"
)

// bins is how many equal bins a continuous column is cut into beside a
// discrete one; their codes are 1 to bins + 1.
const bins = 10

// binEdges are the edges of bins equal bins between the least and the
// greatest value, as NumPy computes them: 0.5 to either side where all values
// are one. Nil with no value, or where the range overflows.
func binEdges(xs []float64) []float64 {
	lo, hi, _ := span(xs)
	if lo > hi {
		return nil
	}
	if lo == hi {
		lo, hi = lo-0.5, hi+0.5
	}
	if !finite(hi-lo) || !finite(bins/(hi-lo)) {
		return nil
	}
	edges := make([]float64, bins+1)
	step := (hi - lo) / bins
	for i := range edges {
		edges[i] = float64(float64(i)*step) + lo
	}
	edges[bins] = hi
	return edges
}

// digitise is the number of edges that are not above each value. As in
// SDMetrics, the greatest value and nulls share the last code.
func digitise(xs, edges []float64) []uint32 {
	codes := make([]uint32, len(xs))
	if edges == nil {
		return codes
	}
	lo, scale := edges[0], bins/(edges[bins]-edges[0])
	for i, x := range xs {
		if x != x || x >= edges[bins] {
			codes[i] = bins + 1
			continue
		}
		if x < lo {
			continue
		}
		code := min(int((x-lo)*scale), bins-1) + 1
		for code > 0 && x < edges[code-1] { // the product may be off by one
			code--
		}
		for x >= edges[code] {
			code++
		}
		codes[i] = uint32(code)
	}
	return codes
}

// contingency counts the pairs of two columns' levels: in a dense table, or in
// a hash table where that would be mostly empty.
type contingency struct {
	rows   int // counted
	width  int // of a row of the table: the levels of the second column
	hashed bool
	dense  []int32
	sparse *tally
	x, y   []int32 // how often each level of either column occurs
}

func (c *contingency) count(xs, ys []uint32, xLevels, yLevels int, hashed bool) {
	c.rows, c.width = len(xs), yLevels
	c.x, c.y = zeros(c.x, xLevels), zeros(c.y, yLevels)
	for i, x := range xs {
		c.x[x]++
		c.y[ys[i]]++
	}
	if c.hashed = hashed; hashed {
		if c.sparse == nil {
			c.sparse = newTally()
		}
		c.sparse.reset()
		for i, x := range xs {
			c.sparse.add(int64(x)*int64(yLevels)+int64(ys[i]), 1)
		}
		return
	}
	c.dense = zeros(c.dense, xLevels*yLevels)
	for i, x := range xs {
		c.dense[int(x)*yLevels+int(ys[i])]++
	}
}

// sparse reports whether tables of so many cells are better hashed, for
// columns of so many rows.
func sparse(cells, rows int) bool { return cells > 4*rows }

func zeros(s []int32, n int) []int32 {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// overlap is ContingencySimilarity: 1 − ½ Σ |p − q| over all pairs of levels,
// null being one. Counts add up exactly, so no order of the pairs matters.
func overlap(a, b *contingency) float64 {
	// p − q = (nₐ·m − n_b·n) / (n·m)
	n, m := int64(a.rows), int64(b.rows)
	if n == 0 || m == 0 {
		return 0
	}
	var sum int64
	add := func(d int64) { sum += max(d, -d) }
	if !a.hashed {
		for i, k := range a.dense {
			add(int64(k)*m - int64(b.dense[i])*n)
		}
	} else {
		a.sparse.each(func(key, k int64) { add(k*m - b.sparse.find(key).count*n) })
		b.sparse.each(func(key, k int64) {
			if a.sparse.find(key).count == 0 {
				add(k * n)
			}
		})
	}
	return 1 - float64(sum)/float64(2*n*m)
}

// cramer is Cramér's V: how strongly the columns go together, from 0 to 1; 0
// where one of them has one level.
func (c *contingency) cramer() float64 {
	used := func(counts []int32) (n int) {
		for _, k := range counts {
			if k > 0 {
				n++
			}
		}
		return n
	}
	degrees := min(used(c.x), used(c.y)) - 1
	if degrees < 1 {
		return 0
	}
	phi := -1.0 // χ²/n = Σ k²/(row·column) − 1
	add := func(i, j int, k float64) {
		phi += float64(k * k / (float64(c.x[i]) * float64(c.y[j])))
	}
	if !c.hashed {
		for at, k := range c.dense {
			if k > 0 {
				add(at/c.width, at%c.width, float64(k))
			}
		}
	} else {
		for _, s := range c.sparse.slots { // in an order that the counts decide
			if s.count > 0 {
				add(int(s.key)/c.width, int(s.key)%c.width, float64(s.count))
			}
		}
	}
	return math.Sqrt(min(max(phi/float64(degrees), 0), 1))
}
