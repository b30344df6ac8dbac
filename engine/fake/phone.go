package fake

import (
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// areaCodes is a telephone area code that serves each row's place.
func (p *places) areaCodes(b *Block, pick rng.Stream, in []*column.Vector) []uint32 {
	areas := p.of(b, in)
	return b.once(draw{pick, p.options}, [2]*column.Vector{bound(in, 0), bound(in, 1)}, func(codes []uint32) {
		for i, row := range b.Rows {
			area := p.areas[p.areaOf[areas[i]]]
			codes[i] = uint32(area[rng.Below(pick.At(row), uint64(len(area)))])
		}
	})
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
		copy(dst.Codes, p.areaCodes(b, pick, in))
	}), o.err()
}

// newPhone is place.phone: a number of the place's area that is reserved for
// fiction, 555-0100 to 555-0199 (ATIS-0300115), so numbers repeat. Its option
// "style" is e164 (+12125550142), national ((212) 555-0142) or dashed
// (212-555-0142).
func newPhone(a Args) (Filler, error) {
	o := read(a)
	p := settle(a, o)
	around := cut(map[string][]string{
		"e164":     {"+1", "55501"},
		"national": {"(", ") 555-01"},
		"dashed":   {"", "-555-01"},
	}[o.choice("style", "e164", "national", "dashed")])
	pick, line := a.Shared("area code"), a.Shared("phone")
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		raw, ends := dst.Room(len(b.Rows), 2*longestPiece+5)
		at := 0
		for i, code := range p.areaCodes(b, pick, in) {
			at = around.put(raw, at, 0)
			at = putDigits(raw, at, uint64(code), 3)
			at = around.put(raw, at, 1)
			at = putDigits(raw, at, rng.Below(line.At(b.Rows[i]), 100), 2)
			ends[i] = uint32(at)
		}
		dst.Raw = raw[:at]
	}), o.err()
}
