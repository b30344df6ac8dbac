package formula

import (
	"math/bits"

	"github.com/groflex/groflex/engine/column"
)

// shape makes v a vector of n cells of type t, each to be written; texts
// come raw and empty.
func shape(v *column.Vector, t Type, n int) {
	v.Kind, v.Scale, v.Dict, v.Nulls = t.Kind, t.Scale, nil, nil
	switch {
	case t.Kind == column.Float:
		v.Floats = grow(v.Floats, n)
	case t.text():
		v.Raw, v.Ends, v.Codes = v.Raw[:0], v.Ends[:0], v.Codes[:0]
	default:
		v.Ints = grow(v.Ints, n)
	}
}

// useDict makes v a dictionary-coded vector of n cells, each to be written.
func useDict(v *column.Vector, d *column.Dict, n int) []uint32 {
	v.Dict, v.Codes = d, grow(v.Codes, n)
	return v.Codes
}

// grow is s with n entries, whatever is in them.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// repeat makes v n copies of one's only cell.
func repeat(v, one *column.Vector, n int) {
	t := Type{one.Kind, one.Scale}
	shape(v, t, n)
	switch {
	case t.Kind == column.Float:
		fill(v.Floats, one.Floats[0])
	case !t.text():
		fill(v.Ints, one.Ints[0])
	case one.Dict != nil:
		fill(useDict(v, one.Dict, n), one.Codes[0])
	default:
		useDict(v, column.NewDict([]string{string(one.Bytes(0))}), n)
		clear(v.Codes)
	}
	if one.Null(0) {
		v.Nulls = column.NewBits(n)
		fill(v.Nulls, ^uint64(0))
		trim(v.Nulls, n)
	}
}

func fill[T any](s []T, x T) {
	for i := range s {
		s[i] = x
	}
}

// duplicate makes dst, which has been reset, a copy of the first n cells of v.
func duplicate(dst, v *column.Vector, n int) {
	switch {
	case v.Kind == column.Float:
		copy(dst.Floats, v.Floats[:n])
	case v.Kind != column.Text && v.Kind != column.JSON:
		copy(dst.Ints, v.Ints[:n])
	case v.Dict != nil:
		copy(useDict(dst, v.Dict, n), v.Codes[:n])
	case n > 0:
		dst.Ends = append(dst.Ends, v.Ends[:n]...)
		dst.Raw = append(dst.Raw, v.Raw[:v.Ends[n-1]]...)
	}
	if v.Nulls != nil {
		dst.Nulls = append(column.Bits(nil), v.Nulls[:words(n)]...)
		trim(dst.Nulls, n)
	}
}

func words(n int) int { return (n + 63) / 64 }

// trim clears the bits from n on in the last word.
func trim(b column.Bits, n int) {
	if n%64 != 0 {
		b[n/64] &= 1<<(n%64) - 1
	}
}

// nulls is out's null bits, made if there are none yet.
func (x *call) nulls() column.Bits {
	if x.out.Nulls == nil {
		if x.spare == nil {
			x.out.Nulls = column.NewBits(x.n)
		} else {
			*x.spare = grow(*x.spare, words(x.n))
			clear(*x.spare)
			x.out.Nulls = *x.spare
		}
	}
	return x.out.Nulls
}

// null marks cell i of out as missing.
func (x *call) null(i int) { x.nulls().Set(i) }

// inherit marks the cells of out whose bit is set in b.
func (x *call) inherit(b column.Bits) {
	if b == nil {
		return
	}
	out := x.nulls()
	for i := range out {
		out[i] |= b[i]
	}
	trim(out, x.n)
}

// zeroNulls writes zero to the null cells of v.
func zeroNulls(v *column.Vector) {
	if v.Nulls == nil {
		return
	}
	switch {
	case v.Kind == column.Float:
		zero(v.Floats, v.Nulls)
	case v.Kind != column.Text && v.Kind != column.JSON:
		zero(v.Ints, v.Nulls)
	case v.Dict != nil:
		zero(v.Codes, v.Nulls)
	}
}

func zero[T int64 | float64 | uint32](cells []T, nulls column.Bits) {
	for k, w := range nulls {
		for ; w != 0; w &= w - 1 {
			cells[k*64+bits.TrailingZeros64(w)] = 0
		}
	}
}
