package report

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// Bounds on the work. SDMetrics, too, takes 50,000 rows for contingencies.
const (
	shapeRows = 200_000     // of each table, for the shapes of columns
	pairRows  = 50_000      // of each table, for pairs of columns
	pairCells = 100_000_000 // pairs times rows: with very many pairs, fewer rows
)

// Compare says how like a sample new rows are, by the definitions of the
// quality report of SDMetrics (https://docs.sdv.dev/sdmetrics) without its
// thresholds on pairs: every pair counts. Columns go together by name, and
// those of columns whose Replaced is set (keys, personal data) are left out.
// It is nil where no column can be compared.
//
// Compare also fills in what columns, the report on the new rows, says of each
// column's likeness: Real, Metric, Similarity and Adherence.
func Compare(real, synthetic *column.Table, columns []wire.Column) *wire.Similarity {
	described := sketch(real).Columns()
	var duos []*duo
	for i := range columns {
		c := &columns[i]
		r, s := real.Index(c.Name), synthetic.Index(c.Name)
		if r < 0 {
			continue
		}
		c.Real = &described[r].Summary
		if s < 0 || c.Replaced != "" {
			continue
		}
		d := match(real, synthetic, r, s)
		c.Metric, c.Similarity, c.Adherence = d.metric(), d.shape(), d.adherence()
		if c.Similarity != nil {
			duos = append(duos, d)
		}
	}
	if len(duos) == 0 {
		return nil
	}
	out := &wire.Similarity{}
	for _, c := range columns {
		if c.Similarity != nil {
			out.ColumnShapes += *c.Similarity
		}
	}
	out.ColumnShapes /= float64(len(duos))
	out.Score = out.ColumnShapes
	fillPairs(out, duos)
	if out.PairTrends != nil {
		out.Score = (out.ColumnShapes + *out.PairTrends) / 2
	}
	return out
}

func sketch(t *column.Table) *Sketch {
	s := New(t.Fields)
	s.Add(t)
	return s
}

// subset is the numbers of at most n of a table's rows, chosen by chance but
// always the same.
func subset(rows, n int) []int {
	out := make([]int, min(rows, n))
	if rows <= n {
		for i := range out {
			out[i] = i
		}
		return out
	}
	order := rng.New(0, "report", "subset").Permute(uint64(rows))
	for i := range out {
		out[i] = int(order.At(uint64(i)))
	}
	return out
}
