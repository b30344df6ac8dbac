package report

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema/judge"
)

// Value is cell i as the JSON encoder writes it and encoding/json reads it,
// numbers as json.Number.
func Value(f *column.Field, v *column.Vector, i int) any {
	if v.Null(i) {
		return nil
	}
	switch f.Kind {
	case column.Bool:
		return v.Ints[i] != 0
	case column.Int, column.Decimal:
		return json.Number(appendCell(nil, f, v.Ints[i]))
	case column.Float:
		if !finite(v.Floats[i]) {
			return nil
		}
		return json.Number(appendFloat(nil, v.Floats[i]))
	case column.Date, column.Time:
		return string(appendCell(nil, f, v.Ints[i]))
	case column.JSON:
		if x, err := judge.Decode(v.Bytes(i)); err == nil {
			return x
		}
	}
	return string(v.Bytes(i))
}

// shown is cell i in a message: as JSON, cut short.
func shown(f *column.Field, v *column.Vector, i int) string {
	const longest = 60
	var text []byte
	switch x := Value(f, v, i).(type) {
	case string:
		text = strconv.AppendQuote(nil, x)
	default:
		text, _ = json.Marshal(x)
	}
	if len(text) <= longest {
		return string(text)
	}
	cut := longest
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return string(text[:cut]) + "…"
}
