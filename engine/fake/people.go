package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// people draws the person of a row: sex, age, birth date and names, each from
// a stream that the whole group shares, so that every column of the group
// speaks of the same person. Columns of a group should be given the same
// options; where a column is bound as an input, its cells decide instead.
type people struct {
	*roster
	sex, years, birthday, firsts, lasts rng.Stream

	womenBelow uint64 // 32 bits below this are female
	ages       ages
	youngest   int64
	turned     []int64 // by age from youngest: the last day of birth that gives it, in days since 1970-01-01
}

// populate reads the options that all person.* providers share.
//
//   - min_age, max_age: completed years at the as-of date, 0 to 99; 18 and 90 by default
//   - median_age: tilts the age pyramid to this median
//   - female: share of women, 0 to 1; 0.505 by default, as in the US
func populate(a Args, o *options) *people {
	young := o.whole("min_age", 18, 0, 99)
	old := o.whole("max_age", max(90, young), 0, 99)
	share := o.number("female", 0.505, 0, 1)
	if old < young {
		o.faults.Add("/max_age", "%d is below min_age %d", old, young)
		old = young
	}
	weights := pyramid(young, old)
	if median := o.number("median_age", -1, float64(young), float64(old)); median >= 0 {
		tilt(weights, median-float64(young))
	}
	p := &people{
		roster:     census(),
		sex:        a.Shared("sex"),
		years:      a.Shared("age"),
		birthday:   a.Shared("birthday"),
		firsts:     a.Shared("first name"),
		lasts:      a.Shared("last name"),
		womenBelow: uint64(share * (1 << 32)),
		ages:       newAges(weights),
		youngest:   young,
		turned:     make([]int64, len(weights)),
	}
	year, month, day := civil(a.AsOf)
	for k := range p.turned {
		// 29 February turns on 1 March in a common year.
		p.turned[k] = daysOf(year-young-int64(k), month, day)
		if month == 2 && day == 29 {
			p.turned[k] = daysOf(year-young-int64(k), 3, 1) - 1
		}
	}
	return p
}

// known are columns that a person follows; nil where not bound.
type known struct{ sex, born, first, last *column.Vector }

func (p *people) sexAt(row int64, i int, k *known) uint8 {
	if k.sex != nil && !k.sex.Null(i) {
		if s, ok := sexOfCell(k.sex.Bytes(i)); ok {
			return s
		}
	} else if k.first != nil && !k.first.Null(i) {
		if s, ok := p.sexOfName(k.first, i); ok {
			return s
		}
	}
	return uint8(1 - (p.sex.At(row)>>32-p.womenBelow)>>63) // female if below; no branch to mispredict
}

// sexOfCell reads "F", "female", "Woman", "M", "male", "man"; not "other".
func sexOfCell(cell []byte) (sex uint8, ok bool) {
	if len(cell) == 0 {
		return 0, false
	}
	switch cell[0] {
	case 'f', 'F', 'w', 'W':
		return female, true
	case 'm', 'M':
		return male, true
	}
	return 0, false
}

func (p *people) sexOfName(first *column.Vector, i int) (sex uint8, ok bool) {
	if first.Dict == p.first {
		if first.Codes[i] < p.women {
			return female, true
		}
		return male, true
	}
	var room [32]byte
	return p.sexOf(appendSlug(room[:0], first.Bytes(i)))
}

// bornAt is the day of birth, in days since 1970-01-01.
func (p *people) bornAt(row int64, i int, k *known) int64 {
	if k.born != nil && !k.born.Null(i) {
		return dayOf(k.born, i)
	}
	return p.turned[p.ages.pick(p.years.At(row))] - int64(rng.Below(p.birthday.At(row), 365))
}

// dayOf is the day of a Date or Time cell.
func dayOf(v *column.Vector, i int) int64 {
	const microsOfDay = 24 * 60 * 60 * 1e6
	if v.Kind == column.Time {
		t := v.Ints[i]
		if t < 0 {
			t -= microsOfDay - 1
		}
		return t / microsOfDay
	}
	return v.Ints[i]
}

// firstAt is the number of the first name in the roster.
func (p *people) firstAt(row int64, i int, k *known) uint32 {
	const from1920, decade = 18263, 3652 // days before 1970-01-01, days of ten years
	sex := p.sexAt(row, i, k)
	d := min(max((p.bornAt(row, i, k)+from1920)/decade, 0), decades-1)
	return p.firstOf[sex][d].Pick(p.firsts.At(row)) + uint32(sex)*p.women
}

// lastAt is the number of the last name in the roster.
func (p *people) lastAt(row int64) uint32 { return p.lastOf.Pick(p.lasts.At(row)) }
