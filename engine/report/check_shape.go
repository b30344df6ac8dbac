package report

import (
	"encoding/binary"
	"math/bits"
	"regexp"
	"regexp/syntax"
	"unicode/utf8"
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
	return row.shape().match
}

// classes are the ranges of characters, by their ends, that are allowed one
// after the other.
type classes [][]rune

// mostClasses bounds the length of a pattern, and the ranges at one place.
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

// class is row followed by one character of the ranges, which are in order.
func (row classes) class(ranges ...rune) (longer classes, ok bool) {
	ascii := len(ranges) == 0 || ranges[len(ranges)-1] < utf8.RuneSelf
	return append(row, ranges), ascii && len(row) < mostClasses
}

// shape is classes for eight characters at once. The last eight may overlap
// those before; a shorter row has one word, filled up.
type shape struct {
	length int
	words  []charWord
}

// charWord is what the eight characters from at on may be: each is in one of
// the intervals.
type charWord struct {
	at   int
	one  interval
	more []interval
}

func (row classes) shape() *shape {
	s := &shape{length: len(row)}
	for at := 0; at < len(row); at += 8 {
		w := charWord{at: max(min(at, len(row)-8), 0)}
		for place := range 8 {
			ranges := []rune{0, 0} // what fills up
			if w.at+place < len(row) {
				ranges = row[w.at+place]
			}
			w.allow(place, ranges)
		}
		s.words = append(s.words, w)
	}
	return s
}

// allow adds the ranges at a place that has none yet.
func (w *charWord) allow(place int, ranges []rune) {
	for k := 0; k < len(ranges); k += 2 {
		if k/2 > len(w.more) {
			w.more = append(w.more, interval{})
		}
		into := &w.one
		if k > 0 {
			into = &w.more[k/2-1]
		}
		all, here := newInterval(byte(ranges[k]), byte(ranges[k+1])), uint64(0xff)<<(8*place)
		into.above |= all.above & here
		into.below |= all.below & here
	}
}

func (s *shape) match(text []byte) bool {
	if len(text) != s.length {
		return false
	}
	for i := range s.words {
		var w uint64
		at := &s.words[i]
		if len(text) < 8 {
			w = rest(text)
		} else {
			w = binary.LittleEndian.Uint64(text[at.at:])
		}
		held := at.one.holds(w)
		for _, other := range at.more {
			held |= other.holds(w)
		}
		if held&^w != high {
			return false
		}
	}
	return true
}

var (
	digits  = newInterval('0', '9')
	letters = newInterval('a', 'z')
)

// plainEmail reports that text is an address of the usual form, which the
// full grammar accepts too: letters and digits with one @ among them, single
// dots and hyphens, and before the @ single underscores and plus signs.
func plainEmail(text []byte) bool {
	const mostLocal, mostHost = 64, 63
	at, last := -1, -1 // where the @ is, and the last sign
	for i := 0; i < len(text); i += 8 {
		var w uint64
		if i+8 <= len(text) {
			w = binary.LittleEndian.Uint64(text[i:])
		} else {
			w = rest(text[i:])
		}
		const small = ones << 5 // what tells small letters from capitals
		signs := high &^ (digits.holds(w) | letters.holds(w|small))
		if w&high != 0 {
			return false
		}
		for ; signs != 0; signs &= signs - 1 {
			sign := i + bits.TrailingZeros64(signs)>>3
			if sign >= len(text) {
				break
			}
			if sign == last+1 {
				return false
			}
			last = sign
			switch c := text[sign]; {
			case c == '.' || c == '-':
			case c == '@' && at < 0 && sign <= mostLocal:
				at = sign
			case (c == '_' || c == '+') && at < 0:
			default:
				return false
			}
		}
	}
	return at > 0 && last+1 < len(text) && len(text)-at-1 <= mostHost
}
