package formula

import (
	"math"

	"github.com/groflex/groflex/engine/dist"
)

// Kernels over Floats. A cell that would be infinite or not a number is null.

func addFloats(x *call) {
	out, a, b := x.out.Floats[:x.n], x.in[0].Floats[:x.n], x.in[1].Floats[:x.n]
	for i := range out {
		out[i] = a[i] + b[i]
	}
	x.finite()
}

func subFloats(x *call) {
	out, a, b := x.out.Floats[:x.n], x.in[0].Floats[:x.n], x.in[1].Floats[:x.n]
	for i := range out {
		out[i] = a[i] - b[i]
	}
	x.finite()
}

func mulFloats(x *call) {
	out, a, b := x.out.Floats[:x.n], x.in[0].Floats[:x.n], x.in[1].Floats[:x.n]
	for i := range out {
		out[i] = a[i] * b[i]
	}
	x.finite()
}

func divFloats(x *call) {
	out, a, b := x.out.Floats[:x.n], x.in[0].Floats[:x.n], x.in[1].Floats[:x.n]
	for i := range out {
		out[i] = a[i] / b[i]
	}
	x.finite()
}

func modFloats(x *call) { x.floats2(math.Mod) } // exact by definition, so the same everywhere

func negateFloats(x *call) {
	out, a := x.out.Floats[:x.n], x.in[0].Floats[:x.n]
	for i := range out {
		out[i] = 0 - a[i] // not -a: zero has no sign here
	}
}

func absFloats(x *call)  { x.floats1(math.Abs) }
func sqrtFloats(x *call) { x.floats1(math.Sqrt) } // rounded correctly on every machine
func expFloats(x *call)  { x.floats1(dist.Exp) }
func logFloats(x *call)  { x.floats1(dist.Log) }
func powFloats(x *call)  { x.floats2(dist.Pow) }

func (x *call) floats1(f func(float64) float64) {
	for i, a := range x.in[0].Floats[:x.n] {
		x.out.Floats[i] = f(a)
	}
	x.finite()
}

func (x *call) floats2(f func(a, b float64) float64) {
	b := x.in[1].Floats[:x.n]
	for i, a := range x.in[0].Floats[:x.n] {
		x.out.Floats[i] = f(a, b[i])
	}
	x.finite()
}

// finite marks the infinities and NaNs of out as null.
func (x *call) finite() {
	const infinity = 0x7ff << 53 // twice the bits, without the sign
	var top uint64
	for _, v := range x.out.Floats[:x.n] {
		top = max(top, math.Float64bits(v)<<1)
	}
	if top >= infinity {
		x.nullWhere(func(i int) bool { return math.Float64bits(x.out.Floats[i])<<1 >= infinity })
	}
}

// toFloat reads Ints with places decimals. The quotient of two exact numbers
// is rounded once, so 0.1 in decimals is 0.1 in floats (up to 2^53).
func toFloat(places uint8) kernel {
	d := float64(power10(places))
	return func(x *call) {
		out, a := x.out.Floats[:x.n], x.in[0].Ints[:x.n]
		if places == 0 {
			for i := range out {
				out[i] = float64(a[i])
			}
			return
		}
		for i := range out {
			out[i] = float64(a[i]) / d
		}
	}
}

// fromFloat rounds floats times factor to Ints; what does not fit is null.
func fromFloat(factor float64, mode rounding) kernel {
	round := [...]func(float64) float64{halfAway: math.Round, toZero: math.Trunc, down: math.Floor, up: math.Ceil}[mode]
	return func(x *call) {
		for i, v := range x.in[0].Floats[:x.n] {
			v = round(v * factor)
			if !(v >= -0x1p63 && v < 0x1p63) {
				x.out.Ints[i] = 0
				x.null(i)
				continue
			}
			x.out.Ints[i] = int64(v)
		}
	}
}
