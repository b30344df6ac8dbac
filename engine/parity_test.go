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

func TestParity(t *testing.T) {
	var table []struct {
		Name    string
		Request wire.Request
		SHA256  string
	}
	if err := json.Unmarshal(parity, &table); err != nil {
		t.Fatal(err)
	}
	e := newEngine(t)
	for _, row := range table {
		_, answer := generate(t, e, row.Request, engine.Options{Hash: true})
		if got := answer.Meta.SHA256; got != row.SHA256 {
			t.Errorf("%s: %s, want %s", row.Name, got, row.SHA256)
		}
	}
}
