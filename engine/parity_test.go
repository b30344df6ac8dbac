package engine_test

import (
	_ "embed"
	"encoding/json"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// parity.json is a table of requests with the SHA-256 of the bytes that they
// give everywhere: here natively and under js/wasm, over HTTP in serve_test.go
// and on the page in site/test. A change of these bytes needs an entry in
// CHANGELOG.md.
//
//go:embed testdata/parity.json
var parity []byte

type parityRow struct {
	Name    string       `json:"name"`
	Request wire.Request `json:"request"`
	SHA256  string       `json:"sha256"`
}

func parityTable(t *testing.T) []parityRow {
	t.Helper()
	var table []parityRow
	if err := json.Unmarshal(parity, &table); err != nil {
		t.Fatal(err)
	}
	return table
}

func TestParity(t *testing.T) {
	e := newEngine(t)
	for _, row := range parityTable(t) {
		_, answer := generate(t, e, row.Request, engine.Options{Hash: true})
		if got := answer.Meta.SHA256; got != row.SHA256 {
			t.Errorf("%s: %s, want %s", row.Name, got, row.SHA256)
		}
	}
}
