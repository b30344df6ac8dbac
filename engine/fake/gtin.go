package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// gtin makes the constructor of an article or location number of GS1: a
// prefix, digits that do not repeat, and the check digit. Option "prefix"
// takes the place of one that GS1 keeps for use inside a company or for
// examples, so that the numbers belong to no one.
func gtin(length int, prefix string) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		prefix := o.text("prefix", prefix)
		for _, c := range prefix {
			if c < '0' || c > '9' {
				o.faults.Add("/prefix", "%q is not made of digits", prefix)
				break
			}
		}
		room := length - 1 - len(prefix)
		if room < 1 {
			o.faults.Add("/prefix", "%q leaves no room in %d digits", prefix, length)
		}
		if err := o.err(); err != nil {
			return nil, err
		}
		// At most nine digits are numbered, the rest drawn.
		counted := min(room, 9)
		numbers, s := serialOf(a.Own().Lane(1), powers[counted]), a.Own()
		return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
			start := len(dst)
			dst = append(dst, prefix...)
			if free := room - counted; free > 0 {
				dst = appendDigits(dst, rng.Below(s.At(row), powers[free]), free)
			}
			dst = appendDigits(dst, numbers.at(row), counted)
			return append(dst, gs1Check(dst[start:]))
		}), nil
	}
}

// gs1Check is the check digit: from the right, the digits count three and one
// in turn (GS1 General Specifications, 7.9).
func gs1Check(digits []byte) byte {
	threes, ones := uint32(0), uint32(0)
	i := len(digits) - 1
	for ; i > 0; i -= 2 {
		threes += uint32(digits[i] - '0')
		ones += uint32(digits[i-1] - '0')
	}
	if i == 0 {
		threes += uint32(digits[0] - '0')
	}
	return byte('0' + (10-(3*threes+ones)%10)%10)
}

// newSKU is commerce.sku: CAT-BR-000000, the letters of the bound category
// and brand or else drawn, and six digits that do not repeat.
func newSKU(a Args) (Filler, error) {
	numbers, s := serialOf(a.Own().Lane(1), 1e6), a.Own()
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		u := s.At(row)
		dst = appendInitials(dst, bound(in, 0), i, 3, u)
		dst = append(dst, '-')
		dst = appendInitials(dst, bound(in, 1), i, 2, u>>32)
		dst = append(dst, '-')
		return appendDigits(dst, numbers.at(row), 6)
	}), read(a).err()
}

// appendInitials appends the first n letters of the bound cell as capitals,
// filled up with letters that u chooses.
func appendInitials(dst []byte, bound *column.Vector, i, n int, u uint64) []byte {
	if bound != nil && bound.Kind == column.Text && !bound.Null(i) {
		for _, c := range bound.Bytes(i) {
			if lower := c | 0x20; n > 0 && lower >= 'a' && lower <= 'z' {
				dst = append(dst, lower-0x20)
				n--
			}
		}
	}
	for ; n > 0; n-- {
		dst = append(dst, capitals[u&0xff*26>>8])
		u >>= 8
	}
	return dst
}
