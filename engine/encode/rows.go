package encode

import (
	"math"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// rows is the Encoder of every format here: they differ in their columns'
// style and in what stands around rows.
type rows struct {
	begin string
	end   func(rows int64) string

	open  string // before a row; at most eight bytes
	close string // after a row; at most eight bytes
	drop  int    // bytes to leave out at the start of a row's cells: a comma

	// Rows whose number is a multiple of every begin with first (row 0) or
	// again in place of open; every is at least stripRows.
	every        int64
	first, again string

	columns []written
	strip   strip
}

// written is a column and its writer.
type written struct {
	writer
	null []byte // a missing cell with what stands before it
}

// never is an every that only row 0 is a multiple of.
const never = math.MaxInt64

// add plans the next column.
func (r *rows) add(f column.Field, st style) {
	r.columns = append(r.columns, written{newWriter(f, st), []byte(st.before + st.null)})
}

func (r *rows) Begin(dst []byte) []byte { return append(dst, r.begin...) }

func (r *rows) End(dst []byte, rows int64) []byte { return append(dst, r.end(rows)...) }

func (r *rows) Append(dst []byte, t *column.Table) []byte {
	if t.Rows == 0 {
		return dst
	}
	width := 0
	for i := range r.columns {
		c := &r.columns[i]
		width += max(c.prepare(&t.Cols[i]), len(c.null))
	}
	n := fits(width)
	for from := 0; from < t.Rows; from += n {
		r.strip.open(min(n, t.Rows-from), width)
		for i := range r.columns {
			r.write(&r.columns[i], t.Cols[i].Nulls, from)
		}
		dst = r.flush(dst, t.First+int64(from))
	}
	return dst
}

// write writes a column's cells: all of them as if none were missing, then
// the missing ones again.
func (r *rows) write(c *written, nulls column.Bits, from int) {
	if nulls == nil {
		c.write(&r.strip, from)
		return
	}
	r.strip.remember()
	c.write(&r.strip, from)
	r.strip.blank(nulls, from, c.null)
}

// flush appends the rows of the strip, of which the first has number row.
func (r *rows) flush(dst []byte, row int64) []byte {
	s := &r.strip
	size := len(s.end)*(s.stride+len(r.open)+len(r.close)) + max(len(r.first), len(r.again))
	dst = slices.Grow(dst, size)
	p := len(dst)
	out := dst[:p+size]

	open, close := newConstant(r.open), newConstant(r.close)
	next := row + (r.every-row%r.every)%r.every // the next row that is special
	for i, end := range s.end {
		if row == next {
			if row == 0 {
				p += copy(out[p:], r.first)
			} else {
				p += copy(out[p:], r.again)
			}
			next += r.every
		} else {
			column.Put8(out, p, open.word)
			p += open.n
		}
		row++
		start := i * s.stride
		p += copy(out[p:], s.buf[min(start+r.drop, end):end])
		column.Put8(out, p, close.word)
		p += close.n
	}
	return dst[:p]
}
