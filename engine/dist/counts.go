package dist

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// Counts draws whole numbers from a table of their probabilities, in the same
// short time whatever the distribution: for draws with the same parameters by
// the thousand, such as how many children rows have.
type Counts struct{ by Alias }

// The bounds of a table: beyond them the distribution's own method serves.
const (
	mostCounts = 4096
	leastMass  = 1e-14 // of what is left out, for one count
	rareFirst  = 1e-250
)

// law is a distribution of 0, 1, 2, … by its first probability and the ratio
// of each to the one before.
type law struct {
	first float64
	ratio func(k float64) float64 // P(k+1)/P(k)
}

// Counts is the table of d with params, one for each of d.Params, held to
// their ranges. There is none where d does not count from 0, or up to so many
// that the table would be large.
func (d Spec) Counts(params []Param) (Counts, bool) {
	if d.law == nil {
		return Counts{}, false
	}
	p := make([]float64, len(d.Params))
	for k, spec := range d.Params {
		p[k] = min(max(params[k].Const, spec.Min), spec.Max)
	}
	l := d.law(p)
	if !(l.first > rareFirst) {
		return Counts{}, false
	}
	masses := []float64{l.first}
	for mass, k := l.first, 0.0; ; k++ {
		ratio := l.ratio(k)
		if mass *= ratio; ratio < 1 && mass < leastMass*(1-ratio) || !(mass > 0) {
			break
		}
		if masses = append(masses, mass); len(masses) > mostCounts {
			return Counts{}, false
		}
	}
	by, err := NewAlias(masses)
	return Counts{by}, err == nil
}

// Fill draws one count for each of rows: len(dst) is len(rows).
func (c *Counts) Fill(dst []float64, s rng.Stream, rows []int64) {
	for i, row := range rows {
		dst[i] = float64(c.by.Pick(s.At(row)))
	}
}

func poissonLaw(p []float64) law {
	return law{Exp(-p[0]), func(k float64) float64 { return p[0] / (k + 1) }}
}

func negativeBinomialLaw(p []float64) law {
	mean, size := p[0], p[1]
	fails := mean / (size + mean)
	return law{Exp(-size * Log1p(mean/size)), func(k float64) float64 { return (k + size) / (k + 1) * fails }}
}

func binomialLaw(p []float64) law {
	n, chance := math.Floor(p[0]), p[1]
	return law{Exp(n * Log1p(-chance)), func(k float64) float64 { return (n - k) / (k + 1) * (chance / (1 - chance)) }}
}

func geometricLaw(p []float64) law {
	return law{p[0], func(float64) float64 { return 1 - p[0] }}
}
