package dist

import "github.com/groflex/groflex/engine/rng"

// weibull draws x = scale·(-ln u)^(1/shape), CDF 1 - e^(-(x/scale)^shape).
func weibull() Spec {
	return Spec{
		Name:   "weibull",
		About:  "time to failure: hazard falls with shape below 1, rises above 1",
		Source: "inversion",
		Params: []ParamSpec{
			{Name: "shape", Default: 1, Min: 0.05, Max: mostShape, About: "exponent"},
			{Name: "scale", Default: 1, Min: 0, Max: 1e200, Unit: "x", About: "63.2% quantile"},
		},
		fill: fillWeibull,
	}
}

func fillWeibull(dst []float64, s rng.Stream, rows []int64, p []arg) {
	shape, scale := &p[0], &p[1]
	for i, row := range rows {
		dst[i] = scale.at(i) * Exp(Log(-Log(open(s.At(row))))/shape.at(i))
	}
}
