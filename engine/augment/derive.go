// Package augment adds to rows what a sample or a schema does not have: levels
// with a share of their own, columns computed from others, and faulty rows for
// negative tests.
//
// Balance deals new rows out to levels, Derive appends columns to blocks,
// NewBreaker breaks a share of the rows. All of them go by the row's number,
// so that slices of rows can be made apart.
package augment

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/wire"
)

// Derivation computes columns from the others of their row. It is not for
// concurrent use.
type Derivation struct {
	fields  []column.Field // of the rows that come out
	derived []derived
}

// derived is one computed column.
type derived struct {
	formula *formula.Bound
	cells   column.Vector
}

// Derive reads definitions of columns, each "name = formula". A formula reads
// fields, columns derived before it, and constants. The error is wire.Faults
// with pointers into the list, and places in its texts.
func Derive(texts []string, fields []column.Field, constants map[string]*column.Vector) (*Derivation, error) {
	d := &Derivation{fields: append([]column.Field(nil), fields...)}
	var faults wire.Faults
	for i, text := range texts {
		pointer := "/" + strconv.Itoa(i)
		name, src, ok := strings.Cut(text, "=")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.HasPrefix(src, "=") {
			faults = append(faults, wire.Fault{Kind: wire.Invalid, Pointer: pointer, Line: 1, Column: 1, Message: "a derived column has a name and a formula",
				Remedy: "write name = formula, such as total = price * quantity"})
			continue
		}
		if slices.ContainsFunc(d.fields, func(f column.Field) bool { return f.Name == name }) {
			faults = append(faults, wire.Fault{Kind: wire.Invalid, Pointer: pointer, Line: 1, Column: 1, Message: "there is a column " + strconv.Quote(name) + " already",
				Remedy: "give the derived column another name"})
			continue
		}
		f := column.Field{Name: name, Kind: column.Float}
		bound, err := bind(src, d.fields, constants)
		if wrong, ok := err.(wire.Faults); ok {
			before := utf8.RuneCountInString(text) - utf8.RuneCountInString(src)
			for _, f := range wrong {
				if f.Pointer = pointer; f.Line == 1 {
					f.Column += before
				}
				faults = append(faults, f)
			}
		} else if err != nil {
			return nil, err
		} else {
			t := bound.Type()
			f.Kind, f.Scale, f.Places = t.Kind, t.Scale, t.Scale
		}
		d.derived = append(d.derived, derived{formula: bound})
		d.fields = append(d.fields, f) // also of a faulty one, so that only its own faults are told
	}
	return d, faults.Err()
}

// bind compiles a formula over the row alone.
func bind(src string, fields []column.Field, constants map[string]*column.Vector) (*formula.Bound, error) {
	expr, err := formula.Parse(src)
	if err == nil {
		err = expr.Alone()
	}
	if err != nil {
		return nil, err
	}
	return expr.Bind(fields, constants)
}

// Fields are those of the rows with the derived columns at their end.
func (d *Derivation) Fields() []column.Field { return d.fields }

// Apply appends the derived columns to a block. Its new vectors are lent until
// the next call.
func (d *Derivation) Apply(t *column.Table) {
	t.Fields = d.fields
	for k := range d.derived {
		one := &d.derived[k]
		one.formula.Eval(&one.cells, t, formula.Groups{})
		t.Cols = append(t.Cols, one.cells)
	}
}
