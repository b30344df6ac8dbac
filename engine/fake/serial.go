package fake

import (
	"math/bits"

	"github.com/groflex/groflex/engine/rng"
)

// serial numbers rows in random order without repeating in its first n rows.
// It is a four-round Feistel network like rng.Permutation, but with one half
// of any size, so that it hardly ever has to walk on: identifiers count in
// tens, and a power of 4 may be four times as many (the generalized network
// of Black and Rogaway 2002, doi:10.1007/3-540-45760-7_9).
type serial struct {
	n     uint64
	high  uint64 // size of the high half
	shift uint   // bits of the low half
	keys  [4]rng.Stream
}

// serialOf is the serial numbers below n, at least 1 and at most 2^62.
func serialOf(s rng.Stream, n uint64) *serial {
	shift := uint(bits.Len64(n)) / 2
	v := &serial{n: n, high: (n-1)>>shift + 1, shift: shift}
	for k := range v.keys {
		v.keys[k] = s.Lane(uint64(k))
	}
	return v
}

func (v *serial) at(row int64) uint64 {
	x := uint64(row)
	if x >= v.n {
		x %= v.n
	}
	mask := uint64(1)<<v.shift - 1
	for {
		high, low := x>>v.shift, x&mask
		for k := 0; k < 4; k += 2 {
			low ^= v.keys[k].At(int64(high)) & mask
			high += rng.Below(v.keys[k+1].At(int64(low)), v.high)
			if high >= v.high {
				high -= v.high
			}
		}
		if x = high<<v.shift | low; x < v.n {
			return x
		}
	}
}
