// Package formula evaluates formulas and rules over blocks of rows.
//
// A text in expr-lang's syntax (https://expr-lang.org/docs/language-definition)
// enters; a Program leaves that fills one vector from others, a block at a
// time. Parse a text, ask its Refs which columns it reads, Compile it with
// their types, then Eval it block by block. Functions are listed in
// functions.go. A cell that cannot be computed exactly enough (division by
// zero, overflow, a missing operand) is null, never wrong.
package formula

import (
	"fmt"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Expr is a parsed formula.
type Expr struct {
	src  string
	root *node
	refs []Ref
	at   []int // where each of refs first appears, in runes
}

// Ref is something outside the formula that it reads: a column or parameter
// (amount), a column of another table (parent.created_at), or an aggregate
// over child rows (sum(order_items.line_total), count(order_items)).
type Ref struct {
	Fn    string // "sum", "count", "min", "max", "avg", "any", "all", "first", "last", or ""
	Scope string // "parent" or a table's name, or ""
	Name  string // a column's name; "" only in count(table)
}

// String is the reference as it is written in a formula.
func (r Ref) String() string {
	s := r.Name
	if r.Scope != "" {
		s = r.Scope
		if r.Name != "" {
			s += "." + r.Name
		}
	}
	if r.Fn != "" {
		s = r.Fn + "(" + s + ")"
	}
	return s
}

// Type is the kind of cells that a reference has or a formula gives, and the
// scale of a Decimal.
type Type struct {
	Kind  column.Kind
	Scale uint8
}

// Kinds that exist only inside a formula.
const (
	spanKind column.Kind = iota + 100 // Ints, microseconds
	daysKind                          // Ints, days: what keeps a Date a Date
	nilKind                           // the literal nil, until it meets a type
	badKind                           // what has been reported as a fault
)

// String is the type's name in messages.
func (t Type) String() string {
	switch t.Kind {
	case column.Decimal:
		return fmt.Sprintf("decimal(%d)", t.Scale)
	case spanKind:
		return "a span of time"
	case daysKind:
		return "a span of days"
	case nilKind:
		return "nil"
	case badKind:
		return "invalid"
	}
	return t.Kind.String()
}

// temporal reports whether t is a point in time.
func (t Type) temporal() bool { return t.Kind == column.Date || t.Kind == column.Time }

// length reports whether t is a length of time.
func (t Type) length() bool { return t.Kind == spanKind || t.Kind == daysKind }

// text reports whether cells of t are texts.
func (t Type) text() bool { return t.Kind == column.Text || t.Kind == column.JSON }

// exact reports whether t is a number that is computed without rounding.
func (t Type) exact() bool { return t.Kind == column.Int || t.Kind == column.Decimal }

// Parse reads a formula. The error is wire.Faults, with a place in src each:
// the first syntax error, or every unknown function and wrong use of one.
func Parse(src string) (*Expr, error) {
	p := &parser{src: src}
	root := p.parse()
	if err := p.faults.Err(); err != nil {
		return nil, err
	}
	e := &Expr{src: src, root: root}
	e.collect(root, nil)
	return e, nil
}

// Source is the text that was parsed.
func (e *Expr) Source() string { return e.src }

// Refs is what e reads, each once, in order of first appearance.
func (e *Expr) Refs() []Ref { return e.refs }

// Place is the 1-based line and column, in characters, where Refs()[ref]
// first appears.
func (e *Expr) Place(ref int) (line, column int) {
	f := fault(e.src, e.at[ref], "", "")
	return f.Line, f.Column
}

// collect appends the references below n that are not among the names that
// an enclosing let has bound.
func (e *Expr) collect(n *node, bound []string) {
	if n.op == opLet {
		e.collect(n.kids[0], bound)
		e.collect(n.kids[1], append(bound[:len(bound):len(bound)], n.text))
		return
	}
	if n.op == opRef && !n.bound(bound) && e.index(n.ref) < 0 {
		e.refs, e.at = append(e.refs, n.ref), append(e.at, n.at)
	}
	for _, kid := range n.kids {
		e.collect(kid, bound)
	}
}

// index is the position of ref in Refs, or -1.
func (e *Expr) index(ref Ref) int {
	for i, r := range e.refs {
		if r == ref {
			return i
		}
	}
	return -1
}

// fault is a fault of kind Invalid at rune offset at of src.
func fault(src string, at int, remedy, format string, args ...any) wire.Fault {
	line, col := 1, 1
	for _, r := range src {
		if at--; at < 0 {
			break
		}
		if col++; r == '\n' {
			line, col = line+1, 1
		}
	}
	return wire.Fault{
		Kind: wire.Invalid, Line: line, Column: col,
		Message: fmt.Sprintf(format, args...), Remedy: remedy,
	}
}
