package report

import (
	"encoding/binary"
	"errors"
	"math/big"

	"github.com/groflex/groflex/engine/column"
)

// format is the first byte of a marshalled sketch: parts travel between the
// workers of one engine version, so nothing older is ever read.
const format = 1

// MarshalBinary writes the sketch's state.
func (s *Sketch) MarshalBinary() ([]byte, error) {
	w := writer{format}
	w.count(len(s.fields))
	for i := range s.fields {
		f := &s.fields[i]
		w.text(f.Name)
		w = append(w, byte(f.Kind), f.Scale, f.Places)
		w.text(f.Layout)
		w.text(f.Null)
		w.bool(f.Omit)
	}
	w.int(s.rows)
	w.int(int64(s.picks.level))
	w.count(len(s.picks.rows))
	for _, row := range s.picks.rows {
		w.int(row)
	}
	for i := range s.cols {
		c := &s.cols[i]
		c.settle()
		w.int(c.nulls)
		if c.texts != nil {
			c.texts.write(&w)
		} else {
			c.numbers.write(&w)
		}
	}
	return w, nil
}

// UnmarshalBinary replaces the sketch by the one that was written. An error
// means that the bytes are no sketch of this version.
func (s *Sketch) UnmarshalBinary(data []byte) error {
	r := reader{data: data}
	if r.byte() != format {
		return errDamaged
	}
	fields := make([]column.Field, r.count())
	for i := range fields {
		f := &fields[i]
		f.Name = string(r.bytes())
		f.Kind, f.Scale, f.Places = column.Kind(r.byte()), r.byte(), r.byte()
		f.Layout = string(r.bytes())
		f.Null = string(r.bytes())
		f.Omit = r.byte() != 0
		r.must(f.Kind >= column.Bool && f.Kind <= column.JSON && f.Scale <= 18)
	}
	read := New(fields)
	read.rows = r.int()
	read.picks.level = int(r.int())
	read.picks.rows = make([]int64, r.count())
	for i := range read.picks.rows {
		read.picks.rows[i] = r.int()
	}
	for i := range read.cols {
		c := &read.cols[i]
		c.nulls = r.int()
		if c.texts != nil {
			c.texts.read(&r)
		} else {
			c.numbers.read(&r)
		}
	}
	if r.bad || len(r.data) > 0 {
		return errDamaged
	}
	*s = *read
	return nil
}

var errDamaged = errors.New("report: damaged sketch")

func (c *numbers) write(w *writer) {
	if c.few != nil {
		w.count(c.few.used + 1)
		c.few.each(func(key, count int64) {
			w.int(key)
			w.int(count)
		})
		return
	}
	m := c.many
	w.count(0)
	w.int(m.lo)
	w.int(m.hi)
	*w = append(*w, m.distinct[:]...)
	w.int(m.moments.n)
	w.big(&m.moments.sum)
	w.big(&m.moments.squares)
	for _, n := range m.shape.counts {
		w.int(n)
	}
}

func (c *numbers) read(r *reader) {
	if n := r.count(); n > 0 {
		r.must(n-1 <= c.limit)
		for range n - 1 {
			key, count := r.int(), r.int()
			if r.must(count > 0 && (!c.float || finite(unordered(key)))); r.bad {
				return
			}
			c.few.add(key, count)
		}
		return
	}
	c.early, c.few, c.many = nil, nil, &many{shape: dyadic{float: c.float}}
	m := c.many
	m.lo, m.hi = r.int(), r.int()
	r.must(m.lo <= m.hi && (!c.float || finite(unordered(m.lo)) && finite(unordered(m.hi))))
	copy(m.distinct[:], r.take(len(m.distinct)))
	m.moments.n = r.int()
	r.big(&m.moments.sum)
	r.big(&m.moments.squares)
	r.must(m.moments.n > 0)
	for _, rank := range m.distinct {
		r.must(rank <= 64-precision+1)
	}
	if r.bad {
		return
	}
	m.shape.cover(m.lo, m.hi)
	for i := range m.shape.counts {
		m.shape.counts[i] = r.int()
	}
}

func (c *texts) write(w *writer) {
	w.count(len(c.picked.cells))
	for i, cell := range c.picked.cells {
		w.int(cell.row)
		w.text(string(c.picked.text(i)))
	}
	if c.few == nil {
		w.count(0)
		*w = append(*w, c.distinct[:]...)
		return
	}
	w.count(c.few.used + 1)
	c.few.each(func(text []byte, count int64) {
		w.text(string(text))
		w.int(count)
	})
}

func (c *texts) read(r *reader) {
	for range r.count() {
		row := r.int()
		c.picked.add(row, r.bytes())
	}
	n := r.count()
	if n == 0 {
		c.widen()
		copy(c.distinct[:], r.take(len(c.distinct)))
		for _, rank := range c.distinct {
			r.must(rank <= 64-precision+1)
		}
		return
	}
	for range n - 1 {
		text, count := r.bytes(), r.int()
		if r.must(c.few.add(text, count)); r.bad {
			return
		}
	}
}

// writer appends numbers (varints) and bytes with their length.
type writer []byte

func (w *writer) int(n int64)   { *w = binary.AppendVarint(*w, n) }
func (w *writer) count(n int)   { *w = binary.AppendUvarint(*w, uint64(n)) }
func (w *writer) text(s string) { w.count(len(s)); *w = append(*w, s...) }

func (w *writer) bool(b bool) {
	if b {
		*w = append(*w, 1)
	} else {
		*w = append(*w, 0)
	}
}

func (w *writer) big(n *big.Int) {
	w.int(int64(n.Sign()))
	w.text(string(n.Bytes()))
}

// reader takes them off again; bad is set, and stays, once something is amiss.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) must(ok bool) {
	if !ok {
		r.bad, r.data = true, nil
	}
}

func (r *reader) take(n int) []byte {
	if r.must(n <= len(r.data)); r.bad {
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) int() int64 {
	n, size := binary.Varint(r.data)
	r.must(size > 0)
	r.take(max(size, 0))
	return n
}

// count reads a number of things that follow, of at least a byte each.
func (r *reader) count() int {
	n, size := binary.Uvarint(r.data)
	r.must(size > 0 && n <= uint64(len(r.data)))
	if r.bad {
		return 0
	}
	r.take(size)
	return int(n)
}

func (r *reader) bytes() []byte { return r.take(r.count()) }

func (r *reader) big(n *big.Int) {
	sign := r.int()
	n.SetBytes(r.bytes())
	if sign < 0 {
		n.Neg(n)
	}
}
