package gen

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/instance"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// keywords fills a column that only validation keywords speak about.
func (p place) keywords() filler {
	k := &p.cell.Column.Keywords
	kind := p.cell.Field.Kind
	switch {
	case k.Const != nil || len(k.Enum) > 0:
		if options, ok := listed(k, kind); ok && len(options) > 0 {
			return p.evenly(options)
		}
	case kind == column.Bool:
		return &chance{p: p.number(0.5), bits: p.stream("")}
	case kind.Numeric() && (k.MultipleOf == nil || kind == column.Decimal):
		if u := p.uniform(k); u.first <= u.last {
			return u
		}
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

// listed is the values of enum or const that are of the column's kind; not ok
// where other keywords may exclude some of them.
func listed(k *schema.Keywords, kind column.Kind) (options []schema.Option, ok bool) {
	list := k.Enum
	if k.Const != nil {
		list = []json.RawMessage{k.Const}
	}
	if k.Const != nil && len(k.Enum) > 0 || kind != column.Bool && (k.Pattern != "" || k.Format != "" || k.MinLength != nil || k.MaxLength != nil ||
		k.Minimum != nil || k.Maximum != nil || k.ExclusiveMinimum != nil || k.ExclusiveMaximum != nil || k.MultipleOf != nil) {
		return nil, false
	}
	for _, raw := range list {
		var value any
		if json.Unmarshal(raw, &value) != nil {
			return nil, false
		}
		text, fits := strings.TrimSpace(string(raw)), false
		switch x := value.(type) {
		case string:
			text, fits = x, kind == column.Text
		case bool:
			fits = kind == column.Bool
		case float64:
			fits = kind == column.Float || kind == column.Decimal || kind == column.Int && floor(x) == x
		}
		if fits {
			options = append(options, schema.Option{Value: text, Weight: schema.Value{Number: 1}})
		}
	}
	return options, true
}

// evenly takes each of the values with the same probability.
func (p place) evenly(options []schema.Option) filler {
	weights := make([]float64, len(options))
	for i := range weights {
		weights[i] = 1
	}
	return &choice{values: p.values(options, ""), alias: p.alias(weights, ""), bits: p.stream("")}
}

// uniform draws numbers in whole steps of the column's last decimal: all
// values within the bounds alike, within a span of 1,000 where a bound is
// missing. Where no such step lies within them, last is before first.
func (p place) uniform(k *schema.Keywords) *steps {
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
	switch kind := p.cell.Field.Kind; {
	case kind == column.Decimal:
		u.step = 1 / unit(p.cell.Field.Scale)
	case kind == column.Float && u.high-u.low < 2:
		u.step = 1e-4
	case kind == column.Float:
		u.step = 0.01
	}
	u.first, u.last = ceil(u.low/u.step-1e-9), floor(u.high/u.step+1e-9)
	if k.ExclusiveMinimum != nil && u.first*u.step <= *k.ExclusiveMinimum {
		u.first++
	}
	if k.ExclusiveMaximum != nil && u.last*u.step >= *k.ExclusiveMaximum {
		u.last--
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
// name can steer it. That no value is found is said here, not by every row.
func (p place) instance(k *schema.Keywords) filler {
	name := p.cell.Field.Name
	doc, err := json.Marshal(map[string]any{
		"type": "object", "required": []string{name}, "additionalProperties": false,
		"properties": map[string]json.RawMessage{name: typed(k.Raw(), p.cell.Field.Kind)},
	})
	if err != nil {
		p.fault("", "%v", err)
		return nil
	}
	s := &single{name: name, bits: p.stream("")}
	if s.generator, err = instance.Compile(doc, nil); err == nil {
		_, err = s.generator.Append(nil, s.bits, 0)
	}
	var wrong wire.Faults
	if errors.As(err, &wrong) {
		for _, f := range wrong {
			f.Pointer = p.cell.Column.Pointer + strings.TrimPrefix(f.Pointer, "/properties"+wire.Token(name))
			*p.faults = append(*p.faults, f)
		}
	} else if err != nil {
		p.fault("", "%v", err)
	}
	return s
}

// typed is a property's schema with the type of its cells, if it names none.
func typed(property json.RawMessage, kind column.Kind) json.RawMessage {
	var members map[string]json.RawMessage
	if json.Unmarshal(property, &members) != nil || members["type"] != nil {
		return property
	}
	name := `"string"`
	switch {
	case kind == column.Bool:
		name = `"boolean"`
	case kind.Numeric():
		name = `"number"`
	}
	members["type"] = json.RawMessage(name)
	property, _ = json.Marshal(members)
	return property
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
		case bool:
			if v {
				numbers[i] = 1
			}
			continue
		}
		if dst.Kind == column.Text {
			dst.EndCell()
			dst.SetNull(i, n)
		}
		numbers[i] = nan
	}
	if dst.Kind != column.Text {
		store(dst, numbers)
	}
}

// value is the row's value, or nil where it is null or none is found: the report
// counts what that breaks.
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
