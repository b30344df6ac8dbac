package formula

import (
	"fmt"

	"github.com/groflex/groflex/engine/column"
)

// Program is a compiled formula. It keeps the memory it works in, so one
// goroutine may use it at a time.
type Program struct {
	steps  []step // in order; each reads only earlier ones
	result int    // the step whose cells are the answer
	typ    Type

	slots []slot           // working memory of the steps' results
	cells []*column.Vector // of each step, in the current block
	args  []*column.Vector // of the current step
	memos []memo           // one a step
	call  call             // of the current step
}

// A step gives one vector: a constant, an input, or what its kernel makes of
// earlier steps' vectors.
type step struct {
	typ   Type
	cell  *column.Vector // a constant's one cell, or nil
	input int            // of Refs, or -1
	run   kernel         // or nil
	args  []int
	mode  mode
	entry int // the one argument that varies and is a text, or -1
	slot  int
}

// A kernel fills x.out from x.in, x.n cells each.
type kernel func(x *call)

// A mode says how a kernel treats missing cells.
type mode uint8

const (
	strict mode = iota // a null operand gives null, before the kernel runs
	lax                // the kernel decides
	scan               // the kernel decides, and looks at other rows of the group
)

// call is what a kernel works on. Vectors of x.in may be longer than n.
type call struct {
	out    *column.Vector
	in     []*column.Vector
	n      int
	groups Groups
	memo   *memo
	spare  *column.Bits // memory for out.Nulls, or nil
}

// slot is reused memory for a vector and its null bits.
type slot struct {
	vec   column.Vector
	nulls column.Bits
	wide  int // of a constant: how many cells are filled
}

// Type is the type of the program's result.
func (p *Program) Type() Type { return p.typ }

// Eval makes dst a vector of n cells of p.Type. in has one vector for each of
// the formula's Refs, of the type it was compiled for: n cells, or one cell
// that stands for all rows (a parameter). dst may not be among them.
func (p *Program) Eval(dst *column.Vector, in []*column.Vector, g Groups, n int) {
	for i := range p.steps {
		s := &p.steps[i]
		switch {
		case s.cell != nil:
			p.cells[i] = p.constant(i, n)
		case s.input >= 0:
			p.cells[i] = p.bind(i, in[s.input], n)
		case i != p.result:
			sl := &p.slots[s.slot]
			p.cells[i] = &sl.vec
			p.call = call{out: &sl.vec, n: n, groups: g, spare: &sl.nulls}
			p.step(i, &p.call)
		}
	}
	dst.Reset(column.Field{Kind: p.typ.Kind, Scale: p.typ.Scale}, n)
	if p.steps[p.result].run == nil {
		duplicate(dst, p.cells[p.result], n)
		return
	}
	p.call = call{out: dst, n: n, groups: g}
	p.step(p.result, &p.call)
}

// step runs step i on its arguments, for each entry of their dictionary where
// that is less work than for each row.
func (p *Program) step(i int, x *call) {
	s := &p.steps[i]
	p.args = p.args[:0]
	for _, a := range s.args {
		p.args = append(p.args, p.cells[a])
	}
	x.in, x.memo = p.args, &p.memos[i]
	if s.entry >= 0 {
		if d := x.in[s.entry].Dict; d != nil && x.memo.worth(d, x.n) {
			p.byEntry(s, x)
			return
		}
	}
	s.execute(x)
}

// execute runs the kernel and keeps the rule that a null cell's entry is zero.
func (s *step) execute(x *call) {
	shape(x.out, s.typ, x.n)
	if s.mode == strict {
		for _, v := range x.in {
			x.inherit(v.Nulls)
		}
	}
	s.run(x)
	zeroNulls(x.out)
}

// constant is step i's constant, n cells of it.
func (p *Program) constant(i, n int) *column.Vector {
	sl := &p.slots[p.steps[i].slot]
	if sl.wide < n || sl.wide == 0 {
		sl.wide = max(n, 1)
		repeat(&sl.vec, p.steps[i].cell, sl.wide)
	}
	return &sl.vec
}

// bind is an input as n cells.
func (p *Program) bind(i int, v *column.Vector, n int) *column.Vector {
	t := p.steps[i].typ
	if v.Kind != t.Kind || t.Kind == column.Decimal && v.Scale != t.Scale {
		panic(fmt.Sprintf("formula: input %d is %v, compiled for %v", p.steps[i].input, Type{v.Kind, v.Scale}, t))
	}
	if v.Dict != nil && v.Dict.Len() == 0 { // every cell is null, but its code is 0
		v = &column.Vector{Kind: v.Kind, Dict: column.NewDict([]string{""}), Codes: v.Codes, Nulls: v.Nulls}
	}
	switch v.Len() {
	case n:
		return v
	case 1:
		sl := &p.slots[p.steps[i].slot]
		repeat(&sl.vec, v, n)
		return &sl.vec
	}
	panic(fmt.Sprintf("formula: input %d has %d cells, want %d", p.steps[i].input, v.Len(), n))
}

// place gives each step a slot, reusing those whose vector nobody reads any
// more, and drops steps that the result does not need.
func (p *Program) place() {
	last := make([]int, len(p.steps)) // the last reader of each step
	for i := range last {
		last[i] = -1
	}
	last[p.result] = len(p.steps)
	for i := len(p.steps) - 1; i >= 0; i-- {
		if last[i] < 0 {
			continue
		}
		for _, a := range p.steps[i].args {
			last[a] = max(last[a], i)
		}
	}
	var kept []step
	var free []int
	moved := make([]int, len(p.steps))
	for i, s := range p.steps {
		if last[i] < 0 {
			continue
		}
		moved[i] = len(kept)
		if s.run == nil || len(free) == 0 {
			s.slot = len(p.slots)
			p.slots = append(p.slots, slot{})
		} else {
			s.slot, free = free[len(free)-1], free[:len(free)-1]
		}
		args := make([]int, len(s.args))
		for k, a := range s.args {
			args[k] = moved[a]
			if last[a] == i && p.steps[a].run != nil {
				last[a] = len(p.steps) // free it once
				free = append(free, kept[moved[a]].slot)
			}
		}
		s.args = args
		kept = append(kept, s)
	}
	p.result = moved[p.result]
	p.steps = kept
	p.cells = make([]*column.Vector, len(kept))
	p.memos = make([]memo, len(kept))
}
