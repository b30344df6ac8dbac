package instance

import (
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
)

// number draws k·step within the bounds, step being the least common multiple
// of every multipleOf, or 1 for integers, or a power of ten for the rest.
func (q *search) number(sh *shape, kind kinds, name string) (any, bool) {
	step := big.NewRat(1, 1)
	if len(sh.steps) > 0 {
		step = commonMultiple(sh.steps)
		if kind == whole {
			step = commonMultiple([]*big.Rat{step, big.NewRat(1, 1)})
		}
	} else if kind == fraction {
		step = q.grain(sh)
	}
	if step.Sign() == 0 {
		return nil, false
	}
	low, high, ok := q.span(sh, step, name)
	if !ok {
		return nil, false
	}
	width := new(big.Int).Sub(high, low)
	for try := range 60 {
		k := new(big.Int).Add(low, q.upTo(width))
		if try == 40 {
			k = low // small domains with exclusions: one after the other
		} else if try > 40 {
			k = new(big.Int).Add(low, big.NewInt(int64(try-40)))
		}
		if try > 50 && sh.high == nil {
			k = new(big.Int).Add(high, big.NewInt(int64(len(sh.avoid)+try))) // the habit is used up
		}
		r := new(big.Rat).Mul(new(big.Rat).SetInt(k), step)
		if kind == fraction && r.IsInt() && try < 30 || kind == whole && !r.IsInt() {
			continue
		}
		if try < 20 && !exactQuotients(r, sh.steps) {
			continue
		}
		n := json.Number(decimal(r))
		if q.numberFits(sh, r) && !sh.excludes(n) {
			return n, true
		}
	}
	return nil, false
}

func (q *search) numberFits(sh *shape, r *big.Rat) bool {
	if !sh.low.admits(r, 1) || !sh.high.admits(r, -1) {
		return false
	}
	for _, step := range sh.steps {
		if !multiple(r, step) {
			return false
		}
	}
	for _, step := range sh.notSteps {
		if multiple(r, step) {
			return false
		}
	}
	return true
}

// grain is the decimal place that numbers between the bounds are drawn at:
// two, or as many as the width of the bounds needs.
func (q *search) grain(sh *shape) *big.Rat {
	grain := big.NewRat(1, 100)
	ten := big.NewRat(10, 1)
	if sh.low != nil && sh.high != nil {
		width := new(big.Rat).Sub(sh.high.at, sh.low.at)
		width.Quo(width, big.NewRat(20, 1))
		for i := 0; width.Sign() > 0 && grain.Cmp(width) > 0 && i < 400; i++ {
			grain.Quo(grain, ten)
		}
	} else if one := sh.low; one != nil || sh.high != nil {
		// A single bound close to zero, like 1e-9, wants numbers near it.
		if one == nil {
			one = sh.high
		}
		size := new(big.Rat).Abs(one.at)
		for i := 0; size.Sign() > 0 && grain.Cmp(size) > 0 && i < 400; i++ {
			grain.Quo(grain, ten)
		}
	}
	if len(sh.notSteps) > 0 {
		grain.Quo(grain, ten)
	}
	return grain
}

// span is the range of k for which k·step is within the bounds. Where a bound
// is missing it comes from the name, or lies some hundreds of steps away.
func (q *search) span(sh *shape, step *big.Rat, name string) (low, high *big.Int, ok bool) {
	from, to := habit(name)
	least, most := new(big.Rat).SetInt64(from), new(big.Rat).SetInt64(to)
	if sh.low != nil && (sh.low.at.Cmp(least) > 0 || sh.low.at.Cmp(most) > 0) {
		least = sh.low.at
	}
	if sh.high != nil && (sh.high.at.Cmp(most) < 0 || sh.high.at.Cmp(least) < 0) {
		most = sh.high.at
	}
	if sh.high != nil && sh.low != nil && most.Cmp(least) < 0 {
		least, most = sh.low.at, sh.high.at
	}
	room := new(big.Rat).Mul(step, big.NewRat(200, 1))
	if sh.high == nil && new(big.Rat).Sub(most, least).Cmp(step) < 0 {
		most = new(big.Rat).Add(least, room)
	}
	if sh.low == nil && new(big.Rat).Sub(most, least).Cmp(step) < 0 {
		least = new(big.Rat).Sub(most, room)
	}
	low, high = ceil(new(big.Rat).Quo(least, step)), floor(new(big.Rat).Quo(most, step))
	if sh.low != nil && sh.low.open && new(big.Rat).Mul(new(big.Rat).SetInt(low), step).Cmp(sh.low.at) == 0 {
		low.Add(low, big.NewInt(1))
	}
	if sh.high != nil && sh.high.open && new(big.Rat).Mul(new(big.Rat).SetInt(high), step).Cmp(sh.high.at) == 0 {
		high.Sub(high, big.NewInt(1))
	}
	if low.Cmp(high) > 0 && (sh.low == nil || sh.high == nil || from != 0) {
		// The habit had no multiple of the step in it: forget it.
		if sh.low == nil {
			low = new(big.Int).Sub(high, big.NewInt(200))
		} else if sh.high == nil {
			high = new(big.Int).Add(low, big.NewInt(200))
		} else {
			low, high = ceil(new(big.Rat).Quo(sh.low.at, step)), floor(new(big.Rat).Quo(sh.high.at, step))
		}
	}
	return low, high, low.Cmp(high) <= 0
}

// upTo draws from [0, width].
func (q *search) upTo(width *big.Int) *big.Int {
	if width.IsUint64() && width.Uint64() < 1<<62 {
		return new(big.Int).SetUint64(q.r.Below(width.Uint64() + 1))
	}
	// Wider than any habit: 62 bits somewhere in the range do.
	part := new(big.Int).Div(width, big.NewInt(1<<31))
	return part.Mul(part, new(big.Int).SetUint64(q.r.Below(1<<31)))
}

func ceil(r *big.Rat) *big.Int {
	return new(big.Int).Neg(floor(new(big.Rat).Neg(r)))
}

// floor relies on Div being Euclidean: the denominator of a Rat is positive.
func floor(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }

// commonMultiple is the least common multiple of rationals: that of the
// numerators over the greatest common divisor of the denominators.
func commonMultiple(list []*big.Rat) *big.Rat {
	num, den := new(big.Int).Abs(list[0].Num()), new(big.Int).Set(list[0].Denom())
	for _, r := range list[1:] {
		n := new(big.Int).Abs(r.Num())
		g := new(big.Int).GCD(nil, nil, num, n)
		if g.Sign() == 0 {
			return new(big.Rat)
		}
		num.Mul(num, n).Div(num, g)
		den.GCD(nil, nil, den, r.Denom())
	}
	return new(big.Rat).SetFrac(num, den)
}

// exactQuotients reports whether float64 division finds the multiples exact
// too: validators that compute in it should agree.
func exactQuotients(r *big.Rat, steps []*big.Rat) bool {
	f, _ := r.Float64()
	for _, step := range steps {
		g, _ := step.Float64()
		if q := f / g; q != float64(int64(q)) && q < 1<<53 && q > -1<<53 {
			return false
		}
	}
	return true
}

// decimal writes a rational whose denominator divides a power of ten, and
// others rounded to 40 places.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		s := r.Num().String()
		if len(s) > 25 {
			if plain := strings.TrimRight(s, "0"); len(s)-len(plain) > 20 {
				return plain + "e" + strconv.Itoa(len(s)-len(plain))
			}
		}
		return s
	}
	places, exact := r.FloatPrec()
	if !exact {
		places = 40
	}
	s := r.FloatString(places)
	if places > 12 {
		if digits := strings.TrimLeft(strings.Replace(strings.TrimPrefix(s, "-"), ".", "", 1), "0"); len(digits) < 18 {
			sign := ""
			if s[0] == '-' {
				sign = "-"
			}
			return sign + digits + "e-" + strconv.Itoa(places)
		}
	}
	return s
}
