package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// Checker counts, block by block, which rows break their schema, each as the
// JSON object that the encoder writes. Keywords on single cells are checked
// on whole columns; the judge sees rows only where the schema has more than
// that, and only the columns concerned. Both give the same faults. Use one
// Checker per goroutine.
type Checker struct {
	fields  []column.Field
	rows    []rowCheck
	columns []check
	judge   *judge.Judge
	judged  []int // columns the judge sees
	checked int64
	valid   int64
	found   map[place]*wire.FaultCount

	bad, scratch column.Bits
}

// place is where a fault is: pointers into the record and into the schema.
type place struct{ instance, keyword string }

// maxPlaces bounds the places that faults are counted at. Only records with
// arbitrary names or very long arrays have more; what is beyond is counted
// without its place in the record.
const maxPlaces = 10_000

// NewChecker prepares the checks of a schema on rows of the fields.
func NewChecker(j *judge.Judge, fields []column.Field) *Checker {
	c := &Checker{fields: fields, found: map[place]*wire.FaultCount{}}
	c.plan(j)
	return c
}

// Add checks a block.
func (c *Checker) Add(t *column.Table) {
	c.bad = empty(c.bad, t.Rows)
	for i := range c.rows {
		r := &c.rows[i]
		c.scratch = empty(c.scratch, t.Rows)
		r.mark(c.scratch, t)
		c.countAll(place{"", r.keyword}, c.scratch, t.First, func() string { return r.says })
	}
	for i := range c.columns {
		c.columns[i].run(c, t)
	}
	if c.judge != nil {
		c.hear(t)
	}
	c.checked += int64(t.Rows)
	c.valid += int64(t.Rows - c.bad.Count())
}

// Bad is the rows of the last block that break their schema, from its first
// row on; the Checker's until the next Add.
func (c *Checker) Bad() column.Bits { return c.bad }

// hear lets the judge decide on each row.
func (c *Checker) hear(t *column.Table) {
	for i := range t.Rows {
		record := make(map[string]any, len(c.judged))
		for _, col := range c.judged {
			if f, v := &c.fields[col], &t.Cols[col]; !(f.Omit && v.Null(i)) {
				record[f.Name] = Value(f, v, i)
			}
		}
		for _, v := range c.judge.Validate(record) {
			c.bad.Set(i)
			c.count(place{v.Instance, v.Keyword}, 1, t.First+int64(i), func() string { return v.Message })
		}
	}
}

// count adds n faults at a place, the first of them in row; says tells what is
// wrong there.
func (c *Checker) count(at place, n, row int64, says func() string) {
	f := c.found[at]
	if f == nil {
		if len(c.found) >= maxPlaces {
			at.instance = ""
			f = c.found[at]
		}
		if f == nil {
			f = &wire.FaultCount{Instance: at.instance, Keyword: at.keyword, Message: says(), FirstRow: row}
			c.found[at] = f
		}
	}
	if row < f.FirstRow {
		f.FirstRow, f.Message = row, says()
	}
	f.Count += n
}

// Compliance is the verdict on the rows so far, the most frequent fault first.
func (c *Checker) Compliance() wire.Compliance {
	out := wire.Compliance{Checked: c.checked, Valid: c.valid}
	for _, f := range c.found {
		out.Faults = append(out.Faults, *f)
	}
	finish(&out)
	return out
}

// MergeCompliance is the verdict on the rows of both parts.
func MergeCompliance(a, b wire.Compliance) wire.Compliance {
	out := wire.Compliance{Checked: a.Checked + b.Checked, Valid: a.Valid + b.Valid}
	at := map[place]int{}
	for _, f := range slices.Concat(a.Faults, b.Faults) {
		p := place{f.Instance, f.Keyword}
		i, ok := at[p]
		if !ok {
			at[p] = len(out.Faults)
			out.Faults = append(out.Faults, f)
			continue
		}
		g := &out.Faults[i]
		g.Count += f.Count
		if f.FirstRow < g.FirstRow {
			g.FirstRow, g.Message = f.FirstRow, f.Message
		}
	}
	finish(&out)
	return out
}

// finish sorts the faults and computes the share.
func finish(c *wire.Compliance) {
	slices.SortFunc(c.Faults, func(a, b wire.FaultCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Instance, b.Instance), strings.Compare(a.Keyword, b.Keyword))
	})
	c.Share = 1
	if c.Checked > 0 {
		c.Share = float64(c.Valid) / float64(c.Checked)
	}
}

// empty is the empty set for n rows, in the memory of b where it suffices.
func empty(b column.Bits, n int) column.Bits {
	b = slices.Grow(b[:0], (n+63)/64)[:(n+63)/64]
	clear(b)
	return b
}
