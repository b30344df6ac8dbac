package sample

import (
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
)

// Pattern is the shape that all texts of a column share: one set of allowed
// bytes a place. 7590-VHVEG and 5575-GNVDE are ####-AAAAA.
type Pattern struct {
	Places []Place
}

// Place is one byte of a pattern: any byte of Set, in ascending order. A set
// of one byte is a literal.
type Place struct{ Set string }

// The classes a place is widened to once it shows more than one byte.
const (
	digitSet = "0123456789"
	upperSet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lowerSet = "abcdefghijklmnopqrstuvwxyz"
	hexSet   = "0123456789abcdef"
	hexUpper = "0123456789ABCDEF"
	alnumSet = digitSet + upperSet
	wordSet  = digitSet + upperSet + lowerSet
)

// inferPattern finds the pattern of texts of one length, or nil.
func inferPattern(l *lexicon, values []uint32) *Pattern {
	if len(values) < 2 {
		return nil
	}
	length := len(l.texts[values[0]])
	if length == 0 || length > 64 {
		return nil
	}
	seen := make([][4]uint64, length)
	for _, code := range values {
		text := l.texts[code]
		if len(text) != length {
			return nil
		}
		for i := range length {
			seen[i][text[i]>>6] |= 1 << (text[i] & 63)
		}
	}
	p := &Pattern{}
	for i := range length {
		set, ok := widen(seen[i])
		if !ok {
			return nil
		}
		p.Places = append(p.Places, Place{set})
	}
	return p
}

// modalPattern is the pattern of the texts of the length that most rows have;
// nil where they have none.
func modalPattern(l *lexicon, values []uint32) *Pattern {
	rows, most := map[int]int{}, 0
	for _, code := range values {
		n := len(l.texts[code])
		if rows[n] += l.counts[code]; rows[n] > rows[most] {
			most = n
		}
	}
	var like []uint32
	for _, code := range values {
		if len(l.texts[code]) == most {
			like = append(like, code)
		}
	}
	return inferPattern(l, like)
}

// widen is the smallest class that holds the bytes seen at a place.
func widen(seen [4]uint64) (string, bool) {
	var bytes []byte
	for c := range 256 {
		if seen[c>>6]>>(c&63)&1 == 1 {
			bytes = append(bytes, byte(c))
		}
	}
	if len(bytes) == 1 && bytes[0] < 0x80 {
		return string(bytes), true
	}
	for _, class := range []string{digitSet, upperSet, lowerSet, hexSet, hexUpper, alnumSet, wordSet} {
		if subset(bytes, class) {
			return class, true
		}
	}
	return "", false
}

func subset(bytes []byte, class string) bool {
	for _, c := range bytes {
		found := false
		for i := range len(class) {
			found = found || class[i] == c
		}
		if !found {
			return false
		}
	}
	return true
}

// Space is how many texts have the pattern, at most 2^62.
func (p *Pattern) Space() uint64 {
	n := uint64(1)
	for _, place := range p.Places {
		k := uint64(len(place.Set))
		if n > 1<<62/k {
			return 1 << 62
		}
		n *= k
	}
	return n
}

// Append writes the pattern's i-th text, i in [0, Space()).
func (p *Pattern) Append(b []byte, i uint64) []byte {
	from := len(b)
	for range p.Places {
		b = append(b, 0)
	}
	for at := len(p.Places) - 1; at >= 0; at-- {
		set := p.Places[at].Set
		k := uint64(len(set))
		b[from+at] = set[i%k]
		i /= k
	}
	return b
}

// distinctRows reports whether no value of the vector occurs twice.
func distinctRows(l *lexicon, values []uint32) bool {
	for _, code := range values {
		if l.counts[code] > 1 {
			return false
		}
	}
	return true
}

// Indexes are the numbers of the vector's texts that have the pattern,
// ascending.
func (p *Pattern) Indexes(v *column.Vector) []uint64 {
	var all []uint64
	for row := range v.Len() {
		if i, ok := p.index(v.Bytes(row)); ok && !v.Null(row) {
			all = append(all, i)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// index undoes Append.
func (p *Pattern) index(text []byte) (uint64, bool) {
	if len(text) != len(p.Places) {
		return 0, false
	}
	i := uint64(0)
	for at, place := range p.Places {
		digit := strings.IndexByte(place.Set, text[at])
		if digit < 0 {
			return 0, false
		}
		i = i*uint64(len(place.Set)) + uint64(digit)
	}
	return i, true
}

// ParsePattern reads a shape: # is a digit, A a capital letter, a a small
// one, * any of them, and everything else itself.
func ParsePattern(shape string) *Pattern {
	p := &Pattern{}
	for i := range len(shape) {
		set := shape[i : i+1]
		switch shape[i] {
		case '#':
			set = digitSet
		case 'A':
			set = upperSet
		case 'a':
			set = lowerSet
		case '*':
			set = wordSet
		}
		p.Places = append(p.Places, Place{set})
	}
	return p
}
