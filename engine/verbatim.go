package engine

import (
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// verbatim reports whether the sample's rows are to come out byte for byte as
// they were read, and what stands before the first.
func (o *order) verbatim() (header string, ok bool) {
	if o.Mode != wire.AugmentedSet || o.sample == nil || o.sample.Format != o.Format {
		return "", false
	}
	header = o.sample.HeaderBytes()
	if o.Format == "json" {
		header = "["
	}
	return header, true
}

// quote appends n rows of the sample, from first on, as they were read. A
// last line without an end gets one: more may follow.
func (o *order) quote(dst []byte, first, n int) []byte {
	end := "\n"
	if o.sample.CRLF() {
		end = "\r\n"
	}
	for i := first; i < first+n; i++ {
		row := o.sample.RowBytes(i)
		switch {
		case o.Format == "json" && i == 0:
			dst = append(append(dst, '\n'), row...)
		case o.Format == "json":
			dst = append(append(dst, ",\n"...), row...)
		case strings.HasSuffix(row, "\n") || i == o.sample.Table.Rows-1 && o.count == 0:
			dst = append(dst, row...)
		default:
			dst = append(append(dst, row...), end...)
		}
	}
	return dst
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
