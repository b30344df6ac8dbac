package formula

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Compile checks types and makes a Program. env gives the type of each of
// e.Refs, or false where there is nothing of that name. The error is
// wire.Faults, all of them, with places in the source.
func (e *Expr) Compile(env func(Ref) (Type, bool)) (*Program, error) {
	c := &compiler{expr: e, inputs: make([]value, len(e.refs)), ratios: map[int32][2]value{}, chains: map[int32][]value{}}
	for i, ref := range e.refs {
		c.inputs[i] = c.input(i, ref, env)
	}
	v := c.compile(e.root)
	switch {
	case v.typ.Kind == nilKind:
		c.fault(int(v.at), "", "the formula is always nil")
	case v.typ.length():
		c.fault(int(v.at), "count it: days_between(a, b), seconds_between(a, b), or span / hours(1)",
			"the formula gives %v, which no column holds", v.typ)
	}
	if err := c.faults.Err(); err != nil {
		slices.SortStableFunc(c.faults, func(a, b wire.Fault) int {
			return cmp.Or(a.Line-b.Line, a.Column-b.Column)
		})
		return nil, err
	}
	p := &Program{steps: c.steps, result: int(v.step), typ: v.typ}
	p.place()
	return p, nil
}

type compiler struct {
	expr   *Expr
	inputs []value // of the formula's Refs
	lets   []binding
	steps  []step
	faults wire.Faults

	ratios map[int32][2]value // dividend and divisor of steps that divide exact numbers
	chains map[int32][]value  // the parts of steps that concatenate
}

type binding struct {
	name  string
	value value
}

// value is what a part of the formula becomes: the step that computes it.
type value struct {
	step, at int32 // at: its place in the source, for faults
	typ      Type
}

// failed is what becomes of a part that a fault was reported for.
func failed() value { return value{step: -1, typ: Type{Kind: badKind}} }

func (v value) bad() bool { return v.typ.Kind == badKind }

// newest is the value of the step that was added last.
func (c *compiler) newest(at int, t Type) value {
	return value{step: int32(len(c.steps) - 1), at: int32(at), typ: t}
}

// cell is a constant's one cell, or nil.
func (c *compiler) cell(v value) *column.Vector {
	if v.bad() {
		return nil
	}
	return c.steps[v.step].cell
}

// fault reports a mistake at a place and gives the value that silences what
// would follow from it.
func (c *compiler) fault(at int, remedy, format string, args ...any) value {
	c.faults = append(c.faults, fault(c.expr.src, at, remedy, format, args...))
	return failed()
}

// input is a reference, found in env.
func (c *compiler) input(i int, ref Ref, env func(Ref) (Type, bool)) value {
	t, ok := env(ref)
	if !ok {
		at := c.expr.root.find(ref)
		switch ref.Name {
		case "null", "NULL", "None", "undefined":
			return c.fault(at, "write nil", "there is no column or parameter %q", ref)
		}
		return c.fault(at, "", "there is no column or parameter %q", ref)
	}
	c.steps = append(c.steps, step{typ: t, input: i, entry: -1})
	return c.newest(0, t)
}

// Number is a parameter's value as one cell, to compile and evaluate with: an
// Int, or a Decimal where nine places suffice, so that money times a rate stays
// exact; else a Float.
func Number(v float64) *column.Vector {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, places, _ := strings.Cut(text, ".")
	cell, err := strconv.ParseInt(whole+places, 10, 64)
	switch {
	case err != nil || len(places) > maxPlaces:
		return &column.Vector{Kind: column.Float, Floats: []float64{v}}
	case places == "":
		return &column.Vector{Kind: column.Int, Ints: []int64{cell}}
	}
	return &column.Vector{Kind: column.Decimal, Scale: uint8(len(places)), Ints: []int64{cell}}
}

// find is the place of the first appearance of ref at or below n, or -1.
func (n *node) find(ref Ref) int {
	if n.op == opRef && n.ref == ref {
		return n.at
	}
	for _, kid := range n.kids {
		if at := kid.find(ref); at >= 0 {
			return at
		}
	}
	return -1
}

// emit adds a step, or computes it now if all its arguments are constants.
func (c *compiler) emit(t Type, run kernel, m mode, args ...value) value {
	s := step{typ: t, input: -1, run: run, mode: m, entry: -1, args: make([]int, len(args))}
	at, varying := 0, 0
	for k, a := range args {
		if a.bad() {
			return a
		}
		if c.cell(a) == nil {
			varying++
			s.entry = k
		}
		s.args[k] = int(a.step)
	}
	if len(args) > 0 {
		at = int(args[0].at)
	}
	if varying == 0 && len(args) > 0 && m != scan {
		cells := make([]*column.Vector, len(args))
		for k, a := range args {
			cells[k] = c.cell(a)
		}
		return c.constant(at, s.fold(cells))
	}
	if varying != 1 || m != strict || !args[s.entry].typ.text() {
		s.entry = -1
	}
	c.steps = append(c.steps, s)
	return c.newest(at, t)
}

// fold is the step's one cell for constant arguments.
func (s *step) fold(args []*column.Vector) *column.Vector {
	x := &call{out: &column.Vector{}, in: args, n: 1, memo: &memo{}}
	s.execute(x)
	if s.typ.text() && x.out.Dict == nil {
		clear(useDict(x.out, asDict(x.out, 1), 1))
	}
	return x.out
}

// constant adds a step that is one cell repeated.
func (c *compiler) constant(at int, cell *column.Vector) value {
	t := Type{cell.Kind, cell.Scale}
	c.steps = append(c.steps, step{typ: t, cell: cell, input: -1, entry: -1})
	return c.newest(at, t)
}

func (c *compiler) integer(at int, v int64, t Type) value {
	return c.constant(at, &column.Vector{Kind: t.Kind, Scale: t.Scale, Ints: []int64{v}})
}

// missing is nil as a cell of type t.
func (c *compiler) missing(at int, t Type) value {
	v := &column.Vector{}
	shape(v, t, 1)
	switch {
	case t.Kind == column.Float:
		v.Floats[0] = 0
	case t.text():
		useDict(v, column.NewDict([]string{""}), 1)[0] = 0
	default:
		v.Ints[0] = 0
	}
	v.Nulls = column.Bits{1}
	return c.constant(at, v)
}

// compile adds the steps of a node and those below it.
func (c *compiler) compile(n *node) value {
	v := c.node(n)
	v.at = int32(n.at)
	return v
}

func (c *compiler) node(n *node) value {
	switch n.op {
	case opNil:
		return c.missing(n.at, Type{Kind: nilKind})
	case opBool:
		return c.integer(n.at, truth(n.text == "true"), Type{Kind: column.Bool})
	case opNumber:
		return c.number(n)
	case opText:
		return c.constant(n.at, textCell(n.text))
	case opRef:
		return c.reference(n)
	case opLet:
		c.lets = append(c.lets, binding{n.text, c.compile(n.kids[0])})
		v := c.compile(n.kids[1])
		c.lets = c.lets[:len(c.lets)-1]
		return v
	case opCall:
		return c.call(n)
	case opIf:
		return c.conditional(n)
	case opList:
		return c.fault(n.at, `write x in ["a", "b"]`, "a list stands only behind in")
	case opMap:
		return c.fault(n.at, `write {"a": 1, "b": 2}[column]`, "a map stands only before an index")
	case opIndex:
		return c.lookup(n)
	case opChain:
		return c.chain(n)
	case opNegate:
		return c.negate(n)
	case opNot:
		v := c.compile(n.kids[0])
		if !c.boolean(v, "not") {
			return failed()
		}
		return c.emit(v.typ, not, strict, v)
	}
	return c.binary(n)
}

func textCell(s string) *column.Vector {
	return &column.Vector{Kind: column.Text, Dict: column.NewDict([]string{s}), Codes: []uint32{0}}
}

func (c *compiler) reference(n *node) value {
	for i := len(c.lets) - 1; i >= 0; i-- {
		if n.bound([]string{c.lets[i].name}) {
			return c.lets[i].value
		}
	}
	return c.inputs[c.expr.index(n.ref)]
}

// number reads a literal: an Int, a Decimal with the places it is written
// with, or a Float where it has an exponent or more than nine places.
func (c *compiler) number(n *node) value {
	text := strings.ToLower(strings.ReplaceAll(n.text, "_", ""))
	if len(text) > 1 && strings.ContainsAny(text[1:2], "xbo") {
		if v, err := strconv.ParseInt(text, 0, 64); err == nil {
			return c.integer(n.at, v, Type{Kind: column.Int})
		}
	} else if whole, places, point := strings.Cut(text, "."); !point {
		if v, err := strconv.ParseInt(whole, 10, 64); err == nil {
			return c.integer(n.at, v, Type{Kind: column.Int})
		}
	} else if v, err := strconv.ParseInt(whole+places, 10, 64); err == nil && len(places) <= maxPlaces {
		return c.integer(n.at, v, Type{column.Decimal, uint8(len(places))})
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !strings.ContainsAny(text, ".e") {
		return c.fault(n.at, "", "the number %s is too large", n.text)
	}
	return c.constant(n.at, &column.Vector{Kind: column.Float, Floats: []float64{v}})
}

// boolean reports whether v is a condition, and a fault if it is not.
func (c *compiler) boolean(v value, what string) bool {
	if v.typ.Kind != column.Bool && !v.bad() {
		c.fault(int(v.at), "compare it with something", "%s needs a condition, not %v", what, v.typ)
	}
	return v.typ.Kind == column.Bool
}

func (c *compiler) conditional(n *node) value {
	cond, yes, no := c.compile(n.kids[0]), c.compile(n.kids[1]), c.compile(n.kids[2])
	ok := c.boolean(cond, "the choice")
	both, t := c.unify(n.at, "the choice", yes, no)
	if !ok || both == nil {
		return failed()
	}
	return c.emit(t, choose, lax, cond, both[0], both[1])
}
