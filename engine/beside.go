package engine

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/plan"
)

// beside adds to a table what its rules read that is none of its columns, as
// far as the tables at hand tell: cells of other tables, figures over the rows
// below one, and hidden columns that are computed from what is there. Each is
// named as the rules name it. far says of each rule whether it reads any.
func (a *audit) beside(b *book) (t column.Table, far []bool) {
	t, far = b.table, make([]bool, len(b.entity.Rules))
	t.Fields, t.Cols = slices.Clone(t.Fields), slices.Clone(t.Cols)
	// What a user's own schema reads of other tables may be nowhere; its rules
	// then say so.
	p, err := plan.Resolve(a.domain, b.entity, a.settings)
	if err != nil {
		return t, far
	}
	for k, r := range p.Rules {
		for i, ref := range r.Expr.Formula.Refs() {
			in, name := r.Expr.Inputs[i], ref.String()
			if in.Cell == nil && in.Fn == "" || b.column(name) != nil {
				continue
			}
			if far[k] = true; t.Index(name) >= 0 {
				continue
			}
			if v := a.input(b, in); v != nil {
				t.Fields = append(t.Fields, column.Field{Name: name, Kind: v.Kind, Scale: v.Scale})
				t.Cols = append(t.Cols, *v)
			}
		}
	}
	return t, far
}

// input is one cell for each row of b, nil where the tables do not tell.
func (a *audit) input(b *book, in plan.Input) *column.Vector {
	switch {
	case in.Fn != "":
		return a.aggregate(b, in)
	case len(in.Path) == 0:
		return a.cell(b, in.Cell)
	}
	way, at := a.follow(b, in.Path)
	if at == nil {
		return nil
	}
	cells := a.cell(at, in.Cell)
	if cells == nil {
		return nil
	}
	return gather(cells, way)
}

// follow is the table that path leads to from b, and for each row of b the row
// in it, -1 where there is none; nil where a table on the way is not there.
func (a *audit) follow(b *book, path []plan.Step) ([]int32, *book) {
	var way []int32
	for _, step := range path {
		var next []int32
		target := ""
		if step.Row != nil {
			ref := step.Row.Column.Fill.Ref
			next, target = a.link(b, step.Row.Column.Field.Name, ref), ref.Entity
		} else if b.entity.Parent != nil {
			next, target = a.up(b), b.entity.Parent.Entity
		}
		if next == nil {
			return nil, nil
		}
		b = a.books[target]
		if way == nil {
			way = next
			continue
		}
		far := make([]int32, len(way))
		for row, k := range way {
			if far[row] = -1; k >= 0 {
				far[row] = next[k]
			}
		}
		way = far
	}
	return way, b
}

// gather is the cells that way leads to, null where it leads nowhere.
func gather(cells *column.Vector, way []int32) *column.Vector {
	at, none := make([]uint32, len(way)), column.NewBits(len(way))
	for row, k := range way {
		if at[row] = uint32(max(k, 0)); k < 0 {
			none.Set(row)
		}
	}
	v := &column.Vector{}
	v.Take(column.Field{Kind: cells.Kind, Scale: cells.Scale}, cells, at, none)
	return v
}

// aggregate is a figure over the rows that have each row of b as parent.
func (a *audit) aggregate(b *book, in plan.Input) *column.Vector {
	child := a.books[in.Child.Entity.Name]
	families := a.below(child, b)
	if families == nil {
		return nil
	}
	var cells *column.Vector
	field := column.Field{Kind: column.Int}
	if in.Cell != nil {
		if cells = a.cell(child, in.Cell); cells == nil {
			return nil
		}
		field = in.Field
	}
	v := &column.Vector{}
	v.Reset(field, len(families))
	for row, f := range families {
		gen.Reduce(v, row, len(families), in.Fn, cells, int(f.first), int(f.end))
	}
	return v
}

// cell is a column of b, visible or hidden; nil where nothing tells its cells.
func (a *audit) cell(b *book, c *plan.Cell) *column.Vector {
	name := c.Field.Name
	if c.Index < len(b.entity.Columns) {
		return b.column(name)
	}
	v, known := b.hidden[name]
	if !known {
		v = a.compute(b, c)
		b.hidden[name] = v
	}
	return v
}

// compute evaluates the formula of a hidden column.
func (a *audit) compute(b *book, c *plan.Cell) *column.Vector {
	if c.Formula == nil || c.Min != nil || c.Max != nil {
		return nil
	}
	made := a.eval(b, c.Formula)
	if made == nil {
		return nil
	}
	n := b.table.Rows
	v := &column.Vector{}
	v.Reset(c.Field, n)
	gen.Bring(v, made, n)
	if c.Null == nil {
		return v
	}
	absent := a.eval(b, c.Null)
	if absent == nil || absent.Kind != column.Bool { // a probability
		return nil
	}
	for row := range n {
		if absent.Ints[row] != 0 {
			v.SetNull(row, n)
		}
	}
	return v
}

// eval is a formula's cell for each row of b, nil where it reads what is not
// there.
func (a *audit) eval(b *book, e *plan.Expr) *column.Vector {
	if e.Formula == nil {
		return nil
	}
	in := make([]*column.Vector, len(e.Inputs))
	types := map[formula.Ref]formula.Type{}
	constants := constantsOf(a.settings.Params, a.settings.AsOf)
	for i, ref := range e.Formula.Refs() {
		if in[i] = constants[ref.String()]; e.Inputs[i].Cell != nil || e.Inputs[i].Fn != "" {
			in[i] = a.input(b, e.Inputs[i])
		}
		if in[i] == nil {
			return nil
		}
		types[ref] = formula.Type{Kind: in[i].Kind, Scale: in[i].Scale}
	}
	program, err := e.Formula.Compile(func(r formula.Ref) (formula.Type, bool) { return types[r], true })
	if err != nil {
		return nil // a column of another kind than its provider makes
	}
	v := &column.Vector{}
	program.Eval(v, in, b.groups, b.table.Rows)
	return v
}
