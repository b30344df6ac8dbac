package fake

import (
	"encoding/binary"

	"github.com/groflex/groflex/engine/column"
)

// newUUID is id.uuid and finance.uetr: version 4 of RFC 9562. The first 64
// random bits are a bijection of the row, so rows never share one.
func newUUID(a Args) (Filler, error) {
	first, second := a.Own(), a.Own().Lane(1)
	return plain(a, func(dst []byte, row int64) []byte {
		u := first.At(row)
		// The bits that give way to the version move behind the variant.
		low := second.At(row)>>6 | (u&0xf000)<<46
		return appendUUID(dst, u&^0xf000|0x4000, low&^(3<<62)|2<<62)
	})
}

func appendUUID(dst []byte, high, low uint64) []byte {
	b, c := hex8(uint32(high)), hex8(uint32(low>>32))
	dst = extend(dst, 36)
	text := dst[len(dst)-36:]
	binary.LittleEndian.PutUint64(text[0:], hex8(uint32(high>>32)))
	binary.LittleEndian.PutUint32(text[9:], uint32(b))
	binary.LittleEndian.PutUint32(text[14:], uint32(b>>32))
	binary.LittleEndian.PutUint32(text[19:], uint32(c))
	binary.LittleEndian.PutUint32(text[24:], uint32(c>>32))
	binary.LittleEndian.PutUint64(text[28:], hex8(uint32(low)))
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return dst
}

// clock gives rows the times, in milliseconds since 1970, that are part of
// some identifiers: those of a bound column, or else one second a row from a
// year before the as-of date on.
type clock struct{ start int64 }

func clockOf(a Args) clock { return clock{(a.AsOf - 365) * 86_400_000} }

func (c clock) at(row int64, i int, bound *column.Vector) uint64 {
	ms := c.start + row*1000
	if bound != nil && !bound.Null(i) {
		switch bound.Kind {
		case column.Time:
			ms = floorDiv(bound.Ints[i], 1000)
		case column.Date:
			ms = bound.Ints[i] * 86_400_000
		}
	}
	return uint64(max(ms, 0)) & (1<<48 - 1)
}

// newUUID7 is id.uuid7: version 7 of RFC 9562, a time and random bits.
func newUUID7(a Args) (Filler, error) {
	c, s := clockOf(a), a.Own()
	rest := s.Lane(1)
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		high := c.at(row, i, bound(in, 0))<<16 | 7<<12 | rest.At(row)>>52
		return appendUUID(dst, high, s.At(row)>>2|2<<62)
	}), read(a).err()
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newULID is id.ulid: a time and 80 random bits in 26 characters of
// Crockford's base 32 (https://github.com/ulid/spec). The last 64 bits are a
// bijection of the row.
func newULID(a Args) (Filler, error) {
	c, s := clockOf(a), a.Own()
	rest := s.Lane(1)
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		var text [26]byte
		high, low := c.at(row, i, bound(in, 0))<<16|rest.At(row)>>48, s.At(row)
		for k := 25; k >= 0; k-- {
			text[k] = crockford[low&31]
			low = low>>5 | high<<59
			high >>= 5
		}
		return append(dst, text[:]...)
	}), read(a).err()
}

const urlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// newNano is id.nano: 21 URL-safe characters, 126 bits, of which the first 64
// are a bijection of the row.
func newNano(a Args) (Filler, error) {
	first, second := a.Own(), a.Own().Lane(1)
	return plain(a, func(dst []byte, row int64) []byte {
		var text [21]byte
		u, v := first.At(row), second.At(row)
		for k := range 10 {
			text[k] = urlSafe[u&63]
			u >>= 6
		}
		u |= v << 4 // what is left of u is 4 bits
		for k := 10; k < 20; k++ {
			text[k] = urlSafe[u&63]
			u >>= 6
		}
		text[20] = urlSafe[v>>58]
		return append(dst, text[:]...)
	})
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// newStripe is id.stripe: a prefix and letters and digits, as Stripe forms
// the names of its objects: 14 after cus_, prod_ and si_, else 24. Options:
// "prefix" (default cus), "length". From 12 on no two rows share one.
func newStripe(a Args) (Filler, error) {
	o := read(a)
	prefix := o.text("prefix", "cus")
	length := int64(24)
	if prefix == "cus" || prefix == "prod" || prefix == "si" {
		length = 14
	}
	length = o.whole("length", length, 8, 64)
	if prefix != "" {
		prefix += "_"
	}
	s := a.Own()
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
		dst = append(dst, prefix...)
		left := int(length)
		for lane := uint64(0); left > 0; lane++ {
			u := s.At(row)
			if lane > 0 {
				u = s.Lane(lane).At(row)
			}
			dst = appendBase62(dst, uint32(u>>32), min(left, 6))
			dst = appendBase62(dst, uint32(u), min(max(left-6, 0), 6))
			left -= 12
		}
		return dst
	}), o.err()
}

// appendBase62 appends n (0 to 6) digits of u, the lowest first; six tell
// all u apart.
func appendBase62(dst []byte, u uint32, n int) []byte {
	var text [6]byte
	for k := range n {
		q := u / 62
		text[k] = base62[u-q*62]
		u = q
	}
	return append(dst, text[:n]...)
}
