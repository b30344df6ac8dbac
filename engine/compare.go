package engine

import (
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// compare adds to the report how like the sample the new rows are.
func (q *quality) compare(out *wire.Quality, step wire.Step) error {
	s := q.order.sample
	d := learnt(q.source)
	out.Notes = append(s.Notes(), d.model.Notes()...)
	out.Notes = append(out.Notes, freed(q.order.Free)...)
	if c, ok := q.source.(*continued); ok {
		out.Notes = append(out.Notes, c.notes()...)
	}
	if d.balanced != nil {
		out.Notes = append(out.Notes, d.balanced.notes(q.order.total())...)
	}
	for i := range out.Columns {
		if k := s.Table.Index(out.Columns[i].Name); k >= 0 && replaced(&s.Columns[k]) {
			out.Columns[i].Replaced = string(s.Columns[k].Role)
		}
	}
	if q.made.Rows == 0 {
		return nil
	}
	out.Similarity = report.Compare(&s.Table, &q.made.Table, out.Columns)
	if !q.twin {
		return nil
	}
	var err error
	out.Privacy, err = q.order.privacy(step)
	return err
}

// replaced reports whether a column's values are made anew, not modelled.
func replaced(c *sample.Column) bool {
	return c.Role == sample.Key || c.Role == sample.Personal || c.Role == sample.FreeText
}
