package engine

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/schema"
)

// tableOf puts records into columns. What does not fit its column's kind is
// null there. odd are the records that their cells do not give back: those
// with other members, or with values that a column cannot hold as they are.
func tableOf(e *schema.Entity, records []record) (t *column.Table, odd column.Bits) {
	t = &column.Table{Name: e.Name, Rows: len(records), Cols: make([]column.Vector, len(e.Columns))}
	odd = column.NewBits(len(records))
	members := make([]int, len(records))
	for i := range e.Columns {
		f := e.Columns[i].Field
		t.Fields = append(t.Fields, f)
		v := &t.Cols[i]
		texts := f.Kind == column.Text || f.Kind == column.JSON
		v.Reset(f, len(records))
		for row, r := range records {
			object, _ := r.value.(map[string]any)
			cell, there := object[f.Name]
			fits, exact := false, there == !f.Omit
			if there {
				members[row]++
			}
			if cell != nil {
				fits, exact = setCell(&f, v, row, cell)
			}
			if !fits {
				v.SetNull(row, len(records))
			}
			if texts {
				v.EndCell()
			}
			if !exact {
				odd.Set(row)
			}
		}
	}
	for row, r := range records {
		if object, ok := r.value.(map[string]any); !ok || len(object) != members[row] {
			odd.Set(row)
		}
	}
	return t, odd
}

// setCell stores a JSON value as a cell, if it is of the column's kind. exact
// says that the cell is the very value.
func setCell(f *column.Field, v *column.Vector, row int, value any) (fits, exact bool) {
	switch value := value.(type) {
	case bool:
		if v.Kind == column.Bool {
			if value {
				v.Ints[row] = 1
			}
			return true, true
		}
	case string:
		switch v.Kind {
		case column.Text:
			v.Raw = append(v.Raw, value...)
			return true, true
		case column.Date:
			d, err := time.Parse(time.DateOnly, value)
			if err != nil {
				return false, false
			}
			v.Ints[row] = d.Unix() / 86_400
			return true, f.Layout == ""
		case column.Time:
			at, err := time.Parse(time.RFC3339Nano, value)
			if err != nil {
				return false, false
			}
			v.Ints[row] = at.UnixMicro()
			return true, report.Value(f, v, row) == value
		}
	case json.Number:
		if v.Kind.Numeric() {
			return setNumber(v, row, value.String())
		}
	}
	if v.Kind != column.JSON {
		return false, false
	}
	raw, err := json.Marshal(value)
	v.Raw = append(v.Raw, raw...)
	return err == nil, false
}

// setNumber stores a JSON number, if it is not beyond 10^15.
func setNumber(v *column.Vector, row int, text string) (fits, exact bool) {
	if v.Kind != column.Float {
		if x, ok := unscaled(text, int(v.Scale)); ok {
			v.Ints[row] = x
			return true, true
		}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(x) > 1e15 {
		return false, false
	}
	if v.Kind == column.Float {
		v.Floats[row] = x
		return true, len(text) <= 15 // digits that a float64 always gives back
	}
	for range v.Scale {
		x *= 10
	}
	v.Ints[row] = int64(math.Round(min(max(x, -1<<62), 1<<62)))
	return true, false
}

// unscaled is a number of at most 15 digits and scale decimals, times 10^scale.
func unscaled(text string, scale int) (x int64, ok bool) {
	digits, decimals := 0, -1
	negative := text != "" && text[0] == '-'
	if negative {
		text = text[1:]
	}
	for _, c := range []byte(text) {
		switch {
		case c >= '0' && c <= '9':
			x = x*10 + int64(c-'0')
			if digits++; decimals >= 0 {
				decimals++
			}
		case c == '.' && decimals < 0:
			decimals = 0
		default:
			return 0, false
		}
	}
	decimals = max(decimals, 0)
	if digits+scale-decimals > 15 || decimals > scale {
		return 0, false
	}
	for range scale - decimals {
		x *= 10
	}
	if negative {
		x = -x
	}
	return x, true
}
