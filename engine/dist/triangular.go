package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// triangular draws from the density that rises from min to mode and falls to
// max, both straight.
func triangular() Spec {
	return Spec{
		Name:   "triangular",
		About:  "least, likeliest and greatest value",
		Source: "inversion",
		Params: []ParamSpec{
			{Name: "min", Default: 0, Min: -1e150, Max: 1e150, About: "least value"},
			{Name: "mode", Default: 0.5, Min: -1e150, Max: 1e150, About: "likeliest value, held to [min, max]"},
			{Name: "max", Default: 1, Min: -1e150, Max: 1e150, About: "greatest value, no less than min"},
		},
		fill: fillTriangular,
	}
}

func fillTriangular(dst []float64, s rng.Stream, rows []int64, p []arg) {
	for i, row := range rows {
		low := p[0].at(i)
		high := max(p[2].at(i), low)
		mode := min(max(p[1].at(i), low), high)
		u := open(s.At(row))
		width := high - low
		if rise := mode - low; float64(u*width) < rise {
			dst[i] = low + math.Sqrt(float64(u*width)*rise)
		} else {
			dst[i] = high - math.Sqrt(float64((1-u)*width)*(high-mode))
		}
	}
}
