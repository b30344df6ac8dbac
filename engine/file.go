package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/encode/parquet"
	"github.com/groflex/groflex/engine/encode/xlsx"
	"github.com/groflex/groflex/engine/wire"
)

// formats lists what a request may ask for: texts, whose slices join, and
// files, which come whole or not at all.
func formats() []string { return append(encode.Formats(), "parquet", "xlsx") }

// formed checks the format, and that the rows asked for, or a slice of them,
// fit it.
func (o *order) formed(sliced bool, faults *wire.Faults) {
	switch {
	case !slices.Contains(formats(), o.Format):
		*faults = append(*faults, wire.Fault{Kind: wire.Invalid, Pointer: "/format", Message: fmt.Sprintf("unknown format %q", o.Format),
			Remedy: "one of " + strings.Join(formats(), ", ")})
	case slices.Contains(encode.Formats(), o.Format):
	case sliced:
		*faults = append(*faults, o.unsliced())
	case o.Format == "xlsx" && o.total() > xlsx.MaxRows:
		*faults = append(*faults, wire.Fault{Kind: wire.TooLarge, Pointer: "/count", Message: fmt.Sprintf("a sheet of XLSX holds at most %d rows", xlsx.MaxRows),
			Remedy: "ask for fewer rows, or for parquet or csv"})
	}
}

func (o *order) unsliced() wire.Fault {
	return wire.Fault{Kind: wire.Invalid, Pointer: "/rows", Message: "slices of a file of format " + o.Format + " do not join",
		Remedy: "ask for all rows, or for one of " + strings.Join(encode.Formats(), ", ")}
}

// fileWriter writes a file as blocks of rows come.
type fileWriter interface {
	Write(t *column.Table) error
	Close() error
}

// file makes an Encoder of a fileWriter. Its first error stays in err.
type file struct {
	writer fileWriter
	ready  output // what the writer has written since it was last asked
	err    error
}

type output []byte

func (o *output) Write(b []byte) (int, error) {
	*o = append(*o, b...)
	return len(b), nil
}

// newFile begins a file of the format, parquet or xlsx.
func newFile(format, table string, fields []column.Field) (*file, error) {
	f := &file{}
	var err error
	if format == "xlsx" {
		f.writer, err = xlsx.New(&f.ready, table, fields)
	} else {
		f.writer, err = parquet.New(&f.ready, fields)
	}
	return f, err
}

func (f *file) Begin(dst []byte) []byte { return f.take(dst, nil) }

func (f *file) Append(dst []byte, t *column.Table) []byte { return f.take(dst, f.writer.Write(t)) }

func (f *file) End(dst []byte, rows int64) []byte { return f.take(dst, f.writer.Close()) }

// take appends what the writer has written.
func (f *file) take(dst []byte, err error) []byte {
	if f.err == nil {
		f.err = err
	}
	dst = append(dst, f.ready...)
	f.ready = f.ready[:0]
	return dst
}
