package gen

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/formula"
)

// frame is some rows of a table with the cells made of them so far: whole
// families of a child table, or any rows. It owns the frames of the rows of
// other tables that it leads to; all are given back together.
type frame struct {
	table *table
	rows  []int64    // row numbers
	drawn fake.Block // who and where these rows show

	whole bool     // the rows are whole families of a child table
	start []uint32 // of whole: where each family begins, and the end

	parents []int64  // of a child table: the rows' parents, ascending, each once
	family  []uint32 // of each row: its parent's place in parents
	above   *frame   // of parents; nil: not made yet

	cells []slot
	links []slot
	ways  []way // by the table's hops
	temps []*column.Vector
	used  int      // of temps
	owned []*frame // made for this one
}

type slot struct {
	column.Vector
	ready bool
}

// take makes an empty frame of n rows, in the memory of one that was given
// back.
func (t *table) take(n int) *frame {
	var f *frame
	if last := len(t.idle) - 1; last >= 0 {
		f, t.idle = t.idle[last], t.idle[:last]
	} else {
		f = &frame{table: t, cells: make([]slot, len(t.cells)), links: make([]slot, len(t.links)), ways: make([]way, len(t.hops))}
	}
	f.rows = slices.Grow(f.rows[:0], n)
	return f
}

// own is g, to be given back with f.
func (f *frame) own(g *frame) *frame {
	f.owned = append(f.owned, g)
	return g
}

// release gives back f and the frames that it owns. Nothing of them may be
// read any more.
func (f *frame) release() {
	for _, g := range f.owned {
		g.release()
	}
	f.owned, f.used, f.whole, f.above = f.owned[:0], 0, false, nil
	f.parents, f.family = f.parents[:0], f.family[:0]
	f.drawn.Reset(nil)
	for i := range f.cells {
		f.cells[i].ready = false
	}
	for i := range f.links {
		f.links[i].ready = false
	}
	for i := range f.ways {
		f.ways[i].frame = nil
	}
	f.table.idle = append(f.table.idle, f)
}

// span is the frame of n consecutive rows of a root table.
func (t *table) span(first int64, n int) *frame {
	f := t.take(n)
	f.rows = f.rows[:n]
	for i := range f.rows {
		f.rows[i] = first + int64(i)
	}
	return f
}

// loose is the frame of the given rows, in any order.
func (t *table) loose(rows []int64) *frame {
	f := t.take(len(rows))
	f.rows = append(f.rows, rows...)
	return f
}

// cell is column i of the frame's table, made on first use. What looks at
// other rows of a family is made of whole families.
func (f *frame) cell(i int) *column.Vector {
	s := &f.cells[i]
	if s.ready {
		return &s.Vector
	}
	c := &f.table.cells[i]
	if c.scans && f.table.kin != nil && !f.whole {
		w := f.around()
		cells := w.frame.cell(i)
		s.Vector.Reset(c.plan.Field, 0)
		s.Vector.Append(cells, w.at)
		s.ready = true
		return &s.Vector
	}
	s.Vector.Reset(c.plan.Field, len(f.rows))
	c.fill.fill(f, &s.Vector)
	if c.null != nil {
		c.blank(f, &s.Vector)
	}
	if c.order {
		f.sort(&s.Vector)
	}
	s.ready = true
	return &s.Vector
}

// temp is a vector for intermediate results, valid as long as the frame.
func (f *frame) temp() *column.Vector {
	if f.used == len(f.temps) {
		f.temps = append(f.temps, &column.Vector{})
	}
	f.used++
	return f.temps[f.used-1]
}

// groups is what the scan functions of formulas go by.
func (f *frame) groups() formula.Groups {
	if !f.whole {
		return formula.Groups{}
	}
	return formula.Groups{Starts: f.start[:len(f.start)-1]}
}

// sort puts the cells of each family in ascending order, nulls aside.
func (f *frame) sort(v *column.Vector) {
	for i := 1; i < len(f.start); i++ {
		low, high := f.start[i-1], f.start[i]
		switch {
		case v.Nulls != nil:
			sortPresent(v, int(low), int(high))
		case v.Kind == column.Float:
			slices.Sort(v.Floats[low:high])
		default:
			slices.Sort(v.Ints[low:high])
		}
	}
}

func sortPresent(v *column.Vector, low, high int) {
	var rows []int
	for i := low; i < high; i++ {
		if !v.Null(i) {
			rows = append(rows, i)
		}
	}
	if v.Kind == column.Float {
		sorted := make([]float64, len(rows))
		for k, i := range rows {
			sorted[k] = v.Floats[i]
		}
		slices.Sort(sorted)
		for k, i := range rows {
			v.Floats[i] = sorted[k]
		}
		return
	}
	sorted := make([]int64, len(rows))
	for k, i := range rows {
		sorted[k] = v.Ints[i]
	}
	slices.Sort(sorted)
	for k, i := range rows {
		v.Ints[i] = sorted[k]
	}
}
