package encode

import "github.com/groflex/groflex/engine/column"

// NewValues writes tables of one JSON column as that column's values, with no
// object around each: in format "json" an array with one a line, else one a
// line and nothing around them.
func NewValues(format string) Encoder {
	if format == "json" {
		return &values{begin: "[", first: "\n", next: ",\n", end: "\n]\n"}
	}
	return &values{close: "\n"}
}

// values says what stands around the values.
type values struct{ begin, first, next, close, end string }

func (v *values) Begin(dst []byte) []byte { return append(dst, v.begin...) }

func (v *values) Append(dst []byte, t *column.Table) []byte {
	for i := range t.Rows {
		before := v.next
		if t.First == 0 && i == 0 {
			before = v.first
		}
		dst = append(append(append(dst, before...), t.Cols[0].Bytes(i)...), v.close...)
	}
	return dst
}

func (v *values) End(dst []byte, rows int64) []byte { return append(dst, v.end...) }
