package schemas_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/schemas"
)

// enum is the values of a property of a built-in table.
func enum(t *testing.T, path, property string) []string {
	t.Helper()
	var doc struct {
		Properties map[string]struct{ Enum []string }
	}
	if err := json.Unmarshal(schemas.Files()[path], &doc); err != nil || len(doc.Properties[property].Enum) == 0 {
		t.Fatalf("%s: %s: %v", path, property, err)
	}
	return doc.Properties[property].Enum
}

// checkDigit reports whether digits, weighted from the right by weights in
// turn, sum to a multiple of ten; a product of two digits counts by its digits.
func checkDigit(digits string, weights [2]int) bool {
	sum := 0
	for i := range digits {
		product := int(digits[len(digits)-1-i]-'0') * weights[i%2]
		if weights[1] == 2 { // Luhn
			product = product/10 + product%10
		}
		sum += product
	}
	return sum%10 == 0
}

// Codes that are written in the schema files have their check digits, and no
// single digit can be changed.
func TestWrittenCodesAreChecked(t *testing.T) {
	luhn, gs1 := [2]int{1, 2}, [2]int{1, 3}
	for _, known := range []struct {
		code    string
		weights [2]int
	}{{"718-7", luhn}, {"4548-4", luhn}, {"9501101020016", gs1}, {"4006381333931", gs1}} {
		if !checkDigit(strings.ReplaceAll(known.code, "-", ""), known.weights) {
			t.Fatalf("the checker refuses %s", known.code)
		}
	}
	for _, list := range []struct {
		path, property string
		weights        [2]int
	}{{"medical/observations.json", "loinc", luhn}, {"retail/inventory.json", "location_gln", gs1}} {
		for _, code := range enum(t, list.path, list.property) {
			digits := strings.ReplaceAll(code, "-", "")
			for i := range digits {
				for d := byte('0'); d <= '9'; d++ {
					if changed := digits[:i] + string(d) + digits[i+1:]; checkDigit(changed, list.weights) != (changed == digits) {
						t.Errorf("%s: %s as %s", list.path, code, changed)
					}
				}
			}
		}
	}
}

// Units are of the Unified Code for Units of Measure (https://ucum.org): atoms
// with a metric prefix, powers of ten, and division.
func TestUnitsAreUCUM(t *testing.T) {
	atom := `(%|[munkcd]?(mol|g|L|m)|m?m\[Hg\]|min|Cel|10\*[0-9])`
	unit := regexp.MustCompile(`^(` + atom + `)?(/` + atom + `2?)?$`)
	for _, wrong := range []string{"mmHg", "bpm", "C", "mg/dl", "kg/m^2", "K/uL"} {
		if unit.MatchString(wrong) {
			t.Errorf("%s is not of UCUM", wrong)
		}
	}
	units := enum(t, "medical/observations.json", "ucum")
	for _, u := range units {
		if !unit.MatchString(u) {
			t.Errorf("%s is not of UCUM", u)
		}
	}
	if !slices.Contains(units, "10*3/uL") {
		t.Error("leukocytes have no unit")
	}
}
