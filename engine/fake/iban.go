package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// ibanCountry is how a country forms its account numbers: the BBAN is the
// bank's letters where it has them, and digits, of which close puts the
// national check digits in their place.
type ibanCountry struct {
	code    string
	weight  float64 // population in millions, rounded: how often it is drawn by default (assumed)
	letters bool    // the BBAN begins with four letters of the bank
	digits  int     // besides the national check digits
	close   func(bban []byte) []byte
}

// ibanCountries follows the IBAN registry (ISO 13616, SWIFT release 99); the
// national checks are those described there and by the banks' associations.
// Where a BBAN may hold letters besides the bank's, digits are used.
func ibanCountries() []ibanCountry {
	return []ibanCountry{
		{"AE", 10, false, 19, nil},
		{"AT", 9, false, 16, nil},
		{"BE", 12, false, 10, closeBE},
		{"CH", 9, false, 17, nil},
		{"CY", 1, false, 24, nil},
		{"DE", 84, false, 18, nil},
		{"DK", 6, false, 14, nil},
		{"ES", 48, false, 18, closeES},
		{"FI", 6, false, 13, closeFI},
		{"FR", 68, false, 21, closeFR},
		{"GB", 68, true, 14, nil},
		{"GR", 10, false, 23, nil},
		{"IE", 5, true, 14, nil},
		{"IT", 59, false, 22, closeIT},
		{"LT", 3, false, 16, nil},
		{"LU", 1, false, 16, nil},
		{"LV", 2, true, 13, nil},
		{"MT", 1, true, 23, nil},
		{"NL", 18, true, 9, closeNL},
		{"NO", 5, false, 10, closeNO},
		{"PL", 37, false, 23, closePL},
		{"PT", 10, false, 19, closePT},
		{"RO", 19, true, 16, nil},
		{"SA", 33, false, 20, nil},
		{"SE", 10, false, 20, nil},
	}
}

// treasury draws the bank and country of a row for the whole group.
type treasury struct {
	countries []ibanCountry
	number    map[string]int
	by        dist.Alias
	at, bank  rng.Stream
}

// bankLetters are the first four letters of made-up banks' codes.
const bankLetters = "ALDRBRYNCORVDUNMELSWFENRGROVHALMINGWKESTLORNMARWNORVOAKHPENRQUILROWNSELDTARNULVEWYNDYARR"

const banks = len(bankLetters) / 4

// charter reads the option that finance.iban and finance.bic share.
//
//   - country: a code, a list of codes, or an object of weights by code
func charter(a Args, o *options) *treasury {
	t := &treasury{countries: ibanCountries(), number: map[string]int{}, at: a.Shared("country"), bank: a.Shared("bank")}
	codes := make([]string, len(t.countries))
	weights := make([]float64, len(t.countries))
	for i, c := range t.countries {
		codes[i], weights[i], t.number[c.code] = c.code, c.weight, i
	}
	if given := o.weights("country", codes); given != nil && len(o.faults) == 0 {
		weights = given
	}
	t.by = mustAlias(weights)
	return t
}

// country is the number of the row's country, or -1 where the bound one has
// no IBAN. A longer cell, such as an IBAN, counts by its first two letters.
func (t *treasury) country(row int64, i int, bound *column.Vector) int {
	if bound == nil || bound.Null(i) {
		return int(t.by.Pick(t.at.At(row)))
	}
	cell := bound.Bytes(i)
	if c, ok := t.number[string(cell[:min(2, len(cell))])]; ok {
		return c
	}
	return -1
}

// letters is the four letters of the row's bank.
func (t *treasury) letters(row int64) string {
	b := rng.Below(t.bank.At(row), uint64(banks))
	return bankLetters[4*b : 4*b+4]
}

// iban is finance.iban: the last nine digits (eight in the Netherlands) do
// not repeat. Null where the bound country has no IBAN.
type iban struct {
	*treasury
	accounts, short *serial
	rest            rng.Stream
}

func newIBAN(a Args) (Filler, error) {
	o := read(a)
	s := a.Own()
	return &iban{charter(a, o), serialOf(s.Lane(1), 1e9), serialOf(s.Lane(2), 1e8), s}, o.err()
}

func (f *iban) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	country := bound(in, 0)
	for i, row := range b.Rows {
		if c := f.country(row, i, country); c >= 0 {
			dst.Raw = f.append(dst.Raw, row, &f.countries[c])
		} else {
			dst.SetNull(i, len(b.Rows))
		}
		dst.EndCell()
	}
}

func (f *iban) append(dst []byte, row int64, c *ibanCountry) []byte {
	start := len(dst)
	dst = append(dst, c.code[0], c.code[1], '0', '0')
	if c.letters {
		dst = append(dst, f.letters(row)...)
	}
	numbers, width := f.accounts, 9
	if c.digits < 10 {
		numbers, width = f.short, 8
	}
	free := c.digits - width
	u := f.rest.At(row)
	if free > 9 {
		dst = appendDigits(dst, rng.Below(f.rest.Lane(3).At(row), powers[free-9]), free-9)
		free = 9
	}
	dst = appendDigits(dst, rng.Below(u, powers[free]), free)
	dst = appendDigits(dst, numbers.at(row), width)
	if c.close != nil {
		dst = c.close(dst)
	}
	setIBANCheck(dst[start:])
	return dst
}

// powers are those of ten.
var powers = [...]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// setIBANCheck sets the third and fourth character of an IBAN (ISO 7064,
// MOD 97-10, with the first four characters moved to the end).
func setIBANCheck(cell []byte) {
	r := mod97(mod97(0, cell[4:]), cell[:2])
	check := 98 - r*100%97
	cell[2], cell[3] = byte('0'+check/10), byte('0'+check%10)
}

// mod97 goes on from remainder r with digits and capital letters, A being 10.
func mod97(r uint64, text []byte) uint64 {
	x := uint32(r)
	for _, c := range text {
		if x >= 1e7 { // 32 bits hold two more digits
			x %= 97
		}
		if c <= '9' {
			x = x*10 + uint32(c-'0')
		} else {
			x = x*100 + uint32(c-'A'+10)
		}
	}
	return uint64(x % 97)
}

// headOffice is the branch code that ISO 9362 gives a bank's head office.
const headOffice = "XXX"

// newBIC is finance.bic (ISO 9362): the bank's letters, the country (that of
// the bound country or IBAN) and a place; with option "branch" true the branch
// code of the head office follows.
func newBIC(a Args) (Filler, error) {
	o := read(a)
	t := charter(a, o)
	branch := ""
	if o.flag("branch", false) {
		branch = headOffice
	}
	const cities = "2L22FFMMBBPP33AA"
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		letters := t.letters(row)
		dst = append(dst, letters...)
		code, from := "", bound(in, 1)
		if from == nil {
			from = bound(in, 0)
		}
		switch c := t.country(row, i, from); {
		case c >= 0:
			code = t.countries[c].code
		case from.Kind == column.Text && len(from.Bytes(i)) >= 2:
			code = string(from.Bytes(i)[:2])
		default:
			code = "US"
		}
		city := int(letters[0]+letters[2]+code[0]) & 7 * 2
		dst = append(dst, code...)
		dst = append(dst, cities[city:city+2]...)
		return append(dst, branch...)
	}), o.err()
}
