package gen

import (
	"testing"

	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// The table tells the days that draw gives: for many rows, and for the first
// and the last draw of each entry.
func TestDayTable(t *testing.T) {
	for _, growth := range []float64{-2, -0.01, 0.3, 8} {
		for _, bounds := range [][2]int64{{18_262, 20_453}, {-40_000, 20_000}, {20_000, 20_001}, {5, 5}} {
			low, high := bounds[0]*day, bounds[1]*day
			m := &moment{growth: growth, fold: dist.Exp(growth) - 1, bits: rng.New(9, "t")}
			table := &m.tabulate(low, high).days
			known := 0
			check := func(what string, k, at int64) {
				if d := table[k]; d != unclear && bounds[0]+int64(d) != dayOf(at) {
					t.Fatalf("growth %v, days %v, %s %d: day %d, drawn %d", growth, bounds, what, k, bounds[0]+int64(d), dayOf(at))
				}
			}
			for row := range int64(50_000) {
				r := m.bits.Cell(row)
				k := int64(r.Uint64() >> (64 - dayBits))
				check("row", k, m.draw(row, low, high))
				if table[k] != unclear {
					known++
				}
			}
			for k := range int64(1 << dayBits) {
				for _, u := range []uint64{uint64(k) << (64 - dayBits), uint64(k+1)<<(64-dayBits) - 1} {
					check("entry", k, min(low+int64(m.grow(rng.Unit(u))*float64(high-low+1)), high))
				}
			}
			if days := bounds[1] - bounds[0]; days < 3000 && known < 30_000 {
				t.Errorf("growth %v, days %v: known in %d of 50,000 rows", growth, bounds, known)
			}
		}
	}
}
