package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// person makes the constructor of a person.* provider: fill writes one block
// of it.
func person(fill func(p *people, dst *column.Vector, b *Block, in []*column.Vector)) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		p := populate(a, o)
		return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) { fill(p, dst, b, in) }), o.err()
	}
}

// newSex is person.sex; its option "style" spells it. Input: first_name.
func newSex(a Args) (Filler, error) {
	o := read(a)
	words := map[string][]string{
		"word":    {"female", "male"},
		"capital": {"Female", "Male"},
		"letter":  {"F", "M"},
	}[o.choice("style", "word", "capital", "letter")]
	dict := column.NewDict(words)
	p := populate(a, o)
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		dst.UseDict(dict, len(b.Rows))
		copy(dst.Codes, p.sexes(b, nil, bound(in, 0)))
	}), o.err()
}

// inputs of person.first_name: sex, birth_date.
func fillFirstName(p *people, dst *column.Vector, b *Block, in []*column.Vector) {
	dst.UseDict(p.first, len(b.Rows))
	copy(dst.Codes, p.firstNames(b, p.firsts, bound(in, 0), bound(in, 1)))
}

// inputs of person.middle_initial: none. The letter of another first name of
// the person's sex and decade.
func fillMiddleInitial(p *people, dst *column.Vector, b *Block, _ []*column.Vector) {
	for _, name := range p.firstNames(b, p.firsts.Lane(1), nil, nil) {
		dst.Raw = append(dst.Raw, p.first.Bytes(name)[0])
		dst.EndCell()
	}
}

func fillLastName(p *people, dst *column.Vector, b *Block, _ []*column.Vector) {
	dst.UseDict(p.last, len(b.Rows))
	copy(dst.Codes, p.lastNames(b))
}

// names are first or last names: those of a bound column and, where that has
// none, drawn ones.
type names struct {
	bound *column.Vector // may be nil
	dict  *column.Dict
	drawn []uint32 // nil where the bound column has all of them
}

// at is the name in the i-th row.
func (n *names) at(i int) []byte {
	if n.bound != nil && !n.bound.Null(i) {
		return n.bound.Bytes(i)
	}
	return n.dict.Bytes(n.drawn[i])
}

// missing says that a column does not have all names.
func missing(v *column.Vector) bool { return v == nil || v.Nulls != nil }

// names are the first and last names of the rows. The inputs of providers
// that need both begin with first_name, last_name, sex, birth_date.
func (p *people) names(b *Block, in []*column.Vector) (first, last names) {
	first, last = names{bound: bound(in, 0), dict: p.first}, names{bound: bound(in, 1), dict: p.last}
	if missing(first.bound) {
		first.drawn = p.firstNames(b, p.firsts, bound(in, 2), bound(in, 3))
	}
	if missing(last.bound) {
		last.drawn = p.lastNames(b)
	}
	return first, last
}

func fillFullName(p *people, dst *column.Vector, b *Block, in []*column.Vector) {
	first, last := p.names(b, in)
	for i := range b.Rows {
		dst.Raw = append(append(append(dst.Raw, first.at(i)...), ' '), last.at(i)...)
		dst.EndCell()
	}
}

func fillInitials(p *people, dst *column.Vector, b *Block, in []*column.Vector) {
	first, last := p.names(b, in)
	for i := range b.Rows {
		if first, last := first.at(i), last.at(i); len(first) > 0 && len(last) > 0 {
			dst.Raw = append(dst.Raw, first[0], last[0])
		}
		dst.EndCell()
	}
}

// newTitle is person.title: Ms., Mrs., Mr. or Dr., fitting the sex. The
// shares are assumed. Inputs: sex, first_name.
func newTitle(a Args) (Filler, error) {
	const drBelow, mrsBelow = 13, 120 // of 256
	o := read(a)
	p := populate(a, o)
	dict := column.NewDict([]string{"Ms.", "Mr.", "Mrs.", "Dr."})
	title := p.sex.Lane(1)
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		dst.UseDict(dict, len(b.Rows))
		for i, sex := range p.sexes(b, bound(in, 0), bound(in, 1)) {
			u := title.At(b.Rows[i]) >> 56
			switch {
			case u < drBelow:
				dst.Codes[i] = 3
			case sex == female && u < mrsBelow:
				dst.Codes[i] = 2
			default:
				dst.Codes[i] = sex
			}
		}
	}), o.err()
}

// newBirthDate is person.birth_date. It follows a bound age: someone of n
// completed years at the as-of date is born between n and n+1 years before.
func newBirthDate(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	oldest := a
	oldest.Options = map[string]any{"min_age": 0, "max_age": 99}
	ever := populate(oldest, read(oldest)) // for ages that are given
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		age, drawn := bound(in, 0), p.drawnAges(b)
		for i, row := range b.Rows {
			if age == nil || age.Null(i) {
				dst.Ints[i] = p.bornAt(row, drawn[i])
				continue
			}
			years := min(max(age.Ints[i], 0), int64(len(ever.turned)-1))
			dst.Ints[i] = ever.turned[years] - int64(rng.Below(p.birthday.At(row), 365))
		}
	}), o.err()
}

// newAge is person.age, in completed years at the as-of date; it follows a
// bound birth date.
func newAge(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	year, month, dom := column.Civil(a.AsOf)
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		born, drawn := bound(in, 0), p.drawnAges(b)
		for i := range b.Rows {
			if born == nil || born.Null(i) {
				dst.Ints[i] = p.youngest + int64(drawn[i])
				continue
			}
			y, m, d := column.Civil(dayOf(born, i))
			dst.Ints[i] = year - y
			if m > month || m == month && d > dom {
				dst.Ints[i]--
			}
		}
	}), o.err()
}

// fillSSN writes social security numbers that were never issued: areas from
// 900 up are not assigned (20 CFR 422.103 and SSA's RN 10201.035), and groups
// below 50 are not those of taxpayer numbers (IRS, ITIN: 50 to 99).
func fillSSN(p *people, dst *column.Vector, b *Block, _ []*column.Vector) {
	s := p.lasts.Lane(2)
	for _, row := range b.Rows {
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
