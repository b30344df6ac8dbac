package fake

import (
	"fmt"

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

	options    string
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
	median := o.number("median_age", -1, float64(young), float64(old))
	if median >= 0 {
		tilt(weights, median-float64(young))
	}
	p := &people{
		roster:     census(),
		sex:        a.Shared("sex"),
		years:      a.Shared("age"),
		birthday:   a.Shared("birthday"),
		firsts:     a.Shared("first name"),
		lasts:      a.Shared("last name"),
		options:    fmt.Sprint(young, old, share, median),
		womenBelow: uint64(share * (1 << 32)),
		ages:       newAges(weights),
		youngest:   young,
		turned:     make([]int64, len(weights)),
	}
	year, month, day := column.Civil(a.AsOf)
	for k := range p.turned {
		// 29 February turns on 1 March in a common year.
		p.turned[k] = column.DateOf(year-young-int64(k), month, day)
		if month == 2 && day == 29 {
			p.turned[k] = column.DateOf(year-young-int64(k), 3, 1) - 1
		}
	}
	return p
}

// sexAt is the sex drawn for a row.
func (p *people) sexAt(row int64) uint32 {
	return uint32(1 - (p.sex.At(row)>>32-p.womenBelow)>>63) // female if below; no branch to mispredict
}

// drawnAges is the age drawn for each row, in years above the youngest.
func (p *people) drawnAges(b *Block) []uint32 {
	years, fresh := b.codes(draw{p.years, p.options})
	if fresh {
		for i, row := range b.Rows {
			years[i] = p.ages.pick(p.years.At(row))
		}
	}
	return years
}

// bornAt is the day of birth drawn for a row of that age, in days since
// 1970-01-01.
func (p *people) bornAt(row int64, age uint32) int64 {
	return p.turned[age] - int64(rng.Below(p.birthday.At(row), 365))
}

// sexes is the sex in each row: what the bound sex says, or else the bound
// first name, or else the drawn one.
func (p *people) sexes(b *Block, sex, first *column.Vector) []uint32 {
	sexes, fresh := b.codes(draw{p.sex, p.options}, sex, first)
	if !fresh {
		return sexes
	}
	for i, row := range b.Rows {
		sexes[i] = p.sexAt(row)
	}
	if sex == nil && first == nil {
		return sexes
	}
	for i := range sexes {
		s, ok := uint32(0), false
		if sex != nil && !sex.Null(i) {
			s, ok = sexOfCell(sex.Bytes(i))
		} else if first != nil && !first.Null(i) {
			s, ok = p.sexOfName(first, i)
		}
		if ok {
			sexes[i] = s
		}
	}
	return sexes
}

// sexOfCell reads "F", "female", "Woman", "M", "male", "man"; not "other".
func sexOfCell(cell []byte) (sex uint32, ok bool) {
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

func (p *people) sexOfName(first *column.Vector, i int) (sex uint32, ok bool) {
	if first.Dict == p.first {
		if first.Codes[i] < p.women {
			return female, true
		}
		return male, true
	}
	var room [32]byte
	return p.sexOf(appendSlug(room[:0], first.Bytes(i)))
}

// firstNames is the number of each row's first name in the roster, as s draws
// it. It fits sex and decade of birth, the bound ones or the drawn ones.
func (p *people) firstNames(b *Block, s rng.Stream, sex, born *column.Vector) []uint32 {
	names, fresh := b.codes(draw{s, p.options}, sex, born)
	if !fresh {
		return names
	}
	if sex == nil && born == nil { // in one go: what is looked up nowhere need not be kept
		for i, row := range b.Rows {
			age := p.ages.pick(p.years.At(row))
			names[i] = p.nameIn(cohort(p.sexAt(row), p.bornAt(row, age)), s.At(row))
		}
		return names
	}
	sexes, ages := p.sexes(b, sex, nil), p.drawnAges(b)
	for i, row := range b.Rows {
		day := p.bornAt(row, ages[i])
		if born != nil && !born.Null(i) {
			day = dayOf(born, i)
		}
		names[i] = p.nameIn(cohort(sexes[i], day), s.At(row))
	}
	return names
}

// nameIn is the number of a first name of a cohort, chosen by 64 uniform bits.
func (p *people) nameIn(cohort uint32, u uint64) uint32 {
	return p.firstOf[cohort].Pick(u) + cohort&1*p.women
}

// cohort numbers the people of one sex and decade of birth.
func cohort(sex uint32, born int64) uint32 {
	const from1920, decade = 18263, 3652 // days before 1970-01-01, days of ten years
	return uint32(min(max(born+from1920, 0), decades*decade-1))/decade<<1 | sex
}

// lastNames is the number of each row's last name in the roster.
func (p *people) lastNames(b *Block) []uint32 { return b.pick(draw{stream: p.lasts}, &p.lastOf) }

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
