package engine

import (
	"encoding/json"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// extended is rows with columns derived from them.
type extended struct {
	source
	derivation *augment.Derivation
	rows       column.Table
}

func (x *extended) Fields() []column.Field { return x.derivation.Fields() }

func (x *extended) Block(dst *column.Table, from, to int64) error {
	if err := x.source.Block(&x.rows, from, to); err != nil {
		return err
	}
	*dst = column.Table{Name: x.rows.Name, First: x.rows.First, Rows: x.rows.Rows, Cols: append(dst.Cols[:0], x.rows.Cols...)}
	x.derivation.Apply(dst)
	return nil
}

// derive gives the source the columns that the order derives.
func (o *order) derive(s source) (source, error) {
	if len(o.Derive) == 0 {
		return s, nil
	}
	if _, whole := s.(*nested); whole {
		return nil, wire.Faults{{Kind: wire.Invalid, Pointer: "/derive", Message: "columns are derived from those of a flat table, and this schema is nested"}}
	}
	known := s.Fields()
	d, err := augment.Derive(o.Derive, known, constantsOf(o.settings.Params, o.settings.AsOf))
	if err != nil {
		return nil, pointed(err, "/derive")
	}
	for i, f := range d.Fields()[len(known):] {
		o.added = append(o.added, property(f, o.Derive[i]))
	}
	return &extended{source: s, derivation: d}, nil
}

// property is the schema of an added column: the type of its cells, which may
// be missing.
func property(f column.Field, about string) schema.Property {
	kind, format := "string", ""
	switch f.Kind {
	case column.Bool:
		kind = "boolean"
	case column.Int:
		kind = "integer"
	case column.Decimal, column.Float:
		kind = "number"
	case column.Date:
		format = "date"
	case column.Time:
		format = "date-time"
	}
	text, _ := json.Marshal(struct {
		Type        [2]string `json:"type"`
		Format      string    `json:"format,omitempty"`
		Description string    `json:"description,omitempty"`
	}{[2]string{kind, "null"}, format, about})
	return schema.Property{Name: f.Name, Schema: text}
}
