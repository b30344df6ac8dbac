package column

import "math/bits"

// Bits is a set of row numbers, 64 to a word.
type Bits []uint64

// NewBits is an empty set for rows 0 to n-1.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Has reports whether i is in the set.
func (b Bits) Has(i int) bool { return b[i>>6]>>(uint(i)&63)&1 == 1 }

// Set adds i.
func (b Bits) Set(i int) { b[i>>6] |= 1 << (uint(i) & 63) }

// Unset removes i.
func (b Bits) Unset(i int) { b[i>>6] &^= 1 << (uint(i) & 63) }

// Count is the size of the set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}
