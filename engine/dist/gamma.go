package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// gamma draws from density x^(shape-1)·e^(-x/scale) / (Γ(shape)·scale^shape).
func gamma() Spec {
	return Spec{
		Name:   "gamma",
		About:  "positive and skewed: mean shape·scale, variance shape·scale²",
		Source: "Marsaglia and Tsang 2000, doi:10.1145/358407.358414",
		Params: []ParamSpec{
			{Name: "shape", Default: 1, Min: leastShape, Max: mostShape, About: "the larger, the more like a bell"},
			{Name: "scale", Default: 1, Min: 0, Max: 1e200, Unit: "x", About: "mean over shape"},
		},
		fill: fillGamma,
	}
}

func fillGamma(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var g gammaSource
	for i, row := range rows {
		r := s.Cell(row)
		g.prepare(p[0].at(i))
		dst[i] = p[1].at(i) * Exp(g.logDraw(&r))
	}
}

// gammaSource draws logarithms of gamma variates of scale 1: the variates
// themselves may be too small for a float64.
type gammaSource struct {
	shape float64
	d, c  float64
}

func (g *gammaSource) prepare(shape float64) {
	if shape == g.shape {
		return
	}
	g.shape = shape
	if shape < 1 {
		shape++
	}
	g.d = shape - 1.0/3
	g.c = 1 / math.Sqrt(9*g.d)
}

func (g *gammaSource) logDraw(r *rng.Rand) float64 {
	if g.shape != g.shape {
		return g.shape
	}
	for {
		x := NormQuantile(openNext(r))
		v := 1 + float64(g.c*x)
		if v <= 0 {
			continue
		}
		u := openNext(r)
		x2 := float64(x * x)
		v = float64(v * v * v)
		logV := Log(v)
		// The squeeze that spares a logarithm, and the exact test.
		if u >= 1-float64(0.0331*float64(x2*x2)) && Log(u) >= float64(0.5*x2)+float64(g.d*(1-v+logV)) {
			continue
		}
		result := Log(g.d) + logV
		if g.shape < 1 { // from shape+1: section 6 of the paper
			result += Log(openNext(r)) / g.shape
		}
		return result
	}
}
