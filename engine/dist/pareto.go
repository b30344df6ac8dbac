package dist

import "github.com/groflex/groflex/engine/rng"

// pareto draws x = min·u^(-1/alpha), CDF 1 - (min/x)^alpha.
func pareto() Spec {
	return Spec{
		Name:   "pareto",
		About:  "heavy tail: alpha 1.16 gives the top fifth 80% of the total",
		Source: "inversion",
		Params: paretoParams(),
		fill:   fillPareto,
	}
}

func paretoParams() []ParamSpec {
	return []ParamSpec{
		{Name: "alpha", Default: 1.16, Min: 0.1, Max: mostShape, About: "tail exponent: the smaller, the heavier"},
		{Name: "min", Default: 1, Min: least, Max: 1e100, Unit: "x", About: "least value"},
	}
}

func fillPareto(dst []float64, s rng.Stream, rows []int64, p []arg) {
	alpha, low := &p[0], &p[1]
	for i, row := range rows {
		dst[i] = low.at(i) * Exp(-Log(open(s.At(row)))/alpha.at(i))
	}
}

// truncatedPareto draws a Pareto variate given that it is at most max:
// u uniform between (min/max)^alpha and 1 in place of 0 and 1.
func truncatedPareto() Spec {
	return Spec{
		Name:   "truncated_pareto",
		About:  "Pareto with a greatest value",
		Source: "inversion",
		Params: append(paretoParams(),
			ParamSpec{Name: "max", Default: 1e6, Min: least, Max: 1e100, Unit: "x", About: "greatest value, no less than min"}),
		fill: fillTruncatedPareto,
	}
}

func fillTruncatedPareto(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var alpha, low, high, kept float64
	for i, row := range rows {
		if a, l, h := p[0].at(i), p[1].at(i), max(p[2].at(i), p[1].at(i)); a != alpha || l != low || h != high {
			alpha, low, high = a, l, h
			// 1 - (min/max)^alpha, so that nothing is lost where that is near 1.
			kept = -Expm1(-alpha * Log(high/low))
		}
		x := low * Exp(-Log1p(-kept*open(s.At(row)))/alpha)
		dst[i] = min(max(x, low), high)
	}
}
