package gen

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
	rules "github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/wire"
)

// rule is a business rule with its count over the rows that were checked.
type rule struct {
	expr  *expr
	count wire.Rule
}

func (c *compiler) rules(t *table, list []plan.Rule) []rule {
	out := make([]rule, len(list))
	for i, r := range list {
		p := place{compiler: c, table: t, at: r.Pointer}
		out[i] = rule{p.expr(r.Expr), wire.Rule{Name: r.Name, Expr: r.Rule.Expr, Why: r.Why}}
		if x := out[i].expr; x != nil && x.field.Kind != column.Bool {
			p.fault("", "a rule is a condition, this is a %s", x.field.Kind)
		}
	}
	return out
}

// Check holds the rows that Block made last against the rules of the table.
func (s *Source) Check() {
	f, low, high := s.last.frame, s.last.low, s.last.high
	for i := range s.rules {
		r := &s.rules[i]
		truth := r.expr.eval(f)
		if r.expr.constant != nil {
			all := f.temp()
			all.Reset(column.Field{Kind: column.Bool}, 0)
			all.Append(truth, make([]uint32, len(f.rows)))
			truth = all
		}
		rules.Count(&r.count, truth, low, high, f.rows[low], nil)
	}
}

// Rules are the counts of Check so far.
func (s *Source) Rules() []wire.Rule {
	out := make([]wire.Rule, len(s.rules))
	for i, r := range s.rules {
		out[i] = r.count
	}
	return out
}
