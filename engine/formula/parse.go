package formula

import (
	"errors"
	"io"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"
	"github.com/expr-lang/expr/parser/operator"
	"github.com/groflex/groflex/engine/wire"
)

// The lexer and the table of operators are the library's; the parser is ours,
// because the library's carries its evaluator with it (a third of a megabyte
// of compressed WebAssembly), drops how a decimal literal was written, and
// takes any(x) and all(x) for predicates. parse_test.go compares the two.

const (
	maxSource = 8192 // bytes
	maxDepth  = 200  // of nesting
)

type parser struct {
	src     string
	lex     *lexer.Lexer
	tok     lexer.Token
	ahead   *lexer.Token
	depth   int
	stopped bool // after a syntax error: only end-of-text follows
	faults  wire.Faults
}

func (p *parser) parse() *node {
	if len(p.src) > maxSource {
		p.stop(0, "split it over several columns", "a formula has at most %d bytes, this one %d", maxSource, len(p.src))
		return nil
	}
	if strings.TrimSpace(p.src) == "" {
		p.stop(0, "write an expression such as amount * 2", "the formula is empty")
		return nil
	}
	p.lex = lexer.New()
	p.lex.Reset(file.NewSource(p.src))
	p.next()
	root := p.expression(0)
	if p.tok.Kind != lexer.EOF {
		p.unexpected()
	}
	return root
}

// fault reports something wrong at a place; parsing goes on.
func (p *parser) fault(at int, remedy, format string, args ...any) {
	if !p.stopped {
		p.faults = append(p.faults, fault(p.src, at, remedy, format, args...))
	}
}

// stop reports a syntax error. The parser sees the end of the text from here
// on, so every loop ends.
func (p *parser) stop(at int, remedy, format string, args ...any) {
	p.fault(at, remedy, format, args...)
	p.stopped, p.ahead = true, nil
	p.tok = lexer.Token{Kind: lexer.EOF}
}

// unexpected stops at the current token.
func (p *parser) unexpected() {
	if p.tok.Kind == lexer.EOF {
		p.stop(len([]rune(p.src)), "complete the expression", "the formula ends too early")
		return
	}
	remedy := map[string]string{
		"=": "compare with ==", "<>": "write !=", "&": "write and", "?:": "write ??", "===": "write ==",
		"AND": "write and", "OR": "write or", "NOT": "write not", "IN": "write in", "IS": "write x == nil",
		"And": "write and", "Or": "write or", "Not": "write not", "LIKE": "write contains or matches",
	}[p.tok.Value]
	p.stop(p.tok.From, remedy, "unexpected %q", p.tok.Value)
}

func (p *parser) next() {
	if p.stopped {
		return
	}
	if p.ahead != nil {
		p.tok, p.ahead = *p.ahead, nil
		return
	}
	tok, err := p.lex.Next()
	var bad *file.Error
	switch {
	case err == nil:
		p.tok = tok
	case errors.Is(err, io.EOF):
		p.tok = lexer.Token{Kind: lexer.EOF}
	case errors.As(err, &bad):
		p.stop(bad.From, "", "%s", bad.Message)
	default:
		p.stop(p.tok.From, "", "%v", err)
	}
}

// is reports whether the current token is one of these operators or brackets.
func (p *parser) is(values ...string) bool {
	return p.tok.Is(lexer.Operator, values...) || p.tok.Is(lexer.Bracket, values...)
}

// skip passes the current token if it is the given one.
func (p *parser) skip(value string) bool {
	if !p.is(value) {
		return false
	}
	p.next()
	return true
}

func (p *parser) expect(value string) {
	if !p.skip(value) {
		if p.tok.Kind == lexer.EOF {
			p.stop(len([]rune(p.src)), "add "+value, "%q is missing", value)
		}
		p.unexpected()
	}
}

// expression reads operators that bind at least as tightly as precedence.
func (p *parser) expression(precedence int) *node {
	if p.depth++; p.depth > maxDepth {
		p.stop(p.tok.From, "split it over several columns", "the formula is nested deeper than %d", maxDepth)
	}
	defer func() { p.depth-- }()

	if precedence == 0 && p.is("let") {
		return p.let()
	}
	if precedence == 0 && p.is("if") {
		return p.ifElse()
	}
	left := p.unary()
	for previous := ""; p.tok.Kind == lexer.Operator; {
		op := p.tok
		negated := op.Value == "not"
		if negated {
			p.next()
			if !operator.AllowedNegateSuffix(p.tok.Value) {
				p.unexpected()
				break
			}
			not := op
			op = p.tok
			if operator.Binary[op.Value].Precedence < precedence {
				p.tok, p.ahead = not, &op
				break
			}
		}
		rank, known := operator.Binary[op.Value]
		if !known || rank.Precedence < precedence {
			break
		}
		if previous == "??" && op.Value != "??" {
			p.stop(op.From, "put the ?? expression in parentheses", "%q follows ?? without parentheses", op.Value)
			break
		}
		p.next()
		left = p.binary(left, op, rank)
		if negated {
			left = &node{op: opNot, at: op.From, kids: []*node{left}}
		}
		previous = op.Value
	}
	if precedence == 0 {
		left = p.conditional(left)
	}
	return left
}

// binary reads what follows the operator op.
func (p *parser) binary(left *node, op lexer.Token, rank operator.Operator) *node {
	switch {
	case op.Value == "|":
		name := p.tok
		if name.Kind != lexer.Identifier {
			p.unexpected()
		}
		p.next()
		return p.call(name, left)
	case operator.IsComparison(op.Value):
		return p.comparison(left, op, rank.Precedence)
	case rank.Associativity == operator.Left:
		return pair(op, left, p.expression(rank.Precedence+1))
	}
	return pair(op, left, p.expression(rank.Precedence))
}

// comparison reads a chain: a < b <= c means a < b and b <= c, with b read
// and computed once.
func (p *parser) comparison(left *node, op lexer.Token, precedence int) *node {
	right := p.expression(precedence + 1)
	if !p.tok.Is(lexer.Operator) || !operator.IsComparison(p.tok.Value) {
		return pair(op, left, right)
	}
	chain := &node{op: opChain, at: op.From, text: op.Value, kids: []*node{left, right}}
	for p.tok.Is(lexer.Operator) && operator.IsComparison(p.tok.Value) {
		chain.text += " " + p.tok.Value
		p.next()
		chain.kids = append(chain.kids, p.expression(precedence+1))
	}
	return chain
}

func pair(op lexer.Token, left, right *node) *node {
	name := op.Value
	switch name {
	case "&&":
		name = "and"
	case "||":
		name = "or"
	case "^":
		name = "**"
	}
	return &node{op: name, at: op.From, kids: []*node{left, right}}
}

func (p *parser) unary() *node {
	op := p.tok
	rank, known := operator.Unary[op.Value]
	if op.Kind != lexer.Operator || !known {
		return p.postfix(p.primary())
	}
	p.next()
	operand := p.expression(rank.Precedence)
	switch op.Value {
	case "-":
		operand = &node{op: opNegate, at: op.From, kids: []*node{operand}}
	case "not", "!":
		operand = &node{op: opNot, at: op.From, kids: []*node{operand}}
	}
	return p.postfix(operand)
}

// conditional reads cond ? a : b behind a condition.
func (p *parser) conditional(cond *node) *node {
	for p.is("?") {
		at := p.tok.From
		p.next()
		yes := p.expression(0)
		p.expect(":")
		cond = &node{op: opIf, at: at, kids: []*node{cond, yes, p.expression(0)}}
	}
	return cond
}

// ifElse reads if cond { a } else { b }.
func (p *parser) ifElse() *node {
	at := p.tok.From
	p.next()
	n := &node{op: opIf, at: at, kids: []*node{p.expression(0), p.block()}}
	p.expect("else")
	if p.is("if") && p.depth < maxDepth {
		p.depth++
		n.kids = append(n.kids, p.ifElse())
		p.depth--
	} else {
		n.kids = append(n.kids, p.block())
	}
	return n
}

func (p *parser) block() *node {
	p.expect("{")
	n := p.expression(0)
	p.expect("}")
	return n
}

// let reads let name = value; body.
func (p *parser) let() *node {
	p.next()
	name := p.tok
	if name.Kind != lexer.Identifier {
		p.unexpected()
	}
	p.next()
	p.expect("=")
	value := p.expression(0)
	p.expect(";")
	return &node{op: opLet, at: name.From, text: name.Value, kids: []*node{value, p.expression(0)}}
}
