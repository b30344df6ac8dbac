package gen

import (
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/wire"
)

// rule is a business rule with its count over the rows that were checked.
type rule struct {
	plan  plan.Rule
	expr  *expr
	count wire.Rule
}

// Check holds the rows that Block made last against the rules of the table. A
// rule that comes out null does not apply to the row, and holds.
func (s *Source) Check() {
	f, low, high := s.last.frame, s.last.low, s.last.high
	for i := range s.rules {
		r := &s.rules[i]
		v := r.expr.eval(f)
		for k := low; k < high; k++ {
			at := k
			if v.Len() == 1 {
				at = 0
			}
			if !v.Null(at) && v.Ints[at] == 0 {
				if r.count.Broken == 0 || f.rows[k] < r.count.FirstRow {
					r.count.FirstRow = f.rows[k]
				}
				r.count.Broken++
			}
		}
		r.count.Checked += int64(high - low)
	}
}

// Rules are the counts of Check so far.
func (s *Source) Rules() []wire.Rule {
	out := make([]wire.Rule, len(s.rules))
	for i, r := range s.rules {
		out[i] = r.count
		out[i].Name, out[i].Expr, out[i].Why = r.plan.Name, r.plan.Rule.Expr, r.plan.Why
	}
	return out
}
