// Package sample reads a user's rows and says what they are.
//
// A document (CSV with any delimiter, a JSON array, NDJSON) enters; a typed
// table leaves, with each column's role (quantity, category, key, personal
// data, …), its format and how its missing cells are written. Start with
// Read; what is wrong with a document comes back as wire.Faults that name
// line and column.
package sample

import (
	"fmt"
	"maps"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Sample is a document understood. It is read only once made.
type Sample struct {
	Table   column.Table
	Columns []Column // one a field of Table
	Format  string   // "csv", "json", "ndjson"
	Comma   byte     // what separates the cells of a CSV document

	source  string
	rows    []span
	renamed []wire.Note
}

// span is a stretch of the source, in bytes.
type span struct{ from, to int }

// Read understands a document. Its errors are wire.Faults, with pointers
// relative to the document.
func Read(doc wire.Document) (*Sample, error) {
	g, format, err := parse(doc, nil)
	if err != nil {
		return nil, err
	}
	return understand(doc, g, format, nil, nil, nil)
}

// ReadAs is Read where take says what some columns are for, by name: a Role,
// or the provider that replaces personal data. Its errors point into the
// request: /sample/… and /take/…. Or the error is that of step, which is told
// of the work done: half of it is to cut the document, half to understand the
// cells.
func ReadAs(doc wire.Document, take map[string]string, step wire.Step) (*Sample, error) {
	g, format, err := parse(doc, step)
	if bad, ok := err.(wire.Faults); ok {
		return nil, bad.Under("/sample")
	} else if err != nil {
		return nil, err
	}
	var faults wire.Faults
	for _, name := range slices.Sorted(maps.Keys(take)) {
		if !slices.ContainsFunc(g.columns, func(l lexicon) bool { return l.name == name }) {
			faults = append(faults, wire.Fault{Kind: wire.Unknown, Pointer: "/take" + wire.Token(name),
				Message: fmt.Sprintf("the sample has no column %q", name)})
		}
	}
	s, err := understand(doc, g, format, take, step, &faults)
	if err != nil {
		return nil, err
	}
	return s, faults.Err()
}

// parse cuts a document into cells.
func parse(doc wire.Document, step wire.Step) (*grid, string, error) {
	format := doc.Format
	if format == "" {
		format = guessFormat(doc)
	}
	if err := checkEncoding(doc.Data); err != nil {
		return nil, "", err
	}
	var g *grid
	var err error
	switch format {
	case "csv", "tsv", "txt":
		format = "csv"
		g, err = parseCSV(doc.Data, step)
	case "json":
		g, err = parseJSON(doc.Data, step)
	case "ndjson", "jsonl":
		format = "ndjson"
		g, err = parseNDJSON(doc.Data, step)
	default:
		return nil, "", wire.Faults{{Kind: wire.Unknown, Pointer: "/format",
			Message: "a sample cannot be read as \"" + format + "\"", Remedy: "use csv, json or ndjson"}}
	}
	return g, format, err
}

// understand infers what each column is, but for those that take tells.
func understand(doc wire.Document, g *grid, format string, take map[string]string, step wire.Step, faults *wire.Faults) (*Sample, error) {
	s := &Sample{Format: format, Comma: g.comma, source: doc.Data, rows: g.rows, renamed: g.notes}
	s.Table = column.Table{Name: doc.Name, Rows: len(g.rows)}
	for i := range g.columns {
		l := &g.columns[i]
		field, vector, about := infer(l, format, take[l.name], faults)
		*l = lexicon{} // there may be much of it
		s.Table.Fields = append(s.Table.Fields, field)
		s.Table.Cols = append(s.Table.Cols, vector)
		s.Columns = append(s.Columns, about)
		if err := step.Tell(len(g.columns)+i+1, 2*len(g.columns)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// HeaderBytes is the sample's text before its first row, exactly as read: a
// CSV header with its line end, the opening bracket of a JSON array.
func (s *Sample) HeaderBytes() string {
	if len(s.rows) == 0 {
		return s.source
	}
	return s.source[:s.rows[0].from]
}

// RowBytes is row i exactly as read. A CSV or NDJSON row comes with its line
// end, which the last one may lack; a JSON row is the object alone.
func (s *Sample) RowBytes(i int) string { return s.source[s.rows[i].from:s.rows[i].to] }
