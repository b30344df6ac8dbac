package rng

import (
	"math"
	"testing"
)

func TestPathsAreIndependent(t *testing.T) {
	seen := map[uint64]string{}
	for _, path := range [][]string{{}, {"a"}, {"b"}, {"a", "b"}, {"ab"}, {"b", "a"}, {"a", ""}} {
		for seed := range uint64(3) {
			bits := New(seed, path...).At(0)
			if other, ok := seen[bits]; ok {
				t.Errorf("%q and %s share a stream", path, other)
			}
			seen[bits] = ""
		}
	}
}

// Pearson's chi-square over 256 cells, 255 degrees of freedom: the 1e-9
// quantiles of both tails are about 136 and 413.
func TestBitsAreUniform(t *testing.T) {
	const n, cells = 1 << 18, 256
	for shift := uint(0); shift < 64; shift += 8 {
		var count [cells]int
		s := New(7, "uniform")
		for row := range int64(n) {
			count[s.At(row)>>shift&0xff]++
		}
		chi := 0.0
		for _, c := range count {
			d := float64(c) - n/cells
			chi += d * d / (n / cells)
		}
		if chi < 136 || chi > 413 {
			t.Errorf("bits %d–%d: chi-square %.0f", shift, shift+7, chi)
		}
	}
}

func TestNeighbouringStreamsDoNotCorrelate(t *testing.T) {
	const n = 100_000
	pairs := map[string][2]Stream{
		"columns": {New(1, "t", "a"), New(1, "t", "b")},
		"seeds":   {New(1, "t", "a"), New(2, "t", "a")},
		"lanes":   {New(1, "t").Lane(0), New(1, "t").Lane(1)},
	}
	for name, pair := range pairs {
		sum := 0.0
		for row := range int64(n) {
			sum += (Unit(pair[0].At(row)) - 0.5) * (Unit(pair[1].At(row)) - 0.5)
		}
		if r := sum / n * 12; math.Abs(r) > 6/math.Sqrt(n) {
			t.Errorf("%s: correlation %.4f", name, r)
		}
	}
}

func TestBelowStaysInRangeAndReachesBothEnds(t *testing.T) {
	for _, n := range []uint64{1, 2, 7, 1 << 31, 1<<32 + 5, math.MaxUint64} {
		if got := Below(0, n); got != 0 {
			t.Errorf("Below(0, %d) = %d", n, got)
		}
		if got := Below(math.MaxUint64, n); got != n-1 {
			t.Errorf("Below(max, %d) = %d", n, got)
		}
	}
}

func TestPermutationIsABijection(t *testing.T) {
	for _, n := range []uint64{1, 2, 3, 10, 255, 256, 257, 10_000} {
		p := New(3, "keys").Permute(n)
		seen := make([]bool, n)
		for i := range n {
			j := p.At(i)
			if j >= n || seen[j] {
				t.Fatalf("n %d: %d maps to %d", n, i, j)
			}
			seen[j] = true
		}
	}
}

func BenchmarkAt(b *testing.B) {
	s := New(1, "bench")
	var x uint64
	for row := range int64(b.N) {
		x ^= s.At(row)
	}
	sink = x
}

var sink uint64
