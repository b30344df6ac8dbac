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
	means  *Means
	exprs  map[*plan.Expr]*expr // compiled: they are the same with every seed
	tables map[*plan.Table]*table
	target *table
	rules  []rule
	part   column.Table // what Block lends out where it cuts a family
	last   struct {     // what Block made last
		frame     *frame
		low, high int
	}
	numbers []uint32 // 0, 1, 2, …
}

// table is one table that takes part.
type table struct {
	source *Source
	plan   *plan.Table
	parent *table
	kin    *relation.Finder // of parents and children; nil: a root table
	pool   int64            // rows to refer to, if the schema says
	cells  []cell
	hops   []hop
	links  []link        // distinct inputs from other tables
	down   int           // of a child table: the parent's hop to it
	pools  map[int]*pool // by cell
	size   int64         // rows; 0: not counted yet
	idle   []*frame      // to be used again
}

// cell is one column of a table, compiled.
type cell struct {
	plan   *plan.Cell
	fill   filler
	null   *expr
	absent rng.Stream // decides about null
	order  bool
	scans  bool // it looks at other rows of the family
}

// filler fills a column for the rows of a frame. dst has been Reset for the
// cell's field.
type filler interface {
	fill(f *frame, dst *column.Vector)
}

// New compiles a plan; means may be nil. The error is wire.Faults, with pointers as in
// plan.Resolve.
func New(p *plan.Plan, means *Means) (*Source, error) {
	s := &Source{plan: p, means: means, tables: map[*plan.Table]*table{}, exprs: map[*plan.Expr]*expr{}}
	for _, t := range p.Tables {
		s.tables[t] = &table{source: s, plan: t, hops: []hop{upHop: {row: -1}, aroundHop: {row: -1}}}
	}
	for _, t := range p.Tables {
		child := s.tables[t]
		if child.parent = s.tables[t.Parent]; child.parent != nil {
			child.down = child.parent.hop(hop{child: child})
		}
	}
	s.target = s.tables[p.Target]
	return s, s.compile()
}

// compile binds the cells to the plan's seed.
func (s *Source) compile() error {
	var faults wire.Faults
	c := &compiler{source: s, faults: &faults}
	for _, t := range s.plan.Tables {
		c.extent(s.tables[t])
	}
	for _, t := range s.plan.Tables { // the rows of all tables are known now
		c.columns(s.tables[t])
	}
	s.rules = c.rules(s.target, s.plan.Rules)
	return faults.Err()
}

// Reset makes s as good as New with another seed, in the memory that it has.
// Nothing that Block lent may be read any more.
func (s *Source) Reset(seed uint64) error {
	if s.last.frame != nil {
		s.last.frame.release()
		s.last.frame = nil
	}
	for i := range s.rules {
		s.rules[i].count.Checked, s.rules[i].count.Broken, s.rules[i].count.FirstRow = 0, 0, 0
	}
	if seed == s.plan.Seed {
		return nil
	}
	other := *s.plan
	other.Seed = seed
	s.plan = &other
	return s.compile()
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
	if s.last.frame != nil {
		s.last.frame.release()
	}
	var f *frame
	if t.kin == nil {
		f = t.span(from, int(min(to-from, blockRows)))
	} else {
		f = t.from(from, to)
	}
	low := 0
	if len(f.rows) > 0 {
		low = int(from - f.rows[0])
	}
	high := min(low+int(to-from), len(f.rows))
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
		cut.Append(whole, s.upTo(high)[low:])
		dst.Cols[i] = *cut
	}
	return nil
}

// Rows is how many rows the target has when its domain's root table has
// plan.Settings.Roots.
func (s *Source) Rows() int64 { return s.target.rows() }

// rows is how many there are, or are taken to be, to refer to.
func (t *table) rows() int64 {
	if t.size == 0 {
		t.size = t.count()
	}
	return t.size
}

func (t *table) count() int64 {
	switch {
	case t.source.plan.Roots > 0 && t.plan.Root:
		return t.source.plan.Roots
	case t.plan.Pool != nil:
		return t.pool
	case t.kin != nil:
		return t.kin.Count(t.parent.rows())
	}
	return plan.DefaultPool
}

// upTo is the numbers from 0 on below n, to be read only.
func (s *Source) upTo(n int) []uint32 {
	for i := len(s.numbers); i < n; i++ {
		s.numbers = append(s.numbers, uint32(i))
	}
	return s.numbers[:n]
}

func interval(low, high int) []uint32 {
	idx := make([]uint32, high-low)
	for i := range idx {
		idx[i] = uint32(low + i)
	}
	return idx
}
