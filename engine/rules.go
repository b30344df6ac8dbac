package engine

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// applyRules holds the rows of a table against its rules. A rule that reads
// what the tables at hand do not tell is not checked, and one that reads other
// tables does not hold a row to what its lost keys leave open.
func (a *audit) applyRules(b *book) error {
	e := b.entity
	if len(e.Rules) == 0 {
		return nil
	}
	rules := make([]rule.Rule, len(e.Rules))
	for i, r := range e.Rules {
		rules[i] = rule.Rule(r)
	}
	constants := constantsOf(a.settings.Params, a.settings.AsOf)
	for i := range e.Vars {
		constants[e.Vars[i].Field.Name] = nil
	}
	t, far := a.beside(b)
	set, err := rule.Compile(rules, t.Fields, constants)
	if err != nil {
		return pointed(err, "/schema/"+schema.Extension+"/rules")
	}
	b.rules = set.Counts()
	set.Check(&t, b.groups, func(k int, row int64) {
		if far[k] && b.lost != nil && b.lost.Has(int(row)) {
			return
		}
		b.breaks(&b.rules[k], int(row), wire.RecordFault{Rule: rules[k].Name, Message: "breaks the rule " + rules[k].Expr})
	})
	for k, c := range set.Counts() {
		b.rules[k].Checked = c.Checked
	}
	return nil
}

// constantsOf are what formulas may name beside columns, one cell each.
func constantsOf(params map[string]float64, asOf int64) map[string]*column.Vector {
	constants := map[string]*column.Vector{"as_of": {Kind: column.Date, Ints: []int64{asOf}}}
	for name, value := range params {
		constants[name] = formula.Number(value)
	}
	return constants
}

// tableOf puts records into columns. What does not fit its column's kind is
// null there: the schema has told that fault already.
func tableOf(e *schema.Entity, records []record) *column.Table {
	t := &column.Table{Name: e.Name, Rows: len(records), Cols: make([]column.Vector, len(e.Columns))}
	for i := range e.Columns {
		f := e.Columns[i].Field
		t.Fields = append(t.Fields, f)
		v := &t.Cols[i]
		texts := f.Kind == column.Text || f.Kind == column.JSON
		if v.Reset(f, len(records)); texts {
			v.Reset(f, 0)
		}
		for row, r := range records {
			object, _ := r.value.(map[string]any)
			cell, ok := object[f.Name]
			if !ok || !setCell(v, row, cell) {
				v.SetNull(row, len(records))
			}
			if texts {
				v.EndCell()
			}
		}
	}
	return t
}

// setCell stores a JSON value as a cell, if it is of the column's kind.
func setCell(v *column.Vector, row int, value any) bool {
	text, isText := value.(string)
	number, isNumber := value.(json.Number)
	switch v.Kind {
	case column.Text:
		v.Raw = append(v.Raw, text...)
		return isText
	case column.Bool:
		yes, ok := value.(bool)
		if yes {
			v.Ints[row] = 1
		}
		return ok
	case column.Date:
		d, err := time.Parse(time.DateOnly, text)
		v.Ints[row] = d.Unix() / 86_400
		return err == nil
	case column.Time:
		at, err := time.Parse(time.RFC3339Nano, text)
		v.Ints[row] = at.UnixMicro()
		return err == nil
	case column.JSON:
		raw, err := json.Marshal(value)
		v.Raw = append(v.Raw, raw...)
		return err == nil
	}
	x, err := strconv.ParseFloat(number.String(), 64)
	if !isNumber || err != nil || math.Abs(x) > 1e15 {
		return false
	}
	switch v.Kind {
	case column.Float:
		v.Floats[row] = x
	case column.Decimal:
		for range v.Scale {
			x *= 10
		}
		v.Ints[row] = int64(math.Round(x))
	default:
		v.Ints[row] = int64(x)
	}
	return true
}

// parentColumn is the column that names a row's parent, or -1.
func parentColumn(e *schema.Entity) int {
	return slices.IndexFunc(e.Columns, func(c schema.Column) bool {
		return e.Parent != nil && c.Fill != nil && c.Fill.Ref != nil && c.Fill.Ref.Entity == e.Parent.Entity
	})
}
