package report

import (
	"math"
	"math/big"
	"strconv"

	"github.com/groflex/groflex/engine/column"
)

// always fails every cell.
type always struct{}

func (always) mark(bad column.Bits, _ *column.Vector, n int) { copy(bad, everything(n)) }

// outside fails integers below lo or above hi.
type outside struct{ lo, hi int64 }

func (o outside) mark(bad column.Bits, v *column.Vector, n int) {
	for i, x := range v.Ints[:n] {
		if x < o.lo || x > o.hi {
			bad.Set(i)
		}
	}
}

// beyond fails floats below lo or above hi.
type beyond struct{ lo, hi float64 }

func (b beyond) mark(bad column.Bits, v *column.Vector, n int) {
	for i, x := range v.Floats[:n] {
		if x < b.lo || x > b.hi {
			bad.Set(i)
		}
	}
}

// indivisible fails integers that by does not divide.
type indivisible struct{ by int64 }

func (d indivisible) mark(bad column.Bits, v *column.Vector, n int) {
	for i, x := range v.Ints[:n] {
		if x%d.by != 0 {
			bad.Set(i)
		}
	}
}

// fraction fails floats that are no multiple of by: exactly, as decimals.
type fraction struct{ by *big.Rat }

func (f fraction) mark(bad column.Bits, v *column.Vector, n int) {
	if f.by.IsInt() && f.by.Num().IsInt64() && f.by.Num().Int64() == 1 {
		for i, x := range v.Floats[:n] {
			if x != math.Floor(x) {
				bad.Set(i)
			}
		}
		return
	}
	var q big.Rat
	for i, x := range v.Floats[:n] {
		if finite(x) && x != 0 && !q.Quo(decimal(x), f.by).IsInt() {
			bad.Set(i)
		}
	}
}

// decimal is the number that the shortest text of x denotes.
func decimal(x float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'e', -1, 64))
	return r
}

// other fails integers that are not among the allowed ones.
type other map[int64]bool

func (o other) mark(bad column.Bits, v *column.Vector, n int) {
	for i, x := range v.Ints[:n] {
		if !o[x] {
			bad.Set(i)
		}
	}
}

// otherFloat fails floats that are not among the allowed ones.
type otherFloat map[float64]bool

func (o otherFloat) mark(bad column.Bits, v *column.Vector, n int) {
	for i, x := range v.Floats[:n] {
		if !o[x] {
			bad.Set(i)
		}
	}
}

// least is the test of value ≥ bound, or value > bound where strict, on
// numbers of a field; nil where every number passes.
func least(f *column.Field, bound *big.Rat, strict bool) test {
	if f.Kind == column.Float {
		return beyond{leastFloat(bound, strict), math.MaxFloat64}
	}
	// value·10^scale ≥ ⌈bound·10^scale⌉
	n := floor(scaled(f, new(big.Rat).Neg(bound)))
	n.Neg(n)
	if strict && new(big.Rat).SetInt(n).Cmp(scaled(f, bound)) == 0 {
		n.Add(n, big.NewInt(1))
	}
	switch {
	case n.IsInt64():
		return outside{n.Int64(), math.MaxInt64}
	case n.Sign() > 0:
		return always{}
	}
	return nil
}

// most is the test of value ≤ bound, or value < bound where strict.
func most(f *column.Field, bound *big.Rat, strict bool) test {
	if f.Kind == column.Float {
		return beyond{-math.MaxFloat64, -leastFloat(new(big.Rat).Neg(bound), strict)}
	}
	n := floor(scaled(f, bound))
	if strict && new(big.Rat).SetInt(n).Cmp(scaled(f, bound)) == 0 {
		n.Sub(n, big.NewInt(1))
	}
	switch {
	case n.IsInt64():
		return outside{math.MinInt64, n.Int64()}
	case n.Sign() < 0:
		return always{}
	}
	return nil
}

// leastFloat is the least float whose decimal keeps the bound: the one nearest
// to the bound, or the next. Infinite where none does.
func leastFloat(bound *big.Rat, strict bool) float64 {
	x, _ := bound.Float64()
	if math.IsInf(x, 0) {
		if x > 0 {
			return x
		}
		return -math.MaxFloat64
	}
	if c := decimal(x).Cmp(bound); c < 0 || c == 0 && strict {
		x = math.Nextafter(x, math.Inf(1))
	}
	return x
}

// scaled is a number in the units that a field's cells are stored in.
func scaled(f *column.Field, r *big.Rat) *big.Rat {
	if f.Kind != column.Decimal {
		return r
	}
	return new(big.Rat).Mul(r, new(big.Rat).SetInt64(perUnit(f)))
}

func floor(r *big.Rat) *big.Int {
	// Div rounds toward −∞ for the positive denominator.
	return new(big.Int).Div(r.Num(), r.Denom())
}

// multiple is the test of value being a multiple of by; nil where all are.
func multiple(f *column.Field, by *big.Rat) test {
	if f.Kind == column.Float {
		return fraction{by}
	}
	// value/10^scale ÷ p/q is an integer where p·10^scale/gcd divides value.
	step := scaled(f, by).Num()
	switch {
	case step.IsInt64() && step.Int64() == 1:
		return nil
	case step.IsInt64():
		return indivisible{step.Int64()}
	}
	return other{0: true}
}

// among is the test of a number being one of the given.
func among(f *column.Field, numbers []*big.Rat) test {
	if f.Kind == column.Float {
		allowed := otherFloat{}
		for _, r := range numbers {
			if x, _ := r.Float64(); finite(x) && decimal(x).Cmp(r) == 0 {
				allowed[x] = true
			}
		}
		return allowed
	}
	allowed := other{}
	for _, r := range numbers {
		if n := scaled(f, r); n.IsInt() && n.Num().IsInt64() {
			allowed[n.Num().Int64()] = true
		}
	}
	return allowed
}
