// Package xlsx writes a table as an Office Open XML workbook of one sheet.
//
// Blocks of rows enter, a .xlsx file leaves on an io.Writer as they come, so
// memory does not grow with the rows. Call New, Write for every block in
// order, and Close. A sheet ends at MaxRows; a Write beyond is wire.Faults of
// kind TooLarge. The format: ECMA-376-1, SpreadsheetML (clause 18).
package xlsx

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// What Excel can hold.
// https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
const (
	MaxRows    = 1_048_576 - 1 // below the header
	MaxColumns = 16_384
	MaxText    = 32_767 // UTF-16 code units in a cell
)

// Writer writes one workbook. It is for one goroutine.
type Writer struct {
	zip    *zip.Writer
	sheet  io.Writer
	fields []column.Field
	styles []int // of each column's cells, as styles.xml numbers them
	rows   int64
	buf    []byte
	err    error // the first, of out or of a Write beyond a limit
}

// New begins a workbook; name is its sheet's, changed where Excel would not
// take it. Too many columns are wire.Faults; other errors are those of out.
func New(out io.Writer, name string, fields []column.Field) (*Writer, error) {
	if len(fields) > MaxColumns {
		return nil, tooLarge("/schema", "%d columns do not fit a sheet, which ends at %d", len(fields), MaxColumns)
	}
	w := &Writer{zip: zip.NewWriter(out), fields: fields}
	// The fastest level: sheets are repetitive, and time is short.
	w.zip.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed)
	})
	var formats []string
	for _, f := range fields {
		var style int
		formats, style = styleOf(f, formats)
		w.styles = append(w.styles, style)
	}
	for _, part := range parts(sheetName(name), formats) {
		file := w.part(part.path)
		if w.err == nil {
			_, w.err = io.WriteString(file, part.text)
		}
	}
	w.sheet = w.part("xl/worksheets/sheet1.xml")
	w.buf = append(w.buf, sheetStart...)
	w.header()
	return w, w.flush()
}

// Write adds the rows of a block, which must have the fields New was given.
func (w *Writer) Write(t *column.Table) error {
	if w.rows+int64(t.Rows) > MaxRows {
		w.err = tooLarge("/count", "more than %d rows do not fit a sheet of XLSX", MaxRows)
	}
	for i := 0; i < t.Rows && w.err == nil; i++ {
		w.row(t, i)
		if len(w.buf) > 1<<16 {
			w.flush()
		}
	}
	return w.flush()
}

// Close ends the workbook. It does not close out.
func (w *Writer) Close() error {
	w.buf = append(w.buf, sheetEnd...)
	if err := w.flush(); err != nil {
		return err
	}
	return w.zip.Close()
}

// part begins the next file of the archive.
func (w *Writer) part(path string) io.Writer {
	if w.err != nil {
		return nil
	}
	// No time is set: the same rows are the same bytes.
	file, err := w.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate})
	w.err = err
	return file
}

// flush writes what is in buf to the sheet.
func (w *Writer) flush() error {
	if w.err == nil {
		_, w.err = w.sheet.Write(w.buf)
	}
	w.buf = w.buf[:0]
	return w.err
}

func tooLarge(pointer, format string, args ...any) wire.Faults {
	return wire.Faults{{
		Kind: wire.TooLarge, Pointer: pointer, Message: fmt.Sprintf(format, args...),
		Remedy: "ask for less, or for CSV or Parquet, which have no such limit",
	}}
}
