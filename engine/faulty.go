package engine

import (
	"slices"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/wire"
)

// breaker prepares to break rows on purpose.
func (e *Engine) breaker(r *Run) (*augment.Breaker, error) {
	o, fields := r.order, r.source.Fields()
	switch {
	case o.entity != nil && o.entity.Nested:
		return nil, wire.Faults{{Kind: wire.Invalid, Pointer: "/faulty", Message: "faulty rows are made of flat tables, and this schema is nested"}}
	case slices.ContainsFunc(fields, func(f column.Field) bool { return f.Name == o.FaultColumn }):
		return nil, wire.Faults{{Kind: wire.Invalid, Pointer: "/fault_column", Message: "there is a column of that name already", Remedy: "give another name"}}
	}
	j, err := e.judge(o.described(), o.Refs)
	if err != nil {
		return nil, under(err, o)
	}
	g := augment.Grounds{Judge: j, Fields: fields, Constants: constantsOf(o.settings.Params, o.settings.AsOf), Format: o.Format, Parent: -1}
	stream := rng.New(o.Seed, "faulty")
	if o.entity != nil {
		g.Parent = parentColumn(o.entity)
		g.Beside = r.base.(*gen.Source).Beside()
		for _, r := range o.entity.Rules {
			g.Rules = append(g.Rules, rule.Rule(r))
		}
		stream = rng.New(o.Seed, o.entity.Name, "faulty")
	}
	b, err := augment.NewBreaker(g, o.Faulty, o.FaultColumn, stream)
	if err != nil {
		return nil, err
	}
	o.added = append(o.added, property(b.Column(), "what the row breaks, on purpose"))
	return b, nil
}

// beside fills a table with what the rules of a schema read beside the rows;
// nil where there is no such thing.
func (r *Run) beside() func(dst *column.Table) {
	if s, ok := r.base.(*gen.Source); ok {
		return s.FillBeside
	}
	return nil
}

func (r *Run) faulty() *wire.Faulty {
	if r.breaker == nil {
		return nil
	}
	return r.breaker.Faulty()
}

// loose writes rows of which single cells are not of their column's field. It
// has an encoder for each such cell's field.
type loose struct {
	order    *order
	fields   []column.Field
	encoders map[oddField]encode.Encoder
}

type oddField struct {
	column int
	field  column.Field
}

// append writes a block with its odd cells; regular writes the rows without.
func (l *loose) append(dst []byte, regular encode.Encoder, t *column.Table, odd []augment.Odd) ([]byte, error) {
	from := 0
	upTo := func(to int) {
		part := column.Table{Name: t.Name, First: t.First + int64(from)}
		part.Gather(t, column.Interval(from, to))
		dst = regular.Append(dst, &part)
		from = to
	}
	for _, o := range odd {
		upTo(o.Row)
		encoder, err := l.encoder(oddField{o.Column, o.Cell.Field})
		if err != nil {
			return dst, err
		}
		one := column.Table{Name: t.Name, First: t.First + int64(from)}
		one.Gather(t, column.Interval(from, from+1))
		one.Fields = slices.Clone(l.fields)
		one.Fields[o.Column], one.Cols[o.Column] = o.Cell.Field, o.Cell.Vector()
		dst = encoder.Append(dst, &one)
		from++
	}
	upTo(t.Rows)
	return dst, nil
}

func (l *loose) encoder(odd oddField) (encode.Encoder, error) {
	if e := l.encoders[odd]; e != nil {
		return e, nil
	}
	fields := slices.Clone(l.fields)
	fields[odd.column] = odd.field
	e, err := l.order.encoder(fields)
	if err != nil {
		return nil, err
	}
	if l.encoders == nil {
		l.encoders = map[oddField]encode.Encoder{}
	}
	l.encoders[odd] = e
	return e, nil
}
