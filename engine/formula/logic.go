package formula

import "github.com/groflex/groflex/engine/column"

// Three-valued logic, as in SQL: false and null is false, true or null is
// true, anything else with null is null. A null cell's entry is zero.

func and(x *call) {
	out, a, b := x.out.Ints[:x.n], x.in[0].Ints[:x.n], x.in[1].Ints[:x.n]
	for i := range out {
		out[i] = a[i] & b[i]
	}
	x.unless(func(an, bn bool, i int) bool { return !an && a[i] == 0 || !bn && b[i] == 0 })
}

func or(x *call) {
	out, a, b := x.out.Ints[:x.n], x.in[0].Ints[:x.n], x.in[1].Ints[:x.n]
	for i := range out {
		out[i] = a[i] | b[i]
	}
	x.unless(func(_, _ bool, i int) bool { return out[i] == 1 })
}

// unless marks the cells that have a null operand, except where one operand
// alone has decided; decided is told which operands are null.
func (x *call) unless(decided func(an, bn bool, i int) bool) {
	a, b := x.in[0], x.in[1]
	if a.Nulls == nil && b.Nulls == nil {
		return
	}
	for i := range x.n {
		an, bn := a.Null(i), b.Null(i)
		if (an || bn) && !decided(an, bn, i) {
			x.null(i)
		}
	}
}

func not(x *call) {
	out, a := x.out.Ints[:x.n], x.in[0].Ints[:x.n]
	for i := range out {
		out[i] = a[i] ^ 1
	}
}

// choose is in[0] ? in[1] : in[2]. A null condition chooses the last.
func choose(x *call) {
	cond, yes, no := x.in[0].Ints[:x.n], x.in[1], x.in[2]
	switch t := x.out.Kind; {
	case t == column.Float:
		out, a, b := x.out.Floats[:x.n], yes.Floats[:x.n], no.Floats[:x.n]
		for i := range out {
			out[i] = b[i]
			if cond[i] != 0 {
				out[i] = a[i]
			}
		}
	case t == column.Text || t == column.JSON:
		x.texts(x.in[1:], func(i int) (int, int) { return 1 - int(cond[i]), i })
		return
	default:
		out, a, b := x.out.Ints[:x.n], yes.Ints[:x.n], no.Ints[:x.n]
		for i := range out {
			out[i] = b[i] ^ (a[i]^b[i])&-cond[i]
		}
	}
	if yes.Nulls != nil || no.Nulls != nil {
		x.nullWhere(func(i int) bool { return cond[i] != 0 && yes.Null(i) || cond[i] == 0 && no.Null(i) })
	}
}

// texts fills out with cells of the sources: where gives for row i the source
// and the row of it, or a row below 0 for a null. Where the sources have small
// dictionaries, so has out.
func (x *call) texts(sources []*column.Vector, where func(i int) (source, row int)) {
	dict := x.memo.merge(sources)
	var begin [maxSources]uint32
	if dict != nil {
		useDict(x.out, dict, x.n)
		for k := 1; k < len(sources); k++ {
			begin[k] = begin[k-1] + uint32(sources[k-1].Dict.Len())
		}
	}
	for i := range x.n {
		k, row := where(i)
		missing := row < 0 || sources[k].Null(row)
		if missing {
			x.null(i)
		}
		switch {
		case dict == nil:
			if !missing {
				x.out.Raw = append(x.out.Raw, sources[k].Bytes(row)...)
			}
			x.out.EndCell()
		case missing:
			x.out.Codes[i] = 0
		default:
			x.out.Codes[i] = begin[k] + sources[k].Codes[row]
		}
	}
}

// maxSources is how many texts one cell can be chosen from.
const maxSources = 64
