package encode

import (
	"math/bits"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

const (
	stripRows  = 128
	stripBytes = 1 << 15      // and about the memory it may take, to stay in the nearest cache
	slack      = column.Slack // bytes a cell's stores may run past its end
)

// strip is a few rows being written column by column. Every row has a slot of
// its own, wide enough for its longest form, so that a column can be written
// in one tight loop, with whole words whose surplus bytes the next column
// overwrites. When all columns are in, the rows are copied out one after the
// other. Writing a row at a time, with a switch per cell, takes as long
// natively and an eighth longer in wasm.
type strip struct {
	buf    []byte
	stride int   // bytes from one slot to the next
	end    []int // where each row's text ends in buf so far
	mark   []int // where it ended before the current column
}

// open makes room for n rows of at most width bytes, all empty.
func (s *strip) open(n, width int) {
	// An odd number of words keeps the slots from sharing cache sets.
	s.stride = (width+slack)/8*8 + 8 | 8
	if need := n * s.stride; len(s.buf) < need {
		s.buf = make([]byte, need)
	}
	s.end = slices.Grow(s.end[:0], n)[:n]
	for i := range s.end {
		s.end[i] = i * s.stride
	}
}

// fits is how many rows of at most width bytes make one strip, at least 1.
func fits(width int) int { return min(max(stripBytes/(width+slack), 1), stripRows) }

// stamp writes the same text to every row.
func (s *strip) stamp(words []uint64) {
	for _, w := range words {
		for i, p := range s.end {
			column.Put8(s.buf, p, w)
			s.end[i] = p + 8
		}
	}
}

// remember keeps the rows' ends for blank.
func (s *strip) remember() { s.mark = append(s.mark[:0], s.end...) }

// blank replaces what was written since remember by null, in the rows that
// are missing; from is the strip's first row in nulls.
func (s *strip) blank(nulls column.Bits, from int, null []byte) {
	for i := 0; i < len(s.end); {
		word := nulls[(from+i)>>6] >> (uint(from+i) & 63)
		if word == 0 {
			i = (from+i)&^63 + 64 - from
			continue
		}
		i += bits.TrailingZeros64(word)
		if i >= len(s.end) {
			return
		}
		s.end[i] = s.mark[i] + copy(s.buf[s.mark[i]:], null)
		i++
	}
}
