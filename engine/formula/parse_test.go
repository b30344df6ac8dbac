package formula

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/expr-lang/expr/ast"
	library "github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/operator"
)

// The library's own parser is the oracle: what both accept means the same.
func TestTreesAreThoseOfTheLibrary(t *testing.T) {
	for _, src := range []string{
		`a + b * c - d`, `a - b - c`, `a ** b ** c`, `-a ** 2`, `-a * b`, `a ^ b`, `!a && b || c`, `not a == b`, `not (a and b)`,
		`a < b <= c`, `a < b == c`, `a == b == c`, `a ?? b ?? c`, `a + b ?? c`, `(a ?? b) + c`, `a ? b : c ? d : e`, `(a ? b : c) ? d : e`,
		`a in [1, 2,] and b not in 1..5`, `a not contains "x" or b`, `a - b not in [c]`, `a matches "^x" ? 1 : 2`, `a | lower() | concat("x")`,
		`a + b | text()`, `if a { b } else { c }`, `if a { b } else if c { d } else { e }`, `let x = a + 1; x * 2`, `let x = 1; let y = x; x + y`,
		`{"a": 1, b: 2, 3: c,}[d]`, `parent.a + customers.b.c`, `parent["a b"]`, `-(a + b)`, `- -a`, `+a`, `a /* c */ + b // d`, "a\n+\nb", "`raw` + 'x\\n'",
		`a % b / c`, `1 + 2.5`, `a..b in c`, `f(a, b,)`, `$env["x y"]`, `a ?. b`, `a+b in c+d`, `not not a`, `a == -1`, `a?b:c`, `a ? -b : +c`,
	} {
		compareTrees(t, src)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		compareTrees(t, randomSource(r, 4))
	}
}

func compareTrees(t *testing.T, src string) {
	t.Helper()
	p := &parser{src: src}
	mine := p.parse()
	tree, err := library.Parse(src)
	switch {
	case err != nil && len(p.faults) > 0, onlyOurs(p):
	case err != nil:
		t.Errorf("%s: the library refuses it: %v", src, err)
	case len(p.faults) > 0:
		t.Errorf("%s: only we refuse it: %v", src, p.faults)
	default:
		if want := written(tree.Node); mine.String() != want {
			t.Errorf("%s:\n%s\n%s, by the library", src, mine, want)
		}
	}
}

// onlyOurs: meaning is checked while parsing, the library's parser checks
// syntax alone.
func onlyOurs(p *parser) bool { return len(p.faults) > 0 && !p.stopped }

// written is the library's tree in the notation of node.String.
func written(n ast.Node) string {
	list := func(parts ...string) string { return "(" + strings.Join(parts, " ") + ")" }
	all := func(head string, nodes ...ast.Node) string {
		parts := []string{head}
		for _, k := range nodes {
			parts = append(parts, written(k))
		}
		return list(parts...)
	}
	switch n := n.(type) {
	case *ast.NilNode:
		return "nil"
	case *ast.BoolNode:
		return fmt.Sprint(n.Value)
	case *ast.IntegerNode:
		return fmt.Sprint(n.Value)
	case *ast.FloatNode:
		return fmt.Sprint(n.Value)
	case *ast.StringNode:
		return "'" + n.Value + "'"
	case *ast.IdentifierNode:
		return n.Value
	case *ast.ChainNode:
		return written(n.Node)
	case *ast.UnaryNode:
		switch n.Operator {
		case "-":
			return all("negate", n.Node)
		case "+":
			return written(n.Node)
		}
		return all("not", n.Node)
	case *ast.BinaryNode:
		if right, ok := n.Right.(*ast.BinaryNode); ok && n.Operator == "&&" && operator.IsComparison(right.Operator) {
			if ops, kids := chained(n); ops != "" { // the library shares the middle operand
				return all("chain "+ops, kids...)
			}
		}
		op := map[string]string{"&&": "and", "||": "or", "^": "**"}[n.Operator]
		if op == "" {
			op = n.Operator
		}
		return all(op, n.Left, n.Right)
	case *ast.ConditionalNode:
		return all("if", n.Cond, n.Exp1, n.Exp2)
	case *ast.ArrayNode:
		return all("list", n.Nodes...)
	case *ast.MapNode:
		var kids []ast.Node
		for _, p := range n.Pairs {
			kids = append(kids, p.(*ast.PairNode).Key, p.(*ast.PairNode).Value)
		}
		return all("map", kids...)
	case *ast.VariableDeclaratorNode:
		return all("let "+n.Name, n.Value, n.Expr)
	case *ast.BuiltinNode:
		return all("call "+n.Name, n.Arguments...)
	case *ast.CallNode:
		return all("call "+written(n.Callee), n.Arguments...)
	case *ast.MemberNode:
		if id, ok := n.Node.(*ast.IdentifierNode); ok {
			if name, ok := n.Property.(*ast.StringNode); ok {
				if id.Value == "$env" {
					return name.Value
				}
				return id.Value + "." + name.Value
			}
		}
		return all("index", n.Node, n.Property)
	}
	return fmt.Sprintf("%T", n)
}

// chained is the operators and operands of the library's form of a < b <= c,
// a < b && b <= c with one node for both b; "" if n is none.
func chained(n *ast.BinaryNode) (ops string, kids []ast.Node) {
	left, ok := n.Left.(*ast.BinaryNode)
	right, _ := n.Right.(*ast.BinaryNode)
	if !ok || right == nil || !operator.IsComparison(right.Operator) {
		return "", nil
	}
	switch {
	case operator.IsComparison(left.Operator):
		ops, kids = left.Operator, []ast.Node{left.Left, left.Right}
	case left.Operator == "&&":
		ops, kids = chained(left)
	}
	if ops == "" || kids[len(kids)-1] != right.Left {
		return "", nil
	}
	return ops + " " + right.Operator, append(kids, right.Right)
}

// randomSource is an expression with few parentheses, so that precedence and
// associativity decide.
func randomSource(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(5) == 0 {
		return []string{"a", "b", "1", "2.5", "'s'", "true", "nil", "p.q"}[r.IntN(8)]
	}
	sub := func() string { return randomSource(r, depth-1) }
	switch r.IntN(12) {
	case 0:
		return "-" + sub()
	case 1:
		return "not " + sub()
	case 2:
		return "(" + sub() + ")"
	case 3:
		return sub() + " ? " + sub() + " : " + sub()
	case 4:
		return "lower(" + sub() + ")"
	case 5:
		return sub() + " in [" + sub() + ", " + sub() + "]"
	}
	ops := []string{"+", "-", "*", "/", "%", "**", "==", "!=", "<", ">=", "and", "or", "&&", "||", "??", "contains", "not in", "not matches", ".."}
	return sub() + " " + ops[r.IntN(len(ops))] + " " + sub()
}

// What a fault tells a user to write takes as many arguments as are taken.
func TestUsagesListTheArguments(t *testing.T) {
	for _, f := range functions {
		most := 0
		for form := range strings.SplitSeq(f.usage, " or ") {
			listed, ok := strings.CutPrefix(strings.TrimSuffix(form, ")"), f.name+"(")
			if !ok {
				t.Errorf("%s is shown as %q", f.name, form)
			}
			switch {
			case strings.HasSuffix(listed, "…"):
				most = -1
			case listed != "":
				most = max(most, strings.Count(listed, ",")+1)
			}
		}
		if most != f.most || f.least > f.most && f.most >= 0 {
			t.Errorf("%s takes %d to %d arguments and is shown as %q", f.name, f.least, f.most, f.usage)
		}
	}
}

func TestFaultsHavePlaces(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{``, `1:1 the formula is empty (write an expression such as amount * 2)`},
		{`a +`, `1:4 the formula ends too early (complete the expression)`},
		{"a +\n  * b", `2:3 unexpected "*"`},
		{`(a + b`, `1:7 ")" is missing (add ))`},
		{`a = 1`, `1:3 unexpected "=" (compare with ==)`},
		{`a AND b`, `1:3 unexpected "AND" (write and)`},
		{`a ?? b + c`, `1:8 "+" follows ?? without parentheses (put the ?? expression in parentheses)`},
		{`"abc`, `1:5 literal not terminated`},
		{`a ~ b`, `1:3 unrecognized character: U+007E '~'`},
		{`lowr(a) + rond(b, 2) + 1`, `1:1 there is no function "lowr" (did you mean lower?)` + "\n" + `1:11 there is no function "rond" (did you mean round?)`},
		{`cuont(a) + anny(b)`, `1:1 there is no function "cuont" (did you mean count?)` + "\n" + `1:12 there is no function "anny" (did you mean any?)`},
		{`frobnicate(a)`, `1:1 there is no function "frobnicate"`},
		{`round(a, 1, 2)`, `1:1 round is called with 3 arguments (write round(x) or round(x, places))`},
		{`sum(a * b)`, `1:1 sum needs one column of a table below this one (write sum(table.column); compute what it should be over in a column of that table)`},
		{`min(a)`, `1:1 min is called with 1 arguments (write min(a, b, …))`},
		{`a[1]`, `1:2 only a map literal can be indexed (write a map such as {"a": 1, "b": 2}[column])`},
		{`a.b.c`, `1:4 "c" is not a column of a table (write table.column, or $env["name"] for a name with dots)`},
		{`"é" + ?`, `1:7 unexpected "?"`},
		{`99999999999999999999`, `1:1 the number 99999999999999999999 is too large`},

		{`nosuch + i`, `1:1 there is no column or parameter "nosuch"`},
		{`i == null`, `1:6 there is no column or parameter "null" (write nil)`},
		{`i + s`, `1:3 + cannot be applied to int and text (convert with text(x), or use concat(a, b))`},
		{`i > "a" and s > 1`, `1:3 > mixes int and text (convert one with text(x), int(x) or float(x))` + "\n" + `1:15 > mixes text and int (convert one with text(x), int(x) or float(x))`},
		{`i and ok`, `1:1 and needs a condition, not int (compare it with something)`},
		{`i ? 1 : "a"`, `1:1 the choice needs a condition, not int (compare it with something)` + "\n" + `1:3 the choice mixes int and text (convert one with text(x), int(x) or float(x))`},
		{`d + 1`, `1:3 + cannot be applied to date and int (add a span: days(n), hours(n), minutes(n), seconds(n))`},
		{`d == "tomorrow"`, `1:6 "tomorrow" is not a date (write it as 2006-01-02 or 2006-01-02T15:04:05Z)`},
		{`d == s`, `1:3 == mixes date and text (read the text with date(x) or time(x))`},
		{`e - d`, `1:3 the formula gives a span of days, which no column holds (count it: days_between(a, b), seconds_between(a, b), or span / hours(1))`},
		{`i + nil`, `1:3 + cannot be applied to int and nil (write x ?? 0 for a value in place of nil)`},
		{`ok * 2 == days(1)`, `1:4 * cannot be applied to bool and int (convert with int(x) or float(x))`},
		{`ok == 1`, `1:4 == mixes bool and int (write a condition, or int(x) for 0 and 1)`},
		{`e - d > 30`, `1:7 > mixes a span of days and int (write a date in quotes, or a span such as days(3))`},
		{`substr(s, 1, x)`, `1:14 substr needs an int, not float`},
		{`hour(d) + abs(s)`, `1:6 hour needs a time, not date` + "\n" + `1:15 abs needs a number or span, not text`},
		{`nil`, `1:1 the formula is always nil`},
		{`s matches "("`, "1:11 error parsing regexp: missing closing ): `(` (see https://github.com/google/re2/wiki/Syntax)"},
		{`s matches state`, `1:11 a pattern cannot come from a column (write it as a constant)`},
		{`round(x, i)`, `1:10 the number of places is not a constant from 0 to 9 (write a number from 0 to 9)`},
		{`lower(i)`, `1:7 lower needs a text, not int (convert it with text(x))`},
		{`year(i)`, `1:6 year needs a date or time, not int (read a text with date(x) or time(x))`},
		{`{a: 1, a: 2}[state]`, `1:8 the key "a" occurs twice`},
		{`{a: 1}[i]`, `1:2 the map is indexed by an int, but has the key "a" (index with text(x))`},
		{`{1: 1}[x]`, `1:7 a map cannot be indexed by float (index with text(x))`},
		{`{1: 1}`, `1:1 a map stands only before an index (write {"a": 1, "b": 2}[column])`},
		{`[i]`, `1:1 a list stands only behind in (write x in ["a", "b"])`},
		{`i in [nil]`, `1:7 nothing equals nil (test it with == nil)`},
		{`i in s`, `1:6 in needs a list or a range (write x in ["a", "b"] or x in 1..5)`},
		{`1..2`, `1:2 a range stands only behind in (write x in 1..5)`},
		{`json == json`, `1:6 nested values cannot be compared (test it with == nil)`},
		{`-s`, `1:1 text has no sign`},
		{`running(s) + nosuch`, `1:9 running needs a number, not text` + "\n" + `1:14 there is no column or parameter "nosuch"`},
		{strings.Repeat("(", 300) + "a", `1:201 the formula is nested deeper than 200 (split it over several columns)`},
		{strings.Repeat("a+", 5000) + "a", `1:1 a formula has at most 8192 bytes, this one 10001 (split it over several columns)`},
	} {
		e, err := Parse(c.src)
		if err == nil {
			_, err = e.Compile(typesOf(rows))
		}
		var got []string
		for _, f := range faultsOf(err) {
			s := fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message)
			if f.Remedy != "" {
				s += " (" + f.Remedy + ")"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("%.40s:\n%s\nwant\n%s", c.src, s, c.want)
		}
	}
}
