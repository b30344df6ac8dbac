package formula

import (
	"math/bits"

	"github.com/groflex/groflex/engine/column"
)

// maxPlaces is the scale that a product of decimals is rounded to when its
// factors' scales add up to more (and neither has more itself).
const maxPlaces = 9

// A rounding says which integer stands for a quotient.
type rounding uint8

const (
	halfAway rounding = iota // the nearest, a half away from zero
	toZero
	down
	up
)

// divide is a/b·10^shift rounded to an integer, computed exactly; false when
// it does not fit, or b is zero.
func divide(a, b int64, shift int, mode rounding) (int64, bool) {
	if b == 0 {
		return 0, false
	}
	negative := a^b < 0
	hi, lo := uint64(0), magnitude(a)
	den := magnitude(b)
	switch {
	case shift > 19:
		return 0, a == 0
	case shift >= 0:
		hi, lo = bits.Mul64(lo, power10(uint8(shift)))
	case shift < -19:
		return small(a, negative, mode), true
	default:
		over, scaled := bits.Mul64(den, power10(uint8(-shift)))
		if over != 0 { // then the quotient is below a half
			return small(a, negative, mode), true
		}
		den = scaled
	}
	if hi >= den {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, den)
	switch mode {
	case halfAway:
		if r >= den-r {
			q++
		}
	case down:
		if r != 0 && negative {
			q++
		}
	case up:
		if r != 0 && !negative {
			q++
		}
	}
	return signed(q, negative)
}

// small is a nonzero quotient of magnitude below a half, rounded.
func small(a int64, negative bool, mode rounding) int64 {
	switch {
	case a != 0 && negative && mode == down:
		return -1
	case a != 0 && !negative && mode == up:
		return 1
	}
	return 0
}

// signed is ±q; false if it does not fit.
func signed(q uint64, negative bool) (int64, bool) {
	if negative {
		return int64(-q), q <= 1<<63
	}
	return int64(q), q < 1<<63
}

// quotient divides Ints exactly, the result having shift more decimals than
// the first operand less those of the second.
func quotient(shift int, mode rounding) kernel {
	return func(x *call) {
		a, b := x.in[0].Ints, x.in[1].Ints
		for i := range x.out.Ints[:x.n] {
			q, ok := divide(a[i], b[i], shift, mode)
			if x.out.Ints[i] = q; !ok {
				x.null(i)
			}
		}
	}
}

// scaleDown divides by 10^places and rounds.
func scaleDown(places uint8, mode rounding) kernel {
	d := int64(power10(places)) // scales end at 18
	half := d / 2
	return func(x *call) {
		out, a := x.out.Ints[:x.n], x.in[0].Ints[:x.n]
		for i := range out {
			q := a[i] / d
			r := a[i] - q*d
			switch {
			case mode == halfAway && r >= half, mode == up && r > 0:
				q++
			case mode == halfAway && r <= -half, mode == down && r < 0:
				q--
			}
			out[i] = q
		}
	}
}

// mulRounded multiplies and drops places decimals, rounding once.
func mulRounded(places uint8) kernel {
	return func(x *call) {
		a, b := x.in[0].Ints, x.in[1].Ints
		den := power10(places)
		for i := range x.out.Ints[:x.n] {
			hi, lo := bits.Mul64(magnitude(a[i]), magnitude(b[i]))
			if hi >= den {
				x.null(i)
				continue
			}
			q, r := bits.Div64(hi, lo, den)
			if r >= den-r {
				q++
			}
			var ok bool
			if x.out.Ints[i], ok = signed(q, a[i]^b[i] < 0); !ok {
				x.null(i)
			}
		}
	}
}

// multiply is the product of two exact numbers.
func (c *compiler) multiply(a, b value) value {
	places, most := a.typ.Scale+b.typ.Scale, max(maxPlaces, a.typ.Scale, b.typ.Scale)
	t := Type{Kind: column.Int}
	if a.typ.Kind == column.Decimal || b.typ.Kind == column.Decimal {
		t = Type{column.Decimal, min(places, most)}
	}
	if places > most {
		return c.emit(t, mulRounded(places-most), strict, a, b)
	}
	return c.emit(t, mulInts, strict, a, b)
}

// rescale is an exact number with another number of decimals.
func (c *compiler) rescale(v value, t Type, mode rounding) value {
	switch from := v.typ.Scale; {
	case from < t.Scale:
		return c.emit(t, scaleUp(t.Scale-from), strict, v)
	case from > t.Scale:
		return c.emit(t, scaleDown(from-t.Scale, mode), strict, v)
	case v.typ == t:
		return v
	}
	return c.emit(t, copyInts, strict, v)
}

func copyInts(x *call) { copy(x.out.Ints[:x.n], x.in[0].Ints) }
