package dist

import "github.com/groflex/groflex/engine/rng"

// normal draws x = mean + sd·Φ⁻¹(u).
func normal() Spec {
	return Spec{
		Name:   "normal",
		About:  "bell curve around a mean",
		Source: "inversion by Wichura 1988, AS 241, doi:10.2307/2347330",
		Params: normalParams(),
		fill:   fillNormal,
	}
}

func normalParams() []ParamSpec {
	return []ParamSpec{
		{Name: "mean", Default: 0, Min: -widest, Max: widest, About: "centre"},
		{Name: "sd", Default: 1, Min: 0, Max: widest, About: "standard deviation"},
	}
}

func fillNormal(dst []float64, s rng.Stream, rows []int64, p []arg) {
	mean, sd := &p[0], &p[1]
	for i, row := range rows {
		dst[i] = open(s.At(row))
	}
	normQuantiles(dst)
	for i, z := range dst {
		dst[i] = mean.at(i) + float64(sd.at(i)*z)
	}
}

// truncatedNormal draws a normal variate given that it lies in [min, max].
func truncatedNormal() Spec {
	return Spec{
		Name:   "truncated_normal",
		About:  "bell curve cut off at two bounds; mean and sd are those before the cut",
		Source: "inversion: the normal CDF of the bounds, then its quantile",
		Params: append(normalParams(),
			ParamSpec{Name: "min", Default: -widest, Min: -widest, Max: widest, About: "least value"},
			ParamSpec{Name: "max", Default: widest, Min: -widest, Max: widest, About: "greatest value, no less than min"},
		),
		fill: fillTruncatedNormal,
	}
}

func fillTruncatedNormal(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var cut cutNormal
	for i, row := range rows {
		cut.prepare(p[0].at(i), p[1].at(i), p[2].at(i), p[3].at(i))
		dst[i] = cut.quantile(open(s.At(row)))
	}
}

// cutNormal has the quantiles of one truncated normal distribution.
type cutNormal struct {
	ready               bool
	mean, sd, low, high float64 // as asked for
	sign                float64 // -1: mirrored, for the upper tail has no room next to 1
	below, inside       float64 // probability below the bounds and between them
}

func (c *cutNormal) prepare(mean, sd, low, high float64) {
	if c.ready && mean == c.mean && sd == c.sd && low == c.low && high == c.high {
		return
	}
	*c = cutNormal{ready: true, mean: mean, sd: sd, low: low, high: high, sign: 1}
	if sd == 0 {
		return
	}
	from, to := (low-mean)/sd, (max(high, low)-mean)/sd
	if from > 0 {
		from, to, c.sign = -to, -from, -1
	}
	c.below = NormCDF(from)
	c.inside = NormCDF(to) - c.below
}

func (c *cutNormal) quantile(u float64) float64 {
	x := c.mean
	if c.sd != 0 {
		if c.sign < 0 {
			u = 1 - u
		}
		x += float64(c.sign * c.sd * NormQuantile(c.below+float64(u*c.inside)))
	}
	return min(max(x, c.low), max(c.high, c.low))
}
