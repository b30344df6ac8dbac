package report

import "encoding/binary"

// Texts are read eight bytes at a time, as words whose low byte comes first.
const (
	ones = 0x0101010101010101
	high = ones << 7 // the bit of each byte that ASCII leaves 0
)

// rest is a text of less than eight bytes.
func rest(text []byte) uint64 {
	switch n := len(text); {
	case n >= 4: // two halves that may overlap
		low, top := binary.LittleEndian.Uint32(text), binary.LittleEndian.Uint32(text[n-4:])
		return uint64(low) | uint64(top)<<(8*n-32)
	case n > 0: // the first byte, the middle one, the last
		return uint64(text[0]) | uint64(text[n/2])<<(n/2*8) | uint64(text[n-1])<<(8*n-8)
	}
	return 0
}

// interval is the bytes from lo to hi, below 0x80, that each place of a word may
// have: above is 0x80−lo, below is 0x7f−hi.
type interval struct{ above, below uint64 }

// newInterval is the same interval in all eight places.
func newInterval(lo, hi byte) interval {
	return interval{ones * uint64(0x80-lo), ones * uint64(0x7f-hi)}
}

// holds has the high bit of each byte of w that is in the interval; w must be
// ASCII.
func (s interval) holds(w uint64) uint64 { return (w + s.above) &^ (w + s.below) & high }

// pack is the high bits of the bytes of w, all other bits of which are 0, as a
// byte.
func pack(w uint64) uint64 { return (w >> 7) * 0x0102040810204080 >> 56 }
