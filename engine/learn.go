package engine

import (
	"encoding/json"
	"strings"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// drawnRows is how many rows a model draws together, from a multiple of it on:
// the model spreads them evenly, so each depends on the others.
const drawnRows = 4096

// drawn makes rows from a fitted model.
type drawn struct {
	model    *model.Model
	balanced *balanced // nil: as the model has it
	replaced []*replacement
	seed     uint64

	rows  []int64
	whole column.Table // what is drawn together where only some of it is asked for
}

func (d *drawn) Fields() []column.Field { return d.model.Fields() }

func (d *drawn) Block(dst *column.Table, from, to int64) error {
	start := from - from%drawnRows
	if start == from && to-from >= drawnRows {
		d.draw(dst, start)
	} else {
		d.draw(&d.whole, start)
		*dst = column.Table{}
		dst.Gather(&d.whole, column.Interval(int(from-start), int(min(to-start, drawnRows))))
	}
	dst.First = from
	return nil
}

// draw fills dst with the drawnRows rows from start on.
func (d *drawn) draw(dst *column.Table, start int64) {
	d.rows = d.rows[:0]
	end := start + drawnRows
	if d.balanced != nil {
		end = min(end, d.balanced.dealt)
	}
	for row := start; row < end; row++ {
		d.rows = append(d.rows, row)
	}
	if d.balanced != nil {
		d.balanced.draw(dst, d.seed, d.rows)
	} else {
		d.model.Draw(dst, d.seed, d.rows)
	}
	for _, r := range d.replaced {
		r.fill(&dst.Cols[r.column], d.rows)
	}
}

// sampleRows is how many rows of the sample come out at once.
const sampleRows = 1024

// continued is the sample's rows followed by drawn ones.
type continued struct {
	drawn
	sample *column.Table
	filler *filler        // nil: missing cells stay so
	clock  *augment.Clock // nil: no column to go on with
}

func (c *continued) Block(dst *column.Table, from, to int64) error {
	known := int64(c.sample.Rows)
	if from >= known {
		if err := c.drawn.Block(dst, from-known, to-known); err != nil {
			return err
		}
		if c.clock != nil {
			c.clock.Apply(dst, from-known)
		}
		dst.First = from
		return nil
	}
	*dst = column.Table{First: from} // with memory of its own: what was drawn before is the model's to reuse
	dst.Gather(c.sample, column.Interval(int(from), int(min(to, known, from+sampleRows))))
	if c.filler != nil {
		c.filler.fill(dst)
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
		m, err = model.Fit(s, model.Options{First: o.conditioned(), Free: o.Free}, r.step("fit"))
	}
	if err != nil {
		return nil, pointed(err, "/sample")
	}
	d := drawn{model: m, seed: o.Seed}
	if d.balanced, err = o.balance(m); err != nil {
		return nil, err
	}
	if len(o.Where) > 0 && d.balanced == nil {
		if d.model, err = m.Where(o.Where); err != nil {
			return nil, pointed(err, "/where")
		}
	}
	if d.replaced, err = o.replacements(m, o.sample); err != nil {
		return nil, err
	}
	if o.total() == o.count {
		return &d, nil
	}
	return &continued{d, &o.sample.Table, o.filler(m, d.replaced), o.clock()}, nil
}

// conditioned lists the columns that conditions and levels name, for the model
// to draw first.
func (o *order) conditioned() []string {
	var names []string
	for _, condition := range o.Where {
		if end := strings.IndexAny(condition, "=<>!"); end > 0 {
			names = append(names, strings.TrimSpace(condition[:end]))
		}
	}
	for _, l := range o.levels {
		names = append(names, l.Column)
	}
	return names
}

// learnt is the part of a source that draws from a model; nil for a schema's.
func learnt(s source) *drawn {
	switch s := s.(type) {
	case *drawn:
		return s
	case *continued:
		return &s.drawn
	}
	return nil
}

// keepModel puts the fitted model into the answer.
func (r *Run) keepModel(a *wire.Answer) error {
	d := learnt(r.base)
	if d == nil {
		return wire.Faults{{Kind: wire.Invalid, Pointer: "/mode", Message: "there is a model only of a sample", Remedy: "use MIMIC_BUFFER or AUGMENTED_SET"}}
	}
	var err error
	a.Model, err = json.Marshal(d.model)
	return err
}
