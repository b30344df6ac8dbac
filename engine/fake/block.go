package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// Block is rows to fill: row numbers in any order. Columns of one group show
// the same person or place in a row, so the block keeps who and where that
// is: the column that asks first draws it for all. Its zero value with Rows
// set is ready; Reset it for other rows, or when cells that are bound as
// inputs change.
type Block struct {
	Rows  []int64
	drawn []drawn
	used  int // of drawn; the others' memory is kept
}

// drawn is one code for each row, and what they depend on.
type drawn struct {
	draw
	in    [2]*column.Vector
	codes []uint32
}

// draw tells what is drawn: what a stream of the group means under the
// options that all columns of its family share.
type draw struct {
	stream  rng.Stream
	options string
}

// Reset makes b a block of other rows.
func (b *Block) Reset(rows []int64) { b.Rows, b.used = rows, 0 }

// codes is the memory for what is drawn, one code a row. With fresh they are
// still to be drawn; else this draw was made before, with the same bound
// inputs.
func (b *Block) codes(of draw, in ...*column.Vector) (codes []uint32, fresh bool) {
	key := drawn{draw: of}
	copy(key.in[:], in)
	for i := range b.drawn[:b.used] {
		if d := &b.drawn[i]; d.draw == key.draw && d.in == key.in {
			return d.codes, false
		}
	}
	if b.used == len(b.drawn) {
		b.drawn = append(b.drawn, drawn{})
	}
	d := &b.drawn[b.used]
	b.used++
	if cap(d.codes) < len(b.Rows) {
		d.codes = make([]uint32, len(b.Rows))
	}
	d.draw, d.in, d.codes = key.draw, key.in, d.codes[:len(b.Rows)]
	return d.codes, true
}

// pick is what the draw's stream chooses in each row.
func (b *Block) pick(of draw, by *dist.Alias) []uint32 {
	codes, fresh := b.codes(of)
	if fresh {
		for i, row := range b.Rows {
			codes[i] = by.Pick(of.stream.At(row))
		}
	}
	return codes
}
