package fake

import (
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// codeAt is a telephone area code that serves the row's place.
func (p *places) codeAt(row int64, i int, zip, state *column.Vector, pick rng.Stream) uint32 {
	codes := p.areas[p.areaOf[p.at(row, i, zip, state)]]
	if len(codes) == 1 {
		return uint32(codes[0])
	}
	return uint32(codes[rng.Below(pick.At(row), uint64(len(codes)))])
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
	return placeFiller{p, func(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
		zip, state := bound(in, 0), bound(in, 1)
		dst.UseDict(dict, len(rows))
		for i, row := range rows {
			dst.Codes[i] = p.codeAt(row, i, zip, state, pick)
		}
	}}, o.err()
}

// newPhone is place.phone: a number of the place's area that is reserved for
// fiction, 555-0100 to 555-0199 (ATIS-0300115), so numbers repeat. Its option
// "style" is e164 (+12125550142), national ((212) 555-0142) or dashed
// (212-555-0142).
func newPhone(a Args) (Filler, error) {
	o := read(a)
	p := settle(a, o)
	around := column.NewDict(map[string][]string{
		"e164":     {"+1", "55501"},
		"national": {"(", ") 555-01"},
		"dashed":   {"", "-555-01"},
	}[o.choice("style", "e164", "national", "dashed")])
	pick, line := a.Shared("area code"), a.Shared("phone")
	return placeFiller{p, func(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
		zip, state := bound(in, 0), bound(in, 1)
		raw, ends := dst.Raw, dst.Ends // stored once: that costs a write barrier
		for i, row := range rows {
			raw = around.Append(raw, 0)
			code := p.codeAt(row, i, zip, state, pick)
			raw = append(raw, '0'+byte(code/100), '0'+byte(code/10%10), '0'+byte(code%10))
			raw = around.Append(raw, 1)
			last := uint32(rng.Below(line.At(row), 100))
			raw = append(raw, '0'+byte(last/10), '0'+byte(last%10))
			ends = append(ends, uint32(len(raw)))
		}
		dst.Raw, dst.Ends = raw, ends
	}}, o.err()
}
