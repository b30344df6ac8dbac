package report

import (
	"math"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// numbers summarises a column of Bool, Int, Decimal, Float, Date or Time. A
// value is its key: the integer, or the ordered bits of the float. While at
// most limit different values have come they are counted exactly; from the
// next one on only many remains.
type numbers struct {
	float bool
	limit int
	few   *counter // nil once many is set
	many  *many

	early *earlyKeys // nil once it was decided between few and many

	keys []int64 // scratch: the keys of a block that are not null
}

// many is what is kept of a column with very many values.
type many struct {
	lo, hi   int64 // keys
	distinct distinct
	moments  moments
	shape    dyadic
}

func newNumbers(float bool, limit int) *numbers {
	return &numbers{float: float, limit: limit, few: newCounter(), early: &earlyKeys{crowd: crowd{limit: limit}}}
}

// add takes in the first n cells of v and returns how many are null. A float
// that is not finite counts as null: JSON cannot write it.
func (c *numbers) add(v *column.Vector, n int) (nulls int64) {
	keys := c.present(v, n)
	nulls = int64(n - len(keys))
	near := c.few != nil && c.few.near(keys)
	if c.early != nil && !near {
		if c.early.take(keys); c.early.told() {
			c.settle()
		}
		return nulls
	}
	c.count(keys, near)
	return nulls
}

// settle decides between few and many, unless that was done, and counts the
// early keys. It must be called before the rest of c is read.
func (c *numbers) settle() {
	e := c.early
	if e == nil {
		return
	}
	c.early = nil
	if e.dense() {
		c.widen()
	}
	c.count(e.keys, len(e.keys) == 0)
}

// count takes in keys, in the counter while there is room.
func (c *numbers) count(keys []int64, near bool) {
	if c.few != nil {
		keys = keys[c.few.addAll(keys, near, c.limit):]
		if len(keys) == 0 {
			return
		}
		c.widen()
	}
	c.many.add(keys)
}

// present is the keys of the cells that are not null.
func (c *numbers) present(v *column.Vector, n int) []int64 {
	if !c.float && v.Nulls == nil {
		return v.Ints[:n]
	}
	c.keys = slices.Grow(c.keys[:0], n)[:n]
	kept := 0 // every key is written, the next one over those of nulls
	switch {
	case c.float && v.Nulls == nil && allFinite(v.Floats[:n]):
		for i, x := range v.Floats[:n] {
			c.keys[i] = ordered(x)
		}
		return c.keys
	case c.float:
		for i, x := range v.Floats[:n] {
			c.keys[kept] = ordered(x)
			if finite(x) && !v.Null(i) {
				kept++
			}
		}
		return c.keys[:kept]
	}
	for i, x := range v.Ints[:n] {
		c.keys[kept] = x
		if !v.Nulls.Has(i) {
			kept++
		}
	}
	return c.keys[:kept]
}

func finite(x float64) bool { return math.Float64bits(x)>>52&0x7ff != 0x7ff }

// allFinite reports whether each of xs is finite: to the exponent of one that
// is not, 1 cannot be added without a carry.
func allFinite(xs []float64) bool {
	var carry uint64
	for ; len(xs) >= 4; xs = xs[4:] {
		carry |= carried(xs[0]) | carried(xs[1]) | carried(xs[2]) | carried(xs[3])
	}
	for _, x := range xs {
		carry |= carried(x)
	}
	return carry>>63 == 0
}

func carried(x float64) uint64 { return math.Float64bits(x)&math.MaxInt64 + 1<<52 }

// widen goes over from few to many.
func (c *numbers) widen() {
	c.many = &many{shape: dyadic{float: c.float}}
	c.many.absorb(c.few)
	c.few = nil
}

// absorb takes in the values of a counter: all of them once, then those that
// came again.
func (m *many) absorb(t *counter) {
	if t.used == 0 {
		return
	}
	keys := make([]int64, 0, t.used)
	t.each(func(key, _ int64) { keys = append(keys, key) })
	m.add(keys)
	t.each(func(key, count int64) {
		if count > 1 {
			m.shape.counts[m.shape.cell(key, m.shape.k)-m.shape.base] += count - 1
		}
	})
	m.moments.addCounts(t, 1, m.shape.float)
}

// add takes in keys of values.
func (m *many) add(keys []int64) {
	if len(keys) == 0 {
		return
	}
	m.reach(keys)
	for _, key := range keys {
		m.distinct.add(values.At(key))
	}
	m.moments.add(keys, m.shape.float)
	m.shape.add(keys)
}

// reach widens the range to hold the keys, of which there is at least one.
func (m *many) reach(keys []int64) {
	lo, hi := keys[0], keys[0]
	for _, key := range keys {
		lo, hi = min(lo, key), max(hi, key)
	}
	if len(m.shape.counts) > 0 {
		lo, hi = min(lo, m.lo), max(hi, m.hi)
		if lo == m.lo && hi == m.hi {
			return
		}
	}
	m.lo, m.hi = lo, hi
	m.shape.cover(lo, hi)
}

func (c *numbers) merge(o *numbers) {
	if c.few != nil && o.few != nil {
		o.few.each(func(key, count int64) { c.few.add(key, count) })
		if c.few.used > c.limit {
			c.widen()
		}
		return
	}
	if c.many == nil {
		c.few, c.many, o.few, o.many = o.few, o.many, c.few, c.many
	}
	if o.few != nil {
		c.many.absorb(o.few)
		return
	}
	c.many.reach([]int64{o.many.lo, o.many.hi})
	c.many.distinct.merge(&o.many.distinct)
	c.many.moments.merge(&o.many.moments)
	c.many.shape.merge(&o.many.shape)
}
