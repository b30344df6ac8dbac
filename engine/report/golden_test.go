package report

import (
	"encoding/json"
	"hash/fnv"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// A whole report has the same bits on every machine, natively and in wasm. The
// hash changes only when a figure is meant to.
func TestReportIsTheSameEverywhere(t *testing.T) {
	fitted, heldOut, synthetic := drawn(3000, 1), drawn(2000, 2), drawn(3000, 3)
	s := sketchOf(synthetic)
	out := wire.Quality{Rows: s.Rows(), Columns: s.Columns()}
	out.Similarity = Compare(fitted, synthetic, out.Columns)
	privacy := Protect(fitted, heldOut, synthetic)
	out.Privacy = &privacy
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	h := fnv.New64a()
	h.Write(text)
	if got := h.Sum64(); got != 0x71918c6a7cd49aeb {
		t.Errorf("hash %#x of\n%s", got, text)
	}
}

// drawn is a table from the engine's own streams, whose bits are the same
// everywhere.
func drawn(n int, seed uint64) *column.Table {
	x, y, z := make([]float64, n), make([]float64, n), make([]string, n)
	stream := rng.New(seed, "golden")
	for i := range n {
		r := stream.Cell(int64(i))
		x[i] = r.Unit() * 1000
		y[i] = float64(r.Below(40)) + float64(x[i]/64)
		z[i] = string(rune('a' + r.Below(9)))
	}
	return tableOf(numbersOf(x...), numbersOf(y...), textsOf(z...))
}
