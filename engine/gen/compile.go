package gen

import (
	"maps"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/relation"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// compiler turns the cells of a plan into fillers, and gathers what is wrong.
type compiler struct {
	source *Source
	faults *wire.Faults
}

// place is a cell with its table while it is compiled.
type place struct {
	*compiler
	table *table
	cell  *plan.Cell
	at    string // JSON Pointer of its x-groflex, or of the property where there is none
}

// extent compiles how many rows a table has and whose children they are.
func (c *compiler) extent(t *table) {
	t.pools, t.size = map[int]*pool{}, 0
	c.layout(t)
	if t.plan.Pool != nil {
		if x := (place{c, t, nil, t.plan.Entity.Name + "#/" + schema.Extension + "/rows"}).amount(t.plan.Pool); x != nil {
			t.pool = max(int64(floor(number(x.constant, 0)+0.5)), 1)
		}
	}
}

func (c *compiler) columns(t *table) {
	t.cells = make([]cell, len(t.plan.Cells))
	for i, pc := range t.plan.Cells {
		t.cells[i].plan = pc
		if !pc.Needed {
			continue
		}
		at := pc.Column.Pointer
		if pc.Column.Fill != nil {
			at += "/" + schema.Extension
		}
		if t.plan != c.source.plan.Target {
			at = t.plan.Entity.Name + "#" + at
		}
		p := place{c, t, pc, at}
		t.cells[i].fill = p.filler()
		t.cells[i].absent = p.stream("null")
		if pc.Row == nil && pc.Fill != nil && pc.Fill.Order {
			t.cells[i].order, t.cells[i].scans = true, true
		}
		if pc.Null != nil && pc.Row == nil {
			t.cells[i].null = p.amount(pc.Null)
		}
	}
}

// stream is an independent stream of the cell's column.
func (p place) stream(purpose string) rng.Stream {
	return rng.New(p.source.plan.Seed, p.table.plan.Entity.Name, p.cell.Field.Name, purpose)
}

func (p place) fault(below, format string, args ...any) {
	p.faults.Add(p.at+below, format, args...)
}

func (c *compiler) layout(t *table) {
	if t.plan.Parent == nil {
		return
	}
	f := t.plan.Entity.Parent.Fanout
	limit := f.Max
	if limit == 0 {
		limit = schema.MaxFanout
	}
	var params []dist.Param
	fanout := relation.Fanout{Min: f.Min, Max: limit, Step: max(f.Step, 1)}
	fanout.Draw = func(dst []float64, _ rng.Stream, _ []int64) {
		for i := range dst {
			dst[i] = f.Plus
		}
	}
	if f.Dist.Name != "" {
		p := place{c, t, nil, t.plan.Entity.Name + "#/" + schema.Extension + "/parent/fanout"}
		d := p.dist(f.Dist.Name, t.plan.Fanout, "/dist")
		if d == nil {
			return
		}
		if d.constant == nil {
			p.fault("/dist", "the fan-out can depend on parameters only")
			return
		}
		params = d.constant
		draw := func(dst []float64, s rng.Stream, rows []int64) { d.spec.Fill(dst, s, rows, params) }
		if counts, ok := d.spec.Counts(params); ok {
			draw = counts.Fill
		}
		fanout.Draw = func(dst []float64, s rng.Stream, rows []int64) {
			draw(dst, s, rows)
			for i := range dst {
				dst[i] += f.Plus
			}
		}
	}
	mean := c.source.means.of(t.plan, params, fanout)
	t.kin = relation.NewFinder(relation.New(rng.New(c.source.plan.Seed, t.plan.Entity.Name, "fan-out"), fanout, mean))
}

// filler chooses how a cell's column is filled.
func (p place) filler() filler {
	if p.cell.Row != nil {
		return p.row()
	}
	f := p.cell.Fill
	switch {
	case f == nil:
		return p.keywords()
	case f.Fake != "":
		return p.fake(f)
	case f.Dist != nil:
		return p.draw(f)
	case f.Choice != nil:
		return p.choice(f)
	case f.Cases != nil:
		return p.cases(f)
	case f.Chance != nil:
		return &chance{p: p.amount(p.cell.Chance), bits: p.stream("")}
	case f.Time != nil:
		return p.span(f)
	case f.Formula != "":
		return p.formula()
	case f.Sequence != nil:
		return newSequence(*f.Sequence, p.cell.Field.Kind == column.Text)
	case f.Ref != nil:
		return &repeat{p.table.input(*p.cell.Key)}
	}
	return p.keywords()
}

// fake binds a provider to the columns that it follows.
func (p place) fake(f *schema.Fill) filler {
	provider, ok := fake.Named(f.Fake)
	if !ok {
		p.fault("/fake", "there is no provider %q", f.Fake)
		return nil
	}
	if provider.Field.Kind != p.cell.Field.Kind {
		p.fault("/fake", "%s makes a %s, the column is a %s", f.Fake, provider.Field.Kind, p.cell.Field.Kind)
		return nil
	}
	group := f.Group
	if group == "" {
		group, _, _ = strings.Cut(f.Fake, ".") // the family
	}
	made, err := provider.New(fake.Args{
		Seed: p.source.plan.Seed, Table: p.table.plan.Entity.Name, Group: group, Column: p.cell.Field.Name,
		Options: f.Options, AsOf: p.source.plan.AsOf,
	})
	if faults, ok := err.(wire.Faults); ok {
		*p.faults = append(*p.faults, faults.Under(p.at+"/options")...)
		return nil
	} else if err != nil {
		p.fault("/fake", "%v", err)
		return nil
	}
	b := &borrowed{filler: made, inputs: make([]*input, len(provider.Inputs))}
	for _, name := range slices.Sorted(maps.Keys(p.cell.With)) {
		i := slices.Index(provider.Inputs, name)
		if i < 0 {
			p.fault("/with"+wire.Token(name), "%s has no such input; it has %q", f.Fake, provider.Inputs)
			continue
		}
		in := p.table.input(*p.cell.With[name])
		b.inputs[i] = &in
	}
	return b
}
