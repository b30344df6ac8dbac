package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
)

// figure is a target with what each seed showed.
type figure struct {
	Target
	number int // of the target in its file
	seen   []sample
}

// sample is a figure as one seed shows it.
type sample struct {
	value, error float64 // error: standard
	rows         int
}

// near is how far from the target a seed may be: the tolerance, or three
// standard errors where that is more.
func (f *figure) near() float64 {
	near := f.Tolerance
	for _, s := range f.seen {
		near = max(near, 3*s.error)
	}
	return near
}

// off is how far the worst seed is from the target.
func (f *figure) off() float64 {
	worst := 0.0
	for _, s := range f.seen {
		if math.IsNaN(s.value) {
			return math.Inf(1)
		}
		worst = max(worst, math.Abs(s.value-f.Target.Target))
	}
	return worst
}

func (f *figure) met() bool { return len(f.seen) > 0 && f.off() <= f.near() }

// strict reports whether the source is good enough to hold the figure to it.
func (f *figure) strict() bool { return f.Grade == "A" || f.Grade == "B" }

// rows is the least of the seeds.
func (f *figure) rows() int {
	least := math.MaxInt
	for _, s := range f.seen {
		least = min(least, s.rows)
	}
	return least
}

// measure is what the columns of one seed show.
func (f *figure) measure(m *made) sample {
	x, y := m.columns[f.column()], m.columns[f.column()+" with"]
	if x == nil {
		x = &values{}
	}
	numbers, twins := x.numbers, []float64(nil)
	if y != nil {
		numbers, twins = paired(x, y)
	}
	return sample{statistics[f.stat()](numbers, twins), f.standardError(numbers, twins), len(numbers)}
}

// most is how many rows of a table are made for a figure, at most.
const most = 3_000_000

// closer measures those figures of grades A and B again whose last seed had too few rows, over
// as many more rows of the root table as that takes. Only their columns are
// made.
func closer(d *schema.Domain, e *schema.Entity, s plan.Settings, need int64, figures []*figure) error {
	least := need
	var few []*figure
	for _, f := range figures {
		if n := int64(f.seen[len(f.seen)-1].rows); n > 0 && n < need && f.strict() {
			few, least = append(few, f), min(least, n)
		}
	}
	if len(few) == 0 || e.Parent == nil && e.Name != d.Root {
		return nil // enough, or a table that has as many rows as it has
	}
	s.Roots = s.Roots * need / least * 6 / 5
	slim := *e
	slim.Columns, slim.Vars, slim.Rules = nil, slices.Concat(e.Columns, e.Vars), nil
	for _, f := range few {
		slim.Columns = append(slim.Columns, f.columns()...)
	}
	m, err := table(d, &slim, s, most, nil, func(*schema.Column) bool { return true })
	if err != nil {
		return err
	}
	for _, f := range few {
		f.seen[len(f.seen)-1] = f.measure(m)
	}
	return nil
}

// columns are what a figure is measured from.
func (f *figure) columns() []schema.Column {
	kind := column.Float
	if f.stat() == "share" {
		kind = column.Bool
	}
	all := []schema.Column{hidden(f.column(), kind, f.Expr, f.Where)}
	if f.With != "" {
		all = append(all, hidden(f.column()+" with", kind, f.With, f.Where))
	}
	return all
}

func (f *figure) column() string { return fmt.Sprintf("target %d", f.number) }

// paired are the values of rows that have both.
func paired(x, y *values) (a, b []float64) {
	k := 0
	for i, row := range x.rows {
		for k < len(y.rows) && y.rows[k] < row {
			k++
		}
		if k < len(y.rows) && y.rows[k] == row {
			a, b = append(a, x.numbers[i]), append(b, y.numbers[k])
		}
	}
	return a, b
}

// hidden is a column that only measures: a formula with the scope of the
// table's own, null where the condition is not met.
func hidden(name string, kind column.Kind, expr, where string) schema.Column {
	fill := &schema.Fill{Formula: expr}
	if where != "" {
		fill.Null = &schema.Value{Expr: "not ((" + where + ") ?? false)"}
	}
	return schema.Column{Field: column.Field{Name: name, Kind: kind}, Pointer: "/" + name, Nullable: true, Fill: fill}
}
