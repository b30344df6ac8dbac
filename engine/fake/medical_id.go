package fake

import (
	"github.com/groflex/groflex/engine/column"
)

// newNPI is medical.npi: ten digits, the first 1 or 2, the last Luhn's digit
// with 80840 put before (45 CFR 162.406). They do not repeat in 2·10^8 rows.
func newNPI(a Args) (Filler, error) {
	numbers := serialOf(a.Own(), 2e8)
	return plain(a, func(dst []byte, row int64) []byte {
		var room [16]byte
		digits := append(room[:0], "80840"...)
		digits = appendLuhn(appendDigits(digits, 1e8+numbers.at(row), 9), 0)
		return append(dst, digits[5:]...)
	})
}

// newMBI is medical.mbi: a Medicare Beneficiary Identifier,
// C A AN N A AN N A A N N with C in 1–9 and no letter S, L, O, I, B or Z
// (https://www.cms.gov/medicare/new-medicare-card). Real ones have the same
// form. They do not repeat in 10^12 rows.
func newMBI(a Args) (Filler, error) {
	const letters, both = "ACDEFGHJKMNPQRTUVWXY", "0123456789ACDEFGHJKMNPQRTUVWXY"
	places := []slot{
		{0, "123456789"}, {1, letters}, {2, both}, {3, decimal}, {4, letters}, {5, both},
		{6, decimal}, {7, letters}, {8, letters}, {9, decimal}, {10, decimal},
	}
	return pack(places).filler(a.Own(), make([]byte, 11)), read(a).err()
}

// newMRN is medical.mrn: a hospital's record number. Options "prefix"
// (default MRN) and "length" of the digits (default 8), which do not repeat.
func newMRN(a Args) (Filler, error) {
	o := read(a)
	prefix := o.text("prefix", "MRN")
	length := int(o.whole("length", 8, 4, 17))
	numbers := serialOf(a.Own(), powers[length])
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
		return appendDigits(append(dst, prefix...), numbers.at(row), length)
	}), o.err()
}
