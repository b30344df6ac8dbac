package engine_test

import (
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// Rows of a sample are drawn together in blocks; slices that cut blocks must
// join to the whole all the same.
func TestMimicJoinsFromSlices(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Mode: wire.MimicBuffer, Sample: churn(400), Format: "csv", Count: count(9000)}
	whole, _ := generate(t, e, req, engine.Options{})
	checkSlices(t, e, req, whole, 1, 77, 4096, 4099, 8500)
	req.Count = count(5000)
	if start, _ := generate(t, e, req, engine.Options{}); whole[:len(start)] != start {
		t.Error("the first rows depend on how many are asked for")
	}
}
