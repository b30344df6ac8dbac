package gen

import "github.com/groflex/groflex/engine/column"

// poolRows is up to how many rows a table that others refer to is kept whole.
const poolRows = 1 << 16

// pool is a whole column of a small root table that others refer to, made once
// it pays.
type pool struct {
	cells column.Vector // empty: not made yet
	asked int64         // rows so far
}

// fromPool fills dst with the cells of link l over the row numbers of cell
// row, from a pool. It declines where the rows are not all in it, or are too
// few for the whole column to be made: an eighth of it at once, or as many as
// it has by and by.
func (f *frame) fromPool(dst *column.Vector, row int, l *link) bool {
	t := f.table.source.tables[f.table.cells[row].plan.Row.Target]
	if t.kin != nil || t.rows() > poolRows {
		return false
	}
	rows := f.cell(row)
	p := t.pools[l.rest.own]
	if p == nil {
		p = &pool{}
		t.pools[l.rest.own] = p
	}
	p.asked += int64(len(rows.Ints))
	if rows.Nulls != nil || p.cells.Len() == 0 && int64(len(rows.Ints))*8 < t.rows() && p.asked < t.rows() {
		return false
	}
	at := make([]uint32, len(rows.Ints))
	for i, row := range rows.Ints {
		if row >= t.rows() {
			return false
		}
		at[i] = uint32(row)
	}
	if p.cells.Len() == 0 {
		t.whole(&p.cells, l.rest.own)
	}
	dst.Reset(l.field, 0)
	dst.Append(&p.cells, at)
	return true
}

// whole makes all be column i of all rows.
func (t *table) whole(all *column.Vector, i int) {
	all.Reset(t.cells[i].plan.Field, 0)
	for first := int64(0); first < t.rows(); first += blockRows {
		n := int(min(t.rows()-first, blockRows))
		f := t.span(first, n)
		all.Append(f.cell(i), t.source.upTo(n))
		f.release()
	}
}
