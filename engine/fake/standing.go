package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// newRace is person.race: race and ethnicity, as the census counts the
// bearers of the person's surname. Its option "style" is short or long.
// Input: last_name.
func newRace(a Args) (Filler, error) {
	o := read(a)
	names := map[string][races]string{
		"short": {"White", "Black", "Asian", "American Indian", "Multiracial", "Hispanic"},
		"long": {"White", "Black or African American", "Asian or Pacific Islander",
			"American Indian or Alaska Native", "Two or more races", "Hispanic or Latino"},
	}[o.choice("style", "short", "long")]
	dict, draw := column.NewDict(names[:]), a.Shared("race")
	p := populate(a, o)
	numbers := make(map[string]uint32, p.last.Len())
	for k := range uint32(p.last.Len()) {
		numbers[p.last.Text(k)] = k
	}
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		last := bound(in, 0)
		dst.UseDict(dict, len(b.Rows))
		for i, row := range b.Rows {
			k := follow(last, i, numbers, &p.lastOf, p.lasts.At(row))
			shares := &p.racesOf[k]
			u := uint8(rng.Below(draw.At(row), uint64(max(shares[races-1], 1))))
			for race, upTo := range shares {
				if u < upTo {
					dst.Codes[i] = uint32(race)
					break
				}
			}
		}
	}), o.err()
}

// maritalShares are how many of 100 people of an age from this one on never
// married, are married, divorced or widowed (rounded from the Census Bureau's
// American Community Survey, approximate).
var maritalShares = []struct {
	from   int64
	shares [4]uint8
}{
	{0, [4]uint8{100, 0, 0, 0}}, {18, [4]uint8{93, 6, 1, 0}}, {25, [4]uint8{58, 38, 4, 0}}, {35, [4]uint8{29, 59, 11, 1}},
	{45, [4]uint8{18, 63, 17, 2}}, {55, [4]uint8{14, 63, 18, 5}}, {65, [4]uint8{8, 62, 16, 14}}, {75, [4]uint8{5, 50, 11, 34}},
}

// newMaritalStatus is person.marital_status, which follows the age. Inputs:
// age, birth_date.
func newMaritalStatus(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	dict, draw := column.NewDict([]string{"never married", "married", "divorced", "widowed"}), a.Shared("marital status")
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		age, born, drawn := bound(in, 0), bound(in, 1), p.drawnAges(b)
		dst.UseDict(dict, len(b.Rows))
		for i, row := range b.Rows {
			var years int64
			switch {
			case age != nil && !age.Null(i):
				years = age.Ints[i]
			case born != nil && !born.Null(i):
				years = (a.AsOf - dayOf(born, i)) * 400 / 146097
			default:
				years = p.youngest + int64(drawn[i])
			}
			k := len(maritalShares) - 1
			for k > 0 && years < maritalShares[k].from {
				k--
			}
			u := uint8(rng.Below(draw.At(row), 100))
			for status, share := range maritalShares[k].shares {
				if u < share {
					dst.Codes[i] = uint32(status)
					break
				}
				u -= share
			}
		}
	}), o.err()
}
