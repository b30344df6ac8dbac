package model

import (
	"math"

	"github.com/groflex/groflex/engine/dist"
)

// entropies is x·ln x for whole x from 0 to n: the terms of the G-statistic.
func entropies(n int) []float64 {
	f := make([]float64, n+1)
	for x := 2; x <= n; x++ {
		f[x] = float64(x) * dist.Log(float64(x))
	}
	return f
}

// zScore is how many standard deviations a chi-square of df degrees of
// freedom lies above what chance gives (Wilson and Hilferty 1931,
// doi:10.1073/pnas.17.12.684).
func zScore(chi, df float64) float64 {
	if df <= 0 || chi <= 0 {
		return -10
	}
	v := 2 / (9 * df)
	return (dist.Pow(chi/df, 1.0/3) - (1 - v)) / math.Sqrt(v)
}
