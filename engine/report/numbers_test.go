package report

import (
	"math"
	"math/bits"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

func TestSquareIsTheProduct(t *testing.T) {
	draw := rng.New(8, "square").Cell(0)
	for range 10_000 {
		x := draw.Uint64() >> (1 + draw.Below(63))
		hi, lo := square(x)
		if h, l := bits.Mul64(x, x); h != hi || l != lo {
			t.Fatalf("%d²: %d·2^64 + %d, want %d·2^64 + %d", x, hi, lo, h, l)
		}
	}
}

func TestAllFiniteFindsEachOddOne(t *testing.T) {
	xs := []float64{0, math.Copysign(0, -1), 1, -1, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64}
	if !allFinite(xs) || !allFinite(nil) {
		t.Error("finite numbers are refused")
	}
	for _, odd := range []float64{math.NaN(), -math.NaN(), math.Inf(1), math.Inf(-1)} {
		for i, x := range xs {
			if xs[i] = odd; allFinite(xs) {
				t.Errorf("%v at %d is missed", odd, i)
			}
			xs[i] = x
		}
	}
}
