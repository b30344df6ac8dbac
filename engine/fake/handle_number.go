package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// handleNumber gives every row a number of its own, of as few digits as
// there are rows before it and looking random: rows 0 to 89 share the numbers
// 10 to 99, rows 90 to 989 share 100 to 999, and so on to 10^13. Inside such
// a span it is the affine permutation i·step + shift.
type handleNumber [12]handleSpan

type handleSpan struct {
	first, size, step, shift uint64
	inverse                  float64 // of size
	width                    uint    // of the numbers
}

func numbering(s rng.Stream) *handleNumber {
	h := &handleNumber{}
	size := uint64(90)
	for k := range h {
		// A step near the golden section spreads neighbours; one that shares no
		// factor with 90 permutes. Below 2^19 its products fit in 64 bits.
		step := min(size*618/1000, 1<<19-5)
		for step%2 == 0 || step%3 == 0 || step%5 == 0 {
			step++
		}
		h[k] = handleSpan{size / 9, size, step, rng.Below(s.At(int64(k)), size), 1 / float64(size), uint(k + 2)}
		size *= 10
	}
	return h
}

// span is the span that the row's number is of.
func (h *handleNumber) span(row int64) *handleSpan {
	k := 0
	for k < len(h)-1 && !h[k].holds(row) {
		k++
	}
	return &h[k]
}

// holds reports whether the row's number is of the span; rows beyond the last
// span count as of it.
func (s *handleSpan) holds(row int64) bool { return uint64(row)+10-s.first < s.size }

// texts writes the rows' numbers to dst, one piece each.
func (h *handleNumber) texts(dst pieces, rows []int64) {
	s := &h[0]
	for i, row := range rows {
		if !s.holds(row) {
			s = h.span(row)
		}
		// The remainder by way of a quotient in floating point, which is off by
		// one at most: an integer division takes longer.
		n := (uint64(row)+10-s.first)*s.step + s.shift
		n -= uint64(int64(float64(n)*s.inverse)) * s.size
		if int64(n) < 0 {
			n += s.size
		} else if n >= s.size {
			n -= s.size
		}
		n += s.first
		length := uint64(s.width) << 56
		if s.width <= 8 {
			dst[i] = [2]uint64{column.Digits8(uint32(n)) >> (64 - 8*s.width), length}
			continue
		}
		high, inHigh := n/1e8, 8*(s.width-8) // bits of its digits
		low := column.Digits8(uint32(n - high*1e8))
		dst[i] = [2]uint64{column.Digits8(uint32(high))>>(64-inHigh) | low<<inHigh, low>>(64-inHigh) | length}
	}
}

// append appends the row's number.
func (h *handleNumber) append(dst []byte, row int64) []byte {
	number := make(pieces, 1)
	h.texts(number, []int64{row})
	return append(dst, number.text(0)...)
}
