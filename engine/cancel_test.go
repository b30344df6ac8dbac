package engine_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// A run of each kind of sample is cancelled as soon as it tells of a phase.
func TestEveryPhaseCanBeCancelled(t *testing.T) {
	e := newEngine(t)
	samples := map[string]string{
		"csv":    "a,b\n" + strings.Repeat("1,x\n2,y\n", 40_000),
		"json":   "[" + strings.Repeat(`{"a":1,"b":"x"},`, 20_000) + `{"a":2,"b":"y"}]`,
		"ndjson": strings.Repeat(`{"a":1,"b":"x"}`+"\n"+`{"a":2,"b":"y"}`+"\n", 10_000),
	}
	for format, data := range samples {
		for _, phase := range []string{"read", "fit", "rows", "report"} {
			ctx, cancel := context.WithCancel(context.Background())
			told := 0
			req := wire.Request{Mode: wire.MimicBuffer, Sample: &wire.Document{Data: data, Format: format}, Format: "csv"}
			_, err := e.Generate(ctx, req, io.Discard, engine.Options{Report: true, Progress: func(p wire.Progress) error {
				if p.Phase == phase {
					told++
					cancel()
				}
				return nil
			}})
			if cancel(); !errors.Is(err, context.Canceled) || told != 1 {
				t.Errorf("%s, cancelled at %s: %v, and %d tellings", format, phase, err, told)
			}
		}
	}
}
