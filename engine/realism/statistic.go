package main

import (
	"math"
	"slices"
)

// statistics measure x; y is the twin that those ofTwo need.
var statistics = map[string]func(x, y []float64) float64{
	"share":       func(x, _ []float64) float64 { return mean(x) },
	"mean":        func(x, _ []float64) float64 { return mean(x) },
	"median":      func(x, _ []float64) float64 { return median(x) },
	"sd":          func(x, _ []float64) float64 { return math.Sqrt(moment(x, 2)) },
	"skewness":    func(x, _ []float64) float64 { return moment(x, 3) / math.Pow(moment(x, 2), 1.5) },
	"top20":       func(x, _ []float64) float64 { return top20(x) },
	"benford":     func(x, _ []float64) float64 { return benford(x) },
	"correlation": correlation,
	"ratio":       func(x, y []float64) float64 { return mean(x) / mean(y) },
	"repeats":     repeats,
}

var ofTwo = map[string]bool{"correlation": true, "ratio": true, "repeats": true}

// batches is into how many runs of rows a sample is cut for its standard error.
const batches = 20

// standardError is that of a statistic over n values, from how it differs
// between twenty runs of neighbouring rows (batch means: Law, Simulation
// Modeling and Analysis, 9.5.3), which keeps the rows of one parent together;
// of a share sqrt(p(1-p)/n) at least, where p is the target.
func (t *Target) standardError(x, y []float64) float64 {
	n, least := len(x), 0.0
	if t.stat() == "share" {
		least = math.Sqrt(t.Target * (1 - t.Target) / float64(max(n, 1)))
	}
	if n < 10*batches { // too few to tell
		return least
	}
	found := make([]float64, batches)
	for k := range found {
		from, to := k*n/batches, (k+1)*n/batches
		var twin []float64
		if y != nil {
			twin = y[from:to]
		}
		found[k] = statistics[t.stat()](x[from:to], twin)
	}
	return max(least, math.Sqrt(moment(found, 2)/(batches-1)))
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

// repeats is the share of rows whose pair of values an earlier row has too.
func repeats(x, y []float64) float64 {
	seen := map[[2]float64]bool{}
	again := 0
	for i := range x {
		pair := [2]float64{x[i], y[i]}
		if seen[pair] {
			again++
		}
		seen[pair] = true
	}
	return float64(again) / float64(len(x))
}
