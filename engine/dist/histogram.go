package dist

import (
	"fmt"

	"github.com/groflex/groflex/engine/rng"
)

// Histogram draws from counted bins: a bin by its weight, a place in it
// uniformly.
type Histogram struct {
	edges []float64
	bins  Alias
}

// NewHistogram takes the edges of the bins, in order, and one weight a bin:
// len(edges) is len(weights)+1.
func NewHistogram(edges, weights []float64) (Histogram, error) {
	if len(edges) != len(weights)+1 {
		return Histogram{}, fmt.Errorf("%d bins need %d edges, not %d", len(weights), len(weights)+1, len(edges))
	}
	for i, e := range edges {
		if !(e >= -widest && e <= widest) {
			return Histogram{}, fmt.Errorf("edge %v is not a number", e)
		}
		if i > 0 && e < edges[i-1] {
			return Histogram{}, fmt.Errorf("edge %v comes after %v", e, edges[i-1])
		}
	}
	bins, err := NewAlias(weights)
	return Histogram{edges, bins}, err
}

// Draw is the value that two times 64 uniform bits choose.
func (h *Histogram) Draw(bin, place uint64) float64 {
	i := h.bins.Pick(bin)
	return h.edges[i] + float64((h.edges[i+1]-h.edges[i])*rng.Unit(place))
}

// Fill draws one value for each of rows.
func (h *Histogram) Fill(dst []float64, s rng.Stream, rows []int64) {
	places := s.Lane(1)
	for i, row := range rows {
		dst[i] = h.Draw(s.At(row), places.At(row))
	}
}
