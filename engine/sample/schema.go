package sample

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/groflex/groflex/engine/column"
)

// maxLevels is up to how many levels a category's values are listed in the
// schema.
const maxLevels = 60

// Schema is a JSON Schema (2020-12) of the sample's rows, as they stand in
// JSON: types, levels of categories, ranges of quantities, what may be null.
// Keys and replaced columns are described by type alone, since new values
// come.
func (s *Sample) Schema() json.RawMessage {
	var b bytes.Buffer
	b.WriteString(`{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{`)
	required := make([]string, len(s.Columns))
	for i := range s.Columns {
		required[i] = s.Table.Fields[i].Name
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(marshal(required[i]))
		b.WriteByte(':')
		b.Write(marshal(s.property(i)))
	}
	b.WriteString(`},"required":`)
	b.Write(marshal(required))
	b.WriteString(`,"additionalProperties":false}`)
	return b.Bytes()
}

// property is a column's schema; json.Marshal puts its keywords in order.
func (s *Sample) property(i int) map[string]any {
	f, c, v := s.Table.Fields[i], &s.Columns[i], &s.Table.Cols[i]
	p := map[string]any{}
	kind := map[column.Kind]string{
		column.Bool: "boolean", column.Int: "integer", column.Decimal: "number", column.Float: "number",
		column.Date: "string", column.Time: "string", column.Text: "string",
	}[f.Kind]
	if kind == "" {
		return p // JSON: any value
	}
	p["type"] = kind
	if c.Nulls > 0 {
		p["type"] = []string{kind, "null"}
	}
	switch {
	case f.Kind == column.Date && f.Layout == "":
		p["format"] = "date"
	case f.Kind == column.Time && f.Layout == "":
		p["format"] = "date-time"
	case c.Role == Category && f.Kind == column.Text && c.Distinct <= maxLevels:
		p["enum"] = levels(v, s.Table.Rows, c.Nulls > 0)
	case c.Role == Quantity && f.Kind.Numeric():
		if low, high, ok := extent(v, s.Table.Rows); ok {
			p["minimum"], p["maximum"] = low, high
		}
	}
	return p
}

// levels lists the texts of a column in order of first appearance.
func levels(v *column.Vector, rows int, null bool) []any {
	var list []any
	seen := map[string]bool{}
	for row := range rows {
		if text := string(v.Bytes(row)); !v.Null(row) && !seen[text] {
			seen[text] = true
			list = append(list, text)
		}
	}
	if null {
		list = append(list, nil)
	}
	return list
}

// extent is the least and the greatest number of a column, as written.
func extent(v *column.Vector, rows int) (low, high json.Number, ok bool) {
	least, most := -1, -1
	less := func(a, b int) bool {
		if v.Kind == column.Float {
			return v.Floats[a] < v.Floats[b]
		}
		return v.Ints[a] < v.Ints[b]
	}
	for row := range rows {
		if v.Null(row) {
			continue
		}
		if least < 0 || less(row, least) {
			least = row
		}
		if most < 0 || less(most, row) {
			most = row
		}
	}
	if least < 0 {
		return "", "", false
	}
	return literal(v, least), literal(v, most), true
}

// literal is a number as a JSON number.
func literal(v *column.Vector, row int) json.Number {
	if v.Kind == column.Float {
		return json.Number(strconv.FormatFloat(v.Floats[row], 'g', -1, 64))
	}
	digits := strconv.FormatInt(v.Ints[row], 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	if v.Scale == 0 {
		return json.Number(sign + digits)
	}
	for len(digits) <= int(v.Scale) {
		digits = "0" + digits
	}
	point := len(digits) - int(v.Scale)
	return json.Number(sign + digits[:point] + "." + digits[point:])
}

// marshal is json.Marshal for values that cannot fail, without escaping HTML.
func marshal(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value)
	return bytes.TrimRight(b.Bytes(), "\n")
}
