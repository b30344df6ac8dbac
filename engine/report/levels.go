package report

import (
	"encoding/binary"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// levels counts texts exactly. Two texts are the same where 64 bits of hash are:
// of 65,536 different ones, two are taken for one with a chance of 10^-10.
// To compare each cell with the text it is to be would take longer than all the
// rest, since that lies anywhere in memory.
type levels struct {
	tally         // of the texts' identities
	limit int     // of texts
	ids   []int64 // in the order in which the texts came
	raw   []byte  // the texts, in that order
	ends  []uint32
	block []int64 // scratch: the identities of a block's texts
}

// levelBytes bounds the texts that levels holds.
const levelBytes = 4 << 20

func newLevels(limit int) *levels { return &levels{tally: *newTally(), limit: limit} }

// identity is a hash that texts like one another do not share: every eight
// bytes are mixed well, where hashTexts is quicker and leaves that to the end.
func identity(text []byte) int64 {
	h := uint64(len(text))
	for ; len(text) >= 8; text = text[8:] {
		h = values.At(int64(h ^ binary.LittleEndian.Uint64(text)))
	}
	return int64(values.At(int64(h ^ rest(text))))
}

// add counts a text n times; ok is false if it is new and there are limit
// texts already, or it would make more than levelBytes.
func (l *levels) add(text []byte, n int64) (ok bool) {
	id := identity(text)
	return l.again(id, n) || l.enter(text, id, n)
}

// addAll counts the first n cells of v that are not null once each; ok is
// false if it stopped at one, as add does. It knows all of them before it
// counts the first: of a loop that does little else, the processor has many
// turns wait for memory at once.
func (l *levels) addAll(v *column.Vector, n int) (ok bool) {
	l.block = slices.Grow(l.block[:0], n)[:n]
	from := uint32(0)
	for i, end := range v.Ends[:n] {
		l.block[i] = identity(v.Raw[from:end])
		from = end
	}
	for i, id := range l.block {
		switch s := l.home(id); {
		case v.Null(i):
		case s.key == id && s.count > 0:
			s.count++
		case !l.again(id, 1) && !l.enter(v.Bytes(i), id, 1):
			return false
		}
	}
	return true
}

// again counts a text that came before.
func (l *levels) again(id, n int64) bool {
	s := l.find(id)
	if s.count == 0 {
		return false
	}
	s.count += n
	return true
}

// enter counts a text that is new.
func (l *levels) enter(text []byte, id, n int64) bool {
	if l.used == l.limit || len(l.raw)+len(text) > levelBytes {
		return false
	}
	if cap(l.raw)-len(l.raw) < len(text) {
		l.raw = slices.Grow(l.raw, len(l.raw)+len(text)) // append would copy more often
	}
	l.raw = append(l.raw, text...)
	l.ids, l.ends = append(l.ids, id), append(l.ends, uint32(len(l.raw)))
	l.tally.add(id, n)
	return true
}

// each calls f for every text, in the order in which they came.
func (l *levels) each(f func(text []byte, count int64)) {
	from := uint32(0)
	for i, id := range l.ids {
		f(l.raw[from:l.ends[i]], l.find(id).count)
		from = l.ends[i]
	}
}
