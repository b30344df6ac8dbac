// Package rule holds rows against business rules.
//
// Rules and the fields of a table enter, counts leave: how many rows each rule
// was held against, how many broke it and which broke it first. Compile the
// rules, Check each block of rows, read the Counts, and Add those of others.
package rule

import (
	"fmt"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/wire"
)

// Rule is a condition that every row must meet. A row for which it comes out
// null meets it: the rule does not apply to it.
type Rule struct{ Name, Expr, Why string }

// Set is rules ready to be checked, and their counts so far. It is not for
// concurrent use.
type Set struct {
	checks []check
	truth  column.Vector
}

type check struct {
	program *formula.Bound // nil: the table alone cannot tell
	count   wire.Rule
}

// Compile readies rules for tables with the given fields. A name that is no
// field's is looked for among the parameters, vectors of one cell. What a rule
// reads of other tables is a field named as it is written there, such as
// "parent.opened_at" or "sum(lines.amount)"; a rule that misses one, or a
// parameter that is nil, is kept, but not checked, and its count says what it
// Needs. The error is wire.Faults with pointers into the list of rules.
func Compile(rules []Rule, fields []column.Field, params map[string]*column.Vector) (*Set, error) {
	s, faults := &Set{}, wire.Faults{}
	for i, r := range rules {
		c := check{count: wire.Rule{Name: r.Name, Expr: r.Expr, Why: r.Why}}
		err := c.compile(r.Expr, fields, params)
		if wrong, ok := err.(wire.Faults); ok {
			faults = append(faults, wrong.Under(fmt.Sprintf("/%d/expr", i))...)
		} else if err != nil {
			return nil, err
		}
		s.checks = append(s.checks, c)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

func (c *check) compile(src string, fields []column.Field, params map[string]*column.Vector) error {
	expr, err := formula.Parse(src)
	if err != nil {
		return err
	}
	for _, ref := range expr.Refs() {
		absent := !slices.ContainsFunc(fields, func(f column.Field) bool { return f.Name == ref.String() })
		if absent && (ref.Scope != "" || hidden(params, ref)) {
			c.count.Needs = append(c.count.Needs, ref.String())
		}
	}
	if c.count.Needs != nil {
		return nil
	}
	program, err := expr.Bind(fields, params)
	if err != nil {
		return err
	}
	if t := program.Type(); t.Kind != column.Bool {
		return wire.Faults{{
			Kind: wire.Invalid, Message: fmt.Sprintf("a rule is a condition, not %v", t),
			Remedy: "compare it with something",
		}}
	}
	c.program = program
	return nil
}

// hidden reports whether ref is a parameter that is named but not there.
func hidden(params map[string]*column.Vector, ref formula.Ref) bool {
	v, named := params[ref.String()]
	return named && v == nil
}

// Check counts the rows of t, which has the fields the rules were compiled
// for. groups says which rows have the same parent; each group must be whole.
// broken, unless nil, is called with the rule's position and the row's number
// in the whole table for each break.
func (s *Set) Check(t *column.Table, groups formula.Groups, broken func(rule int, row int64)) {
	for k := range s.checks {
		c := &s.checks[k]
		if c.program == nil {
			continue
		}
		c.program.Eval(&s.truth, t, groups)
		var tell func(row int64)
		if broken != nil {
			tell = func(row int64) { broken(k, row) }
		}
		Count(&c.count, &s.truth, 0, t.Rows, t.First, tell)
	}
}

// Counts is what was counted so far, one entry a rule. Checked is 0 where the
// rule reads tables that are not there.
func (s *Set) Counts() []wire.Rule {
	counts := make([]wire.Rule, len(s.checks))
	for k, c := range s.checks {
		counts[k] = c.count
	}
	return counts
}
