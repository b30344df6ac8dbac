package gen

import (
	"slices"

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
}

// link leads to cells of other rows: over a hop to a frame, and on from there.
// With fn it sums up the cells of a family.
type link struct {
	hop   int
	fn    string
	rest  input // in the table that the hop leads to; of no use to a count of rows
	field column.Field
}

// hop is one step from the rows of a table to others: to the row whose number
// cell row holds, or to the rows of child that have them as parents. A child
// table's first two hops are fixed.
type hop struct {
	row   int
	child *table // nil: row
}

const (
	upHop     = iota // to the parents
	aroundHop        // to the whole families of the same table
	fixedHops
)

// way is a hop from the rows of one frame: where in the other frame each
// row's is. A missing row has its bit in none, and any place.
type way struct {
	frame *frame // nil: not made yet
	at    []uint32
	none  column.Bits
}

// input compiles in for table t. Inputs that lead to the same cells share a
// link, and so are followed once a frame.
func (t *table) input(in plan.Input) input {
	tables := t.source.tables
	switch {
	case in.Fn != "":
		l := link{hop: tables[in.Child].down, fn: in.Fn, field: in.Field, rest: input{own: -1, link: -1}}
		if in.Cell != nil {
			l.rest.own = in.Cell.Index
		}
		return t.share(l)
	case in.Cell == nil:
		return input{constant: constant(in.Number, in.Field)}
	case len(in.Path) == 0:
		return input{own: in.Cell.Index, link: -1}
	}
	l := link{hop: upHop, field: in.Cell.Field}
	next := t.parent
	if row := in.Path[0].Row; row != nil {
		l.hop, next = t.hop(hop{row: row.Index}), tables[row.Row.Target]
	}
	l.rest = next.input(plan.Input{Cell: in.Cell, Field: in.Field, Path: in.Path[1:]})
	return t.share(l)
}

// share is the input that reads l, which is added where there is none like it.
func (t *table) share(l link) input {
	at := slices.Index(t.links, l)
	if at < 0 {
		at = len(t.links)
		t.links = append(t.links, l)
	}
	return input{link: at}
}

// hop is the number of h among the hops from t, added where it is new.
func (t *table) hop(h hop) int {
	at := slices.Index(t.hops, h)
	if at < 0 {
		at = len(t.hops)
		t.hops = append(t.hops, h)
	}
	return at
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
	return f.link(in.link)
}

// link is the cells at the end of link i, made on first use.
func (f *frame) link(i int) *column.Vector {
	s := &f.links[i]
	if s.ready {
		return &s.Vector
	}
	l := &f.table.links[i]
	switch h := f.table.hops[l.hop]; {
	case l.fn != "":
		f.aggregate(&s.Vector, l)
	case l.hop >= fixedHops && l.rest.link < 0 && f.fromPool(&s.Vector, h.row, l):
	default:
		w := f.way(l.hop)
		cells := l.rest.vector(w.frame)
		s.Vector.Take(l.field, cells, w.at, w.none)
	}
	s.ready = true
	return &s.Vector
}

// way takes a hop.
func (f *frame) way(i int) *way {
	w := &f.ways[i]
	if w.frame != nil {
		return w
	}
	if i == upHop {
		w.frame, w.at = f.up(), f.family
		return w
	}
	f.across(w, f.table.hops[i].row)
	return w
}

// across leads to the rows whose numbers cell row holds.
func (f *frame) across(w *way, row int) {
	numbers := f.cell(row)
	w.none = numbers.Nulls
	r := f.table.cells[row].plan.Row
	target := f.table.source.tables[r.Target]
	if !r.Sibling {
		w.frame = f.own(target.loose(numbers.Ints))
		w.at = f.table.source.upTo(len(f.rows))
		return
	}
	kin, k := f.ancestor(r.Levels)
	if kin.ways[target.down].frame == nil && target.kin.Fanout()*float64(len(kin.rows)) > 2*float64(len(f.rows)) {
		w.frame, w.at = f.own(target.loose(numbers.Ints)), append(w.at[:0], f.table.source.upTo(len(f.rows))...) // less than the families
		return
	}
	family := kin.below(target)
	w.frame, w.at = family.frame, w.at[:0]
	for i, number := range numbers.Ints {
		at := uint32(0)
		if !numbers.Null(i) {
			at = family.frame.start[family.at[k[i]]]
			at += uint32(number - family.frame.rows[at])
		}
		w.at = append(w.at, at)
	}
}
