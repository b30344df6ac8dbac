package encode

import (
	"bytes"
	"math"

	"github.com/groflex/groflex/engine/column"
)

// texts writes texts and JSON. Cells that share a dictionary come finished
// from a table; others are copied, after an escaped copy of the block's cells
// was made if any of them needs it.
type texts struct {
	style   style
	plain   constant // before a cell that needs no escaping, with its quote
	escaped constant // before a cell that brings its own quotes

	dict    *column.Dict // the last one
	cells   int          // written of dict so far
	table   table        // of dict, made once it has fewer entries than cells
	tabular bool         // whether it has one

	codes  []uint32 // of the block, for the table, or
	before *constant
	after  string // at most one byte
	raw    []byte
	ends   []uint32

	scratch     []byte
	scratchEnds []uint32
}

func (c *texts) prepare(v *column.Vector) int {
	c.codes = nil
	if v.Dict != nil && c.tabulated(v) {
		c.codes = v.Codes
		return 8 * c.table.each
	}
	longest := c.source(v)
	c.raw = readable(c.raw)
	return c.before.len() + longest + len(c.after)
}

// tabulated makes a table of v's dictionary once that pays, if it can.
func (c *texts) tabulated(v *column.Vector) bool {
	if v.Dict != c.dict {
		c.dict, c.cells, c.tabular = v.Dict, 0, false
	}
	before := c.cells
	c.cells += len(v.Codes)
	if n := v.Dict.Len(); before < n && n <= c.cells {
		c.table, c.tabular = tabulate(v.Dict, &c.style)
	}
	return c.tabular
}

// source chooses what is copied: the block's own bytes or an escaped copy. It
// returns the length of the longest cell.
func (c *texts) source(v *column.Vector) int {
	if v.Dict == nil && (v.Plain || c.style.quote == 0 || c.style.plain(v.Raw)) {
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
	short, start := math.MaxInt, 0
	for _, e := range v.Ends {
		end := int(e)
		longest, short = max(longest, end-start), min(short, end-start)
		start = end
	}
	if short < 0 || start > len(v.Raw) {
		panic("encode: a text vector's cells end behind its bytes")
	}
	if null := len(c.style.null); !c.style.bare || null < short || null > longest {
		return longest, true
	}
	for i := range v.Ends {
		if string(v.Bytes(i)) == c.style.null && !v.Null(i) {
			return 0, false
		}
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
		c.table.write(s, c.codes[from:][:len(s.end)])
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
	raw, tail, end := c.raw, len(c.after), s.end
	ends := c.ends[from:][:len(end)]
	for i, p := range end {
		column.Put8(buf, p, word)
		p += n
		length := int(ends[i]) - start
		column.Put8(buf, p, column.Get8(raw, start))
		column.Put8(buf, p+8, column.Get8(raw, start+8))
		column.Put8(buf, p+16, column.Get8(raw, start+16))
		column.Put8(buf, p+24, column.Get8(raw, start+24))
		for k := 32; k < length; k += 16 { // few texts are as long
			column.Put8(buf, p+k, column.Get8(raw, start+k))
			column.Put8(buf, p+k+8, column.Get8(raw, start+k+8))
		}
		start += length
		p += length
		column.Put8(buf, p, after)
		end[i] = p + tail
	}
}
