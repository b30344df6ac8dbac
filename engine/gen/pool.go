package gen

import "github.com/groflex/groflex/engine/column"

// pool.go: small tables that others refer to are kept whole.

// poolRows is up to how many rows a table that others refer to is kept whole.
const poolRows = 1 << 16

// fromPool fills dst with the cells of link l over the row numbers of cell
// row, from a whole column of a small table, made once. It declines where
// that would cost more than the rows in hand, or they are not all in it.
func (f *frame) fromPool(dst *column.Vector, row int, l *link) bool {
	t := f.table.source.tables[f.table.cells[row].plan.Row.Target]
	size := t.rows()
	if size > poolRows || t.layout != nil {
		return false
	}
	rows := f.cell(row)
	if rows.Nulls != nil {
		return false
	}
	pool, made := t.pools[l.rest.own]
	if !made && int64(len(rows.Ints))*8 < size {
		return false
	}
	at := make([]uint32, len(rows.Ints))
	for i, row := range rows.Ints {
		if row >= size {
			return false
		}
		at[i] = uint32(row)
	}
	if !made {
		pool = t.whole(l.rest.own, size)
		t.pools[l.rest.own] = pool
	}
	dst.Reset(l.field, 0)
	dst.Append(pool, at)
	return true
}

// whole is the first size cells of column i.
func (t *table) whole(i int, size int64) *column.Vector {
	all := &column.Vector{}
	all.Reset(t.cells[i].plan.Field, 0)
	for first := int64(0); first < size; first += blockRows {
		n := int(min(size-first, blockRows))
		f := t.span(first, n)
		all.Append(f.cell(i), t.source.upTo(n))
		f.release()
	}
	return all
}
