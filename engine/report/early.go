package report

import (
	"bytes"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// Most columns have either few values or a new one in nearly every row. So
// that the latter are not put into a hash table first, a column's first cells
// are kept as they come until there surely are too many values for one, but
// for no more than earlyCells times as many cells.
const earlyCells = 2

// crowd tells when there surely are more than limit different hashes: when
// they fall on more than limit places of a bit map (linear counting, Whang,
// Vander-Zanden, Taylor 1990, doi:10.1145/78922.78925).
type crowd struct {
	limit  int
	places []uint64 // 2^19 bits; nil before limit hashes came
	taken  int      // places
}

func (c *crowd) add(hash uint64) {
	if c.places == nil {
		c.places = make([]uint64, 1<<13)
	}
	place, bit := &c.places[hash>>51], hash>>45&63
	c.taken += int(^*place >> bit & 1)
	*place |= 1 << bit
}

func (c *crowd) dense() bool { return c.taken > c.limit }

// earlyTexts is a text column's first cells.
type earlyTexts struct {
	crowd
	blocks []earlyBlock
	cells  int
	size   int // bytes
}

type earlyBlock struct {
	cells  column.Vector
	hashes []uint64
}

// take keeps the first n cells of v with their hashes; ok is false if it did
// not, and it is time to decide.
func (e *earlyTexts) take(v *column.Vector, n int, hashes []uint64) (ok bool) {
	size := 0
	if n > 0 {
		size = int(v.Ends[n-1])
	}
	if e.cells+n > earlyCells*e.limit || e.size+size > levelBytes {
		return false
	}
	before := e.cells
	e.cells, e.size = e.cells+n, e.size+size
	cells := column.Vector{Kind: v.Kind, Raw: bytes.Clone(v.Raw[:size]), Ends: slices.Clone(v.Ends[:n]), Nulls: slices.Clone(v.Nulls)}
	e.blocks = append(e.blocks, earlyBlock{cells, slices.Clone(hashes)})
	if e.cells > e.limit {
		if before <= e.limit { // those before this block come now
			for _, b := range e.blocks[:len(e.blocks)-1] {
				e.count(&b.cells, b.hashes)
			}
		}
		e.count(v, hashes)
	}
	return true
}

// count puts the hashes of cells that are not null on the map.
func (e *earlyTexts) count(v *column.Vector, hashes []uint64) {
	for i, hash := range hashes {
		if !v.Null(i) {
			e.add(hash)
		}
	}
}

// earlyKeys is a number column's first keys.
type earlyKeys struct {
	crowd
	keys []int64
}

// take keeps keys; ok is false if it did not, and it is time to decide.
func (e *earlyKeys) take(keys []int64) (ok bool) {
	if len(e.keys)+len(keys) > earlyCells*e.limit {
		return false
	}
	before := len(e.keys)
	if cap(e.keys)-before < len(keys) {
		e.keys = slices.Grow(e.keys, 3*before+len(keys)) // append would copy more often
	}
	e.keys = append(e.keys, keys...)
	if len(e.keys) > e.limit {
		if before <= e.limit {
			keys = e.keys
		}
		for _, key := range keys {
			e.add(values.At(key))
		}
	}
	return true
}
