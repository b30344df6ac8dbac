package encode

import (
	"math/bits"

	"github.com/groflex/groflex/engine/column"
)

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
		column.Put8(buf, p, column.Digits8(uint32(x/1e8%1e8)))
		p += 8
	}
	column.Put8(buf, p, column.Digits8(uint32(x%1e8)))
	return p + 8
}

// putShort is putUint of x < 10^8.
func putShort(buf []byte, p int, x uint64) int {
	w, n := numeral(column.Digits8(uint32(x)))
	column.Put8(buf, p, w)
	return p + n
}

// numeral is eight digits (column.Digits8) as text, of length n, without
// leading zeros; one digit stays.
func numeral(d uint64) (text uint64, n int) {
	zeros := bits.TrailingZeros64(d^column.Zeros|1<<56) &^ 7 // bits of them
	return d >> zeros, 8 - zeros>>3
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
