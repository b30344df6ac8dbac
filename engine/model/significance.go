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

// tally is the rows of a node by class of the target.
type tally struct {
	rows    [classesMax]int32
	all     int
	classes int     // that have rows
	terms   float64 // Σ x·ln x over rows
	inverse float64 // Σ 1/x over rows
}

func (g *grower) tally(rows []int32) tally {
	t := tally{all: len(rows)}
	for _, row := range rows {
		t.rows[g.class[row]]++
	}
	for _, x := range t.rows {
		if x > 0 {
			t.classes++
			t.terms += g.flogf[x]
			t.inverse += 1 / float64(x)
		}
	}
	return t
}

// williams is what the G-statistic of a split with so many rows on the left is
// divided by, so that few rows in many classes do not look like more than
// chance (Williams 1976, doi:10.1093/biomet/63.1.33).
func (t *tally) williams(left int) float64 {
	if left == 0 {
		return 1
	}
	n := float64(t.all)
	sides := n/float64(left) + n/(n-float64(left)) - 1
	return 1 + sides*(float64(n*t.inverse)-1)/(6*n*float64(t.classes-1))
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
