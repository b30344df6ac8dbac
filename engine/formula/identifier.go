package formula

// Checks of identifiers, for rules. Each takes the bare identifier, without
// spaces or hyphens.

// luhn: ISO/IEC 7812-1 annex B. From the right, every second digit counts
// double, the digits of the products summed; the sum ends in 0.
func luhn(s []byte) bool { return digits(s) && len(s) > 1 && luhnSum(s)%10 == 0 }

func luhnSum(s []byte) int {
	sum := 0
	for i := range s {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum
}

// npi: ten digits beginning with 1 or 2 that pass luhn behind 80840, whose
// digits add 24 (CMS, "Requirements for NPI and NPI check digit", 2004).
func npi(s []byte) bool {
	return len(s) == 10 && digits(s) && (s[0] == '1' || s[0] == '2') && (luhnSum(s)+24)%10 == 0
}

// aba: nine digits weighted 3, 7, 1 in turn sum to a multiple of 10, and are
// not all zero (American Bankers Association routing number).
func aba(s []byte) bool {
	sum, weights := 0, [3]int{3, 7, 1}
	if len(s) != 9 || !digits(s) {
		return false
	}
	for i, b := range s {
		sum += int(b-'0') * weights[i%3]
	}
	return sum > 0 && sum%10 == 0
}

// gtin: 8, 12, 13 or 14 digits, from the right weighted 1 and 3 in turn, sum
// to a multiple of 10 (GS1 General Specifications, 7.9.1).
func gtin(s []byte) bool {
	switch len(s) {
	case 8, 12, 13, 14:
	default:
		return false
	}
	sum := 0
	for i := range s {
		sum += int(s[len(s)-1-i]-'0') * (1 + 2*(i%2))
	}
	return digits(s) && sum%10 == 0
}

// isin: two letters, nine letters or digits and a digit, which pass luhn with
// each letter written as the number 10 to 35 (ISO 6166).
func isin(s []byte) bool {
	if len(s) != 12 || !capital(s[0]) || !capital(s[1]) || !digits(s[11:]) {
		return false
	}
	var expanded [24]byte
	n := 0
	for _, b := range s {
		switch {
		case capital(b):
			expanded[n], expanded[n+1] = '0'+(b-'A'+10)/10, '0'+(b-'A'+10)%10
			n += 2
		case b >= '0' && b <= '9':
			expanded[n] = b
			n++
		default:
			return false
		}
	}
	return luhn(expanded[:n])
}

// mod97: letters and digits that, each letter written as the number 10 to 35,
// leave 1 when divided by 97 (ISO/IEC 7064, MOD 97-10).
func mod97(s []byte) bool { return len(s) > 2 && remainder97(0, s) == 1 }

// lei: 18 letters or digits and two check digits that pass mod97 (ISO 17442).
func lei(s []byte) bool { return len(s) == 20 && digits(s[18:]) && mod97(s) }

// iban: a country, two check digits and up to 30 letters or digits, which
// pass mod97 with the first four moved to the end (ISO 13616-1). The length
// that belongs to the country is not checked.
func iban(s []byte) bool {
	if len(s) < 15 || len(s) > 34 || !capital(s[0]) || !capital(s[1]) || !digits(s[2:4]) {
		return false
	}
	r := remainder97(0, s[4:])
	return r >= 0 && remainder97(r, s[:4]) == 1
}

// remainder97 continues the remainder r by the characters of s; -1 when one is
// neither a capital letter nor a digit.
func remainder97(r int, s []byte) int {
	for _, b := range s {
		switch {
		case b >= '0' && b <= '9':
			r = (r*10 + int(b-'0')) % 97
		case capital(b):
			r = (r*100 + int(b-'A') + 10) % 97
		default:
			return -1
		}
	}
	return r
}

func capital(b byte) bool { return b >= 'A' && b <= 'Z' }

func digits(s []byte) bool {
	for _, b := range s {
		if b < '0' || b > '9' {
			return false
		}
	}
	return len(s) > 0
}
