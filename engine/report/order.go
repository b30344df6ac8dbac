package report

import "math"

// ordered maps a finite float to an integer of the same order: the key by
// which numbers counts it. Minus zero has the key of zero.
func ordered(x float64) int64 { return flip(int64(math.Float64bits(x + 0))) }

// unordered is the float of a key.
func unordered(key int64) float64 { return math.Float64frombits(uint64(flip(key))) }

// flip turns the order of signs and magnitudes into that of two's complement;
// it is its own inverse.
func flip(b int64) int64 { return b ^ int64(uint64(b>>63)>>1) }
