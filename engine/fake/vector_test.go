package fake

import (
	"regexp"
	"strings"
	"testing"
)

// Identifiers without check digits: what is published as right has the shape
// that ours are held to, and what their standards forbid has not.
func TestShapesAreTheStandards(t *testing.T) {
	for name, vectors := range map[string]struct{ right, wrong []string }{
		"finance.bic": {[]string{"DEUTDEFF", "NEDSZAJJXXX", "CHASUS33"}, // SWIFT's own examples
			[]string{"DEUTDEF", "DEUT1EFF", "DEUTDEFFXX", "deutdeff", "DEUTDEFFXXXX"}},
		"medical.mbi": {[]string{"1EG4TE5MK73"}, // CMS, Understanding the MBI
			[]string{"0EG4TE5MK73", "1SG4TE5MK73", "1EI4TE5MK73", "1EGATE5MK73", "1EG4LE5MK73", "1EG4TE5M373", "1EG4TE5MK7", "1EG4-TE5-MK73"}},
		"id.uuid": {[]string{"919108f7-52d1-4320-9bac-f847db4148a8"}, // RFC 9562, A.3
			[]string{"017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "919108f7-52d1-4320-cbac-f847db4148a8", "919108f752d143209bacf847db4148a8"}},
		"id.uuid7": {[]string{"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"}, // RFC 9562, A.6
			[]string{"919108f7-52d1-4320-9bac-f847db4148a8"}},
		"id.ulid": {[]string{"01ARZ3NDEKTSV4RRFFQ69G5FAV"}, // github.com/ulid/spec
			[]string{"81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAI", "01ARZ3NDEKTSV4RRFFQ69G5FA"}},
		"net.semver": {[]string{"0.0.4", "1.2.3", "10.20.30", "99999999999999999999.999999999999999999.99999999999999999"}, // semver.org
			[]string{"1", "1.2", "01.1.1", "1.01.1", "1.1.01", "1.2.3.DEV", "1.2-SNAPSHOT", "v1.2.3", "1.2.3-0123"}},
		"medical.icd10": {[]string{"I10", "E11.9", "M54.50", "N18.30", "F32.A", "S06.0X0A", "U07.1", "Z00.129"}, // CDC/NCHS
			[]string{"U99.9", "E11.", "E119", "1E1.9", "e11.9", "S06.0X0A1"}},
		"medical.ndc": {[]string{"99990-0001-01"}, []string{"9999-0001-01", "99990-001-01", "99990-0001-1", "99990000101"}},
		"id.stripe":   {[]string{"cus_NffrFeUfNV2Hib"}, []string{"cus_NffrFeUfNV2Hi", "cus-NffrFeUfNV2Hib", "cus_NffrFeUfNV2Hi_"}}, // docs.stripe.com
	} {
		re := regexp.MustCompile(shapes[name])
		for _, s := range vectors.right {
			if !re.MatchString(s) {
				t.Errorf("%s: %s is right and refused", name, s)
			}
		}
		for _, s := range vectors.wrong {
			if re.MatchString(s) {
				t.Errorf("%s: %s is wrong and taken", name, s)
			}
		}
	}
}

// E.164 with an area of the North American plan, and the last seven digits of
// 555-0100 to 555-0199, which no subscriber has.
func TestPhonesAreFictional(t *testing.T) {
	re := regexp.MustCompile(`^\+1[2-9]\d{2}55501\d{2}$`)
	for _, cell := range filled(t, "place.phone", upTo(2000), nil, nil) {
		if !re.MatchString(cell) || cell[3:5] == "11" {
			t.Fatalf("%s", cell)
		}
	}
}

// The last digit of a LOINC code is Luhn's; any other digit breaks it.
func TestLOINCCodesAreChecked(t *testing.T) {
	for _, cell := range filled(t, "medical.loinc", upTo(300), nil, nil) {
		digits := strings.ReplaceAll(cell, "-", "")
		for i := range digits {
			for d := byte('0'); d <= '9'; d++ {
				if changed := digits[:i] + string(d) + digits[i+1:]; luhnHolds(changed) != (changed == digits) {
					t.Fatalf("%s as %s: %v", cell, changed, luhnHolds(changed))
				}
			}
		}
	}
}
