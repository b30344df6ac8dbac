// Package model learns a sample and draws new rows like it.
//
// A sample enters Fit, a Model leaves: one tree a column, which gives the
// column's distribution given the columns drawn before it. Draw fills a table
// with new rows; each cell depends on the seed, its column and its row alone.
// A Model marshals to a JSON document that holds counts and no row.
package model

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// Options of Fit; the zero value is the default.
type Options struct {
	MinCount int // rows below which a count is merged away; default 5

	// First names columns to draw before all others, so that conditions on
	// them cost nothing.
	First []string

	// Free names columns whose dependencies, sums and inequalities are not
	// kept.
	Free []string
}

// Model draws rows like those of a sample.
type Model struct {
	fields   []column.Field
	rows     int // of the sample
	grown    int // of them that splits were found on
	minCount int
	parts    []*part // in the order in which they are drawn
	others   []other // columns that are not drawn but made

	only   []*restriction // by variable, nil where no condition is
	judged int            // parts that are drawn until they meet the conditions
}

// part is a variable with all that it takes to draw it.
type part struct {
	name   string
	number int // by which trees name it as a feature
	column int // of the table
	shift  int // of a float: values are times 2^shift
	domain domain
	look   bins
	levels *column.Dict // texts of the cells of a variable without order
	tree   *tree
	equal  *equal // nil: equal to no other
	link   *link  // nil: no sum

	// In place of a tree: the cell for each cell of the variable it follows.
	follows int
	of      []uint16

	written *written // of numbers that are texts, else nil

	// presence marks the variable of a column that a provider fills: it only
	// says where cells are missing.
	presence bool
}

// beforeMax is how many of the columns drawn before it one may depend on: the
// last ones. It bounds the time that thousands of columns take.
const beforeMax = 500

// Fit learns a sample. Of a large one the splits of the trees are found on some
// rows (see subsample); cells, intervals and all counts are of every row. The
// error is that of step.
func Fit(s *sample.Sample, o Options, step wire.Step) (*Model, error) {
	f, err := prepare(s, o, step)
	if err != nil {
		return nil, err
	}
	order, err := f.order(o.First)
	if err != nil {
		return nil, err
	}
	m := &Model{fields: s.Table.Fields, rows: s.Table.Rows, minCount: f.minCount, others: others(s)}
	f.rows = f.subsample(growRowsMax)
	m.grown = len(f.rows)
	for i, v := range order {
		p := f.part(s, v)
		before := order[max(0, i-beforeMax):i]
		if !slices.Contains(o.Free, p.name) {
			p.follows, p.of = f.dependency(v, before)
			p.link = f.linkOf(v, before)
		}
		if p.link != nil {
			p.of = nil
			f.relink(v, p.link)
			p.domain = f.domains[v]
		}
		if p.link == nil {
			p.domain.rhythm = f.rhythmOf(v, s.Table.Fields[p.column].Kind)
			f.domains[v].rhythm = p.domain.rhythm
		}
		if p.of == nil {
			if p.equal = f.equalTo(v, before); p.equal != nil && p.link == nil {
				f.recode(v, p.equal)
				p.domain = f.domains[v]
			} else {
				p.equal = nil
			}
			if p.tree, err = f.fitted(v, before).merge(&p.domain, f.minCount).tree(&p.domain, func(int) bool { return true }); err != nil {
				return nil, err
			}
		}
		m.parts = append(m.parts, p)
		if err := f.tell(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Fields are the columns that Draw fills.
func (m *Model) Fields() []column.Field { return m.fields }
