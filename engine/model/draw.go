package model

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Draw fills dst with one row for each of rows: row numbers, in any order. It
// spreads them evenly over the model: a row depends on the seed and on the rows
// that it is drawn with. Cells of the columns in Replaced are left empty, save that they are null
// where the model says so: their providers fill them.
func (m *Model) Draw(dst *column.Table, seed uint64, rows []int64) {
	n := len(rows)
	m.begin(dst, n)
	for i := range m.others {
		m.others[i].fill(&dst.Cols[m.others[i].Column], m.fields[m.others[i].Column], seed, rows)
	}
	w := m.drawing(dst, seed, rows)
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	if m.judged > 0 {
		m.drawConditioned(w, all)
	}
	for _, p := range m.parts[m.judged:] {
		p.draw(w, all)
	}
	for _, p := range m.parts {
		if p.written != nil {
			p.written.write(&dst.Cols[p.column], w.values[p.number])
		}
	}
}

// begin readies a table for n rows.
func (m *Model) begin(dst *column.Table, n int) {
	dst.Fields, dst.Rows = m.fields, n
	if len(dst.Cols) != len(m.fields) {
		dst.Cols = make([]column.Vector, len(m.fields))
	}
	for i := range dst.Cols {
		dst.Cols[i].Reset(m.fields[i], n)
	}
}

// drawing is a block of rows on its way.
type drawing struct {
	table  *column.Table
	seed   uint64
	rows   []int64
	round  uint64     // of attempts to meet the conditions
	cells  [][]uint16 // by variable, one a row
	bins   [][]uint8
	values [][]int64 // of the variables that others may equal, of written ones and those under conditions
	only   []*restriction

	leaf []int32  // of each row, in the tree that is drawn from
	bits []uint64 // of each row, to draw with
	next []int32  // place in each leaf
}

func (m *Model) drawing(dst *column.Table, seed uint64, rows []int64) *drawing {
	w := &drawing{table: dst, seed: seed, rows: rows, only: m.only}
	w.cells, w.bins = make([][]uint16, len(m.parts)), make([][]uint8, len(m.parts))
	for v := range m.parts {
		w.cells[v], w.bins[v] = make([]uint16, len(rows)), make([]uint8, len(rows))
	}
	w.values = make([][]int64, len(m.parts))
	for _, p := range m.parts {
		if p.written != nil || m.judged > 0 && m.only[p.number] != nil {
			w.values[p.number] = make([]int64, len(rows))
		}
		if p.link != nil {
			for _, u := range slices.Concat(p.link.Plus, p.link.Minus) {
				w.values[u] = make([]int64, len(rows))
			}
		}
		if p.equal != nil {
			w.values[p.equal.To] = make([]int64, len(rows))
		}
	}
	return w
}

// draw fills the part's column and what later parts see of it, in the given
// rows of the block.
func (p *part) draw(w *drawing, at []int32) {
	stream := rng.New(w.seed, "model", p.name).Lane(w.round)
	cells := w.cells[p.number]
	var only *restriction
	if w.only != nil && w.only[p.number] != nil && !w.only[p.number].after {
		only = w.only[p.number]
	}
	if p.tree != nil {
		w.spread(p.tree, stream, at)
		for k, i := range at {
			if only != nil {
				cells[i], w.bits[k] = only.draw(p, w.leaf[k], w.bits[k])
			} else {
				cells[i], w.bits[k] = p.tree.draw(&p.domain, w.leaf[k], w.bits[k])
			}
		}
	} else {
		w.bits = resized(w.bits, len(at))
		for k, i := range at {
			cells[i], w.bits[k] = p.of[w.cells[p.follows][i]], stream.At(w.rows[i])
		}
	}
	p.settle(w, at, only)
}

// settle gives the rows values of the cells they have come to, each by its
// bits of the block, among those that only leaves where it is not nil.
func (p *part) settle(w *drawing, at []int32, only *restriction) {
	out := &w.table.Cols[p.column]
	n := len(w.rows)
	d := &p.domain
	values := w.values[p.number]
	cells, look := w.cells[p.number], w.bins[p.number]
	if p.levels != nil && out.Dict == nil {
		out.UseDict(p.levels, n)
	}
	for k, i := range at {
		c, u := cells[i], w.bits[k]
		if out.Nulls != nil {
			out.Nulls.Unset(int(i))
		}
		if !d.ordered {
			look[i] = p.look.level(c)
		}
		switch {
		case d.isMissing(c):
			out.SetNull(int(i), n)
			if p.levels != nil {
				out.Codes[i] = uint32(c)
			}
			look[i] = 0
			if values != nil {
				values[i] = 0
			}
		case p.levels != nil:
			out.Codes[i] = uint32(c)
		case p.presence:
		case p.written != nil:
			x := d.drawn(c, u, only)
			look[i], values[i] = p.look.value(x), x
		default:
			x := d.drawn(c, u, only)
			if p.link != nil {
				x = p.link.value(x, w.values, i)
			}
			if p.equal != nil && x == p.equal.Code {
				x = within(p.equal.Range, w.values[p.equal.To][i])
			}
			if d.ordered {
				look[i] = p.look.value(x)
			}
			if values != nil {
				values[i] = x
			}
			if out.Kind == column.Float {
				out.Floats[i] = p.float(x)
			} else {
				out.Ints[i] = x
			}
		}
	}
}
