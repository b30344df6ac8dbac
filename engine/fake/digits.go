package fake

import (
	"encoding/binary"
	"slices"
	"sync"

	"github.com/groflex/groflex/engine/column"
)

// extend makes dst n bytes longer; what the bytes are is left to the caller.
func extend(dst []byte, n int) []byte { return slices.Grow(dst, n)[:len(dst)+n] }

// appendDigits appends the last width (0 to 20) decimals of n, with leading
// zeros, eight at a time. Where it can it divides 32 bits only, which wasm
// does by multiplication.
func appendDigits(dst []byte, n uint64, width int) []byte {
	if width > 8 {
		var q uint64
		if n>>32 == 0 {
			q = uint64(uint32(n) / 1e8)
		} else {
			q = n / 1e8
		}
		dst = appendDigits(dst, q, width-8)
		n, width = n-q*1e8, 8
	} else if n >= 1e8 {
		n %= 1e8
	}
	end := len(dst) + width
	dst = extend(dst, 8)
	binary.LittleEndian.PutUint64(dst[end-width:], column.Digits8(uint32(n))>>(64-8*width))
	return dst[:end]
}

// digits3 is the three decimals of each number below 1000 as bytes, the first
// in the lowest.
var digits3 = sync.OnceValue(func() *[1000]uint32 {
	var table [1000]uint32
	for n := range table {
		table[n] = uint32(column.Digits8(uint32(n)) >> 40)
	}
	return &table
})

// hex8 is the eight hexadecimal digits of x as bytes, the first in the
// lowest: the nibbles are spread out in reverse and moved to '0'–'9' and
// 'a'–'f' side by side.
func hex8(x uint32) uint64 {
	v := uint64(x)
	v = (v>>16 | v<<32) & 0x0000ffff_0000ffff
	v = (v>>8 | v<<16) & 0x00ff00ff_00ff00ff
	v = (v>>4 | v<<8) & 0x0f0f0f0f_0f0f0f0f
	letters := (v + 0x06060606_06060606) >> 4 & 0x01010101_01010101
	return v + 0x30303030_30303030 + letters*('a'-'9'-1)
}

// appendHex appends the width (1 to 16) low hexadecimal digits of x.
func appendHex(dst []byte, x uint64, width int) []byte {
	if width > 8 {
		dst = appendHex(dst, x>>32, width-8)
		width = 8
	}
	end := len(dst) + width
	dst = extend(dst, 8)
	binary.LittleEndian.PutUint64(dst[end-width:], hex8(uint32(x))>>(64-8*width))
	return dst[:end]
}

// luhn is the check digit of a row of digits (ISO/IEC 7812-1, annex B): the
// last digit and every second before it count double.
func luhn(digits []byte) byte {
	const doubled = "\x00\x02\x04\x06\x08\x01\x03\x05\x07\x09" // digit sums
	sum := uint32(0)
	i := len(digits) - 1
	for ; i > 0; i -= 2 {
		sum += uint32(doubled[digits[i]-'0']) + uint32(digits[i-1]-'0')
	}
	if i == 0 {
		sum += uint32(doubled[digits[0]-'0'])
	}
	return byte('0' + (10-sum%10)%10)
}

// appendLuhn closes the digits of dst from start on with their check digit.
func appendLuhn(dst []byte, start int) []byte { return append(dst, luhn(dst[start:])) }
