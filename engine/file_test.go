//go:build !js

// The readers that judge these files do not run under js/wasm; what writes
// them is tested there in its own packages.

package engine_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
	parquetgo "github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// Files hold the rows that CSV holds.
func TestFilesReadBackAsTheSameRows(t *testing.T) {
	e, err := engine.New(schemas.Files())
	if err != nil {
		t.Fatal(err)
	}
	count := int64(3000) // more than a block
	const texts = 5      // the first columns are texts
	made := func(format string) []byte {
		var out bytes.Buffer
		req := wire.Request{Domain: "retail", Entity: "customers", Count: &count, Seed: 5, Format: format}
		answer, err := e.Generate(context.Background(), req, &out, engine.Options{Report: true, Hash: true})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Meta.Bytes != int64(out.Len()) || answer.Quality.Rows != count {
			t.Errorf("%s: %d bytes and %d rows are told, %d are %d", format, answer.Meta.Bytes, answer.Quality.Rows, count, out.Len())
		}
		return out.Bytes()
	}
	want, err := csv.NewReader(bytes.NewReader(made("csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}

	text := made("parquet")
	p, err := parquetgo.OpenFile(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	if p.NumRows() != count || len(p.Root().Columns()) != len(want[0]) {
		t.Errorf("parquet: %d rows of %d columns", p.NumRows(), len(p.Root().Columns()))
	}
	reader := parquetgo.NewReader(p)
	rows := make([]parquetgo.Row, count)
	if n, err := reader.ReadRows(rows); int64(n) != count || err != nil && !errors.Is(err, io.EOF) {
		t.Fatalf("parquet: %d rows, %v", n, err)
	}
	for i, row := range rows {
		for k := range texts {
			if got := string(row[k].ByteArray()); got != want[i+1][k] {
				t.Fatalf("parquet: row %d has %q, not %q", i, got, want[i+1][k])
			}
		}
	}

	book, err := excelize.OpenReader(bytes.NewReader(made("xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if len(cells) != len(want) {
		t.Fatalf("xlsx: %d rows, not %d", len(cells), len(want))
	}
	for i, row := range cells {
		if got := strings.Join(row[:texts], "\t"); got != strings.Join(want[i][:texts], "\t") {
			t.Fatalf("xlsx: row %d is %q, not %q", i, got, want[i])
		}
	}
}

func TestFilesComeWhole(t *testing.T) {
	e, err := engine.New(schemas.Files())
	if err != nil {
		t.Fatal(err)
	}
	some, many := int64(10), int64(2_000_000)
	for _, c := range []struct {
		req     wire.Request
		pointer string
		kind    wire.Kind
	}{
		{wire.Request{Format: "parquet", Count: &some, Rows: &wire.Range{To: 5}}, "/rows", wire.Invalid},
		{wire.Request{Format: "xlsx", Count: &some, Rows: &wire.Range{To: 5}}, "/rows", wire.Invalid},
		{wire.Request{Format: "xlsx", Count: &many}, "/count", wire.TooLarge},
		{wire.Request{Format: "arff", Count: &some}, "/format", wire.Invalid},
	} {
		c.req.Domain, c.req.Entity = "retail", "customers"
		var out bytes.Buffer
		_, err := e.Generate(context.Background(), c.req, &out, engine.Options{})
		faults, ok := err.(wire.Faults)
		if !ok || len(faults) != 1 || faults[0].Pointer != c.pointer || faults[0].Kind != c.kind || out.Len() > 0 {
			t.Errorf("%s of %v: %v, and %d bytes", c.req.Format, *c.req.Count, err, out.Len())
		}
	}
	req := wire.Request{Domain: "retail", Entity: "customers", Format: "parquet", Count: &some}
	if answer, err := e.Preview(context.Background(), req); err != nil || answer.Meta.Count != some {
		t.Errorf("the preview of a file: %v", err)
	}
}
