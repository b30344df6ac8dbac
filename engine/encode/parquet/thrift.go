package parquet

import "encoding/binary"

// thrift appends structs in Thrift's compact protocol, the part of it that
// Parquet's headers need.
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
type thrift struct {
	buf  []byte
	last []int16 // id of the last field, for each open struct
}

// Types of the compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftI16    = 4
	thriftI32    = 5
	thriftI64    = 6
	thriftBinary = 8
	thriftList   = 9
	thriftStruct = 12
)

// begin opens a struct that is an element of a list, or the outermost.
func (t *thrift) begin() { t.last = append(t.last, 0) }

// end closes the struct opened last.
func (t *thrift) end() {
	t.buf = append(t.buf, 0)
	t.last = t.last[:len(t.last)-1]
}

// field writes the header of a field; ids must ascend.
func (t *thrift) field(id int16, kind byte) {
	last := &t.last[len(t.last)-1]
	if delta := id - *last; delta > 0 && delta < 16 {
		t.buf = append(t.buf, byte(delta)<<4|kind)
	} else {
		t.buf = binary.AppendVarint(append(t.buf, kind), int64(id))
	}
	*last = id
}

func (t *thrift) structure(id int16) { t.field(id, thriftStruct); t.begin() }

func (t *thrift) integer(id int16, kind byte, x int64) {
	t.field(id, kind)
	t.buf = binary.AppendVarint(t.buf, x)
}

func (t *thrift) i32(id int16, x int) { t.integer(id, thriftI32, int64(x)) }

func (t *thrift) i64(id int16, x int64) { t.integer(id, thriftI64, x) }

func (t *thrift) boolean(id int16, x bool) {
	if x {
		t.field(id, thriftTrue)
	} else {
		t.field(id, thriftFalse)
	}
}

func (t *thrift) binary(id int16, b []byte) { t.field(id, thriftBinary); t.bytes(b) }

// list writes the header of a list field; its n elements follow.
func (t *thrift) list(id int16, kind byte, n int) {
	t.field(id, thriftList)
	if n < 15 {
		t.buf = append(t.buf, byte(n)<<4|kind)
	} else {
		t.buf = binary.AppendUvarint(append(t.buf, 0xf0|kind), uint64(n))
	}
}

// bytes and number write an element of a list.
func (t *thrift) bytes(b []byte) {
	t.buf = append(binary.AppendUvarint(t.buf, uint64(len(b))), b...)
}

func (t *thrift) number(x int) { t.buf = binary.AppendVarint(t.buf, int64(x)) }
