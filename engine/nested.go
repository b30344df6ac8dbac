package engine

import (
	"encoding/json"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/instance"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// nested makes the rows of a schema that is not a flat table: each is one
// JSON value. JSON and NDJSON take the value as it is, in a column without a
// name; CSV and SQL get a column for each property.
type nested struct {
	order     *order
	generator *instance.Generator
	stream    rng.Stream
	fields    []column.Field
	values    bool          // one column of whole values
	whole     column.Vector // the values of the last block
}

// nestedRows is how many values are made at once.
const nestedRows = 256

func newNested(o *order) (*nested, error) {
	g, err := instance.Compile(o.entity.Raw, documents(o.Refs))
	if err != nil {
		return nil, under(err, o)
	}
	s := &nested{order: o, generator: g, stream: rng.New(o.Seed, o.entity.Name), values: o.Format == "json" || o.Format == "ndjson"}
	names, kind := schema.PropertyNames(o.entity.Raw), column.Text
	if len(names) == 0 && !s.values {
		return nil, wire.Faults{{Kind: wire.Invalid, Pointer: "/format", Message: o.Format + " needs columns, and the schema names no properties",
			Remedy: "use json or ndjson"}}
	}
	if s.values {
		names, kind = []string{""}, column.JSON
	}
	for _, name := range names {
		s.fields = append(s.fields, column.Field{Name: name, Kind: kind})
	}
	return s, nil
}

func (s *nested) Fields() []column.Field { return s.fields }

func (s *nested) Block(dst *column.Table, from, to int64) error {
	n := int(min(to-from, nestedRows))
	dst.Fields, dst.First, dst.Rows = s.fields, from, n
	if len(dst.Cols) != len(s.fields) {
		dst.Cols = make([]column.Vector, len(s.fields))
	}
	for i := range dst.Cols {
		dst.Cols[i].Reset(s.fields[i], 0)
	}
	s.whole.Reset(column.Field{Kind: column.JSON}, 0)
	for i := range n {
		var err error
		if s.whole.Raw, err = s.generator.Append(s.whole.Raw, s.stream, from+int64(i)); err != nil {
			return under(err, s.order)
		}
		s.whole.EndCell()
		if !s.values {
			s.spread(dst, i, n)
		}
	}
	if s.values {
		dst.Cols[0] = s.whole
	}
	return nil
}

// spread puts the properties of value i into their columns: texts as they
// are, everything else as JSON.
func (s *nested) spread(dst *column.Table, i, n int) {
	var object map[string]json.RawMessage
	_ = json.Unmarshal(s.whole.Bytes(i), &object) // another value has no properties: all cells are null
	for k := range dst.Cols {
		v := &dst.Cols[k]
		raw, ok := object[s.fields[k].Name]
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		if ok = ok && string(raw) != "null"; ok {
			v.Raw = append(v.Raw, text...)
		}
		v.EndCell()
		if !ok {
			v.SetNull(i, n)
		}
	}
}
