package rng

import "math/bits"

// Permutation is a seeded bijection of [0, n): the way to give rows unique,
// random-looking numbers without remembering which were used. It is a
// four-round balanced Feistel network with cycle walking (Black and Rogaway
// 2002, doi:10.1007/3-540-45760-7_9).
type Permutation struct {
	n    uint64
	half uint // bits of one half
	mask uint64
	keys [4]uint64
}

// Permute makes the permutation of [0, n) that belongs to the stream; n must
// be at least 1 and at most 2^62.
func (s Stream) Permute(n uint64) Permutation {
	half := max(uint(bits.Len64(n-1)+1)/2, 1)
	p := Permutation{n: n, half: half, mask: 1<<half - 1}
	for i := range p.keys {
		p.keys[i] = s.At(int64(i))
	}
	return p
}

// At is the image of i, which must be in [0, n).
func (p *Permutation) At(i uint64) uint64 {
	for {
		left, right := i>>p.half, i&p.mask
		for _, key := range p.keys {
			left, right = right, left^(mix(right+key)&p.mask)
		}
		i = left<<p.half | right
		if i < p.n {
			return i
		}
	}
}
