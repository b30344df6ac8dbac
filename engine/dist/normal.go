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
		dst[i] = mean.at(i) + float64(sd.at(i)*NormQuantile(open(s.At(row))))
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
	for i, row := range rows {
		mean, sd, low := p[0].at(i), p[1].at(i), p[2].at(i)
		high := max(p[3].at(i), low)
		u := open(s.At(row))
		if sd == 0 {
			dst[i] = min(max(mean, low), high)
			continue
		}
		// The upper tail has no room next to 1: mirror it to the lower one.
		sign := 1.0
		from, to := (low-mean)/sd, (high-mean)/sd
		if from > 0 {
			from, to, sign, u = -to, -from, -1, 1-u
		}
		below := NormCDF(from)
		z := NormQuantile(below + float64(u*(NormCDF(to)-below)))
		dst[i] = min(max(mean+float64(float64(sign*sd)*z), low), high)
	}
}
