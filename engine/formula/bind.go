package formula

import "github.com/groflex/groflex/engine/column"

// Bound is a program that finds its inputs in a table by itself. It is not for
// concurrent use.
type Bound struct {
	program *Program
	inputs  []input // of the formula's references
	in      []*column.Vector
}

// input is where a reference's cells come from.
type input struct {
	column   int            // of the table, or
	constant *column.Vector // one cell
}

// Bind compiles e for tables with the given fields. A name that is no field's
// is looked for among the constants, vectors of one cell. What e reads of other
// tables is a field named as it is written there, such as "parent.opened_at".
// The error is wire.Faults with places in the source.
func (e *Expr) Bind(fields []column.Field, constants map[string]*column.Vector) (*Bound, error) {
	b := &Bound{}
	for _, ref := range e.refs {
		in, _, _ := find(ref, fields, constants)
		b.inputs = append(b.inputs, in)
	}
	var err error
	b.program, err = e.Compile(func(ref Ref) (Type, bool) {
		_, t, ok := find(ref, fields, constants)
		return t, ok
	})
	if err != nil {
		return nil, err
	}
	return b, nil
}

func find(ref Ref, fields []column.Field, constants map[string]*column.Vector) (input, Type, bool) {
	name := ref.String()
	for i := range fields {
		if f := &fields[i]; f.Name == name {
			return input{column: i}, Type{f.Kind, f.Scale}, true
		}
	}
	if v := constants[name]; v != nil {
		return input{constant: v}, Type{v.Kind, v.Scale}, true
	}
	return input{}, Type{}, false
}

// Type is the type of the result.
func (b *Bound) Type() Type { return b.program.typ }

// Eval makes dst one cell for each row of t.
func (b *Bound) Eval(dst *column.Vector, t *column.Table, g Groups) {
	b.in = b.in[:0]
	for _, in := range b.inputs {
		v := in.constant
		if v == nil {
			v = &t.Cols[in.column]
		}
		b.in = append(b.in, v)
	}
	b.program.Eval(dst, b.in, g, t.Rows)
}
