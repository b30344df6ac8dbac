package engine

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/wire"
)

// checker holds every row against the schema.
type checker interface {
	Add(t *column.Table)
	Compliance() wire.Compliance
}

// quality gathers a run's report, block by block.
type quality struct {
	order   *order
	source  source
	sketch  *report.Sketch
	checker checker
	made    *gathered // new rows kept to compare with the sample; nil: without one
	twin    bool      // measure privacy
}

func (e *Engine) newQuality(o *order, s source, fields []column.Field) (*quality, error) {
	j, err := e.judge(o.described(), o.Refs)
	if err != nil {
		return nil, under(err, o)
	}
	q := &quality{order: o, source: s, sketch: report.New(fields)}
	if n, ok := s.(*nested); ok {
		q.checker = &hearing{judge: j, source: n, verdict: verdict{}}
	} else {
		q.checker = report.NewChecker(j, fields)
	}
	if o.sample != nil {
		q.made = &gathered{}
	}
	return q, nil
}

func (q *quality) add(t *column.Table) {
	q.sketch.Add(t)
	q.checker.Add(t)
	if s, ok := q.source.(*gen.Source); ok {
		s.Check()
	}
	if q.made != nil && t.First >= q.order.total()-q.order.count {
		q.made.add(t)
	}
}

func (q *quality) measure(step wire.Step) (wire.Quality, error) {
	if err := step.Tell(0, 1); err != nil {
		return wire.Quality{}, err
	}

	out := wire.Quality{Rows: q.sketch.Rows(), Columns: q.sketch.Columns(), Compliance: q.checker.Compliance()}
	out.Rules = q.rules()
	if c, ok := q.source.(*continued); ok && c.filler != nil {
		out.Filled = c.filler.filled()
	}
	if q.made != nil {
		if err := q.compare(&out, step); err != nil {
			return out, err
		}
	}
	return out, step.Tell(1, 1)
}

func (q *quality) rules() []wire.Rule {
	if s, ok := q.source.(*gen.Source); ok {
		return s.Rules()
	}
	return nil
}

// gathered is a table that grows by blocks, up to a bound.
type gathered struct{ column.Table }

// gatheredRows bounds what is kept for comparing: the first new rows are as
// good as any, since each is drawn for itself.
const gatheredRows = 200_000

func (g *gathered) add(t *column.Table) {
	if n := min(t.Rows, gatheredRows-g.Rows); n > 0 {
		g.Gather(t, column.Interval(0, n))
	}
}
