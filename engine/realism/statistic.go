package main

import (
	"math"
	"slices"
)

// statistics measure x, of which y is the twin that correlation needs.
var statistics = map[string]func(x, y []float64) float64{
	"share":       func(x, _ []float64) float64 { return mean(x) },
	"mean":        func(x, _ []float64) float64 { return mean(x) },
	"median":      func(x, _ []float64) float64 { return median(x) },
	"sd":          func(x, _ []float64) float64 { return math.Sqrt(moment(x, 2)) },
	"skewness":    func(x, _ []float64) float64 { return moment(x, 3) / math.Pow(moment(x, 2), 1.5) },
	"correlation": correlation,
	"top20":       func(x, _ []float64) float64 { return top20(x) },
	"benford":     func(x, _ []float64) float64 { return benford(x) },
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(x))
	return (sorted[(len(x)-1)/2] + sorted[len(x)/2]) / 2
}

func moment(x []float64, k float64) float64 {
	m, sum := mean(x), 0.0
	for _, v := range x {
		sum += math.Pow(v-m, k)
	}
	return sum / float64(len(x))
}

func correlation(x, y []float64) float64 {
	mx, my, sum := mean(x), mean(y), 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum / float64(len(x)) / math.Sqrt(moment(x, 2)*moment(y, 2))
}

// top20 is the part of the sum that the largest fifth has.
func top20(x []float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	return mean(sorted[len(x)*4/5:]) * float64(len(x)-len(x)*4/5) / (mean(x) * float64(len(x)))
}

// benford is the mean absolute deviation of first digits from log10(1+1/d)
// (Nigrini, Benford's Law, 2012: up to 0.006 is close conformity).
func benford(x []float64) float64 {
	var counts [10]float64
	n := 0.0
	for _, v := range x {
		if v = math.Abs(v); v > 0 {
			first := int(v / math.Pow(10, math.Floor(math.Log10(v))))
			counts[min(max(first, 1), 9)]++
			n++
		}
	}
	deviation := 0.0
	for d := 1; d <= 9; d++ {
		deviation += math.Abs(counts[d]/n - math.Log10(1+1/float64(d)))
	}
	return deviation / 9
}

// met reports whether a figure measured over n rows is near enough.
func (t Target) met(measured float64, n int) bool {
	near := t.Tolerance
	if t.Stat == "" || t.Stat == "share" {
		near = max(near, 3*math.Sqrt(t.Target*(1-t.Target)/float64(max(n, 1))))
	}
	return math.Abs(measured-t.Target) <= near
}
