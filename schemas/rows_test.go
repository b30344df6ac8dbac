package schemas_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// sheet is a table as it is written in CSV: cells by column.
type sheet struct {
	rows  int
	cells map[string][]string
	wire.Answer
}

// open is the engine over the files.
func open(t *testing.T, files map[string][]byte) *engine.Engine {
	t.Helper()
	e, err := engine.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// make generates a table and reads it back.
func (s *sheet) make(t *testing.T, e *engine.Engine, req wire.Request) {
	t.Helper()
	req.Format = "csv"
	var text bytes.Buffer
	answer, err := e.Generate(context.Background(), req, &text, engine.Options{Report: true})
	if err != nil {
		t.Fatalf("%s: %v", req.Entity, err)
	}
	lines, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", req.Entity, err)
	}
	s.Answer, s.rows, s.cells = answer, len(lines)-1, map[string][]string{}
	for k, name := range lines[0] {
		column := make([]string, s.rows)
		for i, line := range lines[1:] {
			column[i] = line[k]
		}
		s.cells[name] = column
	}
}

// domain is a domain of the catalogue.
func domain(t *testing.T, e *engine.Engine, name string) wire.Domain {
	t.Helper()
	c, err := e.Catalog(name)
	if err != nil {
		t.Fatal(err)
	}
	return c.Domains[0]
}

// sound fails where a row is not valid or breaks a rule.
func (s *sheet) sound(t *testing.T, what string) {
	t.Helper()
	q := s.Quality
	if q.Compliance.Valid != int64(s.rows) {
		t.Errorf("%s: %d of %d rows are valid: %+v", what, q.Compliance.Valid, s.rows, q.Compliance.Faults)
	}
	for _, r := range q.Rules {
		if r.Checked != int64(s.rows) || r.Broken > 0 {
			t.Errorf("%s: rule %q: %d of %d rows break it, row %d first", what, r.Name, r.Broken, r.Checked, r.FirstRow)
		}
	}
}
