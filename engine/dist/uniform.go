package dist

import "github.com/groflex/groflex/engine/rng"

// uniform draws x = min + (max-min)·u.
func uniform() Spec {
	return Spec{
		Name:   "uniform",
		About:  "every number between two bounds alike",
		Source: "inversion",
		Params: []ParamSpec{
			{Name: "min", Default: 0, Min: -widest, Max: widest, About: "lower bound"},
			{Name: "max", Default: 1, Min: -widest, Max: widest, About: "upper bound"},
		},
		fill: fillUniform,
	}
}

func fillUniform(dst []float64, s rng.Stream, rows []int64, p []arg) {
	low, high := &p[0], &p[1]
	for i, row := range rows {
		from := low.at(i)
		dst[i] = from + float64((high.at(i)-from)*open(s.At(row)))
	}
}
