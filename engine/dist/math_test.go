package dist

import (
	"math"
	"slices"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// ulps is how many float64 lie between a and b.
func ulps(a, b float64) int64 {
	if a == b {
		return 0
	}
	order := func(x float64) int64 {
		n := int64(math.Float64bits(x))
		if n < 0 {
			return math.MinInt64 - n
		}
		return n
	}
	d := order(a) - order(b)
	return max(d, -d)
}

// The values are those of mpmath 1.3.0 at 400 bits, rounded to float64.
func TestFunctionsAgreeWithMpmath(t *testing.T) {
	for name, c := range map[string]struct {
		f      func(float64) float64
		within int64
		points [][2]float64
	}{
		"Exp": {Exp, 1, [][2]float64{
			{0x1p0, 0x1.5bf0a8b145769p1},
			{-0x1p0, 0x1.78b56362cef38p-2},
			{0x1p-1, 0x1.a61298e1e069cp0},
			{0x1.b7cdfd9d7bdbbp-34, 0x1.000000006df38p0},
			{-0x1.2cp5, 0x1.dd5c566301ec8p-55},
			{0x1.62e3d70a3d70ap9, 0x1.fe9ce5c4c52b4p1023},
			{-0x1.62p9, 0x1.7c8ab2288c9abp-1022},
			{-0x1.7433333333333p9, 0x0.0000000000001p-1022},
			{0x1.3660e51d25aabp-15, 0x1.00026cc4bada5p0},
			{0x1.62e147ae147aep6, 0x1.fe8c665382968p127},
			{-0x1.62e42fefa39efp-1, 0x1p-1},
		}},
		"Log": {Log, 1, [][2]float64{
			{0x1p1, 0x1.62e42fefa39efp-1},
			{0x1.4p3, 0x1.26bb1bbb55516p1},
			{0x1p-1, -0x1.62e42fefa39efp-1},
			{0x1.000001ad7f29bp0, 0x1.ad7f2847b6492p-24},
			{0x1.fffffca501acbp-1, -0x1.ad7f2b1049b9fp-24},
			{0x0.012688b70e62bp-1022, -0x1.64e69394d9508p9},
			{0x1.e42d130773b76p1023, 0x1.62dd08fdc6f88p9},
			{0x1.6a09e667f3bccp-1, -0x1.62e42fefa39f1p-2},
			{0x1.6a09e667f3bcdp0, 0x1.62e42fefa39fp-2},
			{0x1.8p1, 0x1.193ea7aad030bp0},
			{0x1.e240c9fbe76c9p16, 0x1.77281cad8a844p3},
		}},
		"Expm1": {Expm1, 3, [][2]float64{
			{0x1.19799812dea11p-40, 0x1.19799812df3bdp-40},
			{-0x1.4f8b588e368f1p-17, -0x1.4f8aea9acf2c9p-17},
			{0x1.3333333333333p-2, 0x1.6641632306a56p-2},
			{-0x1.999999999999ap-1, -0x1.19f18dd3f123cp-1},
			{0x1.4p2, 0x1.26d389970338fp7},
			{-0x1.4p5, -0x1p0},
		}},
		"Log1p": {Log1p, 3, [][2]float64{
			{0x1.19799812dea11p-40, 0x1.19799812de065p-40},
			{-0x1.4f8b588e368f1p-17, -0x1.4f8bc681e6006p-17},
			{0x1.3333333333333p-2, 0x1.0ca937be1b9dcp-2},
			{-0x1.999999999999ap-1, -0x1.9c041f7ed8d34p0},
			{0x1.4p2, 0x1.cab0bfa2a2002p0},
			{0x1.7e43c8800759cp996, 0x1.5963447f87fb5p9},
			{-0x1.fffffca501acbp-1, -0x1.01e3b8440ed2fp4},
		}},
		"NormQuantile": {NormQuantile, 6, [][2]float64{
			{0x1p-1, 0},
			{0x1.f333333333333p-1, 0x1.f5c0331eeff83p0},
			{0x1.999999999999ap-6, -0x1.f5c0331eeff85p0},
			{0x1.ccccccccccccdp-1, 0x1.4813c36e26d33p0},
			{0x1.b7cdfd9d7bdbbp-34, -0x1.97203597a2155p2},
			{0x1.56e1fc2f8f359p-997, -0x1.286074064c26ep5},
			{0x1.32ca57a786c22p-4, -0x1.70b374817af52p0},
			{0x1.339c0ebedfa44p-4, -0x1.7056dc6686c9bp0},
			{0x1.fffffffffffffp-1, 0x1.06b48528cea52p3},
			{0x1.3333333333333p-2, -0x1.0c7e39582c5fbp-1},
		}},
		"NormCDF": {NormCDF, 6, [][2]float64{
			{0, 0x1p-1},
			{0x1p0, 0x1.aec4bd120d37dp-1},
			{-0x1p0, 0x1.44ed0bb7cb20bp-3},
			{0x1.f5c0331eeff84p0, 0x1.f333333333333p-1},
			{-0x1.4p2, 0x1.33ca2f2133831p-22},
			{-0x1.499999999999ap3, 0x1.b4226398b079p-82},
			{-0x1.28p5, 0x1.eaccc6bfeb0afp-995},
			{0x1.47ae147ae147bp-7, 0x1.020ae495ce8eep-1},
			{0x1.cp1, 0x1.ffe182436d488p-1},
			{0x1p3, 0x1.ffffffffffffap-1},
			{-0x1.1p0, 0x1.26ebc4925aa2p-3},
			{-0x1.6666666666666p-1, 0x1.ef8aa3a8f356p-3},
		}},
	} {
		for _, p := range c.points {
			if got := c.f(p[0]); ulps(got, p[1]) > c.within {
				t.Errorf("%s(%g) = %x, want %x: %d ulp off", name, p[0], got, p[1], ulps(got, p[1]))
			}
		}
	}
	for _, p := range [][3]float64{
		{0x1p1, 0x1p-1, 0x1.6a09e667f3bcdp0},
		{0x1.4p3, -0x1.8p1, 0x1.0624dd2f1a9fcp-10},
		{0x1.000001ad7f29bp0, 0x1.312dp23, 0x1.5bf0a790ce6f2p1},
		{0x1.3333333333333p-2, 0x1.f5p7, 0x1.da73bd7596377p-436},
		{0x1.ep2, 0x1.5555555555555p-2, 0x1.f51a62037e955p0},
		{0x1.4f8b588e368f1p-17, -0x1.e2p5, 0x1.a8dbc601b5f8dp1000},
		{0x1.edd2f1a9fbe77p6, 0x1.f8f5c28f5c28fp2, 0x1.c37e53d5e93d2p54},
		{0x1.fffffffffdcd1p-1, 0x1.6bcc41e9p46, 0x1.a9b2c181ee3d9p-145},
		{0x1.8p0, -0x1.b58p10, 0x0.4fa6b366848b3p-1022},
	} {
		if got := Pow(p[0], p[1]); ulps(got, p[2]) > 1 {
			t.Errorf("Pow(%g, %g) = %x, want %x", p[0], p[1], got, p[2])
		}
	}
}

// Package math is within one ulp itself, so agreement to two on many points
// shows that no branch is wrong.
func TestFunctionsAgreeWithPackageMath(t *testing.T) {
	s := rng.New(1, "points")
	for i := range int64(20_000) {
		u, v := rng.Unit(s.At(2*i)), rng.Unit(s.At(2*i+1))
		x := float64(u*1400) - 700
		if got, want := Exp(x), math.Exp(x); ulps(got, want) > 2 && want > minNorm {
			t.Fatalf("Exp(%x) = %x, want %x", x, got, want)
		}
		x = math.Ldexp(1+u, int(v*2040)-1020)
		if got, want := Log(x), math.Log(x); ulps(got, want) > 3 {
			t.Fatalf("Log(%x) = %x, want %x", x, got, want)
		}
		x = 0.5 + u
		if got, want := Log(x), math.Log(x); ulps(got, want) > 3 {
			t.Fatalf("Log(%x) = %x, want %x", x, got, want)
		}
		x, y := u*4, float64(v*40)-20
		if got, want := Pow(x, y), math.Pow(x, y); math.Abs(got-want) > 1e-13*want {
			t.Fatalf("Pow(%x, %x) = %x, want %x", x, y, got, want)
		}
		if back := NormCDF(NormQuantile(u)); math.Abs(back-u) > 5e-15*u {
			t.Fatalf("NormCDF(NormQuantile(%x)) = %x", u, back)
		}
	}
}

func TestExactPowersAreExact(t *testing.T) {
	for x := 2.0; x <= 1000; x++ {
		for y, want := 1.0, x; want < 1<<53; y, want = y+1, want*x {
			if got := Pow(x, y); got != want {
				t.Errorf("Pow(%g, %g) = %g", x, y, got)
			}
		}
		if got := Pow(x*x, 0.5); got != x {
			t.Errorf("Pow(%g, 0.5) = %g", x*x, got)
		}
	}
}

func TestEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, x := range []float64{0, math.Copysign(0, -1), 1, -1, 2, -2, 0.5, -0.5, 3, -3, inf, -inf, nan, math.MaxFloat64, -1e300} {
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"Exp", Exp(x), math.Exp(x)},
			{"Expm1", Expm1(x), math.Expm1(x)},
			{"Log", Log(x), math.Log(x)},
			{"Log1p", Log1p(x), math.Log1p(x)},
			{"NormCDF", NormCDF(x), math.Erfc(-x/math.Sqrt2) / 2},
		} {
			if !alike(c.got, c.want) {
				t.Errorf("%s(%g) = %g, want %g", c.name, x, c.got, c.want)
			}
		}
		for _, y := range []float64{0, 1, -1, 2, -3, 0.5, -0.5, 1e18, inf, -inf, nan, 1e-310, 1e308} {
			if got, want := Pow(x, y), math.Pow(x, y); !alike(got, want) {
				t.Errorf("Pow(%g, %g) = %g, want %g", x, y, got, want)
			}
		}
	}
	for p, want := range map[float64]float64{0: -inf, 1: inf, -0.1: nan, 1.1: nan} {
		if got := NormQuantile(p); !alike(got, want) {
			t.Errorf("NormQuantile(%g) = %g", p, got)
		}
	}
	if got := NormQuantile(nan); got == got {
		t.Errorf("NormQuantile(NaN) = %g", got)
	}
}

func alike(a, b float64) bool {
	if b-b != 0 || b == 0 { // infinities, NaNs and zeros are exact
		return a == b && math.Signbit(a) == math.Signbit(b) || a != a && b != b
	}
	return math.Abs(a-b) <= 1e-14*math.Abs(b)
}

// What is done to many numbers at once is Exp of each, on the edges too.
func TestExpsIsExpOfEach(t *testing.T) {
	x := []float64{0, math.Copysign(0, -1), 700, -700, 699.9999, -699.9999, 709, 711, -744, -747, math.NaN(), math.Inf(1), math.Inf(-1), 1e-300}
	s := rng.New(3, "points")
	for i := range int64(10_000) {
		x = append(x, float64(rng.Unit(s.At(i))*1500)-750)
	}
	got := slices.Clone(x)
	exps(got)
	for i, x := range x {
		if want := Exp(x); math.Float64bits(got[i]) != math.Float64bits(want) {
			t.Fatalf("of %x: %x, want %x", x, got[i], want)
		}
	}
}

// One number for the bits of 20,000 results: it must be the same on every
// machine and may never change, for every seeded file depends on it.
func TestBitsNeverChange(t *testing.T) {
	s := rng.New(2, "bits")
	hash := uint64(0)
	add := func(x float64) { hash = hash*0x100000001b3 ^ math.Float64bits(x) }
	for i := range int64(4_000) {
		u := rng.Unit(s.At(i))
		add(Exp(float64(u*1400) - 700))
		add(Log(u))
		add(Pow(u*100, float64(u*60)-30))
		add(NormQuantile(u))
		add(NormCDF(float64(u*20) - 10))
	}
	if want := uint64(0xec6b69150cc685e4); hash != want {
		t.Errorf("the bits are %#x, want %#x", hash, want)
	}
}

func BenchmarkExp(b *testing.B)          { benchmark(b, func(u float64) float64 { return Exp(u*20 - 10) }) }
func BenchmarkLog(b *testing.B)          { benchmark(b, Log) }
func BenchmarkPow(b *testing.B)          { benchmark(b, func(u float64) float64 { return Pow(u, 1.7) }) }
func BenchmarkNormQuantile(b *testing.B) { benchmark(b, NormQuantile) }

func benchmark(b *testing.B, f func(float64) float64) {
	s := rng.New(1, "bench")
	sum := 0.0
	for i := range int64(b.N) {
		sum += f(rng.Unit(s.At(i)))
	}
	sink = sum
}

var sink float64

// An alternating series is off by less than the first term left out.
func TestLogFactorial(t *testing.T) {
	for k := 0.0; k < 1e9; k = math.Floor(1 + k*1.3) {
		want, _ := math.Lgamma(k + 1)
		omitted := 0.0
		if k >= 18 {
			omitted = 1 / (1680 * math.Pow(k, 7))
		}
		if got := logFactorial(k); math.Abs(got-want) > omitted+2e-15*want+1e-15 {
			t.Errorf("ln %v!: %v, want %v", k, got, want)
		}
	}
}
