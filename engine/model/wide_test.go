package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// Among sixty columns of noise the one that tells another is found.
func TestWideTablesKeepWhatBelongsTogether(t *testing.T) {
	const noise = 60
	var b strings.Builder
	for c := range noise {
		fmt.Fprintf(&b, "n%d,", c)
	}
	b.WriteString("cause,effect\n")
	r := rng.New(2, "wide").Cell(0)
	for range 1500 {
		for range noise {
			fmt.Fprintf(&b, "%d,", r.Below(50))
		}
		cause := r.Below(400)
		fmt.Fprintf(&b, "%d,%d\n", cause, 1000+3*cause+r.Below(300))
	}
	out := draw(fit(t, b.String(), Options{}), 1, 0, 2000)
	causes, effects := out.Cols[noise].Ints, out.Cols[noise+1].Ints
	far := 0
	for row, cause := range causes {
		if d := effects[row] - 1000 - 3*cause; d < -100 || d > 400 {
			far++
		}
	}
	if far > 200 {
		t.Errorf("effect is far from what its cause makes it in %d of 2000 rows", far)
	}
}
