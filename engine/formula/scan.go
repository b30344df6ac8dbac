package formula

import (
	"iter"

	"github.com/groflex/groflex/engine/column"
)

// Groups says which rows belong together: the children of one parent. Starts
// are the rows where a group begins, ascending; rows before the first are a
// group as well. Nil Starts: every row is its own group.
type Groups struct{ Starts []uint32 }

// all yields each group of n rows as [lo, hi).
func (g Groups) all(n int) iter.Seq2[int, int] {
	return func(yield func(lo, hi int) bool) {
		if g.Starts == nil {
			for i := range n {
				if !yield(i, i+1) {
					return
				}
			}
			return
		}
		lo := 0
		for _, start := range g.Starts {
			if hi := min(int(start), n); hi > lo {
				if !yield(lo, hi) {
					return
				}
				lo = hi
			}
		}
		if lo < n {
			yield(lo, n)
		}
	}
}

// index is the row's place in its group, from 0.
func index(x *call) {
	for lo, hi := range x.groups.all(x.n) {
		for i := lo; i < hi; i++ {
			x.out.Ints[i] = int64(i - lo)
		}
	}
}

// size is the number of rows in the group.
func size(x *call) {
	for lo, hi := range x.groups.all(x.n) {
		fill(x.out.Ints[lo:hi], int64(hi-lo))
	}
}

// running is the sum of the group's cells up to and with this one; a null
// counts as nothing. Once the sum does not fit, the rest of the group is null.
func running(x *call) {
	if x.out.Kind == column.Float {
		out, a := x.out.Floats[:x.n], x.in[0].Floats[:x.n]
		for lo, hi := range x.groups.all(x.n) {
			sum := 0.0
			for i := lo; i < hi; i++ {
				sum += a[i]
				out[i] = sum
			}
		}
		x.finite()
		return
	}
	out, a := x.out.Ints[:x.n], x.in[0].Ints[:x.n]
	for lo, hi := range x.groups.all(x.n) {
		var sum, overflow int64
		for i := lo; i < hi; i++ {
			next := sum + a[i]
			overflow |= (sum ^ next) & (a[i] ^ next)
			sum, out[i] = next, next
			if overflow < 0 {
				x.null(i)
			}
		}
	}
}

// prev is in[0] of the row before in the group, in[1] in the group's first.
func prev(x *call) {
	x.from(func(at []int32) {
		for lo, hi := range x.groups.all(x.n) {
			at[lo] = -1
			for i := lo + 1; i < hi; i++ {
				at[i] = int32(i - 1)
			}
		}
	})
}

// first is in[0] of the group's first row, last of its last.
func first(x *call) {
	x.from(func(at []int32) {
		for lo, hi := range x.groups.all(x.n) {
			fill(at[lo:hi], int32(lo))
		}
	})
}

func last(x *call) {
	x.from(func(at []int32) {
		for lo, hi := range x.groups.all(x.n) {
			fill(at[lo:hi], int32(hi-1))
		}
	})
}

// from fills out with in[0] at the rows that plan writes; at -1, with in[1]
// at the same row.
func (x *call) from(plan func(at []int32)) {
	x.memo.rows = grow(x.memo.rows, x.n)
	at := x.memo.rows
	plan(at)
	switch x.out.Kind {
	case column.Float:
		take(x, x.out.Floats, func(v *column.Vector) []float64 { return v.Floats }, at)
	case column.Text, column.JSON:
		x.texts(x.in, func(i int) (int, int) {
			if at[i] < 0 {
				return 1, i
			}
			return 0, int(at[i])
		})
	default:
		take(x, x.out.Ints, func(v *column.Vector) []int64 { return v.Ints }, at)
	}
}

func take[T any](x *call, out []T, cells func(*column.Vector) []T, at []int32) {
	source, other := x.in[0], x.in[len(x.in)-1]
	a, b := cells(source), cells(other)
	for i, row := range at {
		if row < 0 {
			if out[i] = b[i]; other.Null(i) {
				x.null(i)
			}
			continue
		}
		if out[i] = a[row]; source.Null(int(row)) {
			x.null(i)
		}
	}
}
