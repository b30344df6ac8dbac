package fake

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The checkers below are written from the standards' definitions, apart from
// the code that they check. First, that they know published numbers; then,
// that they accept every number made and refuse it with any digit changed.

// luhnHolds follows ISO/IEC 7812-1, annex B.
func luhnHolds(digits string) bool {
	sum := 0
	for i, c := range digits {
		d := int(c - '0')
		if (len(digits)-i)%2 == 0 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

// big97 is the remainder of a number in which letters stand for 10 to 35.
func big97(text string) int64 {
	var digits strings.Builder
	for _, c := range text {
		n, err := strconv.ParseInt(string(c), 36, 0)
		if err != nil {
			return -1
		}
		digits.WriteString(strconv.FormatInt(n, 10))
	}
	n, _ := new(big.Int).SetString(digits.String(), 10)
	return n.Mod(n, big.NewInt(97)).Int64()
}

// forms of IBANs, from the IBAN registry.
var ibanForms = map[string]*regexp.Regexp{
	"AE": form(`\d{19}`), "AT": form(`\d{16}`), "BE": form(`\d{12}`), "CH": form(`\d{5}[0-9A-Z]{12}`),
	"CY": form(`\d{8}[0-9A-Z]{16}`), "DE": form(`\d{18}`), "DK": form(`\d{14}`), "ES": form(`\d{20}`),
	"FI": form(`\d{14}`), "FR": form(`\d{10}[0-9A-Z]{11}\d{2}`), "GB": form(`[A-Z]{4}\d{14}`),
	"GR": form(`\d{7}[0-9A-Z]{16}`), "IE": form(`[A-Z]{4}\d{14}`), "IT": form(`[A-Z]\d{10}[0-9A-Z]{12}`),
	"LT": form(`\d{16}`), "LU": form(`\d{3}[0-9A-Z]{13}`), "LV": form(`[A-Z]{4}[0-9A-Z]{13}`),
	"MT": form(`[A-Z]{4}\d{5}[0-9A-Z]{18}`), "NL": form(`[A-Z]{4}\d{10}`), "NO": form(`\d{11}`),
	"PL": form(`\d{24}`), "PT": form(`\d{21}`), "RO": form(`[A-Z]{4}[0-9A-Z]{16}`),
	"SA": form(`\d{2}[0-9A-Z]{18}`), "SE": form(`\d{20}`),
}

func form(bban string) *regexp.Regexp { return regexp.MustCompile(`^[A-Z]{2}\d{2}` + bban + `$`) }

func ibanHolds(s string) bool {
	return len(s) > 4 && ibanForms[s[:2]] != nil && ibanForms[s[:2]].MatchString(s) && big97(s[4:]+s[:4]) == 1
}

func abaHolds(s string) bool {
	sum := 0
	for i, c := range s {
		sum += int(c-'0') * []int{3, 7, 1}[i%3]
	}
	district, _ := strconv.Atoi(s[:2])
	return len(s) == 9 && sum%10 == 0 && (district <= 12 || district >= 21 && district <= 32 || district >= 61 && district <= 72 || district == 80)
}

func gs1Holds(s string) bool {
	sum := 0
	for i := range s {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0
}

var isinForm = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{9}\d$`)

func isinHolds(s string) bool {
	var digits strings.Builder
	for _, c := range s {
		n, _ := strconv.ParseInt(string(c), 36, 0)
		digits.WriteString(strconv.FormatInt(n, 10))
	}
	return isinForm.MatchString(s) && luhnHolds(digits.String())
}

var identifiers = []struct {
	provider  string
	options   map[string]any
	published []string // numbers known to be right
	holds     func(string) bool
}{
	{"finance.iban", nil, []string{
		// Examples of the IBAN registry.
		"GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300",
		"BE68539007547034", "ES9121000418450200051332", "IT60X0542811101000000123456", "NO9386011117947",
		"PL61109010140000071219812874", "PT50000201231234567890154", "FI2112345600000785", "MT84MALT011000012345MTLCAST001S",
	}, ibanHolds},
	{"finance.aba", nil, []string{"021000021", "011401533"}, abaHolds},
	{"finance.card_number", nil, []string{"4242424242424242", "378282246310005", "6011111111111117"}, luhnHolds},
	{"finance.lei", nil, []string{"5493001KJTIIGC8Y1R12"}, func(s string) bool { return len(s) == 20 && big97(s) == 1 }},
	{"finance.isin", nil, []string{"US0378331005", "DE0005140008"}, isinHolds},
	{"finance.isin", map[string]any{"country": "DE"}, nil, isinHolds},
	{"finance.isin", map[string]any{"country": "XS"}, nil, isinHolds},
	{"medical.npi", nil, []string{"1234567893"}, func(s string) bool {
		return len(s) == 10 && (s[0] == '1' || s[0] == '2') && luhnHolds("80840"+s)
	}},
	{"commerce.gtin13", nil, []string{"4006381333931"}, gs1Holds},
	{"commerce.gtin12", nil, []string{"036000291452"}, gs1Holds},
	{"commerce.gtin14", nil, []string{"10614141000415"}, gs1Holds},
	{"commerce.gtin8", nil, []string{"96385074"}, gs1Holds},
	{"commerce.gln", nil, []string{"9501101020016"}, gs1Holds},
}

func TestCheckedIdentifiers(t *testing.T) {
	for _, id := range identifiers {
		for _, known := range id.published {
			if !id.holds(known) {
				t.Errorf("%s: the checker refuses %s", id.provider, known)
			}
		}
		for row, cell := range filled(t, id.provider, upTo(500), id.options, nil) {
			if !id.holds(cell) {
				t.Fatalf("%s: %s is wrong", id.provider, cell)
			}
			if row >= 50 {
				continue
			}
			for i := range cell {
				for d := byte('0'); d <= '9'; d++ {
					if changed := cell[:i] + string(d) + cell[i+1:]; isDigit(cell[i]) && d != cell[i] && id.holds(changed) {
						t.Fatalf("%s: %s holds as %s too", id.provider, cell, changed)
					}
				}
			}
		}
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// The check digits inside a BBAN, from each country's own description.
func TestNationalCheckDigits(t *testing.T) {
	weighted := func(s string, weights ...int) int {
		sum := 0
		for i, w := range weights {
			sum += w * int(s[i]-'0')
		}
		return sum
	}
	number := func(s string) *big.Int { n, _ := new(big.Int).SetString(s, 10); return n }
	modulo := func(s string, m int64) int64 { return new(big.Int).Mod(number(s), big.NewInt(m)).Int64() }
	spanish := func(s string, weights ...int) int {
		d := 11 - weighted(s, weights...)%11
		return map[int]int{10: 1, 11: 0}[d] + d*b2i(d < 10)
	}
	for country, check := range map[string]struct {
		published string
		holds     func(bban string) bool
	}{
		"BE": {"BE68539007547034", func(s string) bool {
			r := modulo(s[:10], 97)
			return modulo(s[10:], 97) == r && s[10:] != "00"
		}},
		"ES": {"ES9121000418450200051332", func(s string) bool {
			return int(s[8]-'0') == spanish(s[:8], 4, 8, 5, 10, 9, 7, 3, 6) && int(s[9]-'0') == spanish(s[10:], 1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
		}},
		"FI": {"FI2112345600000785", luhnHolds},
		"FR": {"FR7630006000011234567890189", func(s string) bool { return modulo(s, 97) == 0 }},
		"IT": {"IT60X0542811101000000123456", func(s string) bool {
			odd := []int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21}
			sum := 0
			for i, c := range s[1:] {
				if d := int(c - '0'); i%2 == 0 {
					sum += odd[d]
				} else {
					sum += d
				}
			}
			return int(s[0]-'A') == sum%26
		}},
		"NL": {"NL91ABNA0417164300", func(s string) bool { return weighted(s[4:], 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)%11 == 0 }},
		"NO": {"NO9386011117947", func(s string) bool { return weighted(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0 }},
		"PL": {"PL61109010140000071219812874", func(s string) bool { return weighted(s, 3, 9, 7, 1, 3, 9, 7, 1)%10 == 0 }},
		"PT": {"PT50000201231234567890154", func(s string) bool { return modulo(s, 97) == 1 }},
	} {
		if !check.holds(check.published[4:]) {
			t.Errorf("%s: the checker refuses %s", country, check.published)
		}
		for _, cell := range filled(t, "finance.iban", upTo(500), map[string]any{"country": country}, nil) {
			if cell[:2] != country || !check.holds(cell[4:]) {
				t.Errorf("%s is wrong", cell)
				break
			}
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestCUSIPInsideISIN(t *testing.T) {
	holds := func(s string) bool { // ANSI X9.6
		sum := 0
		for i, c := range s[:8] {
			v := int(c - '0')
			if i%2 == 1 {
				v *= 2
			}
			sum += v/10 + v%10
		}
		return (10-sum%10)%10 == int(s[8]-'0')
	}
	if !holds("037833100") {
		t.Error("the checker refuses 037833100")
	}
	for _, cell := range filled(t, "finance.isin", upTo(300), nil, nil) {
		if !holds(cell[2:11]) {
			t.Fatalf("%s: no CUSIP inside", cell)
		}
	}
}
