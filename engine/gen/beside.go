package gen

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// beside is what the target's rules read that is none of its columns: hidden
// ones, and cells of other tables.
type beside struct {
	field column.Field // named as the rule names it
	input input
}

func (s *Source) beside() []beside {
	var all []beside
	for i := range s.rules {
		x := s.rules[i].expr
		if x == nil || x.program == nil {
			continue
		}
		for k, ref := range s.plan.Rules[i].Expr.Formula.Refs() {
			in, f := x.inputs[k], s.plan.Rules[i].Expr.Inputs[k].Field
			own := in.link < 0 && in.own < len(s.plan.Target.Entity.Columns)
			f.Name = ref.String()
			if in.constant == nil && !own && !slices.ContainsFunc(all, func(b beside) bool { return b.field.Name == f.Name }) {
				all = append(all, beside{f, in})
			}
		}
	}
	return all
}

// Beside describes what the target's rules read beside its columns, each by
// the name that the rules use.
func (s *Source) Beside() []column.Field {
	var fields []column.Field
	for _, b := range s.beside() {
		fields = append(fields, b.field)
	}
	return fields
}

// FillBeside fills dst with it for the rows that Block made last.
func (s *Source) FillBeside(dst *column.Table) {
	f, low, high := s.last.frame, s.last.low, s.last.high
	all := s.beside()
	*dst = column.Table{First: f.rows[low], Rows: high - low, Fields: make([]column.Field, len(all)), Cols: make([]column.Vector, len(all))}
	for i, b := range all {
		dst.Fields[i] = b.field
		dst.Cols[i].Reset(b.field, 0)
		dst.Cols[i].Append(b.input.vector(f), interval(low, high))
	}
}
