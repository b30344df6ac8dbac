package dist

import "github.com/groflex/groflex/engine/rng"

// beta draws x in [0, 1] from density proportional to
// x^(alpha-1)·(1-x)^(beta-1), as the share of one gamma variate in two.
func beta() Spec {
	return Spec{
		Name:   "beta",
		About:  "a share between 0 and 1: mean alpha/(alpha+beta)",
		Source: "ratio of gamma variates, in logarithms",
		Params: []ParamSpec{
			{Name: "alpha", Default: 1, Min: leastShape, Max: mostShape, About: "weight towards 1"},
			{Name: "beta", Default: 1, Min: leastShape, Max: mostShape, About: "weight towards 0"},
		},
		fill: fillBeta,
	}
}

func fillBeta(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var a, b gammaSource
	for i, row := range rows {
		r := s.Cell(row)
		a.prepare(p[0].at(i))
		b.prepare(p[1].at(i))
		x := a.logDraw(&r)
		dst[i] = 1 / (1 + Exp(b.logDraw(&r)-x))
	}
}
