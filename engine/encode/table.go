package encode

import (
	"encoding/binary"

	"github.com/groflex/groflex/engine/column"
)

const (
	cellWords  = 31      // most words of a table's cell: its length must fit a byte
	tableWords = 1 << 17 // most words of a table
)

// table holds the finished cells of a column that has few different ones.
// Each takes the same number of words, and its length is the last byte of the
// last of them, so that a cell is had without looking up where it lies.
type table struct {
	words []uint64
	each  int // words of a cell
}

// tabulate finishes all texts of a dictionary; ok is false if they are too
// many or too long.
func tabulate(d *column.Dict, st *style) (t table, ok bool) {
	var text []byte
	ends := make([]int, d.Len())
	longest, start := 0, 0
	for code := range ends {
		text = append(text, st.before...)
		text = st.appendText(text, d.Bytes(uint32(code)))
		ends[code] = len(text)
		longest = max(longest, len(text)-start)
		if start = len(text); longest >= 8*cellWords {
			return t, false
		}
	}
	t.each = longest/8 + 1
	if t.each*d.Len() > tableWords {
		return t, false
	}
	t.words = make([]uint64, 0, t.each*d.Len())
	start = 0
	var cell [8 * cellWords]byte
	for _, end := range ends {
		clear(cell[:])
		copy(cell[:], text[start:end])
		cell[8*t.each-1] = byte(end - start)
		for k := range t.each {
			t.words = append(t.words, binary.LittleEndian.Uint64(cell[8*k:]))
		}
		start = end
	}
	return t, true
}

// write writes a cell to every row of the strip.
func (t *table) write(s *strip, codes []uint32) {
	buf, end, words := s.buf, s.end, t.words
	switch t.each {
	case 1:
		for i, code := range codes {
			p, w := end[i], words[code]
			column.Put8(buf, p, w)
			end[i] = p + int(w>>56)
		}
	case 2:
		for i, code := range codes {
			p, pair := end[i], words[2*code:][:2]
			column.Put8(buf, p, pair[0])
			column.Put8(buf, p+8, pair[1])
			end[i] = p + int(pair[1]>>56)
		}
	case 3:
		for i, code := range codes {
			p, cell := end[i], words[3*code:][:3]
			column.Put8(buf, p, cell[0])
			column.Put8(buf, p+8, cell[1])
			column.Put8(buf, p+16, cell[2])
			end[i] = p + int(cell[2]>>56)
		}
	case 4:
		for i, code := range codes {
			p, cell := end[i], words[4*code:][:4]
			column.Put8(buf, p, cell[0])
			column.Put8(buf, p+8, cell[1])
			column.Put8(buf, p+16, cell[2])
			column.Put8(buf, p+24, cell[3])
			end[i] = p + int(cell[3]>>56)
		}
	default:
		for i, code := range codes {
			p, last := end[i], uint64(0)
			for k, w := range words[int(code)*t.each:][:t.each] {
				column.Put8(buf, p+8*k, w)
				last = w
			}
			end[i] = p + int(last>>56)
		}
	}
}
