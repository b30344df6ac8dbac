package fake

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// shapes are what every cell must match, whatever the row.
var shapes = map[string]string{
	"id.uuid":                `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
	"finance.uetr":           `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
	"id.uuid7":               `^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
	"id.ulid":                `^[0-7][0-9A-HJKMNP-TV-Z]{25}$`,
	"id.nano":                `^[A-Za-z0-9_-]{21}$`,
	"id.stripe":              `^cus_[0-9A-Za-z]{14}$`,
	"id.pattern":             `^\d{6}$`,
	"finance.bic":            `^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`,
	"finance.account_number": `^[1-9]\d{9}$`,
	"finance.card_number":    `^(4(00000|11111|24242)\d{10}|5(10510|45454|55555)\d{10}|37(828|144|873)\d{10}|6011(00|11)\d{10})$`,
	"finance.card_expiry":    `^(0[1-9]|1[0-2])/(2[6-9])$`,
	"finance.cvv":            `^\d{3,4}$`,
	"finance.currency":       `^[A-Z]{3}$`,
	"finance.mcc":            `^\d{4}$`,
	"medical.mbi":            `^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$`,
	"medical.mrn":            `^MRN\d{8}$`,
	"medical.icd10":          `^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$|^U07\.1$`,
	"medical.loinc":          `^\d{3,5}-\d$`,
	"medical.ndc":            `^9999\d-\d{4}-\d{2}$`,
	"medical.rxcui":          `^[1-9]\d*$`,
	"commerce.gtin13":        `^2\d{12}$`,
	"commerce.gln":           `^952\d{10}$`,
	"commerce.sku":           `^[A-Z]{3}-[A-Z]{2}-\d{6}$`,
	"internet.mac":           `^[0-9a-f][26ae](:[0-9a-f]{2}){5}$`,
	"internet.domain":        `^[a-z]+\.example$`,
	"internet.url":           `^https://[a-z]+\.example/[a-z]+(/[1-9]\d*)?$`,
	"internet.user_agent":    `^Mozilla/5\.0 \([^()]+\) \S`,
	// https://semver.org, the numbered groups left out.
	"net.semver": `^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(alpha|beta|rc)\.[1-9])?$`,
}

func TestIdentifiersHaveTheirShape(t *testing.T) {
	rows := append(upTo(2000), 1<<40, 999_999_999_999)
	for name, shape := range shapes {
		re := regexp.MustCompile(shape)
		for _, cell := range filled(t, name, rows, nil, nil) {
			if !re.MatchString(cell) {
				t.Errorf("%s: %q", name, cell)
				break
			}
		}
	}
}

func TestIdentifiersAreUnique(t *testing.T) {
	for name, options := range map[string]map[string]any{
		"id.uuid": nil, "id.uuid7": nil, "id.ulid": nil, "id.nano": nil, "id.stripe": nil, "finance.uetr": nil,
		"id.pattern":             {"pattern": "K#?#"}, // 2,600 identifiers
		"finance.iban":           {"country": []any{"NL", "NO"}},
		"finance.account_number": {"length": 6.0},
		"finance.card_number":    {"networks": "amex"},
		"medical.npi":            nil, "medical.mbi": nil, "medical.mrn": nil, "internet.mac": nil,
		"commerce.gtin8": nil, "commerce.gtin12": nil, "commerce.gtin13": nil, "commerce.gln": nil, "commerce.sku": nil,
	} {
		seen := map[string]int{}
		for row, cell := range filled(t, name, upTo(2600), options, nil) {
			if other, ok := seen[cell]; ok {
				t.Errorf("%s: rows %d and %d are both %s", name, other, row, cell)
				break
			}
			seen[cell] = row
		}
	}
}

func TestSerialNumbersPermute(t *testing.T) {
	for _, n := range []uint64{1, 2, 3, 10, 260, 1000, 4097} {
		v := serialOf(rng.New(1, "serial"), n)
		seen := make([]bool, n)
		for row := range n {
			x := v.at(int64(row))
			if x >= n || seen[x] {
				t.Fatalf("below %d: row %d is %d", n, row, x)
			}
			seen[x] = true
		}
		if v.at(int64(n)) != v.at(0) {
			t.Errorf("below %d: row %d does not begin anew", n, n)
		}
	}
}

func TestDigitsAreThoseOfFmt(t *testing.T) {
	s := rng.New(1, "digits")
	for row := range int64(2000) {
		n := s.At(row) >> (row % 64)
		if got, want := string(appendDigits(nil, n, 20)), fmt.Sprintf("%020d", n); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		if got, want := string(appendDigits(nil, n, 3)), fmt.Sprintf("%03d", n%1000); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		if got, want := string(appendHex(nil, n, 16)), fmt.Sprintf("%016x", n); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
}

func TestPatterns(t *testing.T) {
	for pattern, shape := range map[string]string{
		"CUS-######":                  `^CUS-\d{6}$`,
		"??-####":                     `^[A-Z]{2}-\d{4}$`,
		"a*b":                         `^a[0-9A-Z]b$`,
		`\#\??`:                       `^#\?[A-Z]$`,
		"é#":                          `^é\d$`,
		strings.Repeat("*", 40) + "#": `^[0-9A-Z]{40}\d$`,
	} {
		re := regexp.MustCompile(shape)
		for _, cell := range filled(t, "id.pattern", upTo(100), map[string]any{"pattern": pattern}, nil) {
			if !re.MatchString(cell) {
				t.Errorf("%q makes %q", pattern, cell)
			}
		}
	}
	p, _ := Named("id.pattern")
	if _, err := p.New(Args{Options: map[string]any{"pattern": "abc"}}); err == nil || !strings.Contains(err.Error(), "/pattern") {
		t.Errorf("a pattern that does not vary: %v", err)
	}
}

func TestTimedIdentifiersHoldTheBoundTime(t *testing.T) {
	const micros = 1_700_000_000_123_456
	times := &column.Vector{Kind: column.Time, Ints: []int64{micros}}
	in := map[string]*column.Vector{"time": times}
	want := fmt.Sprintf("%012x", micros/1000)
	if id := filled(t, "id.uuid7", upTo(1), nil, in)[0]; strings.ReplaceAll(id, "-", "")[:12] != want {
		t.Errorf("UUID %s, want time %s", id, want)
	}
	// Crockford's base 32 by hand: 48 bits in ten characters.
	value := uint64(0)
	for _, c := range filled(t, "id.ulid", upTo(1), nil, in)[0][:10] {
		value = value*32 + uint64(strings.IndexRune("0123456789ABCDEFGHJKMNPQRSTVWXYZ", c))
	}
	if value != micros/1000 {
		t.Errorf("ULID of %d, want %d", value, micros/1000)
	}
}

func TestAddressesAreKeptForDocumentation(t *testing.T) {
	inside := func(name string, networks ...string) {
		for _, cell := range filled(t, name, upTo(2000), nil, nil) {
			a, err := netip.ParseAddr(cell)
			held := false
			for _, n := range networks {
				held = held || netip.MustParsePrefix(n).Contains(a)
			}
			if err != nil || !held || a.String() != cell {
				t.Errorf("%s: %s", name, cell)
			}
		}
	}
	inside("internet.ipv4", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
	inside("internet.ipv6", "2001:db8::/32")
}

func TestUUIDBitsAreUsed(t *testing.T) {
	var ones [128]int
	const n = 4000
	for _, cell := range filled(t, "id.uuid", upTo(n), nil, nil) {
		b, err := hex.DecodeString(strings.ReplaceAll(cell, "-", ""))
		if err != nil {
			t.Fatal(err)
		}
		for i := range ones {
			ones[i] += int(b[i/8] >> (7 - i%8) & 1)
		}
	}
	for i, count := range ones {
		fixed := i >= 48 && i < 52 || i == 64 || i == 65
		if !fixed && (count < n/2-200 || count > n/2+200) {
			t.Errorf("bit %d is set in %d of %d", i, count, n)
		}
	}
}

// Whatever the pattern is, its identifiers are as long as it and differ.
func FuzzPattern(f *testing.F) {
	for _, seed := range []string{"CUS-######", "??-####", `\#*\`, "", "é*", `\\#`} {
		f.Add(seed)
	}
	p, _ := Named("id.pattern")
	f.Fuzz(func(t *testing.T, pattern string) {
		filler, err := p.New(Args{Column: "id", Options: map[string]any{"pattern": pattern}})
		if err != nil {
			return
		}
		var v column.Vector
		v.Reset(p.Field, 2)
		filler.Fill(&v, &Block{Rows: []int64{0, 1}}, nil)
		_, literal := compile(pattern)
		if len(v.Bytes(0)) != len(literal) || string(v.Bytes(0)) == string(v.Bytes(1)) {
			t.Errorf("%q makes %q and %q", pattern, v.Bytes(0), v.Bytes(1))
		}
	})
}
