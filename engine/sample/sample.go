// Package sample reads a user's rows and says what they are.
//
// A document (CSV with any delimiter, a JSON array, NDJSON) enters; a typed
// table leaves, with each column's role (quantity, category, key, personal
// data, …), its format and how its missing cells are written. Start with
// Read; what is wrong with a document comes back as wire.Faults that name
// line and column.
package sample

import (
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
	format := doc.Format
	if format == "" {
		format = guessFormat(doc)
	}
	if err := checkEncoding(doc.Data); err != nil {
		return nil, err
	}
	var g *grid
	var err error
	switch format {
	case "csv", "tsv", "txt":
		format = "csv"
		g, err = parseCSV(doc.Data)
	case "json":
		g, err = parseJSON(doc.Data)
	case "ndjson", "jsonl":
		format = "ndjson"
		g, err = parseNDJSON(doc.Data)
	default:
		return nil, wire.Faults{{Kind: wire.Unknown, Pointer: "/format",
			Message: "a sample cannot be read as \"" + format + "\"", Remedy: "use csv, json or ndjson"}}
	}
	if err != nil {
		return nil, err
	}
	s := &Sample{Format: format, Comma: g.comma, source: doc.Data, rows: g.rows, renamed: g.notes}
	s.Table = column.Table{Name: doc.Name, Rows: len(g.rows)}
	for i := range g.columns {
		field, vector, about := infer(&g.columns[i], format)
		s.Table.Fields = append(s.Table.Fields, field)
		s.Table.Cols = append(s.Table.Cols, vector)
		s.Columns = append(s.Columns, about)
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
