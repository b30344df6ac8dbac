package dist

import "github.com/groflex/groflex/engine/rng"

// negativeBinomial draws a Poisson variate whose mean is a gamma variate:
// mean as given, variance mean + mean²/size. With p = size/(size+mean) it
// counts the failures before the size-th success.
func negativeBinomial() Spec {
	return Spec{
		Name:   "negative_binomial",
		About:  "counts that vary more than Poisson's: visits or payments of unlike people",
		Source: "gamma mixture of Poisson variates (Greenwood and Yule 1920, doi:10.2307/2341080)",
		Whole:  true,
		Params: []ParamSpec{
			{Name: "mean", Default: 1, Min: 0, Max: 1e9, About: "mean"},
			{Name: "size", Default: 1, Min: leastShape, Max: mostShape, About: "the smaller, the more the counts vary"},
		},
		fill: fillNegativeBinomial,
		law:  negativeBinomialLaw,
	}
}

func fillNegativeBinomial(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var g gammaSource
	var counts poissonSource
	for i, row := range rows {
		r := s.Cell(row)
		mean, size := p[0].at(i), p[1].at(i)
		g.prepare(size)
		counts.prepare(min(mean/size*Exp(g.logDraw(&r)), 1e12))
		dst[i] = counts.draw(&r)
	}
}
