package gen

import (
	"math/bits"
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema"
)

// sequence numbers rows.
type sequence struct {
	schema.Sequence
	text  bool
	words []uint64 // the prefix, eight bytes each
	plain bool     // the prefix, as of a column.Vector
}

func newSequence(s schema.Sequence, text bool) *sequence {
	return &sequence{Sequence: s, text: text, words: column.Words(s.Prefix), plain: column.Plain(s.Prefix)}
}

func (s *sequence) fill(f *frame, dst *column.Vector) {
	if !s.text {
		for i, row := range f.rows {
			dst.Ints[i] = s.Start + row*s.Step
		}
		return
	}
	const longest = 20 // of an int64
	raw, ends := dst.Room(len(f.rows), len(s.Prefix)+max(s.Width, longest))
	p := 0
	for i, row := range f.rows {
		for k, w := range s.words {
			column.Put8(raw, p+8*k, w)
		}
		p += len(s.Prefix)
		if n := s.Start + row*s.Step; uint64(n) < 1e8 && s.Width <= 8 {
			digits := column.Digits8(uint32(n))
			zeros := bits.TrailingZeros64(digits&0x0f0f0f0f_0f0f0f0f|1<<56) / 8 // in front; one digit stays
			width := max(8-zeros, s.Width)
			column.Put8(raw, p, digits>>(64-8*width))
			p += width
		} else {
			p = s.put(raw, p, n)
		}
		ends[i] = uint32(p)
	}
	dst.Raw, dst.Plain = raw[:p], s.plain
}

// put writes any n with leading zeros at p and returns where it ends.
func (s *sequence) put(raw []byte, p int, n int64) int {
	number := strconv.AppendInt(nil, n, 10)
	for range s.Width - len(number) {
		raw[p] = '0'
		p++
	}
	return p + copy(raw[p:], number)
}
