package fake

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/groflex/groflex/engine/column"
)

//go:embed data/guesses.txt
var guessesData string

// guesses says which provider fits a column by its name.
type guesses struct {
	anywhere   map[string]string // words that mean the same whatever stands before them: first_name
	qualified  map[string]string // words that do so alone or after a qualifier: name, customer_name
	qualifiers map[string]bool   // billing, customer, home, …
	byFormat   map[string]string // JSON Schema formats; "-" where no provider makes them
}

// hunches is the table of the embedded data, parsed when first asked for.
var hunches = sync.OnceValue(func() *guesses {
	g := &guesses{map[string]string{}, map[string]string{}, map[string]bool{}, map[string]string{}}
	into := g.anywhere
	for line := range dataLines(guessesData) {
		f := strings.Fields(line)
		switch f[0] {
		case "=anywhere":
			into = g.anywhere
		case "=qualified":
			into = g.qualified
		case "=formats":
			into = g.byFormat
		case "=qualifiers":
			for _, word := range f[1:] {
				g.qualifiers[word] = true
			}
		default:
			for _, name := range f[1:] {
				into[name] = f[0]
			}
		}
	}
	return g
})

// Guess is the name of the provider that fits a column called name, in
// snake_case, camelCase or however its words are parted, with or without a
// prefix as in billing_city; not ok where the name says nothing. The kind
// (0 where not known) and the JSON Schema format ("" where none) bound the
// choice: the provider's cells are always of the kind, or can be written as
// it: dates as Text, whole numbers as Float.
func Guess(name string, kind column.Kind, format string) (provider string, ok bool) {
	g := hunches()
	if provider, ok = g.named(nameWords(name)); ok {
		provider, ok = ofKind(provider, kind)
	}
	byFormat, known := g.byFormat[format]
	switch {
	case !known:
		return provider, ok
	case !ok || !timed(provider) || !timed(byFormat):
		return ofKind(byFormat, kind)
	case family(byFormat) == "time":
		return ofKind(provider, column.Time)
	}
	return ofKind(provider, column.Date)
}

// timed reports whether the provider's cells are dates or times.
func timed(provider string) bool {
	return family(provider) == "time" || family(provider) == "date" || provider == "person.birth_date"
}

// GroupOf is what distinguishes a column's person or place from others of
// the table, by its name: "billing" for billing_city; "" for city.
func GroupOf(name string) string {
	g, words := hunches(), nameWords(name)
	n := 0
	for n < len(words)-1 && g.qualifiers[words[n]] {
		n++
	}
	return strings.Join(words[:n], "_")
}

func (g *guesses) named(words []string) (provider string, ok bool) {
	qualified := true
	for k := range words {
		rest := strings.Join(words[k:], "_")
		if provider, ok = g.anywhere[rest]; ok {
			return provider, true
		}
		if provider, ok = g.qualified[rest]; ok && qualified {
			return provider, true
		}
		qualified = qualified && g.qualifiers[words[k]]
	}
	return "", false
}

// ofKind is the provider, or the one that makes the same of the given kind.
func ofKind(provider string, kind column.Kind) (string, bool) {
	p, ok := Named(provider)
	if !ok {
		return "", false
	}
	made := p.Field.Kind
	_, what, _ := strings.Cut(provider, ".")
	switch {
	case kind == 0 || kind == made:
		return provider, true
	case kind == column.Text && (made == column.Date || made == column.Time):
		return provider, true
	case (kind == column.Float || kind == column.Decimal) && made.Numeric():
		return provider, true
	case kind == column.Date && made == column.Time:
		provider = "date." + what
	case kind == column.Time && made == column.Date:
		provider = "time." + what
	case kind == column.Int && provider == "money.amount":
		provider = "money.cents"
	case kind == column.Int && family(provider) == "number" && made == column.Float:
		provider = "number.score"
	default:
		return "", false
	}
	if _, ok = Named(provider); !ok {
		return "", false
	}
	return provider, true
}

// family is the part of a provider's name before the dot.
func family(provider string) string {
	before, _, _ := strings.Cut(provider, ".")
	return before
}

// nameWords are the words of a column's name in lower case: those of
// "billingZIPCode2" are billing, zip, code.
func nameWords(name string) []string {
	var words []string
	start := 0
	flush := func(end int) {
		if word := strings.Trim(name[start:end], "0123456789"); word != "" {
			words = append(words, strings.ToLower(word))
		}
	}
	lower := func(i int) bool { return i < len(name) && name[i] >= 'a' && name[i] <= 'z' }
	upper := func(i int) bool { return name[i] >= 'A' && name[i] <= 'Z' }
	digit := func(i int) bool { return name[i] >= '0' && name[i] <= '9' }
	for i := range len(name) {
		switch {
		case !lower(i) && !upper(i) && !digit(i) && name[i] < 0x80:
			flush(i)
			start = i + 1
		case i > start && upper(i) && (!upper(i-1) || lower(i+1)):
			flush(i)
			start = i
		}
	}
	flush(len(name))
	return words
}
