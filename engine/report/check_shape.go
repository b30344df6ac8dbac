package report

import (
	"regexp"
	"regexp/syntax"
)

// quickMatch is p's Match, many times as fast where the pattern is a fixed row of
// ASCII characters, as those of keys and codes are: ^CUS-[0-9]{8}$.
func quickMatch(p *regexp.Regexp) func(text []byte) bool {
	parsed, err := syntax.Parse(p.String(), syntax.Perl)
	if err != nil || parsed.Op != syntax.OpConcat {
		return p.Match
	}
	parts := parsed.Sub
	if n := len(parts); n < 3 || parts[0].Op != syntax.OpBeginText || parts[n-1].Op != syntax.OpEndText {
		return p.Match
	}
	var row classes
	for _, part := range parts[1 : len(parts)-1] {
		var ok bool
		if row, ok = row.then(part); !ok {
			return p.Match
		}
	}
	return row.match
}

// classes are the characters allowed one after the other.
type classes []*[256]bool

// mostClasses bounds the memory of a pattern.
const mostClasses = 64

// then is row followed by what part matches; ok is false if that is not of a
// fixed length or not ASCII alone.
func (row classes) then(part *syntax.Regexp) (longer classes, ok bool) {
	if part.Flags&syntax.FoldCase != 0 {
		return nil, false
	}
	switch {
	case part.Op == syntax.OpLiteral:
		for _, char := range part.Rune {
			if row, ok = row.class(char, char); !ok {
				return nil, false
			}
		}
		return row, true
	case part.Op == syntax.OpCharClass:
		return row.class(part.Rune...)
	case part.Op == syntax.OpRepeat && part.Min == part.Max && part.Min <= mostClasses:
		for range part.Min {
			if row, ok = row.then(part.Sub[0]); !ok {
				return nil, false
			}
		}
		return row, true
	}
	return nil, false
}

// class is row followed by one character of the ranges, given by their ends.
func (row classes) class(ranges ...rune) (longer classes, ok bool) {
	allowed := new([256]bool)
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i+1] >= 0x80 {
			return nil, false
		}
		for char := ranges[i]; char <= ranges[i+1]; char++ {
			allowed[char] = true
		}
	}
	return append(row, allowed), len(row) < mostClasses
}

func (row classes) match(text []byte) bool {
	if len(text) != len(row) {
		return false
	}
	for i, allowed := range row {
		if !allowed[text[i]] {
			return false
		}
	}
	return true
}

// plainEmail reports that text is an address of the usual form, which the
// full grammar accepts too: letters, digits, inner dots and a few signs, and
// a host name of letters, digits and inner hyphens.
func plainEmail(text []byte) bool {
	const mostLocal, mostLabel, most = 64, 63, 254
	at, start := -1, 0 // where the @ is, where the part between dots began
	for i, c := range text {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
		case c == '-' && (at < 0 || i > start && i+1 < len(text) && text[i+1] != '.'):
		case (c == '_' || c == '+') && at < 0:
		case c == '.' && i > start && (at < 0 || i-start <= mostLabel):
			start = i + 1
		case c == '@' && at < 0 && i > start && i <= mostLocal:
			at, start = i, i+1
		default:
			return false
		}
	}
	return at > 0 && len(text) > start && len(text)-start <= mostLabel && len(text) <= most
}
