package engine

import (
	"bytes"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// verbatim writes the rows of an augmented sample in its own format: byte for
// byte as they were read, but for missing cells that were filled and for added
// columns, which stand behind the last.
type verbatim struct {
	sample *sample.Sample
	begin  string    // what stands before row 0
	open   bool      // rows follow the sample's
	cells  []*pieces // of each of its columns
	added  *pieces   // of all added columns; nil: none
}

// quotes reports whether the sample's rows are to come out as they were read.
func (o *order) quotes() bool {
	return o.Mode == wire.AugmentedSet && o.sample != nil && o.sample.Format == o.Format
}

// newVerbatim prepares for rows of the fields; those beyond the sample's are
// added columns.
func newVerbatim(o *order, fields []column.Field) (*verbatim, error) {
	s := o.sample
	v := &verbatim{sample: s, begin: s.HeaderBytes(), open: o.count > 0}
	if o.Format == "json" {
		v.begin = "["
	}
	known := len(s.Columns)
	for i := range fields[:known] {
		p, err := newPieces(s, fields[i:i+1])
		if err != nil {
			return nil, err
		}
		v.cells = append(v.cells, p)
	}
	if len(fields) > known {
		var err error
		if v.added, err = newPieces(s, fields[known:]); err != nil {
			return nil, err
		}
		if o.Format == "csv" {
			v.begin = s.SpliceHeader(v.added.header())
		}
	}
	return v, nil
}

// append writes the rows of t, which are the sample's from t.First on. A last
// line without an end gets one where more follows.
func (v *verbatim) append(dst []byte, t *column.Table) []byte {
	end := "\n"
	if v.sample.CRLF() {
		end = "\r\n"
	}
	for i := range t.Rows {
		row := int(t.First) + i
		if v.sample.Format == "json" {
			if row > 0 {
				dst = append(dst, ',')
			}
			dst = append(dst, '\n')
		}
		dst = v.row(dst, t, i)
		if v.sample.Format != "json" && !bytes.HasSuffix(dst, []byte("\n")) && (v.open || row < v.sample.Table.Rows-1) {
			dst = append(dst, end...)
		}
	}
	return dst
}

func (v *verbatim) row(dst []byte, t *column.Table, i int) []byte {
	row := int(t.First) + i
	var filled map[int][]byte
	for k := range v.cells {
		if v.sample.Table.Cols[k].Null(row) && !t.Cols[k].Null(i) {
			if filled == nil {
				filled = map[int][]byte{}
			}
			filled[k] = v.cells[k].of(t.Cols[k:k+1], i)[1:]
		}
	}
	if filled == nil && v.added == nil {
		return append(dst, v.sample.RowBytes(row)...)
	}
	var more []byte
	if v.added != nil {
		more = v.added.of(t.Cols[len(v.cells):], i)
	}
	return v.sample.Splice(dst, row, filled, more)
}

// pieces writes some cells of a row: of CSV, or as members of an object, each
// with a comma before it.
type pieces struct {
	encoder encode.Encoder
	objects bool
	row     column.Table // one row
	text    []byte
}

func newPieces(s *sample.Sample, fields []column.Field) (*pieces, error) {
	p := &pieces{objects: s.Format != "csv"}
	format := "ndjson"
	if !p.objects {
		// A missing cell before the others brings the first comma.
		fields = append([]column.Field{{Name: "x", Kind: column.Text}}, fields...)
		format = "csv"
	}
	p.row = column.Table{Fields: fields, Cols: make([]column.Vector, len(fields)), Rows: 1}
	var err error
	p.encoder, err = encode.New(format, fields, encode.Options{Delimiter: s.Comma})
	return p, err
}

func (p *pieces) header() string {
	return strings.TrimPrefix(strings.TrimSuffix(string(p.encoder.Begin(nil)), "\n"), "x")
}

// of writes the cells of row i, lent until the next call.
func (p *pieces) of(cells []column.Vector, i int) []byte {
	own := p.row.Cols
	if !p.objects {
		own[0].Reset(p.row.Fields[0], 0)
		own[0].EndCell()
		own[0].SetNull(0, 1)
		own = own[1:]
	}
	for k := range own {
		own[k].Reset(p.row.Fields[k+len(p.row.Cols)-len(own)], 0)
		own[k].Append(&cells[k], []uint32{uint32(i)})
	}
	p.text = bytes.TrimSuffix(p.encoder.Append(p.text[:0], &p.row), []byte("\n"))
	if p.objects {
		p.text[0] = ',' // the brace
		return p.text[:len(p.text)-1]
	}
	return p.text
}

// tableName makes an SQL table's name of a file's.
func tableName(file string) string {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	return strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, name)
}
