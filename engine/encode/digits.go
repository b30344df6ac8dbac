package encode

import "math/bits"

const ascii = 0x3030303030303030 // '0' in every byte

// digits8 spreads x < 10^8 into eight decimal digits of value 0 to 9, the
// first in the low byte: halves, quarters and eighths of x divide in parallel
// lanes of one word, by multiplication with a rounded-up reciprocal. (Where a
// dividend fits 32 bits it is given that type: wasm, which has no 128-bit
// product, then gets a multiplication as well.)
func digits8(x uint64) uint64 {
	half := uint64(uint32(x) / 10000)
	return digits4(half | (x-10000*half)<<32)
}

// digits4 is digits8 of two numbers below 10^4 in lanes of 32 bits.
func digits4(x uint64) uint64 {
	q := x * 10486 >> 20 & 0x0000007f_0000007f // x/100
	return digits2(q | (x-100*q)<<16)
}

// digits2 is digits8 of four numbers below 100 in lanes of 16 bits.
func digits2(x uint64) uint64 {
	q := x * 103 >> 10 & 0x000f_000f_000f_000f // x/10
	return q | (x-10*q)<<8
}

// putUint writes x in decimal and returns where it ends. It may store up to
// eight bytes past that.
func putUint(buf []byte, p int, x uint64) int {
	if x < 1e8 {
		return putShort(buf, p, x)
	}
	if x < 1e16 {
		p = putShort(buf, p, x/1e8)
	} else {
		p = putShort(buf, p, x/1e16)
		put8(buf, p, digits8(x/1e8%1e8)|ascii)
		p += 8
	}
	put8(buf, p, digits8(x%1e8)|ascii)
	return p + 8
}

// putShort is putUint of x < 10^8.
func putShort(buf []byte, p int, x uint64) int {
	w, n := numeral(digits8(x))
	put8(buf, p, w)
	return p + n
}

// numeral is eight digits as text, of length n, without leading zeros; one
// digit stays.
func numeral(d uint64) (text uint64, n int) {
	zeros := bits.TrailingZeros64(d|1<<56) &^ 7 // bits of them
	return (d | ascii) >> zeros, 8 - zeros>>3
}

// pow10 are the powers that a Decimal's scale can name.
var pow10 = [19]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// putFraction writes "." and the scale digits of x < 10^scale without the
// trailing zeros beyond the first places digits; nothing if no digit is left.
func putFraction(buf []byte, p int, x uint64, scale, places int) int {
	for scale > places && x%10 == 0 {
		x /= 10
		scale--
	}
	if scale == 0 {
		return p
	}
	buf[p] = '.'
	for i := scale; i > 0; i-- {
		buf[p+i] = byte('0' + x%10)
		x /= 10
	}
	return p + 1 + scale
}
