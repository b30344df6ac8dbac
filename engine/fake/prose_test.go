package fake

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

func TestSentencesAreWellFormed(t *testing.T) {
	for _, name := range []string{"text.sentence", "text.paragraph", "review.text"} {
		for i, cell := range filled(t, name, upTo(2000), nil, nil) {
			end := cell[len(cell)-1]
			if !unicode.IsUpper(rune(cell[0])) || end != '.' && end != '!' ||
				strings.Contains(cell, "  ") || strings.ContainsAny(cell, "{}^") {
				t.Fatalf("%s, row %d: %q", name, i, cell)
			}
			for _, sentence := range strings.Split(cell, ". ") {
				if !unicode.IsUpper(rune(sentence[0])) {
					t.Fatalf("%s, row %d: %q within %q", name, i, sentence, cell)
				}
			}
		}
	}
}

func TestParagraphsHaveAsManySentencesAsAsked(t *testing.T) {
	seen := map[int]bool{}
	for _, cell := range filled(t, "text.paragraph", upTo(500), map[string]any{"min": 3, "max": 4}, nil) {
		seen[strings.Count(cell, ".")] = true
	}
	if len(seen) != 2 || !seen[3] || !seen[4] {
		t.Errorf("sentences: %v", seen)
	}
}

// A review says what its stars say: the texts of different stars are of
// different templates, so one and five stars share no headline.
func TestReviewsFitTheirStars(t *testing.T) {
	rows := upTo(4000)
	headlines := map[string]string{}
	stars, titles := filled(t, "review.stars", rows, nil, nil), filled(t, "review.title", rows, nil, nil)
	count := map[string]int{}
	for i := range rows {
		if other, ok := headlines[titles[i]]; ok && other != stars[i] {
			t.Fatalf("%q has %s and %s stars", titles[i], other, stars[i])
		}
		headlines[titles[i]] = stars[i]
		count[stars[i]]++
	}
	if len(count) != 5 || count["5"] < 2200 || count["1"] < 250 {
		t.Errorf("stars: %v", count)
	}
	for text, stars := range map[string]*column.Vector{
		"A let-down": {Kind: column.Int, Ints: slices.Repeat([]int64{1}, 100)},
		"Love it":    {Kind: column.Float, Floats: slices.Repeat([]float64{4.8}, 100)},
	} {
		bound := map[string]*column.Vector{"stars": stars}
		if !slices.Contains(filled(t, "review.title", upTo(100), nil, bound), text) {
			t.Errorf("no %q among 100 bound reviews", text)
		}
	}
}

func TestTicketSubjectsFitTheirCategory(t *testing.T) {
	given := slices.Repeat([]string{"billing"}, 200)
	for _, subject := range filled(t, "ticket.subject", upTo(200), nil, map[string]*column.Vector{"category": texts(given...)}) {
		found := false
		for _, word := range []string{"harged", "efund", "billing", "ard declined", "tax"} {
			found = found || strings.Contains(subject, word)
		}
		if !found {
			t.Errorf("%q is not about billing", subject)
		}
	}
}

func TestGrammarFaults(t *testing.T) {
	for file, want := range map[string]string{
		"=a\nx {b}\n":            `no heading "b"`,
		"=a\nx {b}\n=b\n{a}\n":   "uses itself",
		"=a\n=b\nword\n":         "is empty",
		"=a\nx\n=b\n{a} {a}y{c}": `no heading "c"`,
		"=a for T\nx\n":          `no heading "a"`,
		"=a\nx\n=a for \ny\n":    "is for nothing",
		"=a\nx\n=a for T\n{a}\n": "uses itself",
	} {
		if _, err := parseGrammar(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
	g, err := parseGrammar("=a\n^x{b}. {b}.\n=b\ny\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(g.append(nil, 0, nil, &rng.Rand{})); got != "Xy. Y." {
		t.Errorf("%q", got)
	}
}

// A review speaks of what the article is.
func TestReviewsFitTheirCategory(t *testing.T) {
	of := func(category string) map[string]*column.Vector {
		return map[string]*column.Vector{"category": texts(slices.Repeat([]string{category}, 2000)...)}
	}
	for category, foreign := range map[string][]string{
		"Grocery": {"size", "fit", "noise", "set up", "Broke", "seam", "pages"},
		"Books":   {"taste", "noise", "skin", "seam", "clasp", "set up"},
		"Shoes":   {"taste", "noise", "pages", "set up", "clasp"},
		"Garden":  {"taste", "noise", "pages", "seam", "clasp"}, // has no words of its own
	} {
		for _, text := range filled(t, "review.text", upTo(2000), nil, of(category)) {
			for _, word := range foreign {
				if strings.Contains(text, word) {
					t.Errorf("%s: %q", category, text)
				}
			}
		}
	}
}
