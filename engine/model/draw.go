package model

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Draw fills dst with one row for each of rows: row numbers, in any order.
func (m *Model) Draw(dst *column.Table, seed uint64, rows []int64) {
	n := len(rows)
	dst.Fields, dst.Rows = m.fields, n
	if len(dst.Cols) != len(m.fields) {
		dst.Cols = make([]column.Vector, len(m.fields))
	}
	for i := range dst.Cols {
		dst.Cols[i].Reset(m.fields[i], n)
	}
	bins := make([][]uint8, len(m.parts))
	for _, p := range m.parts {
		bins[p.number] = make([]uint8, n)
		p.draw(&dst.Cols[p.column], bins, rng.New(seed, "model", p.name), rows)
	}
}

// draw fills a column and the bins by which later parts see it.
func (p *part) draw(out *column.Vector, bins [][]uint8, stream rng.Stream, rows []int64) {
	n := len(rows)
	d := &p.domain
	among, within := stream.Lane(1), stream.Lane(2)
	look := bins[p.number]
	if p.levels != nil {
		out.UseDict(p.levels, n)
	}
	for i, row := range rows {
		c := p.tree.draw(d, p.tree.leaf(bins, i), stream.At(row), among.At(row))
		if !d.ordered {
			look[i] = p.look.level(c)
		}
		switch {
		case p.levels != nil:
			out.Codes[i] = uint32(c)
			if d.isMissing(c) {
				out.SetNull(i, n)
			}
		case d.isMissing(c):
			out.SetNull(i, n)
		default:
			x := d.value(c, within.At(row))
			if d.ordered {
				look[i] = p.look.value(x)
			}
			if out.Kind == column.Float {
				out.Floats[i] = p.float(x)
			} else {
				out.Ints[i] = x
			}
		}
	}
}
