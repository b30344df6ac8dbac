package model

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Draw fills dst with one row for each of rows: row numbers, in any order.
func (m *Model) Draw(dst *column.Table, seed uint64, rows []int64) {
	dst.Fields, dst.Rows = m.fields, len(rows)
	if len(dst.Cols) != len(m.fields) {
		dst.Cols = make([]column.Vector, len(m.fields))
	}
	for i := range dst.Cols {
		dst.Cols[i].Reset(m.fields[i], len(rows))
	}
	n := len(rows)
	bins := make([][]uint8, len(m.domains))
	for _, v := range m.order {
		d, t := &m.domains[v], m.trees[v]
		stream := rng.New(seed, "model", m.names[v])
		within := stream.Lane(1)
		bins[v] = make([]uint8, n)
		out := &dst.Cols[m.columns[v]]
		if m.dicts[v] != nil && out.Kind != column.Bool {
			out.UseDict(m.dicts[v], n)
		}
		for i, row := range rows {
			c := t.draw(t.leaf(bins, i), stream.At(row))
			bins[v][i] = d.bin[c]
			switch {
			case d.isMissing(c):
				out.SetNull(i, n)
				if out.Dict != nil {
					out.Codes[i] = uint32(c)
				}
			case out.Dict != nil:
				out.Codes[i] = uint32(c)
			default:
				out.Ints[i] = d.value(c, within.At(row))
			}
		}
	}
}

// value is a value of a cell, by 64 uniform bits.
func (d *domain) value(c uint16, u uint64) int64 {
	ks := d.cells[c].knots
	if len(ks) == 1 {
		return ks[0]
	}
	at := rng.Below(u, uint64(len(ks)-1))
	low, high := ks[at], ks[at+1]
	// The low half of the bits places the value within its stretch.
	steps := uint64(high-low) / uint64(d.step)
	return low + int64(rng.Below(u<<32|u>>32, steps+1))*d.step
}
