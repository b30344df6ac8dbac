package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// zipf draws a rank k = 1 … n with probability proportional to k^(-s). The
// method's time does not depend on n and it keeps no table.
func zipf() Spec {
	return Spec{
		Name:   "zipf",
		About:  "popularity by rank: s = 0.9 over 5,000 ranks gives the top fifth 75%",
		Source: "rejection-inversion, Hörmann and Derflinger 1996, doi:10.1145/235025.235029",
		Whole:  true,
		Params: []ParamSpec{
			{Name: "s", Default: 0.9, Min: 0, Max: 20, About: "exponent; 0 makes all ranks alike"},
			{Name: "n", Default: 1000, Min: 1, Max: 1e15, Unit: "ranks", About: "rounded down to a whole number"},
		},
		fill: fillZipf,
	}
}

func fillZipf(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var source zipfSource
	for i, row := range rows {
		r := s.Cell(row)
		source.prepare(p[0].at(i), math.Floor(p[1].at(i)))
		dst[i] = source.draw(&r)
	}
}

// zipfSource draws ranks. It inverts the integral of the hat x^(-s) and
// rejects what lies above the steps k^(-s).
type zipfSource struct {
	ready       bool
	s, n        float64
	first, last float64 // the integral at the ends of the hat
	near        float64 // a rank nearer than this to x is accepted at once
}

func (z *zipfSource) prepare(s, n float64) {
	if z.ready && s == z.s && n == z.n {
		return
	}
	*z = zipfSource{ready: true, s: s, n: n}
	z.first = z.integral(1.5) - 1
	z.last = z.integral(n + 0.5)
	z.near = 2 - z.inverse(z.integral(2.5)-z.hat(2))
}

func (z *zipfSource) draw(r *rng.Rand) float64 {
	if z.s != z.s || z.n != z.n {
		return math.NaN()
	}
	for {
		u := z.last + float64(openNext(r)*(z.first-z.last))
		x := z.inverse(u)
		k := min(max(math.Floor(x+0.5), 1), z.n)
		if k-x <= z.near || u >= z.integral(k+0.5)-z.hat(k) {
			return k
		}
	}
}

func (z *zipfSource) hat(x float64) float64 { return Exp(-z.s * Log(x)) }

// integral is (x^(1-s) - 1)/(1-s), which is ln x at s = 1.
func (z *zipfSource) integral(x float64) float64 {
	t := (1 - z.s) * Log(x)
	if t == 0 {
		return Log(x)
	}
	return Expm1(t) / (1 - z.s)
}

func (z *zipfSource) inverse(y float64) float64 {
	t := max(float64(y*(1-z.s)), -1)
	if t == 0 {
		return Exp(y)
	}
	return Exp(Log1p(t) / (1 - z.s))
}
