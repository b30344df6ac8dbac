package judge

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dlclark/regexp2"
)

// Pattern is a regular expression of a schema, unanchored as JSON Schema has
// them. It runs on Go's linear-time engine where that can read it, in parts
// if it begins with lookaheads, and else on a backtracking ECMAScript one.
type Pattern struct {
	Source   string
	Skeleton string // an expression that Go reads and whose matches may match: Source where Go reads that

	linear  *regexp.Regexp
	ahead   []lookahead
	ecma    *regexp2.Regexp
	gaveUps atomic.Int32
}

// lookahead is a condition on the text from its start.
type lookahead struct {
	re  *regexp.Regexp
	not bool
}

// One match of a backtracking pattern may take patience; after maxGaveUps
// matches that took longer the pattern is taken to match nothing. Both only
// decide for patterns that are catastrophic anyway.
const (
	patience   = 50 * time.Millisecond
	maxGaveUps = 8
)

// Linear is the pattern of an expression that Go has compiled.
func Linear(re *regexp.Regexp) *Pattern {
	return &Pattern{Source: re.String(), Skeleton: re.String(), linear: re}
}

// CompilePattern reads a pattern.
func CompilePattern(source string) (*Pattern, error) {
	if re, err := regexp.Compile(source); err == nil {
		return Linear(re), nil
	}
	re, err := regexp2.Compile(source, regexp2.ECMAScript|regexp2.Unicode)
	if err != nil {
		if re, err = regexp2.Compile(source, regexp2.ECMAScript); err != nil {
			return nil, err
		}
	}
	re.MatchTimeout = patience
	p := &Pattern{Source: source, Skeleton: withoutLookaround(source), ecma: re}
	p.splitLookaheads()
	if p.linear == nil && nests(source) {
		return nil, errNests
	}
	return p, nil
}

// errNests refuses what takes a backtracking engine time exponential in the
// length of a text. In a browser no timeout could end such a match.
var errNests = errors.New("it repeats what repeats, and with lookarounds or backreferences no engine matches that in bounded time")

// nests reports whether a group that repeats without bound holds something
// that does.
func nests(source string) bool {
	found := false
	open := []bool{false} // for each open group, the whole expression first: whether something in it repeats
	scan(source, func(i int) int {
		top := len(open) - 1
		switch c := source[i]; {
		case c == '(':
			open = append(open, false)
		case c == ')' && top > 0:
			inner := open[top]
			open = open[:top]
			open[top-1] = open[top-1] || inner
			found = found || inner && repeats(source[i+1:])
		case repeats(source[i:]):
			open[top] = true
		}
		return 1
	})
	return found
}

// repeats reports whether an expression begins with a quantifier without
// bound.
func repeats(rest string) bool { return unbounded.MatchString(rest) }

var unbounded = regexp.MustCompile(`^(?:[*+]|\{\d+,\})`)

// Match reports whether the pattern occurs in s. A match that is given up
// counts as none.
func (p *Pattern) Match(s string) bool {
	if p.linear != nil {
		return p.linear.MatchString(s) &&
			!slices.ContainsFunc(p.ahead, func(l lookahead) bool { return l.re.MatchString(s) == l.not })
	}
	if p.gaveUps.Load() >= maxGaveUps {
		return false
	}
	ok, err := p.ecma.MatchString(s)
	if err != nil {
		p.gaveUps.Add(1)
	}
	return err == nil && ok
}

// splitLookaheads turns ^(?=A)(?!B)C into C and not B and A, all of them
// anchored, where Go reads the parts.
func (p *Pattern) splitLookaheads() {
	rest, anchored := strings.CutPrefix(p.Source, "^")
	if !anchored || branches(rest) {
		return
	}
	var ahead []lookahead
	for strings.HasPrefix(rest, "(?=") || strings.HasPrefix(rest, "(?!") {
		end := group(rest)
		re, err := regexp.Compile("^(?:" + unicodeEscapes(rest[3:max(end-1, 3)]) + ")")
		if err != nil {
			return
		}
		ahead = append(ahead, lookahead{re, rest[2] == '!'})
		rest = rest[end:]
	}
	if re, err := regexp.Compile("^" + unicodeEscapes(rest)); err == nil {
		p.linear, p.ahead = re, ahead
	}
}

// branches reports whether an expression has an alternative at its top level.
func branches(source string) bool {
	found := false
	scan(source, func(i int) int {
		found = found || source[i] == '|'
		if source[i] == '(' {
			return group(source[i:])
		}
		return 1
	})
	return found
}

// withoutLookaround drops (?=…), (?!…), (?<=…) and (?<!…) from a pattern: what
// is left makes candidates, of which the whole pattern then chooses.
func withoutLookaround(source string) string {
	var kept []byte
	from := 0
	scan(source, func(i int) int {
		for _, opening := range []string{"(?=", "(?!", "(?<=", "(?<!"} {
			if strings.HasPrefix(source[i:], opening) {
				kept = append(kept, source[from:i]...)
				from = i + group(source[i:])
				return from - i
			}
		}
		return 1
	})
	return unicodeEscapes(string(append(kept, source[from:]...)))
}

// unicodeEscapes writes \uXXXX as Go does.
func unicodeEscapes(source string) string {
	return ecmaEscape.ReplaceAllString(source, `$1\x{$2}`)
}

var ecmaEscape = regexp.MustCompile(`((?:^|[^\\])(?:\\\\)*)\\u([0-9A-Fa-f]{4})`)

// group is the length of the parenthesised group that s begins with.
func group(s string) int {
	depth, end := 0, len(s)
	scan(s, func(i int) int {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				end = i + 1
				return len(s)
			}
		}
		return 1
	})
	return end
}

// scan visits the bytes of an expression outside escapes and classes; visit
// returns how many bytes to go on.
func scan(source string, visit func(i int) int) {
	inClass := false
	for i := 0; i < len(source); {
		switch c := source[i]; {
		case c == '\\':
			i += 2
		case inClass:
			inClass = c != ']'
			i++
		case c == '[':
			inClass = true
			i++
		default:
			i += visit(i)
		}
	}
}
