package encode

import (
	"bytes"

	"github.com/groflex/groflex/engine/column"
)

// table holds the finished cells of a column that has few different ones.
type table struct {
	bytes   []byte   // one cell after the other, with slack behind the last
	starts  []uint32 // where each begins; one more for the end
	longest int
}

func newTable(cells ...string) table {
	var t table
	for _, cell := range cells {
		t.bytes = append(t.bytes, cell...)
		t.end()
	}
	t.pad()
	return t
}

// end closes a cell whose bytes were appended.
func (t *table) end() {
	if len(t.starts) == 0 {
		t.starts = append(t.starts, 0)
	}
	start := t.starts[len(t.starts)-1]
	t.starts = append(t.starts, uint32(len(t.bytes)))
	t.longest = max(t.longest, len(t.bytes)-int(start))
}

// pad lets the last cell be read in whole words.
func (t *table) pad() { t.bytes = append(t.bytes, make([]byte, slack)...) }

// put writes the cell and returns where it ends.
func (t *table) put(buf []byte, p int, code uint32) int {
	start, end := int(t.starts[code]), int(t.starts[code+1])
	return putBytes(buf, p, t.bytes, start, end-start)
}

// putBytes writes n bytes of src from start on; it reads and stores up to
// slack bytes more.
func putBytes(buf []byte, p int, src []byte, start, n int) int {
	put8(buf, p, get8(src, start))
	put8(buf, p+8, get8(src, start+8))
	if n > 16 {
		copy(buf[p+16:], src[start+16:start+n])
	}
	return p + n
}

// bools writes one of two texts.
type bools struct {
	table table
	cells []int64
}

func (c *bools) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.table.longest
}

func (c *bools) write(s *strip, from int) {
	cells := c.cells[from:][:len(s.end)]
	for i, p := range s.end {
		s.end[i] = c.table.put(s.buf, p, uint32(cells[i]))
	}
}

// texts writes texts and JSON. Cells that share a dictionary come finished
// from a table; others are copied, after an escaped copy of the block's cells
// was made if any of them needs it.
type texts struct {
	style   style
	plain   constant // before a cell that needs no escaping, with its quote
	escaped constant // before a cell that brings its own quotes

	dict  *column.Dict // that table was made of
	table table

	codes  []uint32 // of the block, or
	before *constant
	after  string // at most one byte
	raw    []byte
	ends   []uint32

	scratch     []byte
	scratchEnds []uint32
}

func (c *texts) prepare(v *column.Vector) int {
	c.codes = nil
	if v.Dict != nil && (v.Dict == c.dict || v.Dict.Len() <= 4*len(v.Codes)) {
		if v.Dict != c.dict {
			c.learn(v.Dict)
		}
		c.codes = v.Codes
		return c.table.longest
	}
	longest := c.source(v)
	c.raw = readable(c.raw)
	return c.before.len() + longest + len(c.after)
}

// learn makes the table of a dictionary.
func (c *texts) learn(d *column.Dict) {
	c.dict = d
	c.table = table{bytes: c.table.bytes[:0], starts: c.table.starts[:0]}
	for code := range uint32(d.Len()) {
		c.table.bytes = append(c.table.bytes, c.style.before...)
		c.table.bytes = c.style.appendText(c.table.bytes, d.Bytes(code))
		c.table.end()
	}
	c.table.pad()
}

// source chooses what is copied: the block's own bytes or an escaped copy. It
// returns the length of the longest cell.
func (c *texts) source(v *column.Vector) int {
	if v.Dict == nil && (c.style.quote == 0 || c.style.plain(v.Raw)) {
		if longest, ok := c.measure(v); ok {
			c.before, c.after, c.raw, c.ends = &c.plain, c.style.around(), v.Raw, v.Ends
			return longest
		}
	}
	c.scratch, c.scratchEnds = c.scratch[:0], c.scratchEnds[:0]
	longest := 0
	for i := range v.Len() {
		start := len(c.scratch)
		c.scratch = c.style.appendText(c.scratch, v.Bytes(i))
		c.scratchEnds = append(c.scratchEnds, uint32(len(c.scratch)))
		longest = max(longest, len(c.scratch)-start)
	}
	c.before, c.after, c.raw, c.ends = &c.escaped, "", c.scratch, c.scratchEnds
	return longest
}

// measure finds the longest cell; ok is false if a cell reads like the null
// marker of a style that would leave it bare.
func (c *texts) measure(v *column.Vector) (longest int, ok bool) {
	start := uint32(0)
	for i, end := range v.Ends {
		n := int(end - start)
		if c.style.bare && n == len(c.style.null) && !v.Null(i) && string(v.Raw[start:end]) == c.style.null {
			return 0, false
		}
		longest = max(longest, n)
		start = end
	}
	return longest, true
}

// readable is raw with slack bytes behind it.
func readable(raw []byte) []byte {
	if cap(raw)-len(raw) >= slack {
		return raw[:len(raw)+slack]
	}
	return append(bytes.Clone(raw), make([]byte, slack)...)
}

func (c *texts) write(s *strip, from int) {
	if c.codes != nil {
		c.writeCodes(s, c.codes[from:][:len(s.end)])
		return
	}
	s.stamp(c.before.stamped)
	buf, word, n := s.buf, c.before.word, c.before.n
	after := uint64(0)
	if c.after != "" {
		after = uint64(c.after[0])
	}
	start := 0
	if from > 0 {
		start = int(c.ends[from-1])
	}
	ends := c.ends[from:][:len(s.end)]
	for i, p := range s.end {
		put8(buf, p, word)
		end := int(ends[i])
		p = putBytes(buf, p+n, c.raw, start, end-start)
		buf[p] = byte(after)
		s.end[i] = p + len(c.after)
		start = end
	}
}

func (c *texts) writeCodes(s *strip, codes []uint32) {
	buf, cells, starts := s.buf, c.table.bytes, c.table.starts
	if c.table.longest <= 8 {
		for i, p := range s.end {
			start := starts[codes[i]]
			put8(buf, p, get8(cells, int(start)))
			s.end[i] = p + int(starts[codes[i]+1]-start)
		}
		return
	}
	for i, p := range s.end {
		start, end := int(starts[codes[i]]), int(starts[codes[i]+1])
		s.end[i] = putBytes(buf, p, cells, start, end-start)
	}
}
