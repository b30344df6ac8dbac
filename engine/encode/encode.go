// Package encode writes blocks of rows as text: CSV, JSON, NDJSON and SQL.
//
// A column.Table enters, bytes leave. New decides once how each column is
// written; then call Begin, Append for every block in order, and End. What a
// row becomes depends on its number and its cells alone, so slices of rows
// may be encoded apart and their bytes joined. Parquet and XLSX, whose files
// cannot be joined, are written by the packages below this one.
package encode

import (
	"fmt"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Encoder appends one table in one format. It keeps caches and scratch
// memory: use one per goroutine.
type Encoder interface {
	// Begin appends what stands before row 0: a header, a bracket, the DDL.
	Begin(dst []byte) []byte

	// Append appends the rows of a block. The block must have the fields New
	// was given; t.First is the number of its first row in the whole table.
	Append(dst []byte, t *column.Table) []byte

	// End appends what stands after the last of rows rows: the count is that
	// of the whole table, not of this slice.
	End(dst []byte, rows int64) []byte
}

// Options are what a format needs to know beyond the fields. The zero value
// is a good default for all but SQL, which needs a Table.
type Options struct {
	Delimiter byte // CSV: ',' (default), ';', '|' or '\t'
	CRLF      bool // CSV: end lines with \r\n instead of \n

	Table       string       // SQL: the table's name
	Dialect     string       // SQL: "postgresql" (default), "mysql", "sqlite" or Portable
	PrimaryKey  []string     // SQL: columns of the primary key, if any
	ForeignKeys []ForeignKey // SQL: references to other tables
	NotNull     []string     // SQL: columns declared NOT NULL
}

// ForeignKey says that Columns refer to the columns References of another
// table, in the same order.
type ForeignKey struct {
	Columns    []string
	Table      string
	References []string
	Deferred   bool // checked when all rows are in; MySQL cannot, and declares no such key
}

// Portable is the dialect that PostgreSQL and SQLite both read: PostgreSQL's,
// relying on its standard strings, the default since 9.1.
const Portable = "portable"

// Formats lists what New takes.
func Formats() []string { return []string{"csv", "json", "ndjson", "sql"} }

// New is an encoder of the fields in a format of Formats. The error is
// wire.Faults with pointers into the request ("/format") and the options.
func New(format string, fields []column.Field, o Options) (Encoder, error) {
	switch format {
	case "csv":
		return newCSV(fields, o)
	case "json":
		return newJSON(fields), nil
	case "ndjson":
		return newNDJSON(fields), nil
	case "sql":
		return newSQL(fields, o)
	}
	return nil, wire.Faults{{
		Kind:    wire.Invalid,
		Pointer: "/format",
		Message: fmt.Sprintf("unknown format %q", format),
		Remedy:  "use one of " + strings.Join(Formats(), ", "),
	}}
}
