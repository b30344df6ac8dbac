package gen

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/wire"
)

// expr is a plan.Expr ready to be evaluated over a frame.
type expr struct {
	constant *column.Vector // of one cell: a number, or a formula of constants only
	program  *formula.Program
	inputs   []input
	field    column.Field
}

// expr compiles e, once for all seeds; it returns nil after a fault.
func (p place) expr(e *plan.Expr) *expr {
	if e == nil {
		return nil
	}
	x, known := p.source.exprs[e]
	if !known {
		x = p.compile(e)
		p.source.exprs[e] = x
	}
	if x != nil && x.program != nil && x.program.Scans() && p.cell != nil {
		p.table.cells[p.cell.Index].scans = true
	}
	return x
}

// amount is expr where a number should stand: a text is a fault.
func (p place) amount(e *plan.Expr) *expr {
	x := p.expr(e)
	if x != nil && (x.field.Kind == column.Text || x.field.Kind == column.JSON) {
		p.faults.Add(e.Pointer, "gives a %s, and a number should stand here", x.field.Kind)
		return nil
	}
	return x
}

func (p place) compile(e *plan.Expr) *expr {
	if e.Formula == nil {
		field := column.Field{Kind: column.Float}
		return &expr{constant: constant(e.Number, field), field: field}
	}
	refs := e.Formula.Refs()
	types := map[formula.Ref]formula.Type{}
	x := &expr{}
	for i, in := range e.Inputs {
		x.inputs = append(x.inputs, p.table.input(in))
		types[refs[i]] = formula.Type{Kind: in.Field.Kind, Scale: in.Field.Scale}
		if c := x.inputs[i].constant; c != nil {
			types[refs[i]] = formula.Type{Kind: c.Kind, Scale: c.Scale}
		}
	}
	program, err := e.Formula.Compile(func(r formula.Ref) (formula.Type, bool) {
		t, ok := types[r]
		return t, ok
	})
	if faults, ok := err.(wire.Faults); ok {
		*p.faults = append(*p.faults, faults.Under(e.Pointer)...)
		return nil
	} else if err != nil {
		p.fault("", "%v", err)
		return nil
	}
	x.program = program
	x.field = column.Field{Kind: program.Type().Kind, Scale: program.Type().Scale}
	if e.Constant() {
		x.constant = &column.Vector{}
		x.run(x.constant, nil, formula.Groups{}, 1)
	}
	return x
}

// eval gives one cell for each row of f, or one cell if all are the same. The
// vector is valid as long as the frame.
func (x *expr) eval(f *frame) *column.Vector {
	if x.constant != nil {
		return x.constant
	}
	dst := f.temp()
	x.run(dst, f, f.groups(), len(f.rows))
	return dst
}

func (x *expr) run(dst *column.Vector, f *frame, g formula.Groups, n int) {
	var space [8]*column.Vector
	in := space[:0]
	for i := range x.inputs {
		in = append(in, x.inputs[i].vector(f))
	}
	x.program.Eval(dst, in, g, n)
}

// param gives the expression's numbers as a parameter of a distribution, with
// NaN where there is none.
func (x *expr) param(f *frame) dist.Param {
	v := x.eval(f)
	if v.Len() == 1 {
		return dist.Param{Const: number(v, 0)}
	}
	if v.Kind == column.Float && v.Nulls == nil {
		return dist.Param{Cells: v.Floats}
	}
	dst := f.temp()
	dst.Reset(column.Field{Kind: column.Float}, v.Len())
	numbers(dst.Floats, v)
	return dist.Param{Cells: dst.Floats}
}
