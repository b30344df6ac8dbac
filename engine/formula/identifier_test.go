package formula

import "testing"

// Published examples: ISO/IEC 7812-1 and card networks' test numbers, the
// ECBS and SWIFT registries of IBANs, GS1, CMS, ANNA and GLEIF.
func TestIdentifiers(t *testing.T) {
	for _, c := range []struct {
		name  string
		check func([]byte) bool
		valid []string
		not   []string // though the digits might fit
	}{
		{"luhn", luhn, []string{"79927398713", "4111111111111111", "378282246310005", "18"}, []string{"", "0", "4111-1111", "79927398713 "}},
		{"iban", iban, []string{"GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "NO9386011117947"}, []string{"", "gb82west12345698765432", "GB82 WEST 1234 5698 7654 32"}},
		{"aba", aba, []string{"021000021", "111000025", "011401533"}, []string{"000000000", "21000021", ""}},
		{"gtin", gtin, []string{"4006381333931", "036000291452", "73513537", "10012345678902"}, []string{"", "036000291", "40063813339x1"}},
		{"npi", npi, []string{"1234567893", "1245319599"}, []string{"", "3234567893", "123456789"}},
		{"isin", isin, []string{"US0378331005", "AU0000XVGZA3", "GB0002634946"}, []string{"", "us0378331005", "US03783310"}},
		{"lei", lei, []string{"5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572"}, []string{"", "5493001KJTIIGC8Y1R1"}},
		{"mod97", mod97, []string{"WEST12345698765432GB82", "5493001KJTIIGC8Y1R12"}, []string{"", "1", "a98"}},
	} {
		for _, s := range c.valid {
			if !c.check([]byte(s)) {
				t.Errorf("%s refuses %s", c.name, s)
			}
			for i := range s {
				if s[i] < '0' || s[i] > '9' {
					continue
				}
				for d := byte('0'); d <= '9'; d++ {
					if b := []byte(s); d != s[i] {
						if b[i] = d; c.check(b) {
							t.Errorf("%s accepts %s, made from %s", c.name, b, s)
						}
					}
				}
			}
		}
		for _, s := range c.not {
			if c.check([]byte(s)) {
				t.Errorf("%s accepts %q", c.name, s)
			}
		}
	}
}
