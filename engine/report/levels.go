package report

import "bytes"

// levels counts texts exactly, in a hash table beside the texts themselves.
type levels struct {
	slots  []uint32 // numbers of entries plus 1; 0 is empty; a power of two, at most half full
	hashes []uint64 // one an entry
	counts []int64
	ends   []uint32 // where the entry's text ends in raw
	raw    []byte
}

// levelBytes bounds the texts that levels holds.
const levelBytes = 4 << 20

func newLevels() *levels { return &levels{slots: make([]uint32, 64)} }

func (l *levels) text(entry int) []byte {
	var start uint32
	if entry > 0 {
		start = l.ends[entry-1]
	}
	return l.raw[start:l.ends[entry]]
}

// entry is the number of text, whose hash is given; a new text gets a new
// entry with count 0, unless that would make more than limit entries or
// levelBytes bytes: then it is -1.
func (l *levels) entry(text []byte, hash uint64, limit int) int {
	mask := uint64(len(l.slots) - 1)
	i := hash & mask
	for l.slots[i] != 0 {
		e := int(l.slots[i] - 1)
		if l.hashes[e] == hash && bytes.Equal(l.text(e), text) {
			return e
		}
		i = (i + 1) & mask
	}
	n := len(l.hashes)
	if n >= limit || len(l.raw)+len(text) > levelBytes {
		return -1
	}
	l.slots[i] = uint32(n + 1)
	l.hashes = append(l.hashes, hash)
	l.counts = append(l.counts, 0)
	l.raw = append(l.raw, text...)
	l.ends = append(l.ends, uint32(len(l.raw)))
	if 2*(n+1) > len(l.slots) {
		l.grow()
	}
	return n
}

func (l *levels) grow() {
	l.slots = make([]uint32, 2*len(l.slots))
	mask := uint64(len(l.slots) - 1)
	for e, hash := range l.hashes {
		i := hash & mask
		for l.slots[i] != 0 {
			i = (i + 1) & mask
		}
		l.slots[i] = uint32(e + 1)
	}
}
