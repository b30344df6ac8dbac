package main

import (
	"math/big"
	"regexp"
	"strings"
)

// identifiers are checks of what a provider makes, written for this program
// and from the standards, apart from the code that makes them.
var identifiers = map[string]func(string) bool{
	"finance.iban":        iban,                                                                  // ISO 13616
	"finance.bic":         regexp.MustCompile(`^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`).MatchString, // ISO 9362
	"finance.aba":         aba,                                                                   // ABA routing number policy
	"finance.card_number": func(s string) bool { return len(s) >= 15 && luhn(s) },                // ISO/IEC 7812-1
	"finance.uetr":        uuid.MatchString,                                                      // RFC 9562
	"id.uuid":             uuid.MatchString,                                                      //
	"commerce.gtin13":     gs1,                                                                   // GS1 General Specifications
	"commerce.gtin12":     gs1,
	"commerce.gtin14":     gs1,
	"commerce.gtin8":      gs1,
	"commerce.gln":        gs1,                                                                        //
	"medical.npi":         func(s string) bool { return len(s) == 10 && luhn("80840"+s) },             // 45 CFR 162
	"medical.mbi":         mbi.MatchString,                                                            // CMS
	"medical.ndc":         regexp.MustCompile(`^([0-9]{5}-[0-9]{4}-[0-9]{2}|[0-9]{11})$`).MatchString, // 5-4-2
	"place.phone":         phone,                                                                      // 555-01XX is for fiction
	"person.email":        func(s string) bool { return strings.Count(s, "@") == 1 && !strings.ContainsAny(s, " ,;") },
}

var (
	uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	mbi  = regexp.MustCompile(`^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$`)
)

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func luhn(s string) bool {
	sum := 0
	for i := range s {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d = d*2%10 + d*2/10
		}
		sum += d
	}
	return digits(s) && sum%10 == 0
}

func aba(s string) bool {
	if len(s) != 9 || !digits(s) {
		return false
	}
	sum := 0
	for i, weight := range []int{3, 7, 1, 3, 7, 1, 3, 7, 1} {
		sum += weight * int(s[i]-'0')
	}
	prefix := s[:2]
	return sum%10 == 0 && (prefix <= "12" || prefix >= "21" && prefix <= "32" || prefix >= "61" && prefix <= "72" || prefix == "80")
}

func gs1(s string) bool {
	sum := 0
	for i := range s {
		sum += int(s[len(s)-1-i]-'0') * (1 + 2*(i%2))
	}
	return digits(s) && len(s) >= 8 && len(s) <= 14 && sum%10 == 0
}

func iban(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	var number strings.Builder
	for _, c := range s[4:] + s[:4] {
		switch {
		case c >= '0' && c <= '9':
			number.WriteRune(c)
		case c >= 'A' && c <= 'Z':
			number.WriteString(big.NewInt(int64(c - 'A' + 10)).String())
		default:
			return false
		}
	}
	n, ok := new(big.Int).SetString(number.String(), 10)
	return ok && n.Mod(n, big.NewInt(97)).Int64() == 1
}

// phone reports whether a number is of the North American plan: area and
// exchange begin with 2 to 9 and are not of the form x11.
func phone(s string) bool {
	s = strings.TrimPrefix(strings.NewReplacer("+", "", "-", "", " ", "", "(", "", ")", "", ".", "").Replace(s), "1")
	return len(s) == 10 && digits(s) && s[0] >= '2' && s[3] >= '2' && s[1:3] != "11" && s[4:6] != "11"
}
