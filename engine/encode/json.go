package encode

import (
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

// newJSON writes an array of objects, one a line (RFC 8259).
func newJSON(fields []column.Field) *rows {
	r := objects(fields)
	r.begin, r.first, r.open, r.close = "[", "\n{", ",\n{", "}"
	r.end = func(int64) string { return "\n]\n" }
	return r
}

// newNDJSON writes one object a line and nothing else.
func newNDJSON(fields []column.Field) *rows {
	r := objects(fields)
	r.first, r.open, r.close = "{", "{", "}\n"
	r.end = func(int64) string { return "" }
	return r
}

// objects plans the columns as properties. Every one brings its comma, so
// that any may be left out; the row drops the first.
func objects(fields []column.Field) *rows {
	r := &rows{drop: 1, every: never}
	for _, f := range fields {
		st := style{yes: "true", no: "false", null: "null", quote: '"', plain: plainJSON, escape: escapeJSON}
		st.before = "," + string(st.appendText(nil, []byte(f.Name))) + ":"
		if f.Kind == column.JSON {
			st.quote = 0
		}
		r.add(f, st)
		if f.Omit {
			r.columns[len(r.columns)-1].null = nil
		}
	}
	return r
}

// plainJSON reports that text stands in a JSON string as it is.
func plainJSON(text []byte) bool { return usual(text, '"', '\\') }

// escapeJSON appends text as it stands in a JSON string. Nothing is escaped
// for HTML; what is not UTF-8 becomes U+FFFD.
func escapeJSON(dst, text []byte) []byte {
	const hex = "0123456789abcdef"
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			char, n := utf8.DecodeRune(text[i:])
			dst = utf8.AppendRune(dst, char)
			i += n
			continue
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c >= 0x20:
			dst = append(dst, c)
		case c == '\n':
			dst = append(dst, '\\', 'n')
		case c == '\r':
			dst = append(dst, '\\', 'r')
		case c == '\t':
			dst = append(dst, '\\', 't')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
	}
	return dst
}
