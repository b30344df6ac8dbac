package fake

import "github.com/groflex/groflex/engine/dist"

// fiveYears is the share of people by age in steps of five years from 0, in
// 1/100 of the US population, rounded from the Census Bureau's Vintage 2024
// estimates (21.5% are under 18, 18.0% are 65 or older); the last three steps
// part the published 85+ as assumed.
var fiveYears = [20]float64{
	5.5, 5.9, 6.3, 6.5, 6.5, 6.5, 7.0, 6.7, 6.5, 5.9,
	6.2, 6.2, 6.3, 5.7, 4.7, 3.6, 2.1, 1.2, 0.55, 0.15,
}

// pyramid is the weight of each age from young to old, both included.
func pyramid(young, old int64) []float64 {
	weights := make([]float64, old-young+1)
	for k := range weights {
		weights[k] = fiveYears[(young+int64(k))/5]
	}
	return weights
}

// tilt multiplies weights by e^(rate·k), with the rate that puts their median
// at the index median: the distribution nearest to weights, in relative
// entropy, of its exponential family.
func tilt(weights []float64, median float64) {
	tilted := make([]float64, len(weights))
	bend := func(rate float64) {
		for k, w := range weights {
			tilted[k] = w * dist.Exp(rate*(float64(k)-median))
		}
	}
	low, high := -2.0, 2.0
	for range 50 {
		rate := (low + high) / 2
		bend(rate)
		if medianOf(tilted) < median {
			low = rate
		} else {
			high = rate
		}
	}
	copy(weights, tilted)
}

// medianOf is the median of a histogram with unit bins centred on 0, 1, 2, …
func medianOf(weights []float64) float64 {
	half := 0.0
	for _, w := range weights {
		half += float64(w / 2)
	}
	for k, w := range weights {
		if half <= w {
			return float64(k) + half/w - 0.5
		}
		half -= w
	}
	return float64(len(weights))
}

// ages draws a completed age by inversion: the same bits mean the same rank
// by age, so a person who is among the young for one column is so for the
// others, though they may have been given other bounds.
type ages struct {
	upTo  []uint32    // of 2^32 people, how many are at most this old
	guide [4096]uint8 // the first age that bits with these at the top can mean
}

// newAges is the table of the weights of ages from the youngest on, at most
// 256 of them.
func newAges(weights []float64) ages {
	a := ages{upTo: make([]uint32, len(weights))}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	sum := 0.0
	for k, w := range weights {
		sum += w
		a.upTo[k] = uint32(min(sum/total*(1<<32), 1<<32-1))
	}
	a.upTo[len(weights)-1] = 1<<32 - 1
	k := 0
	for top := range a.guide {
		for a.upTo[k] < uint32(top)<<20 {
			k++
		}
		a.guide[top] = uint8(k)
	}
	return a
}

// pick is the number of years above the youngest.
func (a *ages) pick(u uint64) uint32 {
	x := uint32(u >> 32)
	k := uint32(a.guide[x>>20])
	for x > a.upTo[k] {
		k++
	}
	return k
}
