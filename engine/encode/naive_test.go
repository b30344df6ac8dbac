package encode

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// kinds is every kind in turn.
var kinds = []column.Kind{column.Bool, column.Int, column.Decimal, column.Float, column.Date, column.Time, column.Text, column.JSON}

// texts that some format must escape, or that are easily taken for others.
var nasty = []string{
	"", "NULL", "null", "NA", "plain", "a,b", "a;b", "tab\there", `say "hi"`, `"`, `""`, "'", "''", `\`, `\'`, `');DROP TABLE x;--`,
	"line\nline", "cr\rlf\r\n", " padded ", "bell\a", "nul\x00nul", "é", "日本語", "👩‍⚕️", "\u2028", "<&>", "bad\xff\xfeutf", "\xc3", "\x7f",
	"a text that is longer than sixteen bytes, by far, and with a comma", strings.Repeat("x", 300), "=1+2", "{}", "12345678", "1234567",
}

var jsonTexts = []string{`{}`, `[]`, `{"a":[1,2,{"b":"it's, \"x\""}]}`, `"text"`, `1`, `true`, `{"é":"\n"}`}

var jsonLayouts = []string{"", "2006-01-02 15:04:05", "02/Jan/2006:15:04:05.000 -0700", "Jan 2, 2006", `Mon "2"`, "2006-01-02T15:04:05Z"}

// invent makes a table of every kind in random order, with edge values.
func invent(seed uint64, fields, rows int) *column.Table {
	r := rng.New(seed, "encode").Cell(0)
	t := &column.Table{Name: "invented", Rows: rows}
	for i := range fields {
		f := column.Field{Name: fmt.Sprintf("c%d", i), Kind: kinds[r.Below(uint64(len(kinds)))]}
		if r.Below(5) == 0 {
			f.Name = nasty[r.Below(uint64(len(nasty)))] + strconv.Itoa(i)
		}
		f.Scale = uint8(r.Below(19))
		f.Places = uint8(r.Below(uint64(f.Scale) + 1))
		f.Null = []string{"", "", "NA", "12", "a,b"}[r.Below(5)]
		f.Omit = r.Below(4) == 0
		if f.Kind == column.Date || f.Kind == column.Time {
			f.Layout = jsonLayouts[r.Below(uint64(len(jsonLayouts)))]
		}
		t.Fields = append(t.Fields, f)
		t.Cols = append(t.Cols, inventColumn(f, rows, &r))
	}
	return t
}

func inventColumn(f column.Field, rows int, r *rng.Rand) column.Vector {
	var v column.Vector
	v.Reset(f, rows)
	pick := func(list []string) string { return list[r.Below(uint64(len(list)))] }
	dict, sparse, simple := r.Below(2) == 0, r.Below(3) == 0, r.Below(2) == 0
	list := nasty
	switch {
	case f.Kind == column.JSON:
		list = jsonTexts
	case simple:
		list = []string{"plain", "text", "of several", "different lengths, none of them long"[:18], "x"}
	}
	if dict && (f.Kind == column.Text || f.Kind == column.JSON) {
		v.UseDict(column.NewDict(list), rows)
	}
	for i := range rows {
		bits := r.Uint64() >> r.Below(64)
		switch f.Kind {
		case column.Bool:
			v.Ints[i] = int64(bits & 1)
		case column.Int, column.Decimal:
			v.Ints[i] = int64(bits) * (1 - 2*int64(r.Below(2)))
		case column.Float:
			v.Floats[i] = []float64{math.Float64frombits(r.Uint64()), float64(bits) / 100, -float64(bits%1e6) / 1e3, 0, 1e21, 1e-7, 123456.7}[r.Below(7)]
		case column.Date:
			v.Ints[i] = int64(bits%40000) - 5000
			if r.Below(20) == 0 {
				v.Ints[i] = int64(bits%2e8) - 1e8 // any year
			}
		case column.Time:
			v.Ints[i] = (int64(bits%4e9) - 1e9) * 1_000_000
			switch r.Below(20) {
			case 0, 1, 2, 3:
				v.Ints[i] += int64(r.Below(1_000_000))
			case 4:
				v.Ints[i] = int64(bits) // any year
			}
		default:
			if dict {
				v.Codes[i] = uint32(r.Below(uint64(len(list))))
			} else {
				v.AppendText(pick(list))
			}
		}
	}
	if sparse {
		for i := range rows {
			if r.Below(4) == 0 {
				v.SetNull(i, rows)
			}
		}
	}
	return v
}

// slice is rows from to to of a table, as a block of its own.
func slice(t *column.Table, from, to int) *column.Table {
	s := &column.Table{Name: t.Name, Fields: t.Fields, First: t.First + int64(from), Rows: to - from}
	for i := range t.Cols {
		src := &t.Cols[i]
		var v column.Vector
		v.Reset(t.Fields[i], s.Rows)
		if src.Dict != nil {
			v.UseDict(src.Dict, s.Rows)
		}
		for row := from; row < to; row++ {
			switch {
			case src.Dict != nil:
				v.Codes[row-from] = src.Codes[row]
			case src.Ends != nil:
				v.AppendText(string(src.Bytes(row)))
			case src.Kind == column.Float:
				v.Floats[row-from] = src.Floats[row]
			default:
				v.Ints[row-from] = src.Ints[row]
			}
			if src.Null(row) {
				v.SetNull(row-from, s.Rows)
			}
		}
		s.Cols = append(s.Cols, v)
	}
	return s
}

// naiveNumber writes a number with strconv and encoding/json alone.
func naiveNumber(f column.Field, v *column.Vector, i int) string {
	switch f.Kind {
	case column.Int:
		return strconv.FormatInt(v.Ints[i], 10)
	case column.Decimal:
		return naiveDecimal(v.Ints[i], int(f.Scale), int(f.Places))
	}
	b, err := json.Marshal(v.Floats[i])
	if err != nil {
		return ""
	}
	return string(b)
}

func naiveDecimal(x int64, scale, places int) string {
	digits := strings.TrimPrefix(strconv.FormatInt(x, 10), "-")
	digits = strings.Repeat("0", max(scale+1-len(digits), 0)) + digits
	whole, part := digits[:len(digits)-scale], digits[len(digits)-scale:]
	for len(part) > places && strings.HasSuffix(part, "0") {
		part = part[:len(part)-1]
	}
	if part != "" {
		part = "." + part
	}
	if x < 0 {
		whole = "-" + whole
	}
	return whole + part
}

// naiveText is the text of a cell that is not a number, before any quoting.
func naiveText(f column.Field, v *column.Vector, i int) string {
	switch f.Kind {
	case column.Date:
		layout := f.Layout
		if layout == "" {
			layout = "2006-01-02"
		}
		return time.Unix(v.Ints[i]*86400, 0).UTC().Format(layout)
	case column.Time:
		layout := f.Layout
		if layout == "" {
			layout = "2006-01-02T15:04:05.999999Z07:00"
		}
		return time.UnixMicro(v.Ints[i]).UTC().Format(layout)
	}
	return string(v.Bytes(i))
}

func missing(v *column.Vector, i int) bool {
	return v.Null(i) || v.Kind == column.Float && (math.IsNaN(v.Floats[i]) || math.IsInf(v.Floats[i], 0))
}

// naiveCSV writes one cell at a time.
func naiveCSV(t *column.Table) string {
	quote := func(s, null string, force bool) string {
		if force || strings.ContainsAny(s, ",\"\r\n") || s == null {
			return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		return s
	}
	var b strings.Builder
	for row := -1; row < t.Rows; row++ {
		for i, f := range t.Fields {
			if i > 0 {
				b.WriteString(",")
			}
			v := &t.Cols[i]
			null := quote(f.Null, "no marker", f.Null == "" && len(t.Fields) == 1)
			switch {
			case row < 0:
				b.WriteString(quote(f.Name, "", false))
			case missing(v, row):
				b.WriteString(null)
			case f.Kind == column.Bool:
				b.WriteString(strconv.FormatBool(v.Ints[row] == 1))
			case f.Kind.Numeric():
				b.WriteString(naiveNumber(f, v, row))
			case f.Kind == column.Date || f.Kind == column.Time:
				b.WriteString(quote(naiveText(f, v, row), "no marker", strings.ContainsAny(f.Layout, `,"`)))
			default:
				b.WriteString(quote(naiveText(f, v, row), null, false))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// naiveObjects writes each row with encoding/json, one a line.
func naiveObjects(t *column.Table) []string {
	var lines []string
	for row := range t.Rows {
		var cells []string
		for i, f := range t.Fields {
			v := &t.Cols[i]
			var cell string
			switch {
			case missing(v, row):
				if f.Omit && v.Null(row) {
					continue
				}
				cell = "null"
			case f.Kind == column.Bool:
				cell = strconv.FormatBool(v.Ints[row] == 1)
			case f.Kind.Numeric():
				cell = naiveNumber(f, v, row)
			case f.Kind == column.JSON:
				cell = string(v.Bytes(row))
			default:
				cell = naiveString(naiveText(f, v, row))
			}
			cells = append(cells, naiveString(f.Name)+":"+cell)
		}
		lines = append(lines, "{"+strings.Join(cells, ",")+"}")
	}
	return lines
}

// naiveString is encoding/json's form of a string, with the escapes that JSON
// does not ask for undone and those it has several forms of made one.
func naiveString(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(strings.ToValidUTF8(fixUTF8(s), "\ufffd")); err != nil {
		panic(err)
	}
	return strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029", `\b`, `\u0008`, `\f`, `\u000c`).
		Replace(strings.TrimSuffix(b.String(), "\n"))
}

// fixUTF8 replaces every byte that is not UTF-8 by U+FFFD.
func fixUTF8(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		char, n := utf8.DecodeRuneInString(s[i:])
		b.WriteRune(char)
		i += n
	}
	return b.String()
}
