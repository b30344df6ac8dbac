package engine

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// twinRows is up to how many rows of a sample the twin is fitted on.
const twinRows = 50_000

// privacy measures whether the way the sample was learnt remembers rows: a
// twin of the model is fitted in the same way on a random half of the sample,
// and its rows are held against that half and against the other, which it
// never saw. The model of the output may so learn from every row. Of a single
// row nothing can be said: nil.
func (o *order) privacy(step wire.Step) (*wire.Privacy, error) {
	s := o.sample
	n := min(s.Table.Rows/2, twinRows)
	if n == 0 {
		return nil, nil
	}
	half, rest := s.Draw(rng.New(o.Seed, "twin"), n)
	fitted, held := s.Subset(half), s.Subset(rest[:min(n, len(rest))])
	twin, err := model.Fit(fitted, model.Options{}, step)
	if err != nil {
		return nil, err
	}
	rows := &gathered{}
	source := &drawn{model: twin, seed: o.Seed}
	var block column.Table
	for at := int64(0); at < int64(n); at += int64(block.Rows) {
		if err := source.Block(&block, at, int64(n)); err != nil {
			return nil, err
		}
		rows.add(&block)
	}
	keep := o.modelled()
	p := report.Protect(pick(&fitted.Table, keep), pick(&held.Table, keep), pick(&rows.Table, keep))
	return &p, nil
}

// modelled are the columns of the sample that are not replaced.
func (o *order) modelled() []int {
	var keep []int
	for i := range o.sample.Columns {
		if !replaced(&o.sample.Columns[i]) {
			keep = append(keep, i)
		}
	}
	return keep
}

// pick is a table with some of its columns.
func pick(t *column.Table, keep []int) *column.Table {
	out := &column.Table{Name: t.Name, First: t.First, Rows: t.Rows}
	for _, i := range keep {
		out.Fields = append(out.Fields, t.Fields[i])
		out.Cols = append(out.Cols, t.Cols[i])
	}
	return out
}
