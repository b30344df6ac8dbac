package engine

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// applyRules holds the rows of a table against its rules. A rule that reads
// what the tables at hand do not tell is not checked, and one that reads other
// tables does not hold a row to what its lost keys leave open.
func (a *audit) applyRules(b *book) error {
	e := b.entity
	if len(e.Rules) == 0 {
		return nil
	}
	rules := make([]rule.Rule, len(e.Rules))
	for i, r := range e.Rules {
		rules[i] = rule.Rule(r)
	}
	constants := constantsOf(a.settings.Params, a.settings.AsOf)
	for i := range e.Vars {
		constants[e.Vars[i].Field.Name] = nil
	}
	t, far := a.beside(b)
	set, err := rule.Compile(rules, t.Fields, constants)
	if err != nil {
		return pointed(err, "/schema/"+schema.Extension+"/rules")
	}
	b.rules = set.Counts()
	set.Check(&t, b.groups, func(k int, row int64) {
		if far[k] && b.lost != nil && b.lost.Has(int(row)) {
			return
		}
		b.breaks(&b.rules[k], int(row), wire.RecordFault{Rule: rules[k].Name, Message: "breaks the rule " + rules[k].Expr})
	})
	for k, c := range set.Counts() {
		b.rules[k].Checked = c.Checked
	}
	return nil
}

// constantsOf are what formulas may name beside columns, one cell each.
func constantsOf(params map[string]float64, asOf int64) map[string]*column.Vector {
	constants := map[string]*column.Vector{"as_of": {Kind: column.Date, Ints: []int64{asOf}}}
	for name, value := range params {
		constants[name] = formula.Number(value)
	}
	return constants
}

// parentColumn is the column that names a row's parent, or -1.
func parentColumn(e *schema.Entity) int {
	return slices.IndexFunc(e.Columns, func(c schema.Column) bool {
		return e.Parent != nil && c.Fill != nil && c.Fill.Ref != nil && c.Fill.Ref.Entity == e.Parent.Entity
	})
}
