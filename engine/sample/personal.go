package sample

import (
	"slices"
	"strings"
)

// personal is the provider that replaces a column of personal data, or "".
// Values decide where they have a shape of their own (e-mail, SSN, card,
// IBAN, phone, IP); where they have none (names, addresses) the column's name
// decides.
func personal(l *lexicon, values []uint32) string {
	if provider := personalShape(l, values); provider != "" {
		return provider
	}
	return personalName(l, values)
}

// personalShape goes by the values: digits alone may be a card's, or by their
// column's name an SSN or a telephone number.
func personalShape(l *lexicon, values []uint32) string {
	for _, shape := range shapes {
		if shape.named != nil && !hasToken(l.name, shape.named) {
			continue
		}
		rows, fit := 0, 0
		for _, code := range values {
			rows += l.counts[code]
			if shape.fits(l.texts[code]) {
				fit += l.counts[code]
			}
		}
		if rows > 0 && 10*fit >= 9*rows {
			return shape.provider
		}
	}
	return ""
}

// shapes are kinds of personal data whose values show what they are. Where
// named is set, the column's name must agree.
var shapes = []struct {
	provider string
	named    []string
	fits     func(string) bool
}{
	{"person.email", nil, isEmail},
	{"finance.iban", nil, isIBAN},
	{"person.ssn", nil, func(s string) bool { return shaped(s, "###-##-####") }},
	{"person.ssn", []string{"ssn", "social"}, func(s string) bool { return countDigits(s) == 9 }},
	{"finance.card_number", nil, isCard},
	{"internet.ipv4", nil, isIPv4},
	{"place.phone", []string{"phone", "tel", "telephone", "mobile", "cell", "fax"}, isPhone},
	{"place.phone", nil, func(s string) bool { return strings.ContainsAny(s, "()+") && isPhone(s) }},
}

// personalName goes by the words of the column's name.
func personalName(l *lexicon, values []uint32) string {
	tokens := nameTokens(l.name)
	has := func(words ...string) bool { return hasToken(l.name, words) }
	joined := strings.Join(tokens, "")
	switch {
	case len(values) < 2:
		return ""
	case has("first", "given", "fore") && has("name") || joined == "firstname" || joined == "forename" || joined == "givenname":
		return "person.first_name"
	case has("last", "family", "sur") && has("name") || joined == "lastname" || joined == "surname":
		return "person.last_name"
	case (joined == "name" || joined == "fullname" || has("name") && has("full", "customer", "patient", "client", "employee", "person", "holder", "contact", "user", "member", "doctor", "driver")) && looksLikeNames(l, values):
		return "person.full_name"
	case has("street") || has("address", "addr", "address1", "address2", "address_line") && !has("email", "ip", "mac") && hasDigitAndSpace(l, values):
		return "place.street"
	case has("zip", "zipcode", "postcode", "postal"):
		return "place.zip"
	case has("username", "login") || joined == "username":
		return "person.username"
	case has("passport"), has("licence", "license") && has("driver", "drivers"):
		return "id.document"
	case has("password", "passwd", "pwd"):
		return "id.password"
	}
	return ""
}

func hasToken(name string, words []string) bool {
	tokens := nameTokens(name)
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(tokens, w) })
}

// looksLikeNames reports whether most texts are two to four capitalised words.
func looksLikeNames(l *lexicon, values []uint32) bool {
	fit := 0
	for _, code := range values {
		words := strings.Fields(l.texts[code])
		if len(words) >= 2 && len(words) <= 4 && countDigits(l.texts[code]) == 0 {
			fit++
		}
	}
	return 10*fit >= 7*len(values)
}

func hasDigitAndSpace(l *lexicon, values []uint32) bool {
	fit := 0
	for _, code := range values {
		if countDigits(l.texts[code]) > 0 && strings.Contains(l.texts[code], " ") {
			fit++
		}
	}
	return 2*fit >= len(values)
}

func isEmail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, " ,;") && !strings.Contains(host, "@")
}

func isPhone(s string) bool {
	digits := countDigits(s)
	return digits >= 7 && digits <= 15 && strings.Trim(s, "0123456789+()-. /ext") == ""
}

func isIPv4(s string) bool {
	parts := strings.Split(s, ".")
	for _, p := range parts {
		if n, ok := parseNumber(p); !ok || n.unscaled > 255 || n.unscaled < 0 || n.scale > 0 {
			return false
		}
	}
	return len(parts) == 4
}

// isIBAN checks the shape and the remainder of ISO 13616.
func isIBAN(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) < 15 || len(s) > 34 || !shaped(s[:4], "AA##") {
		return false
	}
	remainder := 0
	for _, c := range s[4:] + s[:4] {
		switch {
		case c >= '0' && c <= '9':
			remainder = (remainder*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return remainder == 1
}

// isCard checks length and the check digit of ISO/IEC 7812 (Luhn).
func isCard(s string) bool {
	if strings.Trim(s, "0123456789 -") != "" {
		return false
	}
	digits := strings.NewReplacer(" ", "", "-", "").Replace(s)
	if len(digits) < 13 || len(digits) > 19 {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// shaped compares a text with a shape in which # is a digit and A a capital.
func shaped(s, shape string) bool {
	if len(s) != len(shape) {
		return false
	}
	for i := range len(s) {
		switch shape[i] {
		case '#':
			if s[i] < '0' || s[i] > '9' {
				return false
			}
		case 'A':
			if s[i] < 'A' || s[i] > 'Z' {
				return false
			}
		default:
			if s[i] != shape[i] {
				return false
			}
		}
	}
	return true
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}
