package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// binomial draws k = 0 … n with probability C(n,k)·p^k·(1-p)^(n-k).
func binomial() Spec {
	return Spec{
		Name:   "binomial",
		About:  "successes in n independent tries",
		Source: "inversion below a mean of 10, above it BTRS of Hörmann 1993, doi:10.1080/00949659308811496",
		Whole:  true,
		Params: []ParamSpec{
			{Name: "n", Default: 1, Min: 0, Max: 1e9, Unit: "tries", About: "rounded down to a whole number"},
			{Name: "p", Default: 0.5, Min: 0, Max: 1, Unit: "probability", About: "of success"},
		},
		fill: fillBinomial,
		law:  binomialLaw,
	}
}

func fillBinomial(dst []float64, s rng.Stream, rows []int64, p []arg) {
	var source binomialSource
	if p[0].Cells == nil && p[1].Cells == nil {
		source.prepare(math.Floor(p[0].Const), p[1].Const)
		for i, row := range rows {
			r := s.Cell(row)
			dst[i] = source.draw(&r)
		}
		return
	}
	for i, row := range rows {
		r := s.Cell(row)
		source.prepare(math.Floor(p[0].at(i)), p[1].at(i))
		dst[i] = source.draw(&r)
	}
}

// binomialSource draws binomial variates of one n and one p. Above p = ½ it
// counts failures.
type binomialSource struct {
	ready   bool
	n, p    float64 // as asked for
	q       float64 // the rarer outcome's probability
	odds    float64 // q/(1-q)
	none    float64 // probability of 0 of the rarer outcome
	logOdds float64 // these and the rest are named as in the paper
	a, b, c float64
	vr      float64
	alpha   float64
	mode, h float64
}

func (s *binomialSource) prepare(n, p float64) {
	if s.ready && n == s.n && p == s.p {
		return
	}
	*s = binomialSource{ready: true, n: n, p: p, q: min(p, 1-p)}
	s.odds = s.q / (1 - s.q)
	if !(n*s.q >= largeMean) {
		s.none = Exp(n * Log1p(-s.q))
		return
	}
	spread := math.Sqrt(n * s.q * (1 - s.q))
	s.logOdds = Log(s.odds)
	s.b = 1.15 + float64(2.53*spread)
	s.a = -0.0873 + float64(0.0248*s.b) + float64(0.01*s.q)
	s.c = float64(n*s.q) + 0.5
	s.vr = 0.92 - 4.2/s.b
	s.alpha = (2.83 + 5.1/s.b) * spread
	s.mode = math.Floor((n + 1) * s.q)
	s.h = logFactorial(s.mode) + logFactorial(n-s.mode)
}

func (s *binomialSource) draw(r *rng.Rand) float64 {
	if s.n != s.n || s.p != s.p {
		return math.NaN()
	}
	k := s.rarer(r)
	if s.p > 0.5 {
		return s.n - k
	}
	return k
}

// rarer is the number of the rarer outcomes.
func (s *binomialSource) rarer(r *rng.Rand) float64 {
	if s.n*s.q < largeMean {
		u, p := openNext(r), s.none
		for k := 0.0; ; k++ {
			if u -= p; u <= 0 || k >= s.n || p == 0 {
				return k
			}
			p *= (s.n - k) / (k + 1) * s.odds
		}
	}
	for {
		u, v := openNext(r)-0.5, openNext(r)
		us := 0.5 - math.Abs(u)
		k := math.Floor(float64((2*s.a/us+s.b)*u) + s.c)
		if us >= 0.07 && v <= s.vr {
			return k
		}
		if k < 0 || k > s.n {
			continue
		}
		bound := s.h - logFactorial(k) - logFactorial(s.n-k) + float64((k-s.mode)*s.logOdds)
		if Log(v*s.alpha/(s.a/(us*us)+s.b)) <= bound {
			return k
		}
	}
}
