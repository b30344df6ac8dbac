package engine_test

import (
	"context"
	"io"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

func customers(b *testing.B, count int64) (*engine.Engine, wire.Request) {
	e, err := engine.New(schemas.Files())
	if err != nil {
		b.Fatal(err)
	}
	return e, wire.Request{Domain: "retail", Entity: "customers", Count: &count, Format: "csv"}
}

// tables runs a benchmark for every built-in table.
func tables(b *testing.B, run func(b *testing.B, e *engine.Engine, req wire.Request)) {
	e, err := engine.New(schemas.Files())
	if err != nil {
		b.Fatal(err)
	}
	catalog, err := e.Catalog("")
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range catalog.Domains {
		for _, entity := range d.Entities {
			b.Run(d.Name+"/"+entity.Name, func(b *testing.B) {
				run(b, e, wire.Request{Domain: d.Name, Entity: entity.Name, Format: "csv", Seed: 9})
			})
		}
	}
}

// BenchmarkRequest is 250 rows as the page asks for them, report included.
func BenchmarkRequest(b *testing.B) {
	tables(b, func(b *testing.B, e *engine.Engine, req wire.Request) {
		for b.Loop() {
			if _, err := e.Records(context.Background(), req, engine.Options{Report: true, Hash: true}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms")
	})
}

// BenchmarkTable is the speed of each table in bulk, without a report.
func BenchmarkTable(b *testing.B) {
	tables(b, func(b *testing.B, e *engine.Engine, req wire.Request) {
		many := int64(1e12)
		req.Count = &many
		run, err := e.Open(req, engine.Options{})
		if err != nil {
			b.Fatal(err)
		}
		var block []byte
		for b.Loop() {
			if block, _, err = run.Next(block[:0]); err != nil {
				b.Fatal(err)
			}
		}
		answer, err := run.Answer()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(answer.Meta.Count)/b.Elapsed().Seconds(), "rows/s")
	})
}

// BenchmarkRows is the price of a row, without and with what comes beside it.
func BenchmarkRows(b *testing.B) {
	const count = 200_000
	for name, options := range map[string]engine.Options{
		"bare": {}, "hash": {Hash: true}, "report": {Report: true}, "both": {Report: true, Hash: true},
	} {
		b.Run(name, func(b *testing.B) {
			e, req := customers(b, count)
			for b.Loop() {
				if _, err := e.Generate(context.Background(), req, io.Discard, options); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/count, "ns/row")
		})
	}
}
