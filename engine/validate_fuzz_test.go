package engine_test

import (
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

// FuzzValidate: any document is refused with faults, or each fault found in it
// has a line of the document.
func FuzzValidate(f *testing.F) {
	e := newEngine(f)
	for _, text := range []string{"id,price\nSKU-1,2\n", "id\r\n\"a\nb\"\r\nc", `[{"id":1},{}]`, "{\"id\":null}\n{\"price\":1e400}\n", "[", "\ufeff[]", "{}{}", "a,a\n1,2", "id\n\x00\xff"} {
		f.Add(text, "csv")
		f.Add(text, "")
	}
	f.Fuzz(func(t *testing.T, text, format string) {
		answer, err := e.Validate(wire.ValidateRequest{Domain: "retail", Entity: "products", Sample: &wire.Document{Data: text, Format: format}})
		if err != nil {
			if wire.Explain(err).Status == 500 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		bad := map[int64]bool{}
		for _, fault := range answer.Faults {
			bad[fault.Row] = true
			if fault.Line < 1 || fault.Line > 1+strings.Count(text, "\n")+strings.Count(text, "\r") || fault.Row >= answer.Rows {
				t.Fatalf("%q: row %d of %d, line %d", text, fault.Row, answer.Rows, fault.Line)
			}
		}
		if answer.Invalid != int64(len(bad)) || answer.Valid != (len(bad) == 0) {
			t.Fatalf("%q: %d rows are bad, %d are said to be", text, len(bad), answer.Invalid)
		}
	})
}
