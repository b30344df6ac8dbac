// Package rng turns (seed, path, row) into random bits without any state.
//
// A Stream is what one column draws from. Its bits at a row depend on the
// seed, the stream's path (table, column, purpose) and the row alone, so any
// row can be made alone, in any order, by any worker. Start with New.
package rng

import "math/bits"

// gamma is the odd constant of SplitMix64, 2^64 divided by the golden ratio
// (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
const gamma = 0x9e3779b97f4a7c15

// Stream is a counter-based source: a key and nothing else. Copy it freely.
type Stream struct{ key uint64 }

// New names a stream. Different paths give independent streams; the same
// seed and path give the same stream for ever (see regress_test.go).
func New(seed uint64, path ...string) Stream {
	key := mix(seed + gamma)
	for _, part := range path {
		key = mix(key ^ hash(part))
	}
	return Stream{key}
}

// Lane is an independent stream derived from s: use lanes where one cell
// needs more than one draw.
func (s Stream) Lane(n uint64) Stream { return Stream{mix(s.key ^ mix(n+gamma))} }

// At is the stream's 64 uniform bits at row. It is a bijection of the row,
// so values of one stream never repeat within 2^64 rows.
func (s Stream) At(row int64) uint64 { return mix(s.key + uint64(row)*gamma) }

// Cell is a sequential source for a cell that needs an unknown number of
// draws (rejection, text). It depends on the stream and the row alone.
func (s Stream) Cell(row int64) Rand { return Rand{s.At(row)} }

// Rand is a SplitMix64 generator. The zero value is usable but constant:
// get one from Stream.Cell.
type Rand struct{ state uint64 }

// Uint64 draws the next 64 bits.
func (r *Rand) Uint64() uint64 {
	r.state += gamma
	return mix(r.state)
}

// Unit draws the next float64 in [0, 1).
func (r *Rand) Unit() float64 { return Unit(r.Uint64()) }

// Below draws the next integer in [0, n); n must be at least 1.
func (r *Rand) Below(n uint64) uint64 { return Below(r.Uint64(), n) }

// Unit maps 64 bits to a float64 in [0, 1) with 53 bits of resolution.
func Unit(u uint64) float64 { return float64(float64(u>>11) * 0x1p-53) }

// Below maps 64 bits to an integer in [0, n) by multiplication (Lemire 2019,
// doi:10.1145/3230636, without the rejection: the bias is below n/2^64).
// n must be at least 1.
func Below(u, n uint64) uint64 {
	if n>>32 == 0 {
		// The top half of the bits suffices and spares wasm, which has no
		// 128-bit product, the slow path. Bias below n/2^32.
		return (u >> 32) * n >> 32
	}
	hi, _ := bits.Mul64(u, n)
	return hi
}

// mix is the finaliser of SplitMix64 in Stafford's variant 13
// (https://zimbry.blogspot.com/2011/09/better-bit-mixing-improving-on.html).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// hash is 64-bit FNV-1a, finished by mix where it is used.
func hash(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}
