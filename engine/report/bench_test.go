package report

import (
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func BenchmarkSketch(b *testing.B) {
	const block = 4096
	table := typical(1 << 20)
	blocks := make([]*column.Table, table.Rows/block)
	for i := range blocks {
		blocks[i] = slice(table, i*block, (i+1)*block)
	}
	b.ReportAllocs()
	for b.Loop() {
		s := New(table.Fields)
		for _, t := range blocks {
			s.Add(t)
		}
	}
	b.ReportMetric(float64(b.N)*float64(table.Rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkChecker(b *testing.B) {
	table := typical(1 << 18)
	j := judgeOf(b, `{"type":"object","additionalProperties":false,
		"required":["id","code","first","last","city","state","status","active","age","balance","born","created"],
		"properties":{"id":{"type":"integer","minimum":0},"code":{"type":"string","pattern":"^C-[0-9]{8}$"},
		"first":{"type":"string","minLength":1},"last":{"type":"string","minLength":1},"city":{"type":"string"},
		"state":{"type":"string","maxLength":10},"status":{"type":"string","pattern":"^status"},"active":{"type":"boolean"},
		"age":{"type":"integer","minimum":0,"maximum":120},"balance":{"type":"number","multipleOf":0.01},
		"born":{"type":"string","format":"date"},"created":{"type":"string","format":"date-time"}}}`)
	var blocks []*column.Table
	for i := 0; i < table.Rows; i += 4096 {
		blocks = append(blocks, slice(table, i, i+4096))
	}
	b.ReportAllocs()
	for b.Loop() {
		c := NewChecker(j, table.Fields)
		for _, t := range blocks {
			c.Add(t)
		}
		if c.Compliance().Share != 1 {
			b.Fatal(c.Compliance())
		}
	}
	b.ReportMetric(float64(b.N)*float64(table.Rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkCompare(b *testing.B) {
	table := typical(32_561)
	real := slice(table, 0, table.Rows)
	b.ReportAllocs()
	for b.Loop() {
		if s := Compare(real, table, sketchOf(table).Columns()); s.Score != 1 {
			b.Fatal(s.Score)
		}
	}
	b.ReportMetric(float64(b.N)*float64(table.Rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkProtect(b *testing.B) {
	fitted, heldOut, fresh := people(32_561, 1), people(16_281, 2), people(32_561, 3)
	b.ReportAllocs()
	for b.Loop() {
		Protect(fitted, heldOut, fresh)
	}
}
