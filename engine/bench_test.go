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

// BenchmarkRequest is 250 rows as the page asks for them, report included.
func BenchmarkRequest(b *testing.B) {
	e, req := customers(b, 250)
	for b.Loop() {
		if _, err := e.Records(context.Background(), req, engine.Options{Report: true, Hash: true}); err != nil {
			b.Fatal(err)
		}
	}
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
