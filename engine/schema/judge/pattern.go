package judge

import (
	"regexp"
	"time"

	"github.com/dlclark/regexp2"
)

// Pattern is a regular expression of a schema, unanchored as JSON Schema has
// them. It runs on Go's linear-time engine where that can read it, and else
// on a backtracking ECMAScript one.
type Pattern struct {
	Source string
	Linear *regexp.Regexp // nil where RE2 cannot express the pattern
	ecma   *regexp2.Regexp
}

// patience is what one match of a backtracking pattern may take. It only
// decides for patterns that are catastrophic anyway.
const patience = 200 * time.Millisecond

// CompilePattern reads a pattern.
func CompilePattern(source string) (*Pattern, error) {
	if linear, err := regexp.Compile(source); err == nil {
		return &Pattern{Source: source, Linear: linear}, nil
	}
	re, err := regexp2.Compile(source, regexp2.ECMAScript|regexp2.Unicode)
	if err != nil {
		if re, err = regexp2.Compile(source, regexp2.ECMAScript); err != nil {
			return nil, err
		}
	}
	re.MatchTimeout = patience
	return &Pattern{Source: source, ecma: re}, nil
}

// Match reports whether the pattern occurs in s. A match that is given up
// counts as none.
func (p *Pattern) Match(s string) bool {
	if p.Linear != nil {
		return p.Linear.MatchString(s)
	}
	ok, err := p.ecma.MatchString(s)
	return err == nil && ok
}
