//go:build !js

package engine_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

var update = flag.Bool("update", false, "write the hashes of testdata/parity.json anew, and add tables that are missing")

// Every built-in table stands in the table of parity.
func TestParityCoversTheCatalogue(t *testing.T) {
	e := newEngine(t)
	table := parityTable(t)
	known := map[string]bool{}
	for _, row := range table {
		known[row.Request.Domain+"/"+row.Request.Entity] = true
	}
	catalog, err := e.Catalog("")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalog.Domains {
		for _, entity := range d.Entities {
			name := d.Name + "/" + entity.Name
			if known[name] {
				continue
			}
			if !*update {
				t.Errorf("%s is not in testdata/parity.json: run go test ./engine -run Parity -update", name)
			}
			table = append(table, parityRow{Name: name, Request: wire.Request{Domain: d.Name, Entity: entity.Name, Count: count(200), Seed: 42, Format: "csv"}})
		}
	}
	if *update {
		writeParity(t, e, table)
	}
}

func writeParity(t *testing.T, e *engine.Engine, table []parityRow) {
	var text bytes.Buffer
	text.WriteString("[\n")
	for i := range table {
		_, answer := generate(t, e, table[i].Request, engine.Options{Hash: true})
		table[i].SHA256 = answer.Meta.SHA256
		line, err := json.Marshal(table[i])
		if err != nil {
			t.Fatal(err)
		}
		text.WriteString("  ")
		text.Write(line)
		if i < len(table)-1 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
	}
	text.WriteString("]\n")
	if err := os.WriteFile("testdata/parity.json", text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
