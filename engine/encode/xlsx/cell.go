package xlsx

import (
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

const (
	epoch        = 25_569 // the serial number of 1970-01-01
	march1900    = 61     // serial numbers before it are a day off: Excel has a 1900-02-29
	year10000    = 2_958_466
	farDay       = 100_000_000 // no date we can tell is farther from 1970
	microsPerDay = 24 * 60 * 60 * 1_000_000
	exact        = 1e15 // Excel keeps 15 digits: larger whole numbers are written as texts
)

// header appends the row of the columns' names.
func (w *Writer) header() {
	w.buf = append(w.buf, `<row r="1">`...)
	for _, f := range w.fields {
		w.text([]byte(f.Name), f.Name)
	}
	w.buf = append(w.buf, "</row>"...)
}

// row appends row i of a block. Cells have no reference: they are counted, so
// a missing one is written too, empty.
func (w *Writer) row(t *column.Table, i int) {
	w.rows++
	w.buf = append(w.buf, `<row r="`...)
	w.buf = strconv.AppendInt(w.buf, w.rows+1, 10)
	w.buf = append(w.buf, `">`...)
	for k := range w.fields {
		v := &t.Cols[k]
		if v.Null(i) {
			w.buf = append(w.buf, "<c/>"...)
			continue
		}
		w.cell(&w.fields[k], w.styles[k], v, i)
	}
	w.buf = append(w.buf, "</row>"...)
}

func (w *Writer) cell(f *column.Field, style int, v *column.Vector, i int) {
	switch f.Kind {
	case column.Bool:
		w.buf = append(w.buf, `<c t="b"><v>`...)
		w.buf = append(w.buf, byte('0'+v.Ints[i]&1))
		w.buf = append(w.buf, "</v></c>"...)
	case column.Int:
		w.whole(v.Ints[i], 0, 0)
	case column.Decimal:
		w.whole(v.Ints[i], style, int(f.Scale))
	case column.Float:
		if x := v.Floats[i]; x-x != 0 {
			w.buf = append(w.buf, "<c/>"...)
		} else {
			w.open(0)
			w.buf = strconv.AppendFloat(w.buf, x, 'g', -1, 64)
			w.buf = append(w.buf, "</v></c>"...)
		}
	case column.Date:
		w.moment(v.Ints[i], 0, style, time.DateOnly)
	case column.Time:
		day := v.Ints[i] / microsPerDay
		if v.Ints[i]%microsPerDay < 0 {
			day--
		}
		w.moment(day, uint64(v.Ints[i]-day*microsPerDay), style, time.RFC3339Nano)
	default:
		w.text(v.Bytes(i), f.Name)
	}
}

// open begins a number.
func (w *Writer) open(style int) {
	if style == 0 {
		w.buf = append(w.buf, "<c><v>"...)
		return
	}
	w.buf = append(w.buf, `<c s="`...)
	w.buf = strconv.AppendInt(w.buf, int64(style), 10)
	w.buf = append(w.buf, `"><v>`...)
}

// whole appends x/10^scale, as a text if a double of 15 digits is too coarse.
func (w *Writer) whole(x int64, style, scale int) {
	coarse := x <= -exact || x >= exact
	if coarse {
		w.buf = append(w.buf, `<c t="inlineStr"><is><t>`...)
	} else {
		w.open(style)
	}
	w.buf = appendDecimal(w.buf, x, scale)
	if coarse {
		w.buf = append(w.buf, "</t></is></c>"...)
	} else {
		w.buf = append(w.buf, "</v></c>"...)
	}
}

// appendDecimal appends x/10^scale with all its decimals.
func appendDecimal(dst []byte, x int64, scale int) []byte {
	u := uint64(x)
	if x < 0 {
		dst = append(dst, '-')
		u = -u
	}
	var digits [24]byte
	p := len(digits)
	for n := 0; u > 0 || n <= scale; n++ {
		if n == scale && scale > 0 {
			p--
			digits[p] = '.'
		}
		p--
		digits[p] = byte('0' + u%10)
		u /= 10
	}
	return append(dst, digits[p:]...)
}

// moment appends a date or time as the days since 1899-12-30, and as a text
// where Excel's calendar has no such day or another.
func (w *Writer) moment(day int64, micros uint64, style int, layout string) {
	serial := day + epoch
	if serial < march1900 || serial >= year10000 {
		at := time.Unix(min(max(day, -farDay), farDay)*86_400, int64(micros)*1000).UTC()
		w.text(at.AppendFormat(nil, layout), "")
		return
	}
	w.open(style)
	w.buf = strconv.AppendInt(w.buf, serial, 10)
	if micros > 0 {
		part := (micros*15_625 + 675) / 1_350 // in 10^-12 days
		w.buf = append(w.buf, '.')
		w.buf = append(w.buf, strconv.FormatUint(part+1e12, 10)[1:]...)
	}
	w.buf = append(w.buf, "</v></c>"...)
}

// text appends a text; name is the column's, for the error.
func (w *Writer) text(text []byte, name string) {
	w.buf = append(w.buf, `<c t="inlineStr"><is><t xml:space="preserve">`...)
	units := 0
	w.buf, units = appendEscaped(w.buf, text)
	w.buf = append(w.buf, "</t></is></c>"...)
	if units > MaxText && w.err == nil {
		w.err = tooLarge("/schema", "a text of column %q has %d characters, a cell of XLSX at most %d", name, units, MaxText)
	}
}

// appendEscaped appends text for XML and returns its length in UTF-16 code
// units. Characters that XML has no form of become _xHHHH_, as ECMA-376-1,
// 22.9.2.19 has it; what is not UTF-8 becomes U+FFFD.
func appendEscaped(dst, text []byte) (out []byte, units int) {
	for i := 0; i < len(text); units++ {
		c, n := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRune(text[i:])
		}
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '>':
			dst = append(dst, "&gt;"...)
		case c < ' ' && c != '\t' && c != '\n', c == 0xfffe, c == 0xffff, c == '_' && escapeLike(text[i:]):
			dst = appendHex(dst, c)
		default:
			dst = utf8.AppendRune(dst, c)
		}
		if c > math.MaxUint16 {
			units++
		}
		i += n
	}
	return dst, units
}

// escapeLike reports that text begins like an escape, which must then be
// escaped itself.
func escapeLike(text []byte) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	for _, c := range text[2:6] {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	return true
}

func appendHex(dst []byte, c rune) []byte {
	const hex = "0123456789ABCDEF"
	return append(dst, '_', 'x', hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15], '_')
}
