package instance

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/schema/judge"
)

// maxText bounds what minLength can ask for, in runes.
const maxText = 100_000

// notInURI are the printable characters that RFC 3986 keeps out of URIs; the
// judge lets some of them pass.
const notInURI = " \"<>\\^`{|}"

// text draws a string. What it is called, then its format, then words make
// candidates; where a pattern rejects those, the pattern itself makes them.
func (q *search) text(sh *shape, at cell) (any, bool) {
	if sh.minLength > maxText {
		q.excess = fmt.Sprintf("%d characters, the limit is %d", sh.minLength, maxText)
		return nil, false
	}
	fits := func(s string) bool {
		length := utf8.RuneCountInString(s)
		q.checker.steps -= 1 + length/10*len(sh.texts)
		for _, n := range sh.texts {
			if strings.HasPrefix(n.format, "uri") && n.format != "uri-template" && strings.ContainsAny(s, notInURI) {
				return false
			}
		}
		if length < sh.minLength || sh.maxLength != none && length > sh.maxLength || sh.excludes(s) {
			return false
		}
		return !slices.ContainsFunc(sh.texts, func(n *node) bool { return !n.fitsText(s) })
	}
	for _, n := range sh.texts {
		if n.format != "" && (n.formatted != nil || known(n.format)) {
			for range 12 {
				if s := q.formatted(n.format, at.name, sh.minLength, sh.maxLength); fits(s) {
					return s, true
				}
			}
		}
	}
	for try := range 4 {
		if s := q.fit(q.named(at.topic(), try), sh); fits(s) {
			return s, true
		}
	}
	for _, n := range sh.texts {
		if n.pattern == nil {
			continue
		}
		for range 40 {
			s, ok := q.matching(n.pattern, sh.minLength, sh.maxLength)
			if !ok {
				break
			}
			if fits(s) {
				return s, true
			}
			q.checker.steps -= 20
		}
	}
	return q.desperate(sh, fits)
}

// desperate tries what ordinary candidates leave out: encoded content, and
// strings that no format or pattern is likely to allow.
func (q *search) desperate(sh *shape, fits func(string) bool) (any, bool) {
	for try := 0; try < 20 && !q.exhausted(); try++ {
		words := q.sentence(1 + try%4)
		encoded := base64.StdEncoding.EncodeToString([]byte(words))
		document := string(appendText(nil, words))
		for _, s := range []string{
			q.fit(words, sh), document, encoded, base64.StdEncoding.EncodeToString([]byte(document)),
			q.fit(q.digits(8), sh), q.fit("", sh), q.fit("~"+words+"(", sh), q.fit("A", sh), q.fit("a", sh), q.fit("é ü", sh),
		} {
			if fits(s) {
				return s, true
			}
		}
	}
	return nil, false
}

// fit cuts a string to the longest length of a shape, or adds words up to its
// shortest.
func (q *search) fit(s string, sh *shape) string {
	length := utf8.RuneCountInString(s)
	if length < sh.minLength {
		padded := []byte(s)
		for length < sh.minLength {
			if length > 0 {
				padded = append(padded, ' ')
				length++
			}
			word := q.word()
			padded = append(padded, word...)
			length += len(word)
		}
		s = string(padded)
		if sh.maxLength == none {
			return s
		}
	}
	if sh.maxLength != none && length > sh.maxLength {
		runes := []rune(s)
		s = string(runes[:sh.maxLength])
		if n := sh.maxLength; n > sh.minLength && n > 0 && runes[n-1] == ' ' {
			s = string(runes[:n-1])
		}
	}
	return s
}

// matching draws a string of shortest to longest runes that the pattern
// matches.
func (q *search) matching(p *judge.Pattern, shortest, longest int) (string, bool) {
	w := q.walkers.of(p, shortest, longest)
	if w == nil {
		return "", false
	}
	shortest = max(shortest, 0)
	lengths := w.lengths(shortest, longest)
	for try := 0; try < 12 && len(lengths) > 0; try++ {
		s := w.draw(&q.r, typical(lengths, &q.r))
		if whole := q.around(p, s); utf8.RuneCountInString(whole) >= shortest &&
			(longest == none || utf8.RuneCountInString(whole) <= longest) && p.Match(whole) {
			return whole, true
		}
		if p.Match(s) {
			return s, true
		}
	}
	// No match is long enough: where the pattern is not anchored, put one
	// inside a longer string.
	if strings.HasPrefix(p.Source, "^") && strings.HasSuffix(p.Source, "$") {
		return "", false
	}
	if short := w.lengths(0, longest); len(short) > 0 && len(lengths) == 0 {
		for range 12 {
			s := w.draw(&q.r, short[len(short)-1])
			filler := q.fit("", &shape{minLength: shortest - utf8.RuneCountInString(s), maxLength: shortest - utf8.RuneCountInString(s)})
			for _, whole := range []string{s + filler, filler + s} {
				if p.Match(whole) {
					return whole, true
				}
			}
		}
	}
	return "", false
}

// around puts a match inside more text, where the pattern leaves an end open.
func (q *search) around(p *judge.Pattern, s string) string {
	if !strings.HasPrefix(p.Source, "^") {
		s = q.word() + s
	}
	if !strings.HasSuffix(p.Source, "$") {
		s += q.word()
	}
	return s
}

// walkers keeps the tables of a generator's patterns, by pattern and length.
type walkers map[walkerKey]*walker

type walkerKey struct {
	source  string
	longest int
}

// of is the walker of a pattern for lengths up to longest: a multiple of 64,
// so that bounds share tables.
func (ws walkers) of(p *judge.Pattern, shortest, longest int) *walker {
	reach := max(shortest, 0) + 64
	if longest != none {
		reach = min(reach, longest)
	}
	reach = (reach + 63) / 64 * 64
	key := walkerKey{p.Source, reach}
	w, ok := ws[key]
	if !ok {
		w = newWalker(p.Skeleton, reach)
		ws[key] = w
	}
	return w
}
