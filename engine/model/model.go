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
)

// Options of Fit; the zero value is the default.
type Options struct {
	MinCount int // rows below which a count is merged away; default 5
}

// Model draws rows like those of a sample.
type Model struct {
	fields  []column.Field
	names   []string // of variables
	domains []domain
	order   []int // of variables
	trees   []*tree
	columns []int // of each variable
	dicts   []*column.Dict
}

// Fit learns a sample. progress may be nil; it is told how many of the
// columns are done.
func Fit(s *sample.Sample, o Options, progress func(done, total int)) (*Model, error) {
	minCount := o.MinCount
	if minCount == 0 {
		minCount = 5
	}
	minCount = max(1, min(minCount, 1+s.Table.Rows/200))
	m := &Model{fields: s.Table.Fields}
	vs := variables(s)
	n := s.Table.Rows
	m.trees = make([]*tree, len(vs))
	cells := make([][]uint16, len(vs))
	bins := make([][]uint8, len(vs))
	for i := range vs {
		d, codes := cut(&vs[i], minCount)
		m.names = append(m.names, vs[i].name)
		m.domains = append(m.domains, d)
		m.columns = append(m.columns, vs[i].column)
		cells[i] = codes
		bins[i] = make([]uint8, n)
		for row, c := range codes {
			bins[i][row] = d.bin[c]
		}
		var dict *column.Dict
		if !d.ordered {
			source := s.Table.Cols[vs[i].column].Dict
			texts := make([]string, len(d.cells))
			for c := range texts {
				if !d.isMissing(uint16(c)) && source != nil {
					texts[c] = source.Text(uint32(d.cells[c].knots[0]))
				}
			}
			dict = column.NewDict(texts)
		}
		m.dicts = append(m.dicts, dict)
	}
	m.order = orderVariables(m.domains)
	flogf := entropies(n)
	for i, v := range m.order {
		g := newGrower(m.domains, bins, cells[v], v, flogf)
		g.rows = make([]int32, n)
		for row := range g.rows {
			g.rows[row] = int32(row)
		}
		m.trees[v] = g.grow(slices.Clone(m.order[:i]))
		if progress != nil {
			progress(i+1, len(vs))
		}
	}
	return m, nil
}

// newGrower prepares the growing of variable v's tree.
func newGrower(domains []domain, bins [][]uint8, cells []uint16, v int, flogf []float64) *grower {
	d := &domains[v]
	g := &grower{target: d, domains: domains, bins: bins, cells: cells, flogf: flogf}
	g.class = make([]uint8, len(cells))
	var mass [classesMax]float64
	for row, c := range cells {
		g.class[row] = d.class[c]
		mass[d.class[c]]++
	}
	if d.ordered && d.classes > 2 {
		g.score = make([]float64, classesMax)
		below := 0.0
		for k := range d.classes {
			g.score[k] = (below + mass[k]/2) / float64(len(cells))
			below += mass[k]
		}
	}
	return g
}

// orderVariables puts variables with fewer cells first.
func orderVariables(domains []domain) []int {
	order := make([]int, len(domains))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(domains[a].cells) - len(domains[b].cells) })
	return order
}

// Fields are the columns that Draw fills.
func (m *Model) Fields() []column.Field { return m.fields }
