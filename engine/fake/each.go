package fake

import "github.com/groflex/groflex/engine/column"

// blockwise is a Filler that is a function.
type blockwise func(dst *column.Vector, b *Block, in []*column.Vector)

// Fill calls it.
func (f blockwise) Fill(dst *column.Vector, b *Block, in []*column.Vector) { f(dst, b, in) }

// each is a Filler that makes every text by itself: it appends the cell of
// the i-th row, whose number is row, to dst.
type each func(dst []byte, row int64, i int, in []*column.Vector) []byte

// Fill makes the cells one after the other.
func (f each) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	raw, ends := dst.Raw, dst.Ends // stored once: that costs a write barrier
	for i, row := range b.Rows {
		raw = f(raw, row, i, in)
		ends = append(ends, uint32(len(raw)))
	}
	dst.Raw, dst.Ends = raw, ends
}

// plain is the Filler of a provider without options or inputs.
func plain(a Args, cell func(dst []byte, row int64) []byte) (Filler, error) {
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte { return cell(dst, row) }), read(a).err()
}
