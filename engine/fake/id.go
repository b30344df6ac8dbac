package fake

import (
	"sync"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// newUUID is id.uuid and finance.uetr: version 4 of RFC 9562. The first 64
// random bits are a bijection of the row, so rows never share one.
func newUUID(a Args) (Filler, error) {
	first, second := a.Own(), a.Own().Lane(1)
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) {
		raw, ends := dst.Room(len(b.Rows), uuidWidth)
		for i, row := range b.Rows {
			u := first.At(row)
			// The bits that give way to the version move behind the variant.
			low := second.At(row)>>6 | (u&0xf000)<<46
			putUUID(raw, i*uuidWidth, u&^0xf000|0x4000, low&^(3<<62)|2<<62)
			ends[i] = uint32((i + 1) * uuidWidth)
		}
		dst.Raw, dst.Plain = raw[:len(b.Rows)*uuidWidth], true
	}), read(a).err()
}

const uuidWidth = 36

// putUUID writes the 36 characters of a UUID to buf at p.
func putUUID(buf []byte, p int, high, low uint64) {
	b, c := hex8(uint32(high)), hex8(uint32(low>>32))
	column.Put8(buf, p, hex8(uint32(high>>32)))
	column.Put8(buf, p+8, '-'|b<<32>>24|'-'<<40|b>>32<<48)
	column.Put8(buf, p+16, b>>48|'-'<<16|c<<32>>8|'-'<<56)
	column.Put8(buf, p+24, c>>32)
	column.Put8(buf, p+28, hex8(uint32(low)))
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
			ms = column.FloorDiv(bound.Ints[i], 1000)
		case column.Date:
			ms = bound.Ints[i] * 86_400_000
		}
	}
	return uint64(max(ms, 0)) & (1<<48 - 1)
}

// newUUID7 is id.uuid7: version 7 of RFC 9562, a time and random bits. Input:
// time.
func newUUID7(a Args) (Filler, error) {
	c, s := clockOf(a), a.Own()
	rest := s.Lane(1)
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		time := bound(in, 0)
		raw, ends := dst.Room(len(b.Rows), uuidWidth)
		for i, row := range b.Rows {
			putUUID(raw, i*uuidWidth, c.at(row, i, time)<<16|7<<12|rest.At(row)>>52, s.At(row)>>2|2<<62)
			ends[i] = uint32((i + 1) * uuidWidth)
		}
		dst.Raw, dst.Plain = raw[:len(b.Rows)*uuidWidth], true
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
	lanes := []rng.Stream{a.Own()} // one for twelve characters
	for lane := int64(1); lane*12 < length; lane++ {
		lanes = append(lanes, lanes[0].Lane(uint64(lane)))
	}
	words, plain, pairs := column.Words(prefix), column.Plain(prefix), base62()
	width := len(prefix) + int(length)
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) {
		raw, ends := dst.Room(len(b.Rows), width)
		for i, row := range b.Rows {
			p := i * width
			for k, w := range words {
				column.Put8(raw, p+8*k, w)
			}
			p += len(prefix)
			for _, s := range lanes {
				u := s.At(row)
				column.Put8(raw, p, pairs.six(uint32(u>>32)))
				column.Put8(raw, p+6, pairs.six(uint32(u)))
				p += 12
			}
			ends[i] = uint32((i + 1) * width)
		}
		dst.Raw, dst.Plain = raw[:len(b.Rows)*width], plain
	}), o.err()
}

// digits62 is the two digits of each number below 62², the lower first.
type digits62 [62 * 62]uint16

var base62 = sync.OnceValue(func() *digits62 {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	var table digits62
	for n := range table {
		table[n] = uint16(digits[n%62]) | uint16(digits[n/62])<<8
	}
	return &table
})

// six is the six digits of u to the base of 62 as bytes, the lowest first;
// they tell all u apart.
func (t *digits62) six(u uint32) uint64 {
	q := u / uint32(len(t))
	r := q / uint32(len(t))
	return uint64(t[u-q*uint32(len(t))]) | uint64(t[q-r*uint32(len(t))])<<16 | uint64(t[r])<<32
}
