package report

import (
	"encoding/binary"
	"regexp"
	"regexp/syntax"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

// fixed is the shape of the texts that match p; nil where that is not a fixed row
// of ASCII characters, as keys and codes are: ^CUS-[0-9]{8}$.
func fixed(p *regexp.Regexp) *shape {
	parsed, err := syntax.Parse(p.String(), syntax.Perl)
	if err != nil || parsed.Op != syntax.OpConcat {
		return nil
	}
	parts := parsed.Sub
	if n := len(parts); n < 3 || parts[0].Op != syntax.OpBeginText || parts[n-1].Op != syntax.OpEndText {
		return nil
	}
	var row classes
	for _, part := range parts[1 : len(parts)-1] {
		var ok bool
		if row, ok = row.then(part); !ok {
			return nil
		}
	}
	return row.shape()
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

// sift adds the texts that do not match to bad.
func (s *shape) sift(bad column.Bits, raw []byte, ends []uint32) {
	if s.length >= 8 && s.aligned(ends) {
		for i := range s.words {
			s.words[i].sift(bad, raw, len(ends), s.length)
		}
		return
	}
	from := uint32(0)
	for i, end := range ends {
		if !s.match(raw[from:end]) {
			bad.Set(i)
		}
		from = end
	}
}

// aligned reports whether all texts have the shape's length.
func (s *shape) aligned(ends []uint32) bool {
	end, odd := uint32(0), uint32(0)
	for _, e := range ends {
		end += uint32(s.length)
		odd |= e ^ end
	}
	return odd == 0
}

// sift adds those of n texts to bad, one every length bytes, that do not match
// the word.
func (c *charWord) sift(bad column.Bits, raw []byte, n, length int) {
	one, more := c.one, c.more
	for i, at := 0, c.at; i < n; i, at = i+1, at+length {
		w := binary.LittleEndian.Uint64(raw[at:])
		held := one.holds(w)
		for _, other := range more {
			held |= other.holds(w)
		}
		if held&^w != high {
			bad.Set(i)
		}
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
