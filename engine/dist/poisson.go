package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// poisson draws k = 0, 1, 2, … with probability e^(-mean)·mean^k/k!.
func poisson() Spec {
	return Spec{
		Name:   "poisson",
		About:  "how often something happens that happens at a constant rate",
		Source: "inversion below a mean of 10, above it PTRS of Hörmann 1993, doi:10.1016/0167-6687(93)90997-4",
		Whole:  true,
		Params: []ParamSpec{
			{Name: "mean", Default: 1, Min: 0, Max: 1e9, About: "mean, and variance"},
		},
		fill: fillPoisson,
		law:  poissonLaw,
	}
}

func fillPoisson(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var source poissonSource
	for i, row := range rows {
		r := s.Cell(row)
		source.prepare(p[0].at(i))
		dst[i] = source.draw(&r)
	}
}

// poissonSource draws Poisson variates of one mean.
type poissonSource struct {
	mean           float64
	none           float64 // probability of 0
	logMean        float64 // these and the rest are named as in the paper
	a, b, vr, invA float64
}

const largeMean = 10 // PTRS is proved from here on

func (s *poissonSource) prepare(mean float64) {
	if mean == s.mean && mean != 0 {
		return
	}
	s.mean = mean
	if !(mean >= largeMean) {
		s.none = Exp(-mean)
		return
	}
	s.logMean = Log(mean)
	s.b = 0.931 + float64(2.53*math.Sqrt(mean))
	s.a = -0.059 + float64(0.02483*s.b)
	s.vr = 0.9277 - 3.6224/(s.b-2)
	s.invA = 1.1239 + 1.1328/(s.b-3.4)
}

func (s *poissonSource) draw(r *rng.Rand) float64 {
	switch {
	case s.mean != s.mean:
		return s.mean
	case s.mean < largeMean:
		u, p := openNext(r), s.none
		for k := 1.0; ; k++ {
			if u -= p; u <= 0 || p == 0 {
				return k - 1
			}
			p *= s.mean / k
		}
	}
	for {
		u, v := openNext(r)-0.5, openNext(r)
		us := 0.5 - math.Abs(u)
		k := math.Floor(float64((2*s.a/us+s.b)*u) + s.mean + 0.43)
		if us >= 0.07 && v <= s.vr {
			return k
		}
		if k < 0 || us < 0.013 && v > us {
			continue
		}
		if Log(v*s.invA/(s.a/(us*us)+s.b)) <= float64(k*s.logMean)-s.mean-logFactorial(k) {
			return k
		}
	}
}

// logFactorial is ln k! for whole k ≥ 0, within 1e-12: Stirling's series
// (https://dlmf.nist.gov/5.11.E1) from 18 on.
func logFactorial(k float64) float64 {
	if k < 18 {
		product := 1.0 // 17! is below 2^53
		for i := 2.0; i <= k; i++ {
			product *= i
		}
		return Log(product)
	}
	const halfLog2Pi = 0x1.d67f1c864beb5p-1
	inverse := 1 / k
	square := float64(inverse * inverse)
	series := float64(inverse * (1.0/12 - float64(square*(1.0/360-float64(square*(1.0/1260))))))
	return float64((k+0.5)*Log(k)) - k + halfLog2Pi + series
}
