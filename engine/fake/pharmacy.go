package fake

import (
	_ "embed"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
)

//go:embed data/drugs.txt
var drugData string

// pharmacy draws the drug of a row: by weight, or by weight among those that
// are given for the bound condition, an ICD-10-CM code, at the bound age in
// years; without an age, to grown-ups.
type pharmacy struct {
	*codebook
	byName   map[string]uint32
	grownUps map[string]remedy // by ICD-10-CM category
	children map[string]remedy
}

// The columns of a drug.
const (
	drugCode = iota
	drugName
	drugAges // A: from grownUp years on, C: below, -: both
	drugDose
	drugCategories
)

// grownUp is the age in years from which tablets and capsules are given.
const grownUp = 12

// remedy is the drugs for a category.
type remedy struct {
	entries []uint32
	by      dist.Alias
}

func dispense(a Args) *pharmacy {
	p := &pharmacy{codebook: open(drugData, a.Shared("drug")), byName: map[string]uint32{}}
	for e, entry := range p.entries {
		p.byName[entry[drugName]] = uint32(e)
	}
	p.grownUps, p.children = p.remedies("A-"), p.remedies("C-")
	return p
}

// remedies is the drugs for those of these ages, by category.
func (p *pharmacy) remedies(ages string) map[string]remedy {
	all := map[string]remedy{}
	weights := map[string][]float64{}
	for e, entry := range p.entries {
		if !strings.Contains(ages, entry[drugAges]) {
			continue
		}
		for _, category := range strings.Fields(entry[drugCategories]) {
			r := all[category]
			r.entries = append(r.entries, uint32(e))
			all[category] = r
			weights[category] = append(weights[category], p.weights[e])
		}
	}
	for category, r := range all {
		all[category] = remedy{r.entries, mustAlias(weights[category])}
	}
	return all
}

// drug is the row's entry; ok is false where no drug is given for the bound
// condition or the bound name is unknown.
func (p *pharmacy) drug(row int64, i int, in []*column.Vector) (e uint32, ok bool) {
	condition, name, age := bound(in, 0), bound(in, 1), ageOf(bound(in, 2), i)
	switch {
	case name != nil:
		if name.Dict == p.columns[drugName] {
			return name.Codes[i], !name.Null(i)
		}
		e, ok = p.byName[string(name.Bytes(i))]
		return e, ok && !name.Null(i)
	case condition == nil:
		return p.by.Pick(p.at.At(row)), true
	case condition.Null(i) || len(condition.Bytes(i)) < 3:
		return 0, false
	}
	remedies := p.grownUps
	if 0 <= age && age < grownUp {
		remedies = p.children
	}
	r, ok := remedies[string(condition.Bytes(i)[:3])]
	if !ok {
		return 0, false
	}
	return r.entries[r.by.Pick(p.at.At(row))], true
}

// drugColumn makes the constructor of a provider that fills column k of the
// row's drug.
func drugColumn(k int) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) { return drugFiller{dispense(a), k}, read(a).err() }
}

type drugFiller struct {
	*pharmacy
	k int
}

func (f drugFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	dst.UseDict(f.columns[f.k], len(b.Rows))
	for i, row := range b.Rows {
		e, ok := f.drug(row, i, in)
		if !ok {
			dst.SetNull(i, len(b.Rows))
		}
		dst.Codes[i] = e
	}
}

// newNDC is medical.ndc: the National Drug Code of the row's drug, labeler,
// product and package. The labelers 99990 to 99999 are beyond those that the
// FDA has given out. Option "style": 5-4-2, or 11 for the same digits without
// hyphens.
func newNDC(a Args) (Filler, error) {
	o := read(a)
	hyphens := o.choice("style", "5-4-2", "11") == "5-4-2"
	p, s := dispense(a), a.Own()
	return ndcFiller{each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		e, ok := p.drug(row, i, in)
		if !ok {
			return dst
		}
		u := s.At(row)
		labeler := u & 3
		dst = appendDigits(dst, 99990+labeler, 5)
		if hyphens {
			dst = append(dst, '-')
		}
		dst = appendDigits(dst, 101+uint64(e)*7+labeler*1000, 4)
		if hyphens {
			dst = append(dst, '-')
		}
		return appendDigits(dst, 1+u>>2&3, 2)
	})}, o.err()
}

// ndcFiller makes null what came out empty.
type ndcFiller struct{ each }

func (f ndcFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	f.each.Fill(dst, b, in)
	for i := range b.Rows {
		if len(dst.Bytes(i)) == 0 {
			dst.SetNull(i, len(b.Rows))
		}
	}
}
