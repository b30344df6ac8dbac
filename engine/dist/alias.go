package dist

import (
	"errors"
	"fmt"
	"math"
)

// Alias picks one of n things by weight in constant time: the method of
// Walker 1977 (doi:10.1145/355744.355749) with the tables of Vose 1991
// (doi:10.1109/32.92917). The weights are kept to 2^-32 of their mean;
// what has weight 0 is never picked.
type Alias struct {
	cells []uint64 // threshold<<32 | alias
}

// NewAlias makes the table of weights, which are relative: they need not add
// up to 1. The error says which weight is wrong.
func NewAlias(weights []float64) (Alias, error) {
	n := len(weights)
	if n == 0 {
		return Alias{}, errors.New("there are no weights")
	}
	if n > math.MaxInt32 {
		return Alias{}, fmt.Errorf("%d weights are too many", n)
	}
	sum, heaviest := 0.0, 0
	for i, w := range weights {
		if !(w >= 0 && w <= widest) {
			return Alias{}, fmt.Errorf("weight %v is not a number from 0 up", w)
		}
		sum += w
		if w > weights[heaviest] {
			heaviest = i
		}
	}
	if sum == 0 {
		return Alias{}, errors.New("no weight is above 0")
	}
	if sum > math.MaxFloat64 {
		return Alias{}, errors.New("the weights are too large to add up")
	}
	share := make([]float64, n) // of a cell: 1 fills it
	var small, large []int
	for i, w := range weights {
		share[i] = w / sum * float64(n)
		if share[i] < 1 {
			small = append(small, i)
		} else {
			large = append(large, i)
		}
	}
	a := Alias{cells: make([]uint64, n)}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		a.cells[s] = cell(share[s], l)
		share[l] -= 1 - share[s]
		if share[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, l := range large {
		a.cells[l] = cell(1, l)
	}
	for _, s := range small { // less than full by rounding alone
		a.cells[s] = cell(share[s], heaviest)
	}
	return a, nil
}

func cell(share float64, alias int) uint64 {
	return uint64(min(math.Floor(share*0x1p32), 0xffffffff))<<32 | uint64(alias)
}

// Len is the number of things.
func (a *Alias) Len() int { return len(a.cells) }

// Pick is one of 0 to Len()-1, chosen by 64 uniform bits.
func (a *Alias) Pick(u uint64) uint32 {
	i := (u >> 32) * uint64(len(a.cells)) >> 32
	c := a.cells[i]
	picked := uint32(c)
	if uint32(u) < uint32(c>>32) {
		picked = uint32(i)
	}
	return picked
}
