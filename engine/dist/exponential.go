package dist

import "github.com/groflex/groflex/engine/rng"

// exponential draws x = -mean·ln(u), density e^(-x/mean)/mean.
func exponential() Spec {
	return Spec{
		Name:   "exponential",
		About:  "waiting time for what happens at a constant rate",
		Source: "inversion",
		Params: []ParamSpec{
			{Name: "mean", Default: 1, Min: 0, Max: widest, About: "mean, and standard deviation"},
		},
		fill: fillExponential,
	}
}

func fillExponential(dst []float64, s rng.Stream, rows []int64, p []arg) {
	mean := &p[0]
	for i, row := range rows {
		dst[i] = -mean.at(i) * Log(open(s.At(row)))
	}
}
