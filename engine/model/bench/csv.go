package main

import (
	"bufio"
	"strconv"
	"strings"
	"time"

	"github.com/groflex/groflex/engine/column"
)

func writeHeader(w *bufio.Writer, fields []column.Field) {
	for i, f := range fields {
		if i > 0 {
			w.WriteByte(',')
		}
		writeText(w, f.Name)
	}
	w.WriteByte('\n')
}

func writeRows(w *bufio.Writer, t *column.Table) {
	for row := range t.Rows {
		for i := range t.Cols {
			if i > 0 {
				w.WriteByte(',')
			}
			writeCell(w, &t.Fields[i], &t.Cols[i], row)
		}
		w.WriteByte('\n')
	}
}

func writeCell(w *bufio.Writer, f *column.Field, v *column.Vector, row int) {
	if v.Null(row) {
		writeText(w, f.Null)
		return
	}
	switch f.Kind {
	case column.Text, column.JSON:
		if v.Len() > row {
			writeText(w, string(v.Bytes(row)))
		}
	case column.Bool:
		w.WriteString(strconv.FormatBool(v.Ints[row] != 0))
	case column.Int:
		w.WriteString(strconv.FormatInt(v.Ints[row], 10))
	case column.Float:
		w.WriteString(strconv.FormatFloat(v.Floats[row], 'g', -1, 64))
	case column.Decimal:
		w.WriteString(decimal(v.Ints[row], f))
	case column.Date:
		if f.Layout == "" {
			f.Layout = time.DateOnly
		}
		w.WriteString(time.Unix(v.Ints[row]*86400, 0).UTC().Format(f.Layout))
	case column.Time:
		w.WriteString(time.UnixMicro(v.Ints[row]).UTC().Format(f.Layout))
	}
}

func writeText(w *bufio.Writer, s string) {
	if strings.ContainsAny(s, ",\"\r\n") {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	w.WriteString(s)
}

// decimal writes unscaled with the field's decimals, at least Places of them.
func decimal(unscaled int64, f *column.Field) string {
	sign := ""
	if unscaled < 0 {
		sign, unscaled = "-", -unscaled
	}
	digits := strconv.FormatInt(unscaled, 10)
	scale := int(f.Scale)
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale+1-len(digits)) + digits
	}
	whole, part := digits[:len(digits)-scale], digits[len(digits)-scale:]
	for len(part) > int(f.Places) && part[len(part)-1] == '0' {
		part = part[:len(part)-1]
	}
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}
