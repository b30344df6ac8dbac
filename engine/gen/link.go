package gen

import (
	"fmt"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/plan"
)

// input is a plan.Input ready to be read: a constant, a column of the same
// row, or a link to rows of other tables.
type input struct {
	constant *column.Vector // of one cell
	own      int            // a column of the frame's table, where link < 0
	link     int            // slot in frame.links
	plan     plan.Input
}

// input compiles in for table t. Inputs that lead to the same cells share a
// link, and so are followed once a frame.
func (t *table) input(in plan.Input) input {
	switch {
	case in.Fn == "" && in.Cell == nil:
		return input{constant: constant(in.Number, in.Field)}
	case in.Fn == "" && len(in.Path) == 0:
		return input{own: in.Cell.Index, link: -1}
	}
	key := in.Fn
	for _, step := range in.Path {
		key += "^"
		if step.Row != nil {
			key += fmt.Sprint(step.Row.Index)
		}
	}
	if in.Child != nil {
		key += in.Child.Entity.Name
	}
	if in.Cell != nil {
		key += fmt.Sprintf(".%s.%d", in.Cell.Table.Entity.Name, in.Cell.Index)
	}
	if _, ok := t.links[key]; !ok {
		t.links[key] = len(t.links)
	}
	return input{link: t.links[key], plan: in}
}

// constant is one cell: a date, or a number as exact as it is written.
func constant(x float64, field column.Field) *column.Vector {
	if field.Kind == column.Date {
		return &column.Vector{Kind: column.Date, Ints: []int64{int64(x)}}
	}
	return formula.Number(x)
}

// vector is the input's cells for the frame's rows, or one constant cell.
func (in *input) vector(f *frame) *column.Vector {
	switch {
	case in.constant != nil:
		return in.constant
	case in.link < 0:
		return f.cell(in.own)
	}
	s := &f.links[in.link]
	if s.ready {
		return &s.Vector
	}
	f.pins++
	if in.plan.Fn != "" {
		f.aggregate(&s.Vector, in.plan)
	} else {
		f.follow(&s.Vector, in.plan.Path, in.plan.Cell)
	}
	f.pins--
	s.ready = true
	return &s.Vector
}

// follow fills dst with the cells at the end of path, one for each row of f.
func (f *frame) follow(dst *column.Vector, path []plan.Step, c *plan.Cell) {
	t := f.table
	dst.Reset(c.Field, 0)
	if len(path) == 0 {
		dst.Append(f.cell(c.Index), interval(0, len(f.rows)))
		return
	}
	if row := path[0].Row; row != nil {
		rows := f.cell(row.Index)
		target := t.source.tables[row.Row.Target]
		if len(path) > 1 || !target.fromPool(dst, rows, c) {
			target.collect(dst, rows, path[1:], c)
		}
		return
	}
	parents := &column.Vector{}
	parents.Reset(column.Field{Kind: column.Int}, int(t.layout.Parents))
	for i := range parents.Ints {
		parents.Ints[i] = f.first*t.layout.Parents + int64(i)
	}
	above := f.temp()
	above.Reset(c.Field, 0)
	t.parent.collect(above, parents, path[1:], c)
	idx := make([]uint32, len(f.rows))
	for i := 1; i < len(f.start); i++ {
		for k := f.start[i-1]; k < f.start[i]; k++ {
			idx[k] = uint32(i - 1)
		}
	}
	dst.Append(above, idx)
}

// collect adds to dst the cells at the end of path for the rows whose numbers
// rows holds; a null number gives a null cell.
func (t *table) collect(dst *column.Vector, rows *column.Vector, path []plan.Step, c *plan.Cell) {
	if t.layout == nil {
		f := t.any(rows.Ints)
		f.pins++
		cells := f.temp()
		f.follow(cells, path, c)
		dst.Append(cells, interval(0, len(rows.Ints)))
		f.pins--
	} else {
		t.collectBlocks(dst, rows.Ints, path, c)
	}
	for i := range rows.Ints {
		if rows.Null(i) {
			dst.SetNull(dst.Len()-len(rows.Ints)+i, dst.Len())
		}
	}
}

// any is a frame of the given rows of a root table, a remembered one where
// they are consecutive.
func (t *table) any(rows []int64) *frame {
	for i, row := range rows {
		if row != rows[0]+int64(i) {
			return t.loose(rows)
		}
	}
	return t.span(rows[0], len(rows))
}

// collectBlocks goes through rows of a child table in runs of one block.
func (t *table) collectBlocks(dst *column.Vector, rows []int64, path []plan.Step, c *plan.Cell) {
	var idx []uint32
	for low := 0; low < len(rows); {
		block := rows[low] / t.layout.Children
		idx = idx[:0]
		high := low
		for ; high < len(rows) && rows[high]/t.layout.Children == block; high++ {
			idx = append(idx, uint32(rows[high]-block*t.layout.Children))
		}
		f := t.block(block)
		f.pins++
		if len(path) == 0 {
			dst.Append(f.cell(c.Index), idx)
		} else {
			in := t.linkOf(path, c)
			dst.Append(in.vector(f), idx)
		}
		f.pins--
		low = high
	}
}

// linkOf is the link that path and c make from t, for frames made later too.
func (t *table) linkOf(path []plan.Step, c *plan.Cell) *input {
	in := t.input(plan.Input{Cell: c, Field: c.Field, Path: path})
	for _, f := range t.frames {
		for len(f.links) < len(t.links) {
			f.links = append(f.links, slot{})
		}
	}
	return &in
}

// poolRows is up to how many rows a table that others refer to is kept whole.
const poolRows = 1 << 16

// fromPool does collect's work from a whole column of a small table, made
// once. It declines where that would cost more than the rows in hand, or they
// are not all in it.
func (t *table) fromPool(dst *column.Vector, rows *column.Vector, c *plan.Cell) bool {
	size := t.rows()
	if size > poolRows || t.layout != nil || rows.Nulls != nil {
		return false
	}
	pool, made := t.pools[c.Index]
	if !made && int64(len(rows.Ints))*8 < size {
		return false
	}
	idx := make([]uint32, len(rows.Ints))
	for i, row := range rows.Ints {
		if row >= size {
			return false
		}
		idx[i] = uint32(row)
	}
	if !made {
		pool = &column.Vector{}
		pool.Reset(c.Field, 0)
		for first := int64(0); first < size; first += blockRows {
			n := int(min(size-first, blockRows))
			pool.Append(t.span(first, n).cell(c.Index), interval(0, n))
		}
		t.pools[c.Index] = pool
	}
	dst.Append(pool, idx)
	return true
}
