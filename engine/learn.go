package engine

import (
	"encoding/json"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// drawnRows is how many rows a model draws at once.
const drawnRows = 2048

// drawn makes rows from a fitted model.
type drawn struct {
	model    *model.Model
	replaced []*replacement
	seed     uint64
	rows     []int64
}

func (d *drawn) Fields() []column.Field { return d.model.Fields() }

func (d *drawn) Block(dst *column.Table, from, to int64) error {
	d.rows = d.rows[:0]
	for row := from; row < min(to, from+drawnRows); row++ {
		d.rows = append(d.rows, row)
	}
	d.model.Draw(dst, d.seed, d.rows)
	for _, r := range d.replaced {
		r.fill(&dst.Cols[r.column], d.rows)
	}
	dst.First = from
	return nil
}

// continued is the sample's rows followed by drawn ones.
type continued struct {
	drawn
	sample *column.Table
}

func (c *continued) Block(dst *column.Table, from, to int64) error {
	known := int64(c.sample.Rows)
	if from >= known {
		if err := c.drawn.Block(dst, from-known, to-known); err != nil {
			return err
		}
		dst.First = from
		return nil
	}
	n := int(min(to, known, from+drawnRows) - from)
	dst.Fields, dst.First, dst.Rows = c.sample.Fields, from, n
	if len(dst.Cols) != len(dst.Fields) {
		dst.Cols = make([]column.Vector, len(dst.Fields))
	}
	idx := make([]uint32, n)
	for i := range idx {
		idx[i] = uint32(int(from) + i)
	}
	for i := range dst.Cols {
		var cells column.Vector // drawn vectors are the model's to reuse, not these
		cells.Reset(dst.Fields[i], 0)
		cells.Append(&c.sample.Cols[i], idx)
		dst.Cols[i] = cells
	}
	return nil
}

// learn fits a model to the sample, or takes the one given.
func (r *Run) learn() (source, error) {
	o := r.order
	m := &model.Model{}
	var err error
	if o.Model != nil {
		err = json.Unmarshal(o.Model, m)
	} else {
		s := o.sample
		if n := r.options.SampleRows; n > 0 && n < s.Table.Rows {
			rows, _ := s.Draw(rng.New(0, "preview"), n)
			s = s.Subset(rows)
		}
		m, err = model.Fit(s, model.Options{First: conditioned(o.Where), Free: o.Free}, func(done, total int) { r.tell("fit", int64(done), int64(total)) })
	}
	if err != nil {
		return nil, pointed(err, "/sample")
	}
	if len(o.Where) > 0 {
		if m, err = m.Where(o.Where); err != nil {
			return nil, pointed(err, "/where")
		}
	}
	d := drawn{model: m, seed: o.Seed}
	if d.replaced, err = o.replacements(m, o.sample); err != nil {
		return nil, err
	}
	if o.total() == o.count {
		return &d, nil
	}
	return &continued{d, &o.sample.Table}, nil
}

// conditioned lists the columns that conditions name, for the model to draw
// first.
func conditioned(where []string) []string {
	var names []string
	for _, condition := range where {
		if end := strings.IndexAny(condition, "=<>!"); end > 0 {
			names = append(names, strings.TrimSpace(condition[:end]))
		}
	}
	return names
}

// fitted is the model that a source draws from; nil for a schema's.
func fitted(s source) *model.Model {
	switch s := s.(type) {
	case *drawn:
		return s.model
	case *continued:
		return s.model
	}
	return nil
}

// keepModel puts the fitted model into the answer.
func (r *Run) keepModel(a *wire.Answer) error {
	m := fitted(r.source)
	if m == nil {
		return wire.Faults{{Kind: wire.Invalid, Pointer: "/mode", Message: "there is a model only of a sample", Remedy: "use MIMIC_BUFFER or AUGMENTED_SET"}}
	}
	var err error
	a.Model, err = json.Marshal(m)
	return err
}
