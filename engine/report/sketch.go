// Package report measures rows: what they are (Sketch), whether they follow
// their schema (Checker), how like a sample they are (Compare) and how private
// (Protect). Blocks of columns enter, the parts of a wire.Quality leave.
//
// A Sketch or a Checker takes any number of blocks in constant memory. Each is
// a function of the set of rows it saw: parts that workers filled add up, with
// Merge, to the very report of one pass. Start with New.
package report

import (
	"errors"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// exactValues is how many different values a column may have for its summary
// to be exact; wide tables get by with fewer, so that memory stays below
// about 64 MB.
func exactValues(columns int) int { return min(1<<16, 1<<21/max(columns, 1)) }

// Sketch summarises the columns of a table, block by block.
type Sketch struct {
	fields []column.Field
	rows   int64
	cols   []columnSketch
	picks  picks
}

// columnSketch is one column's: numbers or, for Text and JSON, texts.
type columnSketch struct {
	nulls   int64
	numbers *numbers
	texts   *texts
}

// settle counts what add put off; nothing but add may come before it.
func (c *columnSketch) settle() {
	if c.texts != nil {
		c.texts.settle()
	} else {
		c.numbers.settle()
	}
}

// New is the sketch of no rows.
func New(fields []column.Field) *Sketch {
	s := &Sketch{fields: fields, cols: make([]columnSketch, len(fields))}
	limit := exactValues(len(fields))
	for i, f := range fields {
		if f.Kind == column.Text || f.Kind == column.JSON {
			s.cols[i].texts = newTexts(limit)
		} else {
			s.cols[i].numbers = newNumbers(f.Kind == column.Float, limit)
		}
	}
	return s
}

// Add takes in a block whose columns are the sketch's fields, in order. Row
// numbers (t.First) must not overlap between blocks.
func (s *Sketch) Add(t *column.Table) {
	s.rows += int64(t.Rows)
	chosen, raised := s.picks.choose(t.First, t.Rows)
	if raised {
		s.thin()
	}
	for i := range s.cols {
		c, v := &s.cols[i], &t.Cols[i]
		if c.texts != nil {
			c.nulls += c.texts.add(v, t.Rows)
			c.texts.picked.take(v, t.First, chosen)
		} else {
			c.nulls += c.numbers.add(v, t.Rows)
		}
	}
}

// Merge takes in the rows of o, a sketch of other rows of the same fields. It
// uses o up.
func (s *Sketch) Merge(o *Sketch) error {
	if len(s.cols) != len(o.cols) {
		return errors.New("report: sketches of different tables")
	}
	for i := range s.cols {
		if (s.cols[i].texts == nil) != (o.cols[i].texts == nil) || s.fields[i].Kind != o.fields[i].Kind {
			return errors.New("report: sketches of different tables")
		}
	}
	s.rows += o.rows
	s.picks.merge(&o.picks)
	for i := range s.cols {
		c, d := &s.cols[i], &o.cols[i]
		c.settle()
		d.settle()
		c.nulls += d.nulls
		if c.texts != nil {
			c.texts.merge(d.texts)
		} else {
			c.numbers.merge(d.numbers)
		}
	}
	s.picks.raise()
	s.thin()
	return nil
}

// thin drops the cells of rows that are no longer picked.
func (s *Sketch) thin() {
	for i := range s.cols {
		if t := s.cols[i].texts; t != nil {
			t.picked.thin(&s.picks)
		}
	}
}

// Rows is the number of rows taken in.
func (s *Sketch) Rows() int64 { return s.rows }

// Columns is the report on each column, in order.
func (s *Sketch) Columns() []wire.Column {
	out := make([]wire.Column, len(s.cols))
	for i := range s.cols {
		out[i].Summary = s.summary(i)
	}
	return out
}
