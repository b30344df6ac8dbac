package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// person makes the constructor of a person.* provider: fill writes one block
// of it.
func person(fill func(p *people, dst *column.Vector, rows []int64, in []*column.Vector)) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		p := populate(a, o)
		return personFiller{p, fill}, o.err()
	}
}

type personFiller struct {
	*people
	fill func(p *people, dst *column.Vector, rows []int64, in []*column.Vector)
}

func (f personFiller) Fill(dst *column.Vector, rows []int64, in []*column.Vector) {
	f.fill(f.people, dst, rows, in)
}

// newSex is person.sex; its option "style" spells it.
func newSex(a Args) (Filler, error) {
	o := read(a)
	words := map[string][]string{
		"word":    {"female", "male"},
		"capital": {"Female", "Male"},
		"letter":  {"F", "M"},
	}[o.choice("style", "word", "capital", "letter")]
	dict := column.NewDict(words)
	p := populate(a, o)
	return personFiller{p, func(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
		k := known{first: bound(in, 0)}
		dst.UseDict(dict, len(rows))
		for i, row := range rows {
			dst.Codes[i] = uint32(p.sexAt(row, i, &k))
		}
	}}, o.err()
}

// inputs of person.first_name: sex, birth_date.
func fillFirstName(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
	k := known{sex: bound(in, 0), born: bound(in, 1)}
	dst.UseDict(p.first, len(rows))
	for i, row := range rows {
		dst.Codes[i] = p.firstAt(row, i, &k)
	}
}

// inputs of person.middle_initial: none. The letter of another first name of
// the person's sex and decade.
func fillMiddleInitial(p *people, dst *column.Vector, rows []int64, _ []*column.Vector) {
	other := *p
	other.firsts = p.firsts.Lane(1)
	for i, row := range rows {
		dst.Raw = append(dst.Raw, p.first.Bytes(other.firstAt(row, i, &known{}))[0])
		dst.EndCell()
	}
}

func fillLastName(p *people, dst *column.Vector, rows []int64, _ []*column.Vector) {
	dst.UseDict(p.last, len(rows))
	for i, row := range rows {
		dst.Codes[i] = p.lastAt(row)
	}
}

// names are the first and last name of a row as texts, of the input cells or
// drawn; in of these providers is first_name, last_name, sex, birth_date.
func (p *people) names(row int64, i int, k *known) (first, last []byte) {
	if k.first != nil && !k.first.Null(i) {
		first = k.first.Bytes(i)
	} else {
		first = p.first.Bytes(p.firstAt(row, i, k))
	}
	if k.last != nil && !k.last.Null(i) {
		return first, k.last.Bytes(i)
	}
	return first, p.last.Bytes(p.lastAt(row))
}

func namesOf(in []*column.Vector) known {
	return known{first: bound(in, 0), last: bound(in, 1), sex: bound(in, 2), born: bound(in, 3)}
}

func fillFullName(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
	k := namesOf(in)
	for i, row := range rows {
		first, last := p.names(row, i, &k)
		dst.Raw = append(append(append(dst.Raw, first...), ' '), last...)
		dst.EndCell()
	}
}

func fillInitials(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
	k := namesOf(in)
	for i, row := range rows {
		first, last := p.names(row, i, &k)
		if len(first) > 0 && len(last) > 0 {
			dst.Raw = append(dst.Raw, first[0], last[0])
		}
		dst.EndCell()
	}
}

// newTitle is person.title: Ms., Mrs., Mr. or Dr., fitting the sex. The
// shares are assumed.
func newTitle(a Args) (Filler, error) {
	const drBelow, mrsBelow = 13, 120 // of 256
	o := read(a)
	p := populate(a, o)
	dict := column.NewDict([]string{"Ms.", "Mr.", "Mrs.", "Dr."})
	return personFiller{p, func(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
		k := known{sex: bound(in, 0), first: bound(in, 1)}
		title := p.sex.Lane(1)
		dst.UseDict(dict, len(rows))
		for i, row := range rows {
			u := title.At(row) >> 56
			switch sex := p.sexAt(row, i, &k); {
			case u < drBelow:
				dst.Codes[i] = 3
			case sex == female && u < mrsBelow:
				dst.Codes[i] = 2
			default:
				dst.Codes[i] = uint32(sex)
			}
		}
	}}, o.err()
}

// newBirthDate is person.birth_date. It follows a bound age: someone of n
// completed years at the as-of date is born between n and n+1 years before.
func newBirthDate(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	oldest := a
	oldest.Options = map[string]any{"min_age": 0, "max_age": 99}
	ever := populate(oldest, read(oldest)) // for ages that are given
	return personFiller{p, func(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
		age := bound(in, 0)
		for i, row := range rows {
			if age == nil || age.Null(i) {
				dst.Ints[i] = p.bornAt(row, i, &known{})
				continue
			}
			years := min(max(age.Ints[i], 0), int64(len(ever.turned)-1))
			dst.Ints[i] = ever.turned[years] - int64(rng.Below(p.birthday.At(row), 365))
		}
	}}, o.err()
}

// newAge is person.age, in completed years at the as-of date; it follows a
// bound birth date.
func newAge(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	year, month, dom := civil(a.AsOf)
	return personFiller{p, func(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
		born := bound(in, 0)
		for i, row := range rows {
			if born == nil || born.Null(i) {
				dst.Ints[i] = p.youngest + p.ages.pick(p.years.At(row))
				continue
			}
			y, m, d := civil(dayOf(born, i))
			dst.Ints[i] = year - y
			if m > month || m == month && d > dom {
				dst.Ints[i]--
			}
		}
	}}, o.err()
}

// fillSSN writes social security numbers that were never issued: areas from
// 900 up are not assigned (20 CFR 422.103 and SSA's RN 10201.035), and groups
// below 50 are not those of taxpayer numbers (IRS, ITIN: 50 to 99).
func fillSSN(p *people, dst *column.Vector, rows []int64, _ []*column.Vector) {
	s := p.lasts.Lane(2)
	for _, row := range rows {
		u := s.At(row)
		area, group, serial := 900+rng.Below(u, 100), 1+rng.Below(u<<20, 49), 1+rng.Below(u<<32, 9999)
		dst.Raw = append(appendDigits(dst.Raw, area, 3), '-')
		dst.Raw = append(appendDigits(dst.Raw, group, 2), '-')
		dst.Raw = appendDigits(dst.Raw, serial, 4)
		dst.EndCell()
	}
}

// bound is input i, nil where it is not bound.
func bound(in []*column.Vector, i int) *column.Vector {
	if i < len(in) {
		return in[i]
	}
	return nil
}
