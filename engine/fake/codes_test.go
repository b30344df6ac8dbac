package fake

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestBankCountryAndIBANAgree(t *testing.T) {
	rows := upTo(500)
	ibans, bics := filled(t, "finance.iban", rows, nil, nil), filled(t, "finance.bic", rows, nil, nil)
	for i := range rows {
		if ibans[i][:2] != bics[i][4:6] {
			t.Fatalf("row %d: IBAN %s, BIC %s", i, ibans[i], bics[i])
		}
		if letters := ibans[i][4:8]; letters[0] >= 'A' && letters[1] >= 'A' && letters != bics[i][:4] {
			t.Fatalf("row %d: IBAN %s, BIC %s", i, ibans[i], bics[i])
		}
	}
	in := map[string]*column.Vector{"country": texts("DE", "US", "FR")}
	if got := filled(t, "finance.iban", upTo(3), nil, in); got[0][:2] != "DE" || got[1] != "null" || got[2][:2] != "FR" {
		t.Errorf("IBANs of DE, US, FR: %v", got)
	}
	if got := filled(t, "finance.bic", upTo(3), nil, in); got[1][4:6] != "US" || got[2][4:6] != "FR" {
		t.Errorf("BICs of DE, US, FR: %v", got)
	}
	if got := filled(t, "finance.currency", upTo(3), nil, in); got[0] != "EUR" || got[1] != "USD" || got[2] != "EUR" {
		t.Errorf("currencies of DE, US, FR: %v", got)
	}
}

func TestCardColumnsSpeakOfOneCard(t *testing.T) {
	rows := upTo(1000)
	networks := filled(t, "finance.card_network", rows, nil, nil)
	numbers := filled(t, "finance.card_number", rows, nil, nil)
	codes := filled(t, "finance.cvv", rows, nil, nil)
	first := map[string]byte{"visa": '4', "mastercard": '5', "amex": '3', "discover": '6'}
	for i := range rows {
		amex := networks[i] == "amex"
		if numbers[i][0] != first[networks[i]] || amex != (len(numbers[i]) == 15) || amex != (len(codes[i]) == 4) {
			t.Fatalf("%s %s %s", networks[i], numbers[i], codes[i])
		}
	}
	in := map[string]*column.Vector{"network": texts("American Express", "VISA", "MasterCard", "discover")}
	for i, cell := range filled(t, "finance.card_number", upTo(4), nil, in) {
		if cell[0] != "3456"[i] {
			t.Errorf("%s for %s", cell, in["network"].Bytes(i))
		}
	}
	issued := &column.Vector{Kind: column.Date, Ints: []int64{asOf, asOf - 1}}
	got := filled(t, "finance.card_expiry", upTo(2), map[string]any{"style": "YYYY-MM", "years": 3.0}, map[string]*column.Vector{"issued": issued})
	if got[0] != "2029-01" || got[1] != "2028-12" {
		t.Errorf("cards of 2026-01-01 and the day before end in %v", got)
	}
}

func TestCodesAndWhatBelongsToThemAgree(t *testing.T) {
	rows := upTo(400)
	check := func(code, display, entry, want string) {
		codes, displays := filled(t, code, rows, nil, nil), filled(t, display, rows, nil, nil)
		met := false
		for i := range rows {
			if codes[i] == entry {
				met = true
				if displays[i] != want {
					t.Errorf("%s %s is %q in %s, want %q", code, entry, displays[i], display, want)
				}
			}
		}
		if !met {
			t.Errorf("%s never is %s", code, entry)
		}
	}
	check("finance.mcc", "finance.mcc_description", "5411", "Grocery stores and supermarkets")
	check("finance.currency", "finance.minor_units", "JPY", "0")
	check("finance.currency", "finance.currency_name", "EUR", "Euro")
	check("medical.icd10", "medical.icd10_display", "I10", "Essential (primary) hypertension")
	check("medical.loinc", "medical.ucum", "8480-6", "mm[Hg]")
	check("medical.loinc", "medical.ref_high", "8480-6", "120")
	check("medical.rxcui", "medical.drug", "6809", "Metformin 500 mg oral tablet")
	check("medical.drug", "medical.dose", "Metformin 500 mg oral tablet", "1 tablet twice daily")

	in := map[string]*column.Vector{"loinc": texts("4548-4", "banana"), "icd10": texts("C61", "banana")}
	if got := filled(t, "medical.ref_low", upTo(2), nil, in); got[0] != "4" || got[1] != "null" {
		t.Errorf("lower ends of 4548-4 and banana: %v", got)
	}
	if got := filled(t, "medical.icd10_display", upTo(2), nil, in); !strings.Contains(got[0], "prostate") || got[1] != "null" {
		t.Errorf("C61 and banana: %v", got)
	}
}

// Every LOINC code ends in its Luhn digit.
func TestDataIsInOrder(t *testing.T) {
	for line := range dataLines(loincData) {
		f := strings.Split(line, "\t")
		low, err1 := strconv.ParseFloat(f[3], 64)
		high, err2 := strconv.ParseFloat(f[4], 64)
		if !luhnHolds(strings.ReplaceAll(f[0], "-", "")) || err1 != nil || err2 != nil || low >= high {
			t.Errorf("loinc.txt: %q", line)
		}
	}
	icd := regexp.MustCompile(`^([A-TV-Z]\d[0-9A-Z]|U07)(\.[0-9A-Z]{1,4})?$`)
	categories := map[string]bool{}
	for line := range dataLines(icd10Data) {
		f := strings.Split(line, "\t")
		if !icd.MatchString(f[0]) || !strings.Contains("FM-", f[2]) || wholeOf(f[3]) > wholeOf(f[4]) {
			t.Errorf("icd10.txt: %q", line)
		}
		if strings.HasPrefix(f[0], "O") && (f[2] != "F" || wholeOf(f[3]) < 10 || wholeOf(f[4]) > 60) {
			t.Errorf("icd10.txt: %q is not for women of 10 to 60", line)
		}
		categories[f[0][:3]] = true
	}
	for line := range dataLines(drugData) {
		for _, category := range strings.Fields(strings.Split(line, "\t")[drugCategories+1]) {
			if !categories[category] {
				t.Errorf("drugs.txt: %s of %q is not in icd10.txt", category, line)
			}
		}
	}
}

func TestDiagnosesFitSexAndAge(t *testing.T) {
	const n = 1500
	rows := upTo(n)
	ages := &column.Vector{Kind: column.Int}
	sexes := make([]string, n)
	for i := range n {
		ages.Ints = append(ages.Ints, int64(i%101))
		sexes[i] = [...]string{"female", "M", "other"}[i%3]
	}
	limits := map[string][]string{}
	for line := range dataLines(icd10Data) {
		f := strings.Split(line, "\t")
		limits[f[0]] = f[2:5]
	}
	kinds := map[string]int{}
	for i, code := range filled(t, "medical.icd10", rows, nil, map[string]*column.Vector{"age": ages, "sex": texts(sexes...)}) {
		kinds[code]++
		l, age := limits[code], float64(i%101)
		wrongSex := l[0] == "F" && i%3 == 1 || l[0] == "M" && i%3 == 0
		if wrongSex || age < wholeOf(l[1]) || age > wholeOf(l[2]) {
			t.Errorf("%s at %g, %s", code, age, sexes[i])
		}
	}
	if len(kinds) < 100 {
		t.Errorf("only %d different diagnoses", len(kinds))
	}
}

func TestDrugsFitTheCondition(t *testing.T) {
	rows := upTo(300)
	conditions := make([]string, len(rows))
	for i := range conditions {
		conditions[i] = [...]string{"E11.9", "J02.0", "Z76.0", "J45.909"}[i%4]
	}
	ages := &column.Vector{Kind: column.Int}
	for i := range rows {
		ages.Ints = append(ages.Ints, int64(i%30))
	}
	in := map[string]*column.Vector{"condition": texts(conditions...), "age": ages}
	given, whom := map[string]string{}, map[string]string{}
	for line := range dataLines(drugData) {
		f := strings.Split(line, "\t")
		whom[f[2]], given[f[2]] = f[3], f[5]
	}
	drugs := filled(t, "medical.drug", rows, nil, in)
	for i, drug := range drugs {
		category, child := conditions[i][:3], i%30 < 12
		if (category == "Z76" || category == "E11" && child) != (drug == "null") || !strings.Contains(given[drug]+"Z76 E11", category) {
			t.Errorf("%s for %s at %d", drug, conditions[i], i%30)
		}
		if child && whom[drug] == "A" || !child && whom[drug] == "C" {
			t.Errorf("%s at %d", drug, i%30)
		}
	}
	codes := filled(t, "medical.ndc", rows, nil, map[string]*column.Vector{"drug": texts(drugs...)})
	products := map[string]string{}
	for i, code := range codes {
		if (code == "null") != (drugs[i] == "null") {
			t.Fatalf("%s for %s", code, drugs[i])
		}
		if code != "null" {
			product := code[:10]
			if other, ok := products[product]; ok && other != drugs[i] {
				t.Errorf("%s is %s and %s", product, other, drugs[i])
			}
			products[product] = drugs[i]
		}
	}
}

// Chrome 131 came on 12 November 2024, Firefox 133 on 26 November 2024,
// Safari 18.2 on 11 December 2024: none may be seen before.
func TestBrowsersAreNotAheadOfTheirTime(t *testing.T) {
	const november11 = 20038 // 2024-11-11
	version := regexp.MustCompile(`(Chrome|Firefox|Version)/(\d+)\.(\d+)`)
	kinds := map[string]bool{}
	times := &column.Vector{Kind: column.Date}
	for range 500 {
		times.Ints = append(times.Ints, november11)
	}
	for _, cell := range filled(t, "internet.user_agent", upTo(500), nil, map[string]*column.Vector{"time": times}) {
		m := version.FindStringSubmatch(cell)
		if m == nil {
			t.Fatalf("%q names no version", cell)
		}
		kinds[m[1]] = true
		major, _ := strconv.Atoi(m[2])
		minor, _ := strconv.Atoi(m[3])
		newest := map[string]int{"Chrome": 130, "Firefox": 132, "Version": 18}[m[1]]
		if major > newest || major < newest-6 || m[1] == "Version" && minor > 1 {
			t.Errorf("%q on 2024-11-11", cell)
		}
	}
	if len(kinds) != 3 {
		t.Errorf("browsers: %v", kinds)
	}
}

func TestOptionsOfCodes(t *testing.T) {
	for _, c := range []struct {
		provider string
		options  map[string]any
		shape    string
	}{
		{"id.stripe", map[string]any{"prefix": "sub"}, `^sub_[0-9A-Za-z]{24}$`},
		{"id.stripe", map[string]any{"prefix": "", "length": 30.0}, `^[0-9A-Za-z]{30}$`},
		{"finance.iban", map[string]any{"country": "DE"}, `^DE\d{20}$`},
		{"finance.bic", map[string]any{"branch": true}, `^[A-Z]{6}[A-Z0-9]{2}XXX$`},
		{"finance.account_number", map[string]any{"length": 17.0}, `^[1-9]\d{16}$`},
		{"finance.currency", map[string]any{"currencies": []any{"CHF", "SEK"}}, `^(CHF|SEK)$`},
		{"medical.mrn", map[string]any{"prefix": "H-", "length": 6.0}, `^H-\d{6}$`},
		{"medical.ndc", map[string]any{"style": "11"}, `^9999\d{7}$`},
		{"commerce.gtin13", map[string]any{"prefix": "400638"}, `^400638\d{7}$`},
		{"net.semver", map[string]any{"prerelease": 1.0}, `^\d+\.\d+\.\d+-(alpha|beta|rc)\.[1-4]$`},
	} {
		re := regexp.MustCompile(c.shape)
		for _, cell := range filled(t, c.provider, upTo(50), c.options, nil) {
			if !re.MatchString(cell) {
				t.Errorf("%s with %v makes %q", c.provider, c.options, cell)
			}
		}
	}
	for _, c := range []struct {
		provider string
		options  map[string]any
	}{
		{"finance.iban", map[string]any{"country": "US"}},
		{"finance.iban", map[string]any{"country": map[string]any{"DE": -1.0}}},
		{"finance.card_number", map[string]any{"networks": []any{"jcb"}}},
		{"finance.account_number", map[string]any{"length": 99.0}},
		{"finance.isin", map[string]any{"country": "FR"}},
		{"commerce.gtin8", map[string]any{"prefix": "12345678"}},
		{"commerce.gtin8", map[string]any{"prefix": "1x"}},
		{"id.pattern", map[string]any{"pattern": 7.0}},
	} {
		p, _ := Named(c.provider)
		if _, err := p.New(Args{Options: c.options}); err == nil {
			t.Errorf("%s accepts %v", c.provider, c.options)
		}
	}
}
