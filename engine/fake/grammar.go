package fake

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/groflex/groflex/engine/rng"
)

//go:embed data/grammar.txt
var grammarData string

// grammar is the templates of the embedded data, by the number of their
// heading.
type grammar struct {
	numberOf map[string]int
	rules    [][]template
	variants map[string]variant
}

// variant has, by the number of a heading, the number of the heading that
// stands for it where the talk is of one kind of thing: =flaw for Books.
type variant []int

// template is texts with slots after them.
type template struct {
	parts   []part
	capital bool // the first letter is set in upper case
}

// part is a text and the heading that is to follow it, -1 for none; capital
// sets the first letter of what follows, since it begins a sentence.
type part struct {
	text    string
	slot    int
	capital bool
}

// phrasebook is the grammar of the embedded data, parsed when first asked for.
var phrasebook = sync.OnceValue(func() *grammar {
	g, err := parseGrammar(grammarData)
	if err != nil {
		panic("fake: embedded data: " + err.Error())
	}
	return g
})

// parseGrammar reads headings and templates. A heading may be used in a slot
// before it is defined, but not within its own templates, however indirectly:
// every template ends.
func parseGrammar(file string) (*grammar, error) {
	g := &grammar{numberOf: map[string]int{}, variants: map[string]variant{}}
	headings := 0
	for line := range dataLines(file) {
		if line[0] == '=' {
			if !strings.Contains(line, " for ") {
				g.numberOf[line[1:]] = headings
			}
			headings++
		}
	}
	g.rules = make([][]template, headings)
	k := -1
	for line := range dataLines(file) {
		if line[0] == '=' {
			k++
			if err := g.vary(line[1:], k); err != nil {
				return nil, err
			}
			continue
		}
		t := template{}
		line, t.capital = strings.CutPrefix(line, "^")
		for line != "" {
			text, rest, open := strings.Cut(line, "{")
			name, after, _ := strings.Cut(rest, "}")
			slot, ok := g.numberOf[name]
			if open && !ok {
				return nil, fmt.Errorf("no heading %q", name)
			}
			if !open {
				slot = -1
			}
			t.parts = append(t.parts, part{text, slot, strings.HasSuffix(text, ". ") || strings.HasSuffix(text, "! ")})
			line = after
		}
		g.rules[k] = append(g.rules[k], t)
	}
	for _, v := range append(slices.Collect(maps.Values(g.variants)), nil) {
		ends := make([]int8, len(g.rules)) // 1: being looked at, 2: ends
		for k := range g.rules {
			if !g.endsFrom(k, v, ends) {
				return nil, fmt.Errorf("heading %d uses itself or is empty", k)
			}
		}
	}
	return g, nil
}

// vary notes which kinds of things the heading numbered k is for: "flaw for
// Clothing Shoes". Without a "for" it is for all that have none of their own.
func (g *grammar) vary(heading string, k int) error {
	name, kinds, special := strings.Cut(heading, " for ")
	general, ok := g.numberOf[name]
	if !ok {
		return fmt.Errorf("no heading %q", name)
	}
	for _, kind := range words(kinds) {
		if g.variants[kind] == nil {
			g.variants[kind] = make(variant, len(g.rules))
			for i := range g.rules {
				g.variants[kind][i] = i
			}
		}
		g.variants[kind][general] = k
	}
	if special && kinds == "" {
		return fmt.Errorf("heading %q is for nothing", heading)
	}
	return nil
}

func (g *grammar) endsFrom(k int, v variant, ends []int8) bool {
	if v != nil {
		k = v[k]
	}
	if ends[k] > 0 {
		return ends[k] == 2
	}
	ends[k] = 1
	for _, t := range g.rules[k] {
		for _, p := range t.parts {
			if p.slot >= 0 && !g.endsFrom(p.slot, v, ends) {
				return false
			}
		}
	}
	ends[k] = 2
	return len(g.rules[k]) > 0
}

// append appends one text of the heading numbered k, of a kind of thing; nil:
// of any.
func (g *grammar) append(dst []byte, k int, v variant, r *rng.Rand) []byte {
	if v != nil {
		k = v[k]
	}
	t := &g.rules[k][r.Below(uint64(len(g.rules[k])))]
	start := len(dst)
	for i := range t.parts {
		p := &t.parts[i]
		dst = append(dst, p.text...)
		if p.slot >= 0 {
			begin := len(dst)
			dst = g.append(dst, p.slot, v, r)
			if p.capital {
				capitalize(dst[begin:])
			}
		}
	}
	if t.capital {
		capitalize(dst[start:])
	}
	return dst
}

func capitalize(text []byte) {
	if len(text) > 0 && text[0] >= 'a' && text[0] <= 'z' {
		text[0] -= 'a' - 'A'
	}
}
