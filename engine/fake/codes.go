package fake

import (
	_ "embed"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

//go:embed data/mcc.txt
var mccData string

//go:embed data/currencies.txt
var currencyData string

//go:embed data/loinc.txt
var loincData string

//go:embed data/icd10.txt
var icd10Data string

// newCurrency is finance.currency and, as column k of the book, what belongs
// to it: the currency of the bound country, or else drawn by how much it is
// traded. Option "currencies": a list of codes, or an object of weights.
func newCurrency(a Args) (Filler, error) {
	o := read(a)
	b := open(currencyData, a.Shared("currency"))
	codes := make([]string, len(b.entries))
	f := currencyFiller{b, map[string]uint32{}}
	for e, entry := range b.entries {
		codes[e] = entry[0]
		for _, country := range strings.Fields(entry[3]) {
			f.ofCountry[country] = uint32(e)
		}
	}
	if given := o.weights("currencies", codes); given != nil && len(o.faults) == 0 {
		b.by = mustAlias(given)
	}
	return f, o.err()
}

type currencyFiller struct {
	*codebook
	ofCountry map[string]uint32
}

func (f currencyFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	country := bound(in, 0)
	dst.UseDict(f.columns[0], len(b.Rows))
	for i, row := range b.Rows {
		if country == nil {
			dst.Codes[i] = f.by.Pick(f.at.At(row))
			continue
		}
		cell := country.Bytes(i)
		e, ok := f.ofCountry[string(cell[:min(2, len(cell))])]
		if !ok || country.Null(i) {
			dst.SetNull(i, len(b.Rows))
		}
		dst.Codes[i] = e
	}
}

// newICD10 is medical.icd10: a diagnosis that fits the bound sex and age. It
// is drawn by weight, and drawn again while it does not fit.
func newICD10(a Args) (Filler, error) {
	b := open(icd10Data, a.Shared("diagnosis"))
	f := diagnosisFiller{codebook: b}
	for _, entry := range b.entries {
		f.fits = append(f.fits, fit{entry[1][0], int64(wholeOf(entry[2])), int64(wholeOf(entry[3]))})
	}
	return f, read(a).err()
}

// fit says whom a diagnosis may concern.
type fit struct {
	sex      byte // F, M or -
	from, to int64
}

type diagnosisFiller struct {
	*codebook
	fits []fit
}

func (f diagnosisFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	sexes, ages := bound(in, 0), bound(in, 1)
	dst.UseDict(f.columns[0], len(b.Rows))
	for i, row := range b.Rows {
		e := f.by.Pick(f.at.At(row))
		if sexes != nil || ages != nil {
			e = f.again(e, row, sexOf(sexes, i), ageOf(ages, i))
		}
		dst.Codes[i] = e
	}
}

// again draws until the entry fits; age -1 and sex 0 are unknown.
func (f diagnosisFiller) again(e uint32, row int64, sex byte, age int64) uint32 {
	var r rng.Rand
	for try := 0; ; try++ {
		if d := &f.fits[e]; (sex == 0 || d.sex == '-' || d.sex == sex) && (age < 0 || d.from <= age && age <= d.to) {
			return e
		}
		if try == 0 {
			r = f.at.Lane(1).Cell(row)
		}
		if try == 100 { // what is seldom at this age: take the first that fits
			e = 0
			continue
		}
		if try > 100 {
			if e++; int(e) == len(f.fits) {
				return f.number["Z76.0"] // fits every one
			}
			continue
		}
		e = f.by.Pick(r.Uint64())
	}
}

func sexOf(v *column.Vector, i int) byte {
	if v == nil || v.Null(i) {
		return 0
	}
	switch s, ok := sexOfCell(v.Bytes(i)); {
	case !ok:
		return 0
	case s == female:
		return 'F'
	}
	return 'M'
}

func ageOf(v *column.Vector, i int) int64 {
	if v == nil || v.Null(i) || v.Kind != column.Int {
		return -1
	}
	return min(v.Ints[i], 110)
}
