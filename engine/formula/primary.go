package formula

import (
	"github.com/expr-lang/expr/parser/lexer"
	"github.com/expr-lang/expr/parser/utils"
)

// primary reads a literal, a name, a call, a list, a map or a parenthesis.
func (p *parser) primary() *node {
	tok := p.tok
	switch tok.Kind {
	case lexer.Number:
		p.next()
		return &node{op: opNumber, at: tok.From, text: tok.Value}
	case lexer.String:
		p.next()
		return &node{op: opText, at: tok.From, text: tok.Value}
	case lexer.Identifier:
		p.next()
		return p.name(tok)
	}
	switch {
	case p.skip("("):
		n := p.expression(0)
		p.expect(")")
		return n
	case p.skip("["):
		return &node{op: opList, at: tok.From, kids: p.until("]")}
	case p.skip("{"):
		return p.table(tok)
	}
	p.unexpected()
	return &node{op: opNil, at: tok.From}
}

func (p *parser) name(tok lexer.Token) *node {
	switch tok.Value {
	case "true", "false":
		return &node{op: opBool, at: tok.From, text: tok.Value}
	case "nil":
		return &node{op: opNil, at: tok.From}
	}
	if p.is("(") {
		return p.call(tok)
	}
	return &node{op: opRef, at: tok.From, ref: Ref{Name: tok.Value}}
}

// until reads expressions between commas up to the closing bracket.
func (p *parser) until(bracket string) []*node {
	var list []*node
	for !p.stopped && !p.skip(bracket) {
		list = append(list, p.expression(0))
		if !p.is(bracket) {
			p.expect(",")
		}
	}
	return list
}

// table reads a map literal behind its opening brace.
func (p *parser) table(open lexer.Token) *node {
	n := &node{op: opMap, at: open.From}
	for !p.stopped && !p.skip("}") {
		key := p.tok
		sign := ""
		if p.skip("-") {
			sign, key = "-", p.tok
		}
		if key.Kind != lexer.Number && (sign != "" || key.Kind != lexer.String && key.Kind != lexer.Identifier) {
			p.unexpected()
		}
		p.next()
		p.expect(":")
		n.kids = append(n.kids, &node{op: opText, at: key.From, text: sign + key.Value}, p.expression(0))
		if !p.is("}") {
			p.expect(",")
		}
	}
	return n
}

// postfix reads the .name and [index] behind n.
func (p *parser) postfix(n *node) *node {
	for !p.stopped {
		tok := p.tok
		switch {
		case p.skip("."), p.skip("?."):
			name := p.tok
			if name.Kind != lexer.Identifier && !utils.IsValidIdentifier(name.Value) {
				p.unexpected()
				return n
			}
			p.next()
			n = p.member(n, name.Value, tok.From)
		case p.skip("["):
			by := p.expression(0)
			p.expect("]")
			switch {
			case n.op == opMap:
				n = &node{op: opIndex, at: tok.From, kids: []*node{n, by}}
			case by.op == opText:
				n = p.member(n, by.text, tok.From)
			default:
				p.fault(tok.From, `write a map such as {"a": 1, "b": 2}[column]`, "only a map literal can be indexed")
			}
		default:
			return n
		}
	}
	return n
}

// member is scope.name; $env["name"] is the plain name, for names that are
// not identifiers.
func (p *parser) member(n *node, name string, at int) *node {
	if n.op != opRef || n.ref.Scope != "" || n.ref.Fn != "" {
		p.fault(at, `write table.column, or $env["name"] for a name with dots`, "%q is not a column of a table", name)
		return n
	}
	if n.ref.Name == "$env" {
		return &node{op: opRef, at: n.at, ref: Ref{Name: name}}
	}
	return &node{op: opRef, at: n.at, ref: Ref{Scope: n.ref.Name, Name: name}}
}

// call reads the arguments of a function; first is what was piped into it.
func (p *parser) call(name lexer.Token, first ...*node) *node {
	p.expect("(")
	args := append(first, p.until(")")...)
	n := &node{op: opCall, at: name.From, text: name.Value, kids: args}
	if p.stopped {
		return n
	}
	if ref, ok := aggregate(name.Value, args); ok {
		return &node{op: opRef, at: name.From, ref: ref}
	}
	f := lookup(name.Value)
	switch {
	case isAggregate(name.Value) && f == nil:
		p.fault(name.From, "write "+name.Value+"(table.column); compute what it should be over in a column of that table",
			"%s needs one column of a table below this one", name.Value)
	case f == nil:
		remedy := ""
		if near := closest(name.Value); near != "" {
			remedy = "did you mean " + near + "?"
		}
		p.fault(name.From, remedy, "there is no function %q", name.Value)
	case len(args) < f.least || f.most >= 0 && len(args) > f.most:
		p.fault(name.From, "write "+f.usage, "%s is called with %d arguments", name.Value, len(args))
	}
	return n
}

// aggregate recognises a function over child rows: fn(table.column), and
// count(table).
func aggregate(fn string, args []*node) (Ref, bool) {
	if !isAggregate(fn) || len(args) != 1 || args[0].op != opRef || args[0].ref.Fn != "" {
		return Ref{}, false
	}
	ref := args[0].ref
	switch {
	case ref.Scope != "" && ref.Scope != "parent":
		return Ref{Fn: fn, Scope: ref.Scope, Name: ref.Name}, true
	case ref.Scope == "" && fn == "count":
		return Ref{Fn: fn, Scope: ref.Name}, true
	}
	return Ref{}, false
}

func isAggregate(fn string) bool {
	switch fn {
	case "sum", "count", "min", "max", "avg", "any", "all", "first", "last":
		return true
	}
	return false
}
