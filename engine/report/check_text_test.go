package report

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// What is fixed by a pattern decides as the pattern does.
func TestShapeIsThePattern(t *testing.T) {
	draw := rng.New(4, "match").Cell(0)
	const letters = "CUS-0189aZ_\n\x80é"
	for pattern, quick := range map[string]bool{
		`^CUS-[0-9]{8}$`: true, `^CUS-[0-9]{8,8}89$`: true, `^[0-9]{3}[^0-9]{4}[A-Z0-9]{3}$`: false, `^[0-9CUS]{4}[0-9]{4}$`: true, `^[A-Z]{2}$`: true, `^[0-9]{5}$`: true, `^C\w\d$`: true, `^C[^0]$`: false, `^(?i)cus$`: false, `^é$`: false,
		`^a|b$`: false, `CUS`: false, `^C[0-9]*$`: false, `^(CUS|0)$`: false, `^.$`: false, `^[0-9]{2,3}$`: false,
	} {
		p := regexp.MustCompile(pattern)
		s := fixed(p)
		if (s != nil) != quick {
			t.Errorf("%s: shape %v", pattern, s)
		}
		if s == nil {
			continue
		}
		for range 3000 {
			text := []byte("CUS-00189")[:draw.Below(10)]
			for range draw.Below(3) {
				text = append(text, letters[draw.Below(uint64(len(letters)))])
			}
			text = text[min(draw.Below(9), uint64(len(text))):]
			if s.match(text) != p.Match(text) {
				t.Errorf("%s: %q: %v, want %v", pattern, text, s.match(text), p.Match(text))
			}
		}
		if text := []byte("CUS-01234567"); s.match(text) != p.Match(text) {
			t.Errorf("%s: %q", pattern, text)
		}
		raw, ends := bytes.Repeat([]byte("CUS-0123456789"), 200), []uint32(nil) // all of one length
		for end := s.length; end <= len(raw); end += s.length {
			ends = append(ends, uint32(end))
		}
		bad := column.NewBits(len(ends))
		s.sift(bad, raw, ends)
		for i, end := range ends {
			if text := raw[int(end)-s.length : end]; bad.Has(i) == p.Match(text) {
				t.Errorf("%s: %q: %v", pattern, text, !bad.Has(i))
			}
		}
	}
}

// What a sift leaves out is kept; what it does not, is asked about.
func TestSiftsLeaveOutWhatIsKept(t *testing.T) {
	draw := rng.New(5, "sift").Cell(0)
	signs := []string{"a", "Z", "0", "f", "-", ".", "@", "_", "+", "é", "\x80", "00c0ffee-", "0123-", "ann.lee", "@example.com", "\x7f", "`"}
	var v column.Vector
	v.Reset(column.Field{Kind: column.Text}, 0)
	for _, text := range []string{"", "ann_lee12@example.com", "00c0ffee-0123-4567-89AB-cdef01234567", "00c0ffee-0123-4567-89AB-cdef0123456x"} {
		v.AppendText(text)
	}
	for range 20_000 {
		for range draw.Below(6) {
			v.Raw = append(v.Raw, signs[draw.Below(uint64(len(signs)))]...)
		}
		v.EndCell()
	}
	least, keepsLeast := atLeast(3)
	most, keepsMost := atMost(3)
	format := func(name string) func([]byte) bool {
		return func(text []byte) bool { return jsonschema.Formats[name](string(text)) }
	}
	for name, c := range map[string]struct {
		sift sift
		keep func([]byte) bool
	}{
		"atLeast": {least, keepsLeast}, "atMost": {most, keepsMost},
		"email": {usual("email"), format("email")}, "uuid": {usual("uuid"), format("uuid")}, "ipv4": {usual("ipv4"), format("ipv4")},
	} {
		bad := column.NewBits(v.Len())
		u := unfit{sift: c.sift, keep: c.keep}
		c.sift(bad, v.Raw, v.Ends)
		if left := v.Len() - bad.Count(); left == 0 != (name == "ipv4") {
			t.Errorf("%s: %d texts are left out", name, left)
		}
		u.ask(bad, &v)
		for i := range v.Len() {
			if bad.Has(i) == c.keep(v.Bytes(i)) {
				t.Errorf("%s: %q is kept: %v", name, v.Bytes(i), bad.Has(i))
			}
		}
	}
}

// A plain address is an address.
func FuzzPlainEmail(f *testing.F) {
	for _, text := range []string{"ann.lee12@example.com", "a@b", "a.@b", ".a@b.c", "a@-b.c", "a@b-.c", "a@b..c", "a@b.c.", "a+b_c-d@1.2", "a@b@c", "@a", "a..b@c", "-@-", "ann_lee_b@mail-1.example.org", "annlee@c_d.com", "abcdefghijklmnopqrstuvwxyz@0123456789.0123456789.0123456789.0123"} {
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
	for _, text := range []string{"", "@", "annlee.com", "annleecom@", "@annleecom", "ann lee@c.com", "annlee.@c.com", ".annlee@c.com", "annlee@.c.com", "annlee@c.com.", "annlee@-c.com", "annlee@c.com-", "annlee@c@c.com", "annlee@c-.com", "annlee@c_d.com"} {
		if plainEmail([]byte(text)) {
			t.Errorf("%q is taken for plain", text)
		}
	}
}
