package report

import (
	"bytes"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// Most columns have either few values or a new one in nearly every row. So
// that the latter are not put into a hash table first, a column's first cells
// are kept as they come: all of the first ones, and then while nearly all are
// new, until there surely are too many values for a table.

// crowd tells when there surely are more than limit different hashes: when
// they fall on more than limit places of a bit map (linear counting, Whang,
// Vander-Zanden, Taylor 1990, doi:10.1145/78922.78925).
type crowd struct {
	limit  int
	places []uint64 // 2^19 bits; nil before the first hash
	seen   int      // hashes
	taken  int      // places
}

func (c *crowd) add(hash uint64) {
	if c.places == nil {
		c.places = make([]uint64, 1<<13)
	}
	place, bit := &c.places[hash>>51], hash>>45&63
	c.seen++
	c.taken += int(^*place >> bit & 1)
	*place |= 1 << bit
}

func (c *crowd) dense() bool { return c.taken > c.limit }

// told reports that it is time to decide: the values are surely too many, or
// so many came again that they may stay few. As long as all are new, more than
// seven in eight have a place to themselves.
func (c *crowd) told() bool { return c.dense() || 8*c.taken < 7*c.seen }

// tooFew is how many cells do not tell yet.
func (c *crowd) tooFew() int { return c.limit / 4 }

// earlyTexts is a text column's first cells.
type earlyTexts struct {
	crowd
	blocks []earlyBlock
	cells  int
	size   int // of their texts, in bytes
	added  int // blocks to the crowd
}

type earlyBlock struct {
	cells  column.Vector
	hashes []uint64
}

// take keeps the first n cells of v with their hashes; ok is false if it did
// not, for want of room.
func (e *earlyTexts) take(v *column.Vector, n int, hashes []uint64) (ok bool) {
	size := 0
	if n > 0 {
		size = int(v.Ends[n-1])
	}
	if e.size+size > levelBytes {
		return false
	}
	e.cells, e.size = e.cells+n, e.size+size
	cells := column.Vector{Kind: v.Kind, Raw: bytes.Clone(v.Raw[:size]), Ends: slices.Clone(v.Ends[:n]), Nulls: slices.Clone(v.Nulls)}
	e.blocks = append(e.blocks, earlyBlock{cells, slices.Clone(hashes)})
	if e.cells > e.tooFew() {
		for i := range e.blocks[e.added:] {
			e.count(&e.blocks[e.added+i])
		}
		e.added = len(e.blocks)
	}
	return true
}

// count adds the cells of a block that are not null.
func (e *earlyTexts) count(b *earlyBlock) {
	for i, hash := range b.hashes {
		if !b.cells.Null(i) {
			e.add(hash)
		}
	}
}

// earlyKeys is a number column's first keys.
type earlyKeys struct {
	crowd
	keys  []int64
	added int // of them
}

// take keeps keys.
func (e *earlyKeys) take(keys []int64) {
	if before := len(e.keys); cap(e.keys)-before < len(keys) {
		e.keys = slices.Grow(e.keys, 3*before+len(keys)) // append would copy more often
	}
	e.keys = append(e.keys, keys...)
	if len(e.keys) > e.tooFew() {
		for _, key := range e.keys[e.added:] {
			e.add(values.At(key))
		}
		e.added = len(e.keys)
	}
}
