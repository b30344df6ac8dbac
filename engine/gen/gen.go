// Package gen carries out a plan: it fills the cells of any rows of a table.
//
// New compiles a plan.Plan into a Source; Block fills a block of consecutive
// rows. Cells are computed a column at a time, on demand: a cell asks for the
// columns it reads, in its own row or over the links of relation.Layout in
// rows of other tables, which are made just as far as they are read. Nothing
// is remembered that the row numbers do not give again, so any rows can be
// made alone. A Source is not safe for concurrent use: make one a worker.
package gen

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/relation"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// blockRows is how many rows of a root table are made at once: enough to
// spread the cost of a call over, few enough for the caches.
const blockRows = 2048

// Source makes the rows of a plan's target.
type Source struct {
	plan   *plan.Plan
	tables map[*plan.Table]*table
	target *table
	rules  []rule
	part   column.Table // what Block lends out where it cuts a child block
	last   struct {     // what Block made last
		frame     *frame
		low, high int
	}
}

// table is one table that takes part.
type table struct {
	source *Source
	plan   *plan.Table
	parent *table
	layout *relation.Layout // nil: a root table
	pool   int64            // rows to refer to, if the schema says
	cells  []cell
	links  map[string]int // distinct inputs from other tables
	frames []*frame
	pools  map[int]*column.Vector // whole columns, by cell
}

// cell is one column of a table, compiled.
type cell struct {
	plan   *plan.Cell
	fill   filler
	null   *expr
	absent rng.Stream // decides about null
	order  bool
}

// filler fills a column for the rows of a frame. dst has been Reset for the
// cell's field.
type filler interface {
	fill(f *frame, dst *column.Vector)
}

// New compiles a plan; means may be nil. The error is wire.Faults, with pointers as in
// plan.Resolve.
func New(p *plan.Plan, means *Means) (*Source, error) {
	s := &Source{plan: p, tables: map[*plan.Table]*table{}}
	var faults wire.Faults
	for _, t := range p.Tables {
		s.tables[t] = &table{source: s, plan: t, links: map[string]int{}, pools: map[int]*column.Vector{}}
	}
	c := &compiler{source: s, means: means, faults: &faults}
	for _, t := range p.Tables {
		s.tables[t].parent = s.tables[t.Parent]
		c.extent(s.tables[t])
	}
	for _, t := range p.Tables { // the rows of all tables are known now
		c.columns(s.tables[t])
	}
	s.target = s.tables[p.Target]
	s.rules = c.rules(s.target, p.Rules)
	return s, faults.Err()
}

// Fields describes the columns that Block fills: the target's properties.
func (s *Source) Fields() []column.Field {
	fields := make([]column.Field, len(s.plan.Target.Entity.Columns))
	for i := range fields {
		fields[i] = s.target.cells[i].plan.Field
	}
	return fields
}

// Block fills dst with rows [from, to) of the target, or as many of them from
// the first on as are made at once. dst's vectors are lent until the next
// call.
func (s *Source) Block(dst *column.Table, from, to int64) error {
	t := s.target
	var f *frame
	low, high := 0, 0
	if last := s.last.frame; last != nil {
		last.pins--
		if to > from && (t.layout == nil || last.first != from/t.layout.Children) {
			last.first = noRow // rows come in order
		}
	}
	if t.layout == nil {
		high = int(min(to-from, blockRows))
		f = t.span(from, high)
	} else {
		block := from / t.layout.Children
		f = t.block(block)
		low = int(from - block*t.layout.Children)
		high = int(min(to-block*t.layout.Children, t.layout.Children))
	}
	f.pins++ // its cells are lent
	s.last.frame, s.last.low, s.last.high = f, low, high
	dst.Name, dst.First, dst.Rows = t.plan.Entity.Name, from, high-low
	if dst.Fields == nil {
		dst.Fields = s.Fields()
	}
	if len(dst.Cols) != len(dst.Fields) {
		dst.Cols = make([]column.Vector, len(dst.Fields))
		s.part.Cols = make([]column.Vector, len(dst.Fields))
	}
	for i := range dst.Cols {
		whole := f.cell(i)
		if low == 0 && high == len(f.rows) {
			dst.Cols[i] = *whole
			continue
		}
		cut := &s.part.Cols[i]
		cut.Reset(dst.Fields[i], 0)
		cut.Append(whole, interval(low, high))
		dst.Cols[i] = *cut
	}
	return nil
}

// Rows is how many rows the target has when its domain's root table has
// plan.Settings.Roots.
func (s *Source) Rows() int64 { return s.target.rows() }

func (t *table) rows() int64 {
	switch {
	case t.source.plan.Roots > 0 && t.plan.Root:
		return t.source.plan.Roots
	case t.plan.Pool != nil:
		return t.pool
	case t.layout != nil:
		return t.layout.Count(t.parent.rows())
	}
	return plan.DefaultPool
}

func interval(low, high int) []uint32 {
	idx := make([]uint32, high-low)
	for i := range idx {
		idx[i] = uint32(low + i)
	}
	return idx
}
