package model

import (
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// Twenty rows in twelve classes, halved by chance: G is on average well above
// its degrees of freedom, G by Williams is not.
func TestFewRowsInManyClassesAreChance(t *testing.T) {
	const classes, rows, rounds = 12, 20, 4000
	h := entropies(rows)
	r := rng.New(3, "williams").Cell(0)
	plain, corrected, df := 0.0, 0.0, 0.0
	for range rounds {
		g := &grower{flogf: h, class: make([]uint8, rows)}
		var left [classes]int
		all := make([]int32, rows)
		for i := range all {
			all[i] = int32(i)
			g.class[i] = uint8(r.Below(classes))
			if i < rows/2 {
				left[g.class[i]]++
			}
		}
		counts := g.tally(all)
		terms := 0.0
		for k, n := range left {
			terms += h[n] + h[int(counts.rows[k])-n]
		}
		chi := 2 * (terms - counts.terms - 2*h[rows/2] + h[rows])
		plain += chi
		corrected += chi / counts.williams(rows/2)
		df += float64(counts.classes - 1)
	}
	if plain < 1.2*df {
		t.Errorf("G is %.2f of its degrees of freedom: nothing to correct", plain/df)
	}
	if ratio := corrected / df; ratio < 0.9 || ratio > 1.1 {
		t.Errorf("corrected, G is %.2f of its degrees of freedom, want 1", ratio)
	}
}
