package fake

import (
	"math/bits"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// The alphabets of a pattern's marks.
const (
	decimal     = "0123456789"
	capitals    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	capitalsToo = decimal + capitals
)

// newPattern is id.pattern. Option "pattern": # stands for a digit, ? for a
// capital letter, * for either, \ makes the next character stand for itself,
// and so does any other. No two rows share an identifier until the pattern's
// identifiers are used up.
func newPattern(a Args) (Filler, error) {
	o := read(a)
	pattern := o.text("pattern", "######")
	places, literal := compile(pattern)
	if len(pattern) > 200 {
		o.faults.Add("/pattern", "the pattern is longer than 200 bytes")
	}
	if len(places) == 0 {
		o.faults.Add("/pattern", "%q has nothing to vary: use # for a digit, ? for a letter, * for either", pattern)
		return nil, o.err()
	}
	return pack(places).filler(a.Own(), literal), o.err()
}

// slot is a place of an identifier that varies.
type slot struct {
	at       int // byte of the literal
	alphabet string
}

// compile finds the places of a pattern and the bytes around them.
func compile(pattern string) (places []slot, literal []byte) {
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		alphabet := ""
		switch c {
		case '#':
			alphabet = decimal
		case '?':
			alphabet = capitals
		case '*':
			alphabet = capitalsToo
		case '\\':
			if i+1 < len(pattern) {
				i++
				c = pattern[i]
			}
		}
		if alphabet != "" {
			places = append(places, slot{len(literal), alphabet})
			c = alphabet[0]
		}
		literal = append(literal, c)
	}
	return places, literal
}

// packed numbers the combinations of places: those of counted are numbered
// without repeats, the free ones are beyond 2^62 combinations and drawn.
type packed struct {
	counted, free []slot
	combinations  uint64
}

func pack(places []slot) packed {
	p := packed{combinations: 1}
	for k, place := range places {
		high, low := bits.Mul64(p.combinations, uint64(len(place.alphabet)))
		if high > 0 || low > 1<<62 {
			p.counted, p.free = places[:k], places[k:]
			return p
		}
		p.combinations = low
	}
	p.counted = places
	return p
}

func (p packed) filler(s rng.Stream, literal []byte) Filler {
	numbers := serialOf(s, p.combinations)
	extra := s.Lane(1)
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
		start := len(dst)
		dst = append(dst, literal...)
		cell := dst[start:]
		x := numbers.at(row)
		for _, place := range p.counted {
			n := uint64(len(place.alphabet))
			q := x / n
			cell[place.at] = place.alphabet[x-q*n]
			x = q
		}
		if len(p.free) > 0 {
			r := extra.Cell(row)
			for _, place := range p.free {
				cell[place.at] = place.alphabet[r.Below(uint64(len(place.alphabet)))]
			}
		}
		return dst
	})
}
