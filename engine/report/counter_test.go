package report

import (
	"maps"
	"math"
	"math/rand/v2"
	"testing"
)

// A counter agrees with a map, near together or far apart, up to its limit.
func TestCounterAgreesWithAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for name, draw := range map[string]func() int64{
		"near":       func() int64 { return r.Int64N(50) - 20 },
		"far":        func() int64 { return int64(r.Uint64()) },
		"growing":    func() int64 { return r.Int64N(1 << r.IntN(20)) },
		"at the end": func() int64 { return math.MaxInt64 - r.Int64N(100) },
		"both ends":  func() int64 { return []int64{math.MinInt64, math.MaxInt64, math.MinInt64 + 5}[r.IntN(3)] },
	} {
		const limit = 300
		c, want := newCounter(), map[int64]int64{}
		for range 200 {
			keys := make([]int64, r.IntN(9))
			for i := range keys {
				keys[i] = draw()
			}
			taken := c.addAll(keys, c.near(keys), limit)
			for _, key := range keys[:taken] {
				want[key]++
			}
			if taken < len(keys) && (len(want) != limit || want[keys[taken]] > 0) {
				t.Fatalf("%s: stopped at %d of %d values", name, len(want), limit)
			}
		}
		got := map[int64]int64{}
		c.each(func(key, count int64) { got[key] += count })
		if !maps.Equal(got, want) || c.used != len(want) {
			t.Errorf("%s: %d values (said to be %d), want %d", name, len(got), c.used, len(want))
		}
	}
}
