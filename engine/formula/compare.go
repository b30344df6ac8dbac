package formula

import (
	"bytes"

	"github.com/groflex/groflex/engine/column"
)

// comparison is the kernel of a comparison between operands of type t.
func comparison(op string, t Type) kernel {
	switch {
	case t.Kind == column.Float:
		return func(x *call) { compare(op, x.out.Ints[:x.n], x.in[0].Floats, x.in[1].Floats) }
	case t.text():
		return func(x *call) { compareTexts(op, x) }
	}
	return func(x *call) { compare(op, x.out.Ints[:x.n], x.in[0].Ints, x.in[1].Ints) }
}

func compare[T int64 | float64](op string, out []int64, a, b []T) {
	a, b = a[:len(out)], b[:len(out)]
	switch op {
	case "==":
		for i := range out {
			out[i] = truth(a[i] == b[i])
		}
	case "!=":
		for i := range out {
			out[i] = truth(a[i] != b[i])
		}
	case "<":
		for i := range out {
			out[i] = truth(a[i] < b[i])
		}
	case "<=":
		for i := range out {
			out[i] = truth(a[i] <= b[i])
		}
	case ">":
		for i := range out {
			out[i] = truth(a[i] > b[i])
		}
	case ">=":
		for i := range out {
			out[i] = truth(a[i] >= b[i])
		}
	}
}

// compareTexts orders by bytes, which for UTF-8 is the order of code points.
func compareTexts(op string, x *call) {
	for i := range x.out.Ints[:x.n] {
		x.out.Ints[i] = int64(bytes.Compare(x.in[0].Bytes(i), x.in[1].Bytes(i)))
	}
	out := x.out.Ints[:x.n]
	switch op {
	case "==":
		for i := range out {
			out[i] = truth(out[i] == 0)
		}
	case "!=":
		for i := range out {
			out[i] = truth(out[i] != 0)
		}
	case "<":
		for i := range out {
			out[i] = truth(out[i] < 0)
		}
	case "<=":
		for i := range out {
			out[i] = truth(out[i] <= 0)
		}
	case ">":
		for i := range out {
			out[i] = truth(out[i] > 0)
		}
	case ">=":
		for i := range out {
			out[i] = truth(out[i] >= 0)
		}
	}
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// isNil is x == nil: never null itself.
func isNil(x *call) {
	for i := range x.out.Ints[:x.n] {
		x.out.Ints[i] = truth(x.in[0].Null(i))
	}
}

// inInts is membership in a set of constants.
func inInts(set map[int64]bool) kernel {
	return func(x *call) {
		for i, v := range x.in[0].Ints[:x.n] {
			x.out.Ints[i] = truth(set[v])
		}
	}
}

func inFloats(set map[float64]bool) kernel {
	return func(x *call) {
		for i, v := range x.in[0].Floats[:x.n] {
			x.out.Ints[i] = truth(set[v])
		}
	}
}

func inTexts(set map[string]bool) kernel {
	return func(x *call) {
		for i := range x.out.Ints[:x.n] {
			x.out.Ints[i] = truth(set[string(x.in[0].Bytes(i))])
		}
	}
}
