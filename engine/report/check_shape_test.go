package report

import (
	"regexp"
	"testing"

	"github.com/groflex/groflex/engine/rng"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Whatever quickMatch makes of a pattern decides as the pattern does.
func TestQuickMatchIsThePattern(t *testing.T) {
	draw := rng.New(4, "match").Cell(0)
	const letters = "CUS-0189aZ_\n\x80é"
	for _, pattern := range []string{
		`^CUS-[0-9]{8}$`, `^[A-Z]{2}$`, `^[0-9]{5}$`, `^C\w\d$`, `^(?i)cus$`, `^é$`, `^[^0]$`, `^a|b$`, `CUS`, `^C[0-9]*$`, `^(CUS|0)$`, `^.$`, `^[0-9]{2,3}$`,
	} {
		p := regexp.MustCompile(pattern)
		match := quickMatch(p)
		for range 3000 {
			text := []byte("CUS-00189")[:draw.Below(10)]
			for range draw.Below(3) {
				text = append(text, letters[draw.Below(uint64(len(letters)))])
			}
			text = text[min(draw.Below(9), uint64(len(text))):]
			if match(text) != p.Match(text) {
				t.Errorf("%s: %q: %v, want %v", pattern, text, match(text), p.Match(text))
			}
		}
		if text := []byte("CUS-01234567"); match(text) != p.Match(text) {
			t.Errorf("%s: %q", pattern, text)
		}
	}
}

// A plain address is an address.
func FuzzPlainEmail(f *testing.F) {
	for _, text := range []string{"ann.lee12@example.com", "a@b", "a.@b", ".a@b.c", "a@-b.c", "a@b-.c", "a@b..c", "a@b.c.", "a+b_c-d@1.2", "a@b@c", "@a", "a..b@c", "-@-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if plainEmail([]byte(text)) && !jsonschema.Formats["email"](text) {
			t.Errorf("%q is no address", text)
		}
	})
}

func TestUsualAddressesArePlain(t *testing.T) {
	for _, text := range []string{"ann.lee12@example.com", "a_b7@mail.example.org", "x@a-b.example"} {
		if !plainEmail([]byte(text)) {
			t.Errorf("%q goes to the full grammar", text)
		}
	}
	for _, text := range []string{"", "@", "a@", "@b", "a b@c", "a.@b", ".a@b", "a@.b", "a@b.", "a@-b", "a@b-", "a@b@c", "a@b-.c"} {
		if plainEmail([]byte(text)) {
			t.Errorf("%q is taken for plain", text)
		}
	}
}
