package parquet

import "github.com/groflex/groflex/engine/column"

// Numbers of the file format.
// https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
const (
	typeBoolean   = 0
	typeInt32     = 1
	typeInt64     = 2
	typeDouble    = 5
	typeByteArray = 6

	encodingPlain      = 0
	encodingRLE        = 3
	encodingDictionary = 8

	pageData       = 0
	pageDictionary = 2

	codecNone = 0
	optional  = 1

	noConverted = -1 // a type of old readers' that does not exist
)

// kind is how a column's kind is stored: its physical type, and what it means
// to old readers (converted) and new (logical, a field of a Thrift union).
type kind struct {
	physical  int
	converted int
	logical   int16
}

// kindOf is the storage of a kind of cell.
func kindOf(k column.Kind) kind {
	switch k {
	case column.Bool:
		return kind{typeBoolean, noConverted, 0}
	case column.Int:
		return kind{typeInt64, noConverted, 0}
	case column.Decimal:
		return kind{typeInt64, 5, 5}
	case column.Float:
		return kind{typeDouble, noConverted, 0}
	case column.Date:
		return kind{typeInt32, 6, 6}
	case column.Time:
		return kind{typeInt64, 10, 8}
	case column.JSON:
		return kind{typeByteArray, 19, 12}
	}
	return kind{typeByteArray, 0, 1}
}

// decimalDigits is the precision of a decimal in 64 bits.
const decimalDigits = 18

// describe writes a column's element of the schema. Every column may be null:
// whether it is shows only at the last row.
func describe(t *thrift, f column.Field) {
	k := kindOf(f.Kind)
	t.begin()
	t.i32(1, k.physical)
	t.i32(3, optional)
	t.binary(4, []byte(f.Name))
	if k.converted != noConverted {
		t.i32(6, k.converted)
	}
	if f.Kind == column.Decimal {
		t.i32(7, int(f.Scale))
		t.i32(8, decimalDigits)
	}
	if k.logical != 0 {
		t.structure(10)
		t.structure(k.logical)
		switch f.Kind {
		case column.Decimal:
			t.i32(1, int(f.Scale))
			t.i32(2, decimalDigits)
		case column.Time:
			t.boolean(1, true) // in UTC
			t.structure(2)
			t.structure(2) // microseconds
			t.end()
			t.end()
		}
		t.end()
		t.end()
	}
	t.end()
}

// group is what the footer says of a row group.
type group struct {
	rows   int64
	bytes  int64
	chunks []described
}

// described is what the footer says of a chunk.
type described struct {
	field       column.Field
	encodings   []int
	values      int64
	nulls       int64
	bytes       int64
	start       int64 // of the first page in the file
	data        int64 // of the first data page
	least, most []byte
	bounded     bool
}

// footer is the file's metadata.
func footer(fields []column.Field, groups []group, rows int64) []byte {
	var t thrift
	t.begin()
	t.i32(1, 2)
	t.list(2, thriftStruct, len(fields)+1)
	t.begin() // the root of the schema
	t.binary(4, []byte("schema"))
	t.i32(5, len(fields))
	t.end()
	for _, f := range fields {
		describe(&t, f)
	}
	t.i64(3, rows)
	t.list(4, thriftStruct, len(groups))
	for i := range groups {
		groups[i].write(&t)
	}
	t.binary(6, []byte("groflex"))
	t.list(7, thriftStruct, len(fields))
	for range fields {
		t.begin() // bounds are in the order of the column's type
		t.structure(1)
		t.end()
		t.end()
	}
	t.end()
	return t.buf
}

func (g *group) write(t *thrift) {
	t.begin()
	t.list(1, thriftStruct, len(g.chunks))
	for i := range g.chunks {
		g.chunks[i].write(t)
	}
	t.i64(2, g.bytes)
	t.i64(3, g.rows)
	t.i64(6, g.bytes)
	t.end()
}

func (d *described) write(t *thrift) {
	t.begin()
	t.i64(2, d.start)
	t.structure(3)
	t.i32(1, kindOf(d.field.Kind).physical)
	t.list(2, thriftI32, len(d.encodings))
	for _, e := range d.encodings {
		t.number(e)
	}
	t.list(3, thriftBinary, 1)
	t.bytes([]byte(d.field.Name))
	t.i32(4, codecNone)
	t.i64(5, d.values)
	t.i64(6, d.bytes)
	t.i64(7, d.bytes)
	t.i64(9, d.data)
	if d.data != d.start {
		t.i64(11, d.start)
	}
	t.structure(12)
	t.i64(3, d.nulls)
	if d.bounded {
		t.binary(5, d.most)
		t.binary(6, d.least)
	}
	t.end()
	t.end()
	t.end()
}
