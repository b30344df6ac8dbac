package formula

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/groflex/groflex/engine/column"
)

func (c *compiler) binary(n *node) value {
	switch n.op {
	case "in":
		return c.in(n)
	case "==", "!=":
		if n.kids[0].op == opNil || n.kids[1].op == opNil {
			return c.compareNil(n)
		}
	case "..":
		return c.fault(n.at, "write x in 1..5", "a range stands only behind in")
	}
	a, b := c.compile(n.kids[0]), c.compile(n.kids[1])
	bad := failed()
	switch n.op {
	case "==", "!=", "<", "<=", ">", ">=":
		return c.compare(n.at, n.op, a, b)
	case "and", "or":
		if okA, okB := c.boolean(a, n.op), c.boolean(b, n.op); !okA || !okB {
			return bad
		}
		if n.op == "and" {
			return c.emit(a.typ, and, lax, a, b)
		}
		return c.emit(a.typ, or, lax, a, b)
	case "??":
		both, t := c.unify(n.at, "??", a, b)
		if both == nil {
			return bad
		}
		a, b = both[0], both[1]
		return c.emit(t, choose, lax, c.emit(Type{Kind: column.Bool}, isNil, lax, a), b, a)
	case "matches", "contains", "startsWith", "endsWith":
		if a.bad() || b.bad() {
			return bad
		}
		if a.typ.Kind != column.Text || b.typ.Kind != column.Text {
			return c.fault(n.at, "convert numbers with text(x)", "%s needs two texts, not %v and %v", n.op, a.typ, b.typ)
		}
		return c.search(n, a, b)
	case "+", "-", "*", "/", "%", "**":
		return c.arithmetic(n.at, n.op, a, b)
	}
	return c.fault(n.at, "", "the operator %q is not supported here", n.op)
}

func (c *compiler) compareNil(n *node) value {
	v := c.compile(n.kids[0])
	if n.kids[0].op == opNil {
		v = c.compile(n.kids[1])
	}
	t := Type{Kind: column.Bool}
	v = c.emit(t, isNil, lax, v)
	if n.op == "!=" {
		v = c.emit(t, not, strict, v)
	}
	return v
}

func (c *compiler) compare(at int, op string, a, b value) value {
	both, t := c.unify(at, op, a, b)
	switch {
	case both == nil:
		return failed()
	case t.Kind == column.JSON:
		return c.fault(at, "test it with == nil", "nested values cannot be compared")
	}
	return c.emit(Type{Kind: column.Bool}, comparison(op, t), strict, both...)
}

// chain is a < b <= c.
func (c *compiler) chain(n *node) value {
	left, right := c.compile(n.kids[0]), c.compile(n.kids[1])
	ops := strings.Fields(n.text)
	v := c.compare(n.at, ops[0], left, right)
	for k, op := range ops[1:] {
		left, right = right, c.compile(n.kids[k+2])
		next := c.compare(n.at, op, left, right)
		v = c.emit(Type{Kind: column.Bool}, and, lax, v, next)
	}
	return v
}

// search is matches, contains, startsWith and endsWith.
func (c *compiler) search(n *node, a, b value) value {
	t := Type{Kind: column.Bool}
	switch n.op {
	case "contains":
		return c.emit(t, testTexts(bytes.Contains), strict, a, b)
	case "startsWith":
		return c.emit(t, testTexts(bytes.HasPrefix), strict, a, b)
	case "endsWith":
		return c.emit(t, testTexts(bytes.HasSuffix), strict, a, b)
	}
	if c.cell(b) == nil {
		return c.fault(int(b.at), "write it as a constant", "a pattern cannot come from a column")
	}
	pattern, err := regexp.Compile(string(c.cell(b).Bytes(0)))
	if err != nil {
		return c.fault(int(b.at), "see https://github.com/google/re2/wiki/Syntax", "%v", err)
	}
	return c.emit(t, testText(pattern.Match), strict, a)
}

// in is x in [a, b, …] or x in lo..hi, which means lo <= x and x <= hi.
func (c *compiler) in(n *node) value {
	x, t := c.compile(n.kids[0]), Type{Kind: column.Bool}
	switch right := n.kids[1]; right.op {
	case "..":
		lo, hi := c.compile(right.kids[0]), c.compile(right.kids[1])
		return c.emit(t, and, lax, c.compare(n.at, ">=", x, lo), c.compare(n.at, "<=", x, hi))
	case opList:
		if len(right.kids) == 0 {
			return c.fault(right.at, "", "the list is empty")
		}
		values, constant := []value{x}, true
		for _, kid := range right.kids {
			v := c.compile(kid)
			if v.typ.Kind == nilKind {
				return c.fault(kid.at, "test it with == nil", "nothing equals nil")
			}
			values, constant = append(values, v), constant && c.cell(v) != nil
		}
		values, u := c.unify(n.at, "in", values...)
		if values == nil {
			return failed()
		}
		if constant && u.Kind != column.JSON {
			return c.emit(t, c.member(u, values[1:]), strict, values[0])
		}
		found := c.compare(n.at, "==", values[0], values[1])
		for _, v := range values[2:] {
			found = c.emit(t, or, lax, found, c.compare(n.at, "==", values[0], v))
		}
		return found
	}
	return c.fault(n.kids[1].at, `write x in ["a", "b"] or x in 1..5`, "in needs a list or a range")
}

// member tests membership in constants of type t.
func (c *compiler) member(t Type, constants []value) kernel {
	texts, ints, floats := map[string]bool{}, map[int64]bool{}, map[float64]bool{}
	for _, v := range constants {
		cell := c.cell(v)
		switch {
		case cell.Null(0):
		case t.text():
			texts[string(cell.Bytes(0))] = true
		case t.Kind == column.Float:
			floats[cell.Floats[0]] = true
		default:
			ints[cell.Ints[0]] = true
		}
	}
	switch {
	case t.text():
		return inTexts(texts)
	case t.Kind == column.Float:
		return inFloats(floats)
	}
	return inInts(ints)
}
