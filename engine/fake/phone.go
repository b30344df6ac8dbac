package fake

import (
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// codes is a telephone area code that serves each row's place.
func (p *places) codes(b *Block, pick rng.Stream, in []*column.Vector) []uint32 {
	codes, fresh := b.codes(draw{pick, p.options}, bound(in, 0), bound(in, 1))
	if !fresh {
		return codes
	}
	places := p.of(b, in)
	for i, row := range b.Rows {
		area := p.areas[p.areaOf[places[i]]]
		codes[i] = uint32(p.areaCodes[uint64(area.first)+rng.Below(pick.At(row), uint64(area.count))])
	}
	return codes
}

// newAreaCode is place.area_code.
func newAreaCode(a Args) (Filler, error) {
	o := read(a)
	p := settle(a, o)
	texts := make([]string, 1000)
	for code := range texts {
		texts[code] = strconv.Itoa(code)
	}
	dict, pick := column.NewDict(texts), a.Shared("area code")
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		dst.UseDict(dict, len(b.Rows))
		copy(dst.Codes, p.codes(b, pick, in))
	}), o.err()
}

// newPhone is place.phone: a number of the place's area that is reserved for
// fiction, 555-0100 to 555-0199 (ATIS-0300115), so numbers repeat. Its option
// "style" is e164 (+12125550142), national ((212) 555-0142) or dashed
// (212-555-0142).
func newPhone(a Args) (Filler, error) {
	o := read(a)
	p := settle(a, o)
	around := map[string][2]string{
		"e164":     {"+1", "55501"},
		"national": {"(", ") 555-01"},
		"dashed":   {"", "-555-01"},
	}[o.choice("style", "e164", "national", "dashed")]
	parts := cut(around[:])
	head, middle := parts[0][0], parts[1][0] // of up to eight bytes
	toCode := len(around[0])
	toMiddle := toCode + 3
	toLast := toMiddle + len(around[1])
	width := toLast + 2
	pick, line, digits := a.Shared("area code"), a.Shared("phone"), digits3()
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		codes := p.codes(b, pick, in)
		raw, ends := dst.Room(len(b.Rows), width)
		at := 0
		for i, row := range b.Rows {
			column.Put8(raw, at, head)
			column.Put8(raw, at+toCode, uint64(digits[codes[i]]))
			column.Put8(raw, at+toMiddle, middle)
			column.Put8(raw, at+toLast, uint64(digits[rng.Below(line.At(row), 100)])>>8)
			at += width
			ends[i] = uint32(at)
		}
		dst.Raw, dst.Plain = raw[:at], true
	}), o.err()
}
