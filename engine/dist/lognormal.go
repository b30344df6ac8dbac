package dist

import "github.com/groflex/groflex/engine/rng"

// lognormal draws x = e^(mu + sigma·Φ⁻¹(u)): median e^mu, mean
// e^(mu + sigma²/2).
func lognormal() Spec {
	return Spec{
		Name:   "lognormal",
		About:  "what grows by factors: incomes, prices, durations",
		Source: "inversion, as normal",
		Params: []ParamSpec{
			{Name: "mu", Default: 0, Min: -300, Max: 300, Unit: "ln x", About: "mean of the logarithm"},
			{Name: "sigma", Default: 1, Min: 0, Max: 20, Unit: "ln x", About: "standard deviation of the logarithm"},
		},
		fill: fillLognormal,
	}
}

func fillLognormal(dst []float64, s rng.Stream, rows []int64, p []arg) {
	fillNormal(dst, s, rows, p)
	exps(dst)
}
