package report

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// levels counts texts exactly, in a hash table beside the texts themselves.
type levels struct {
	limit   int      // of entries
	slots   []uint32 // numbers of entries plus 1; 0 is empty; a power of two, at most half full
	entries []level
	raw     []byte
}

// level is a text, raw[from:to], and how often it came.
type level struct {
	hash     uint64
	count    int64
	from, to uint32
}

// levelBytes bounds the texts that levels holds.
const levelBytes = 4 << 20

func newLevels(limit int) *levels { return &levels{limit: limit, slots: make([]uint32, 64)} }

func (l *levels) text(e *level) []byte { return l.raw[e.from:e.to] }

// add counts a text, whose hash is given, n times; ok is false if it is new
// and there are limit entries already, or it would make more than levelBytes.
func (l *levels) add(text []byte, hash uint64, n int64) (ok bool) {
	mask := uint64(len(l.slots) - 1)
	i := hash & mask
	for ; l.slots[i] != 0; i = (i + 1) & mask {
		e := &l.entries[l.slots[i]-1]
		if e.hash == hash && same(l.text(e), text) {
			e.count += n
			return true
		}
	}
	if len(l.entries) >= l.limit || len(l.raw)+len(text) > levelBytes {
		return false
	}
	from := len(l.raw)
	if cap(l.raw)-from < len(text) {
		l.raw = slices.Grow(l.raw, from+len(text)) // append would copy more often
	}
	l.raw = append(l.raw, text...)
	l.entries = append(l.entries, level{hash, n, uint32(from), uint32(len(l.raw))})
	l.slots[i] = uint32(len(l.entries))
	if 2*len(l.entries) > len(l.slots) {
		l.grow()
	}
	return true
}

// addAll counts each text once while there is room for new ones, as add does,
// and returns how many texts it took. Nulls are passed over.
func (l *levels) addAll(v *column.Vector, hashes []uint64) int {
	slots, entries, mask := l.slots, l.entries, uint64(len(l.slots)-1)
	from := uint32(0)
next:
	for i, hash := range hashes {
		text := v.Raw[from:v.Ends[i]]
		from = v.Ends[i]
		if v.Null(i) {
			continue
		}
		for slot := hash & mask; slots[slot] != 0; slot = (slot + 1) & mask {
			e := &entries[slots[slot]-1]
			if e.hash == hash && same(l.text(e), text) {
				e.count++
				continue next
			}
		}
		if !l.add(text, hash, 1) {
			return i
		}
		slots, entries, mask = l.slots, l.entries, uint64(len(l.slots)-1)
	}
	return len(hashes)
}

// grow makes room for four times as many.
func (l *levels) grow() {
	l.slots = make([]uint32, 4*len(l.slots))
	l.entries = slices.Grow(l.entries, min(len(l.slots)/2, l.limit)-len(l.entries))
	mask := uint64(len(l.slots) - 1)
	for e := range l.entries {
		i := l.entries[e].hash & mask
		for l.slots[i] != 0 {
			i = (i + 1) & mask
		}
		l.slots[i] = uint32(e + 1)
	}
}
