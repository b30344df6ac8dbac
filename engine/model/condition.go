package model

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"github.com/groflex/groflex/engine/column"
)

// condition is what a drawn cell must meet: "Churn=Yes", "age>=40",
// "price<$1,000", "seen>=2019-03", "spent=" (missing).
type condition struct {
	part    *part
	missing bool // a missing value meets it

	// Of levels: how the text must compare.
	op, text string

	// Of numbers: the values that meet it, or with not those that do not.
	span span
	not  bool
}

// span is the values from low to high, both included; none where low is above
// high.
type span struct{ low, high int64 }

var everything = span{math.MinInt64, math.MaxInt64}

// operators, the longer before those they begin with.
var operators = []string{"!=", ">=", "<=", "=", ">", "<"}

// parseCondition reads one condition.
func (m *Model) parseCondition(text string) (condition, error) {
	at, op := len(text), ""
	for _, o := range operators {
		if i := strings.Index(text, o); i > 0 && i < at {
			at, op = i, o
		}
	}
	if op == "" {
		return condition{}, fmt.Errorf("%q is not a condition: write column=value, with =, !=, <, <=, > or >=", text)
	}
	name, value := strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+len(op):])
	p := m.named(name)
	if p == nil {
		return condition{}, fmt.Errorf("%q is not a column that is modelled", name)
	}
	c := condition{part: p, op: op, span: everything}
	f := &m.fields[p.column]
	switch {
	case value == "" || value == f.Null && p.levels == nil:
		if op != "=" && op != "!=" {
			return c, fmt.Errorf("%q compares with a missing value: use = or !=", text)
		}
		c.missing, c.op = op == "=", "!="
		if c.missing {
			c.span = span{1, 0}
		}
		return c, nil
	case p.presence:
		return c, fmt.Errorf("%q is not modelled: conditions can only ask whether it is missing", name)
	}
	c.missing, c.text = op == "!=", value
	if p.levels != nil {
		return c, nil
	}
	literal, isWord, err := p.literal(value, f)
	if err != nil || isWord && op != "=" && op != "!=" {
		return c, fmt.Errorf("%q is not a value of the %s column %q", value, f.Kind, name)
	}
	switch op {
	case "=":
		c.span = literal
	case "!=":
		c.span, c.not = literal, true
	case ">=":
		c.span.low = literal.low
	case ">":
		c.span.low = literal.high + 1
	case "<=":
		c.span.high = literal.high
	case "<":
		c.span.high = literal.low - 1
	}
	if p.written != nil && len(p.written.Words) > 0 && !c.not && !isWord {
		c.span.low = max(c.span.low, p.written.Least) // words are no numbers
	}
	return c, nil
}

// named is the part that draws a column, or says where it is missing.
func (m *Model) named(column string) *part {
	for _, p := range m.parts {
		if m.fields[p.column].Name == column {
			return p
		}
	}
	return nil
}

// met reports whether cell i of a column meets the condition.
func (c *condition) met(v *column.Vector, i int) bool {
	p := c.part
	switch {
	case v.Null(i):
		return c.missing
	case p.levels != nil:
		return c.metBy(v.Bytes(i))
	case p.presence:
		return c.span == everything
	case p.written != nil:
		return c.lets(p.written.number(string(v.Bytes(i))))
	case v.Kind == column.Float:
		return c.lets(fixed(v.Floats[i:i+1], p.shift)[0])
	}
	return c.lets(v.Ints[i])
}

// lets reports whether a number meets the condition.
func (c *condition) lets(x int64) bool { return (c.span.low <= x && x <= c.span.high) != c.not }

// metBy reports whether a level meets the condition.
func (c *condition) metBy(level []byte) bool {
	order := bytes.Compare(level, []byte(c.text))
	switch c.op {
	case "=":
		return order == 0 && !c.missing
	case "!=":
		return order != 0
	case ">=":
		return order >= 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order < 0
}
