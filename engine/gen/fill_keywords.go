package gen

import (
	"encoding/json"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/instance"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
)

// keywords fills a column that only validation keywords speak about.
func (p place) keywords() filler {
	k := &p.cell.Column.Keywords
	kind := p.cell.Field.Kind
	switch {
	case k.Const != nil:
		return p.enum([]json.RawMessage{k.Const})
	case k.Enum != nil:
		return p.enum(k.Enum)
	case kind == column.Bool:
		return &chance{p: p.number(0.5), bits: p.stream("")}
	case kind.Numeric() && (k.MultipleOf == nil || kind == column.Decimal):
		return p.uniform(k)
	case kind == column.Date || kind == column.Time:
		today := p.source.plan.AsOf
		date := column.Field{Kind: column.Date}
		return &moment{
			from: &expr{constant: constant(float64(today-2*365), date)},
			to:   &expr{constant: constant(float64(today-1), date)},
			bits: p.stream(""),
		}
	}
	return p.instance(k)
}

func (p place) number(x float64) *expr {
	return &expr{constant: constant(x, column.Field{Kind: column.Float})}
}

// enum takes each of the values with the same probability, null aside.
func (p place) enum(list []json.RawMessage) filler {
	var options []schema.Option
	for _, raw := range list {
		text := strings.TrimSpace(string(raw))
		if text == "null" {
			continue
		}
		if text[0] == '"' {
			if json.Unmarshal(raw, &text) != nil {
				continue
			}
		}
		options = append(options, schema.Option{Value: text, Weight: schema.Value{Number: 1}})
	}
	weights := make([]float64, len(options))
	for i := range weights {
		weights[i] = 1
	}
	if len(options) == 0 {
		return nothing{}
	}
	return &choice{values: p.values(options, ""), alias: p.alias(weights, ""), bits: p.stream("")}
}

// nothing leaves every cell null.
type nothing struct{}

func (nothing) fill(f *frame, dst *column.Vector) { allNull(dst, len(f.rows)) }

// allNull makes the n cells of dst, which has been reset, null.
func allNull(dst *column.Vector, n int) {
	for i := range n {
		if dst.Kind == column.Text || dst.Kind == column.JSON {
			dst.EndCell()
		}
		dst.SetNull(i, n)
	}
}

// uniform draws numbers in whole steps of the column's last decimal: all
// values within the bounds alike, within a span of 1,000 where a bound is
// missing.
func (p place) uniform(k *schema.Keywords) filler {
	const span = 1000
	low, high := lowest(k), highest(k)
	switch {
	case low == nil && high == nil:
		low, high = new(float64), ptr(span)
	case low == nil:
		low = ptr(*high - span)
	case high == nil:
		high = ptr(*low + span)
	}
	u := &steps{low: *low, high: *high, step: 1, bits: p.stream("")}
	if kind := p.cell.Field.Kind; kind != column.Int {
		u.step = 0.01
		if kind == column.Decimal {
			u.step = 1 / unit(p.cell.Field.Scale)
		}
		if u.high-u.low < 2 {
			u.step = min(u.step, 1e-4)
		}
	}
	u.first, u.last = ceil(u.low/u.step-1e-9), floor(u.high/u.step+1e-9)
	if k.ExclusiveMinimum != nil && u.first*u.step <= *k.ExclusiveMinimum {
		u.first++
	}
	if k.ExclusiveMaximum != nil && u.last*u.step >= *k.ExclusiveMaximum {
		u.last--
	}
	if u.last < u.first {
		p.fault("", "no value lies within the bounds")
	}
	return u
}

type steps struct {
	low, high, step float64
	first, last     float64 // multiples of step
	bits            rng.Stream
}

func (u *steps) fill(f *frame, dst *column.Vector) {
	numbers := make([]float64, len(f.rows))
	count := max(uint64(min(u.last-u.first+1, limit)), 1)
	for i, row := range f.rows {
		k := u.first + float64(rng.Below(u.bits.At(row), count))
		if u.step == 1 {
			numbers[i] = k
		} else {
			numbers[i] = k / floor(1/u.step+0.5)
		}
	}
	store(dst, numbers)
}

func ptr(x float64) *float64 { return &x }

func lowest(k *schema.Keywords) *float64 {
	if k.ExclusiveMinimum != nil && (k.Minimum == nil || *k.ExclusiveMinimum > *k.Minimum) {
		return k.ExclusiveMinimum
	}
	return k.Minimum
}

func highest(k *schema.Keywords) *float64 {
	if k.ExclusiveMaximum != nil && (k.Maximum == nil || *k.ExclusiveMaximum < *k.Maximum) {
		return k.ExclusiveMaximum
	}
	return k.Maximum
}

// instance leaves patterns, lengths, formats and odd steps to the generator
// of single JSON values. The value stands in an object, so that the property's
// name can steer it.
func (p place) instance(k *schema.Keywords) filler {
	name := p.cell.Field.Name
	doc, err := json.Marshal(map[string]any{
		"type": "object", "required": []string{name}, "additionalProperties": false,
		"properties": map[string]json.RawMessage{name: k.Raw()},
	})
	if err != nil {
		p.fault("", "%v", err)
		return nil
	}
	g, err := instance.Compile(doc, nil)
	if err != nil {
		p.fault("", "%v", err)
		return nil
	}
	return &single{generator: g, name: name, bits: p.stream("")}
}

type single struct {
	generator *instance.Generator
	name      string
	bits      rng.Stream
	text      []byte
}

func (s *single) fill(f *frame, dst *column.Vector) {
	n := len(f.rows)
	numbers := make([]float64, n)
	for i, row := range f.rows {
		switch v := s.value(row).(type) {
		case string:
			dst.AppendText(v)
			continue
		case float64:
			numbers[i] = v
			continue
		}
		if dst.Kind == column.Text || dst.Kind == column.JSON {
			dst.EndCell()
		}
		numbers[i] = nan
	}
	if dst.Kind.Numeric() {
		store(dst, numbers)
	}
}

// value is the row's value, or nil where there is none to be found: the
// report counts what that breaks.
func (s *single) value(row int64) any {
	var err error
	if s.text, err = s.generator.Append(s.text[:0], s.bits, row); err != nil {
		return nil
	}
	var object map[string]any
	if json.Unmarshal(s.text, &object) != nil {
		return nil
	}
	return object[s.name]
}
