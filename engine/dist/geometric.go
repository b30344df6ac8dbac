package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// geometric draws k = 0, 1, 2, … with probability p·(1-p)^k, as
// ⌊ln u / ln(1-p)⌋.
func geometric() Spec {
	return Spec{
		Name:   "geometric",
		About:  "failures before the first success: mean (1-p)/p",
		Source: "inversion",
		Whole:  true,
		Params: []ParamSpec{
			{Name: "p", Default: 0.5, Min: 1e-9, Max: 1, Unit: "probability", About: "of success"},
		},
		fill: fillGeometric,
		law:  geometricLaw,
	}
}

func fillGeometric(dst []float64, s rng.Stream, rows []int64, p []arg) {
	last, logQ := -1.0, 0.0
	for i, row := range rows {
		if chance := p[0].at(i); chance != last {
			last, logQ = chance, Log1p(-chance)
		}
		dst[i] = math.Floor(Log(open(s.At(row))) / logQ)
	}
}
