package encode

import (
	"bytes"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// newCSV writes RFC 4180: a header, then a line a row. A text is quoted only
// where it must be: where it holds the delimiter, a quote or a line's end, and
// where it would read as a missing cell.
func newCSV(fields []column.Field, o Options) (*rows, error) {
	if o.Delimiter == 0 {
		o.Delimiter = ','
	}
	if bytes.IndexByte([]byte(",;|\t"), o.Delimiter) < 0 {
		return nil, wire.Faults{{
			Kind: wire.Invalid, Pointer: "/delimiter",
			Message: "delimiter " + string(rune(o.Delimiter)) + " is not supported",
			Remedy:  "use a comma, a semicolon, a bar or a tab",
		}}
	}
	r := &rows{close: "\n", every: never, end: func(int64) string { return "" }}
	if o.CRLF {
		r.close = "\r\n"
	}
	base := style{
		yes: "true", no: "false", quote: '"', bare: true,
		plain:  func(text []byte) bool { return plainCSV(text, o.Delimiter) },
		escape: func(dst, text []byte) []byte { return double(dst, text, '"') },
	}
	var header []byte
	for i, f := range fields {
		st := base
		if i > 0 {
			st.before = string(rune(o.Delimiter))
		}
		header = append(header, st.before...)
		header = st.appendText(header, []byte(f.Name))
		st.null = f.Null
		if !st.plain([]byte(f.Null)) || f.Null == "" && len(fields) == 1 {
			// An empty line would be no row at all.
			st.null = string(base.quote) + string(base.escape(nil, []byte(f.Null))) + string(base.quote)
		}
		r.add(f, st)
	}
	r.begin = string(append(header, r.close...))
	return r, nil
}

// plainCSV reports that a text may stand without quotes.
func plainCSV(text []byte, delimiter byte) bool {
	if usual(text, delimiter, '"') {
		return true
	}
	d := ones * uint64(delimiter)
	i := 0
	for ; i+8 <= len(text); i += 8 {
		w := column.Get8(text, i)
		if zeroByte(w^d)|zeroByte(w^ones*'"')|zeroByte(w^ones*'\n')|zeroByte(w^ones*'\r') != 0 {
			return false
		}
	}
	for _, c := range text[i:] {
		if c == delimiter || c == '"' || c == '\n' || c == '\r' {
			return false
		}
	}
	return true
}

// double appends text with each quote doubled.
func double(dst, text []byte, quote byte) []byte {
	for {
		i := bytes.IndexByte(text, quote)
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(append(dst, text[:i+1]...), quote)
		text = text[i+1:]
	}
}
