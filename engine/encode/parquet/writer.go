// Package parquet writes tables as Apache Parquet files.
//
// Blocks of rows enter, a file leaves on an io.Writer, row group by row
// group, so memory does not grow with the rows. Call New, Write for every
// block in order, and Close. Texts with a dictionary are dictionary-encoded,
// all else is plain; chunks carry bounds and null counts and are not
// compressed. The format: https://parquet.apache.org/docs/file-format/.
package parquet

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

const (
	groupBytes = 8 << 20 // of pages after which a row group ends
	groupRows  = 1 << 20 // and most rows of one
	pageRows   = 1 << 14 // most rows of a page

	magic = "PAR1"
)

// Writer writes one file. It is for one goroutine.
type Writer struct {
	out    io.Writer
	err    error // the first of out
	at     int64 // bytes written
	fields []column.Field
	chunks []chunk
	rows   int64 // of the open row group
	total  int64
	groups []group
}

// New begins a file with the given columns. Two columns of one name, or a
// column with none, are wire.Faults; other errors are those of out.
func New(out io.Writer, fields []column.Field) (*Writer, error) {
	var faults wire.Faults
	seen := map[string]bool{}
	w := &Writer{out: out, fields: fields, chunks: make([]chunk, len(fields))}
	if len(fields) == 0 {
		faults.Add("/schema", "a Parquet file needs at least one column")
	}
	for i, f := range fields {
		w.chunks[i].kind = kindOf(f.Kind)
		if f.Name == "" || seen[f.Name] {
			faults.Add("/schema", "Parquet columns need names of their own, %q is none", f.Name)
		}
		seen[f.Name] = true
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	w.write([]byte(magic))
	return w, w.err
}

// Write adds the rows of a block, which must have the fields New was given.
func (w *Writer) Write(t *column.Table) error {
	for from := 0; from < t.Rows; from += pageRows {
		to := min(from+pageRows, t.Rows)
		size := 0
		for i := range w.chunks {
			w.chunks[i].add(&t.Cols[i], from, to)
			size += len(w.chunks[i].pages)
		}
		w.rows += int64(to - from)
		if size >= groupBytes || w.rows >= groupRows {
			w.flush()
		}
	}
	return w.err
}

// Close writes what is left and the footer. It does not close out.
func (w *Writer) Close() error {
	w.flush()
	meta := footer(w.fields, w.groups, w.total)
	meta = binary.LittleEndian.AppendUint32(meta, uint32(len(meta)))
	w.write(append(meta, magic...))
	return w.err
}

// flush ends the row group.
func (w *Writer) flush() {
	if w.rows == 0 {
		return
	}
	g := group{rows: w.rows}
	for i := range w.chunks {
		d := w.chunk(&w.chunks[i], w.fields[i])
		g.bytes += d.bytes
		g.chunks = append(g.chunks, d)
		w.chunks[i].reset()
	}
	w.groups = append(w.groups, g)
	w.total += w.rows
	w.rows = 0
}

// chunk writes a column's pages.
func (w *Writer) chunk(c *chunk, f column.Field) described {
	d := described{field: f, encodings: []int{encodingRLE}, values: c.values, nulls: c.nulls, start: w.at}
	if c.dict != nil {
		d.encodings = append(d.encodings, encodingDictionary)
		w.write(c.dictionary())
	}
	if c.plain || c.dict != nil {
		d.encodings = append(d.encodings, encodingPlain)
	}
	d.data = w.at
	w.write(c.pages)
	d.bytes = w.at - d.start
	least, most, ok := c.bounds()
	d.bounded = ok
	// The chunk's memory is used again.
	d.least, d.most = append([]byte(nil), least...), append([]byte(nil), most...)
	return d
}

func (w *Writer) write(b []byte) {
	if w.err != nil {
		return
	}
	n, err := w.out.Write(b)
	w.at += int64(n)
	if err != nil {
		w.err = fmt.Errorf("parquet: %w", err)
	}
}
