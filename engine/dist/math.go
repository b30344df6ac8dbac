package dist

import "math"

// Go's math.Exp, Log and Pow differ in the last bit between machines, and
// compilers for some machines fuse x*y + z into one rounding, even across
// statements. The functions here use only + - * / and bit operations, and
// round every product before it enters a sum, as only a conversion does, so
// that a seed gives the same file everywhere.

const (
	ln2High  = 0x1.62e42fefa38p-1 // ln 2 = ln2High + ln2Low, the first on the grid 2^-42
	ln2Low   = 0x1.ef35793c7673p-45
	stepHigh = 0x1.62e42fefcp-8 // the same of (ln 2)/128
	stepLow  = -0x1.c610ca86c3899p-44
	perStep  = 0x1.71547652b82fep7 // 128/ln 2
	shifter  = 0x1.8p52            // adding it and taking it away rounds to an integer
	minNorm  = 0x1p-1022           // the least normal float64
)

// Exp is e^x, within 0.52 ulp (1 ulp where the result is subnormal).
// Method: x = (128·k + j)·(ln 2)/128 + r; 2^(j/128) from a table, e^r from its
// Taylor series (Tang 1989, doi:10.1145/63522.214389).
func Exp(x float64) float64 { return expSum(x, 0) }

// expSum is e^(x+dx), |dx| being no more than a rounding error of x.
func expSum(x, dx float64) float64 {
	switch {
	case x != x:
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	}
	steps := float64(x*perStep) + shifter - shifter
	n := int64(steps)
	r := x - float64(steps*stepHigh) // exact
	return scale(expRest(n, r+(dx-float64(steps*stepLow))), n>>7)
}

// expRest is e^r·2^(j/128) for |r| up to (ln 2)/256; j is the low bits of n.
func expRest(n int64, r float64) float64 {
	r2 := float64(r * r)
	tail := float64(r2*(0.5+float64(r*(1.0/6)))) + float64(float64(r2*r2)*(1.0/24+float64(r*(1.0/120))))
	two := &exp2Table[n&127]
	return two[0] + (float64(two[0]*(r+tail)) + two[1])
}

// exps puts Exp of each number in its place. A call would take as long as the
// work.
func exps(x []float64) {
	for i, v := range x {
		if !(v > -700 && v < 700) {
			x[i] = Exp(v)
			continue
		}
		steps := float64(v*perStep) + shifter - shifter
		n := int64(steps)
		r := v - float64(steps*stepHigh)
		x[i] = expRest(n, r+(0-float64(steps*stepLow))) * power2(n>>7)
	}
}

// scale is x·2^k for x in [0.5, 2) and |k| < 1100, rounded only if subnormal.
func scale(x float64, k int64) float64 {
	switch {
	case k > 1023:
		return x * 0x1p1023 * power2(k-1023)
	case k < -1021:
		return x * power2(k+200) * 0x1p-200
	}
	return x * power2(k)
}

// power2 is 2^k for k in [-1022, 1023].
func power2(k int64) float64 { return math.Float64frombits(uint64(k+1023) << 52) }

// Expm1 is e^x - 1 without loss near 0, within 3 ulp (Kahan's quotient;
// Higham 2002, section 1.14.1, doi:10.1137/1.9780898718027).
func Expm1(x float64) float64 {
	w := Exp(x)
	switch {
	case w == 1:
		return x
	case w-1 == -1 || !(w <= math.MaxFloat64):
		return w - 1
	}
	return (w - 1) * (x / Log(w))
}

// Log is the natural logarithm, within 1.5 ulp; NaN below 0, -Inf at 0.
// Method: x = 2^k·(c + f) with c on a grid of 1/128; ln c from a table, the
// rest from the series of ln(1 + f/c) in 2f/(2c + f) (Tang 1990,
// doi:10.1145/98267.98294).
func Log(x float64) float64 {
	k, m, ok := split(x)
	if !ok {
		return logEdge(x)
	}
	j := int(float64(m*128) + 0.5)
	c := float64(float64(j) * (1.0 / 128))
	f := m - c
	q := 2 * f / (m + c)
	q2 := float64(q * q)
	ln := &logTable[j-90]
	series := float64(float64(q*q2) * (1.0/12 + float64(q2*(1.0/80))))
	return float64(k*ln2High) + ln[0] + (q + (series + (float64(k*ln2Low) + ln[1])))
}

// logSum is ln x as high + low, good to 2^-63 of it; x positive and finite.
func logSum(x float64) (high, low float64) {
	k, m, _ := split(x)
	j := int(float64(m*128) + 0.5)
	c := float64(float64(j) * (1.0 / 128))
	f := 2 * (m - c)
	sum := m + c
	sumLow := m - (sum - c)
	q := f / sum
	product, productLow := multiply(q, sum)
	qLow := ((f - product) - productLow - float64(q*sumLow)) / sum
	q2 := float64(q * q)
	series := float64(float64(q*q2) * (1.0/12 + float64(q2*(1.0/80+float64(q2*(1.0/448))))))
	ln := &logTable[j-90]
	high = float64(k*ln2High) + ln[0] // exact
	low = qLow + series + (float64(k*ln2Low) + ln[1])
	total := high + q
	return total, low + (q - (total - high))
}

// multiply is a·b as the rounded product and its exact error (Dekker 1971,
// doi:10.1007/BF01397083), for factors below 2^995.
func multiply(a, b float64) (product, low float64) {
	product = float64(a * b)
	t := float64(a * 0x1.0000002p27)
	aHigh := t - (t - a)
	aLow := a - aHigh
	t = float64(b * 0x1.0000002p27)
	bHigh := t - (t - b)
	bLow := b - bHigh
	low = float64(aHigh*bHigh) - product
	low += float64(aHigh * bLow)
	low += float64(aLow * bHigh)
	low += float64(aLow * bLow)
	return product, low
}

// split writes a positive, finite x as 2^k·m with m in [√½, √2); ok is false
// for any other x.
func split(x float64) (k, m float64, ok bool) {
	if !(x > 0 && x <= math.MaxFloat64) {
		return 0, 1, false
	}
	if x < minNorm {
		x *= 0x1p54
		k = -54
	}
	b := math.Float64bits(x)
	// What is added carries into the exponent from the mantissa of √2 on.
	exponent := int64((b+0x00095f619980c433)>>52) - 1023
	return k + float64(exponent), math.Float64frombits(b - uint64(exponent)<<52), true
}

func logEdge(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case x > 0:
		return x
	}
	return math.NaN()
}

// Log1p is ln(1+x) without loss near 0, within 3 ulp; NaN below -1, -Inf at
// -1 (source as for Expm1).
func Log1p(x float64) float64 {
	w := 1 + x
	switch {
	case w == 1:
		return x
	case !(w > 0 && w <= math.MaxFloat64):
		return logEdge(w)
	}
	return Log(w) * (x / (w - 1))
}

// Pow is x^y, within 0.55 ulp (1 ulp where the result is subnormal), so that
// exact powers such as 10^2 come out exact. Special cases are C99's: x^0 and
// 1^y are 1, a negative x with a y that is not an integer gives NaN.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case x != x || y != y:
		return math.NaN()
	}
	sign := 1.0
	if math.Signbit(x) {
		whole := y == math.Floor(y)
		if !whole && x < 0 && x >= -math.MaxFloat64 {
			return math.NaN()
		}
		if half := y / 2; whole && half != math.Floor(half) {
			sign = -1
		}
		x = -x
	}
	switch {
	case x == 1:
		return sign
	case x == 0 || x > math.MaxFloat64 || y-y != 0: // an infinite y too
		if (x > 1) == (y > 0) {
			return sign * math.Inf(1)
		}
		return sign * 0
	}
	high, low := logSum(x)
	if t := y * high; !(t > -800 && t < 800) {
		return sign * Exp(t)
	}
	product, productLow := multiply(y, high)
	return sign * expSum(product, productLow+float64(y*low))
}
