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
// are given for the bound condition, an ICD-10-CM code.
type pharmacy struct {
	*codebook
	byName  map[string]uint32
	forKind map[string]remedy // by ICD-10-CM category
}

// remedy is the drugs for a category.
type remedy struct {
	entries []uint32
	by      dist.Alias
}

func dispense(a Args) *pharmacy {
	p := &pharmacy{codebook: open(drugData, a.Shared("drug")), byName: map[string]uint32{}, forKind: map[string]remedy{}}
	weights := map[string][]float64{}
	for e, entry := range p.entries {
		p.byName[entry[1]] = uint32(e)
		for _, category := range strings.Fields(entry[2]) {
			r := p.forKind[category]
			r.entries = append(r.entries, uint32(e))
			p.forKind[category] = r
			weights[category] = append(weights[category], p.weights[e])
		}
	}
	for category, r := range p.forKind {
		p.forKind[category] = remedy{r.entries, mustAlias(weights[category])}
	}
	return p
}

// drug is the row's entry; ok is false where no drug is given for the bound
// condition or the bound name is unknown.
func (p *pharmacy) drug(row int64, i int, condition, name *column.Vector) (e uint32, ok bool) {
	switch {
	case name != nil:
		if name.Dict == p.columns[1] {
			return name.Codes[i], !name.Null(i)
		}
		e, ok = p.byName[string(name.Bytes(i))]
		return e, ok && !name.Null(i)
	case condition == nil:
		return p.by.Pick(p.at.At(row)), true
	case condition.Null(i) || len(condition.Bytes(i)) < 3:
		return 0, false
	}
	r, ok := p.forKind[string(condition.Bytes(i)[:3])]
	if !ok {
		return 0, false
	}
	return r.entries[r.by.Pick(p.at.At(row))], true
}

// drugColumn makes the constructor of medical.rxcui (k 0) and medical.drug
// (k 1).
func drugColumn(k int) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) { return drugFiller{dispense(a), k}, read(a).err() }
}

type drugFiller struct {
	*pharmacy
	k int
}

func (f drugFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	condition, name := bound(in, 0), bound(in, 1)
	dst.UseDict(f.columns[f.k], len(b.Rows))
	for i, row := range b.Rows {
		e, ok := f.drug(row, i, condition, name)
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
		e, ok := p.drug(row, i, bound(in, 0), bound(in, 1))
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
