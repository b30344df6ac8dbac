package fake

import (
	"encoding/binary"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// each is a Filler that makes every text by itself: it appends the cell of
// the i-th row, whose number is row, to dst.
type each func(dst []byte, row int64, i int, in []*column.Vector) []byte

// Fill makes the cells one after the other.
func (f each) Fill(dst *column.Vector, rows []int64, in []*column.Vector) {
	for i, row := range rows {
		dst.Raw = f(dst.Raw, row, i, in)
		dst.EndCell()
	}
}

// plain is the Filler of a provider without options or inputs.
func plain(a Args, cell func(dst []byte, row int64) []byte) (Filler, error) {
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte { return cell(dst, row) }), read(a).err()
}

// serial numbers rows in random order without repeating in its first n rows.
type serial struct {
	n    uint64
	deal rng.Permutation
}

// serialOf is the serial numbers below n, at least 1 and at most 2^62.
func serialOf(s rng.Stream, n uint64) *serial { return &serial{n, s.Permute(n)} }

func (s *serial) at(row int64) uint64 {
	i := uint64(row)
	if i >= s.n {
		i %= s.n
	}
	return s.deal.At(i)
}

// hex8 is the eight hexadecimal digits of x as bytes, the first in the
// highest: the nibbles are spread out and moved to '0'–'9', 'a'–'f' together.
func hex8(x uint32) uint64 {
	v := uint64(x)
	v = (v<<16 | v) & 0x0000ffff_0000ffff
	v = (v<<8 | v) & 0x00ff00ff_00ff00ff
	v = (v<<4 | v) & 0x0f0f0f0f_0f0f0f0f
	letters := (v + 0x06060606_06060606) >> 4 & 0x01010101_01010101
	return v + 0x30303030_30303030 + letters*('a'-'9'-1)
}

// appendHex appends the width (1 to 16) low hexadecimal digits of x.
func appendHex(dst []byte, x uint64, width int) []byte {
	var room [16]byte
	binary.BigEndian.PutUint64(room[:8], hex8(uint32(x>>32)))
	binary.BigEndian.PutUint64(room[8:], hex8(uint32(x)))
	return append(dst, room[16-width:]...)
}

// luhn is the check digit of a row of digits (ISO/IEC 7812-1, annex B): the
// last digit and every second before it count double.
func luhn(digits []byte) byte {
	sum, double := uint32(0), true
	for i := len(digits) - 1; i >= 0; i-- {
		d := uint32(digits[i] - '0')
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		double = !double
	}
	return byte('0' + (10-sum%10)%10)
}

// appendLuhn closes the digits of dst from start on with their check digit.
func appendLuhn(dst []byte, start int) []byte { return append(dst, luhn(dst[start:])) }
