package sample

import "slices"

// lexicon is one column as read: its distinct texts, how often each occurs,
// and for every row the number of its text. Everything that is inferred of a
// column is inferred of its lexicon, once a distinct text.
type lexicon struct {
	name   string
	texts  []string // alias the document where it needed no unquoting
	counts []int
	codes  []uint32 // one a row
	kinds  jsonKinds

	slots []uint32 // open addressing by hash: number of a text + 1
}

// add appends a cell.
func (l *lexicon) add(text string) {
	if 4*len(l.texts) >= 3*len(l.slots) {
		l.grow()
	}
	mask := uint32(len(l.slots) - 1)
	at := hash(text) & mask
	for ; l.slots[at] != 0; at = (at + 1) & mask {
		if code := l.slots[at] - 1; l.texts[code] == text {
			l.counts[code]++
			l.codes = append(l.codes, code)
			return
		}
	}
	code := uint32(len(l.texts))
	l.slots[at] = code + 1
	l.texts = append(l.texts, text)
	l.counts = append(l.counts, 1)
	l.codes = append(l.codes, code)
}

// pad appends empty cells until there are n rows.
func (l *lexicon) pad(n int) {
	l.codes = slices.Grow(l.codes, max(n-len(l.codes), 0))
	for len(l.codes) < n {
		l.add("")
	}
}

func (l *lexicon) grow() {
	l.slots = make([]uint32, max(16, 2*len(l.slots)))
	mask := uint32(len(l.slots) - 1)
	for code, text := range l.texts {
		at := hash(text) & mask
		for l.slots[at] != 0 {
			at = (at + 1) & mask
		}
		l.slots[at] = uint32(code) + 1
	}
}

// hash is 64-bit FNV-1a folded to 32 bits; cells are short.
func hash(s string) uint32 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return uint32(h>>32) ^ uint32(h)
}
