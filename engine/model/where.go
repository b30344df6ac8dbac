package model

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// attemptsMax bounds how often a row is drawn anew until it meets the
// conditions. Where refuses conditions that are so rare that it would matter.
const attemptsMax = 1 << 20

// condition is what a drawn cell must meet: "Churn=Yes", "age>=40".
type condition struct {
	column int
	op     string
	text   string
	number int64 // of ordered kinds, in the column's units
}

// operators, the longer before those they begin with.
var operators = []string{"!=", ">=", "<=", "=", ">", "<"}

// Where is the model with conditions on every row it draws: the other columns
// then follow. Rows are drawn anew until they meet all of them, so it is
// quick where the columns came first in Options.First. Its errors are
// wire.Faults with pointers into the list of conditions.
func (m *Model) Where(conditions []string) (*Model, error) {
	var faults wire.Faults
	conditioned := *m
	conditioned.conditions = nil
	for i, text := range conditions {
		c, err := m.parseCondition(text)
		if err != nil {
			faults.Add("/"+strconv.Itoa(i), "%s", err)
			continue
		}
		conditioned.conditions = append(conditioned.conditions, c)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	if len(conditions) > 0 && !conditioned.canMeet() {
		faults.Add("", "no row that the model draws meets %q", strings.Join(conditions, " and "))
		return nil, faults
	}
	return &conditioned, nil
}

// parseCondition reads one condition.
func (m *Model) parseCondition(text string) (condition, error) {
	at, op := len(text), ""
	for _, o := range operators {
		if i := strings.Index(text, o); i > 0 && i < at {
			at, op = i, o
		}
	}
	if op == "" {
		return condition{}, fmt.Errorf("%q is not a condition: write column=value, with =, !=, <, <=, > or >=", text)
	}
	name, value := strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+len(op):])
	c := condition{column: -1, op: op, text: value}
	for _, p := range m.parts {
		if m.fields[p.column].Name == name && p.written != nil {
			return c, fmt.Errorf("%q holds numbers written with signs: conditions on it are not supported", name)
		}
		if m.fields[p.column].Name == name && !p.presence {
			c.column = p.column
		}
	}
	if c.column < 0 {
		return c, fmt.Errorf("%q is not a column that is modelled", name)
	}
	f := &m.fields[c.column]
	switch {
	case f.Kind == column.Text || f.Kind == column.JSON:
		return c, nil
	case value == "" || value == f.Null:
		c.text = ""
		return c, nil
	}
	number, err := parseValue(value, f)
	if err != nil {
		return c, fmt.Errorf("%q is not a value of the %s column %q", value, f.Kind, name)
	}
	c.number = number
	return c, nil
}

// parseValue reads a value of an ordered field in its units; of floats, the
// bits of the number.
func parseValue(text string, f *column.Field) (int64, error) {
	switch f.Kind {
	case column.Bool:
		b, err := strconv.ParseBool(text)
		if b {
			return 1, err
		}
		return 0, err
	case column.Date, column.Time:
		t, err := time.Parse(f.Layout, text)
		if f.Layout == "" || err != nil {
			t, err = time.Parse(time.DateOnly, text)
		}
		if f.Kind == column.Time {
			return t.UnixMicro(), err
		}
		return (t.Unix() - (t.Unix()%86400+86400)%86400) / 86400, err
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, err
	}
	if f.Kind == column.Float {
		return int64(x), nil
	}
	for range f.Scale {
		x *= 10
	}
	return int64(min(max(x+signed(x), -9e18), 9e18)), nil
}

// signed is a half with the sign of x, to round to the nearest.
func signed(x float64) float64 {
	if x < 0 {
		return -0.5
	}
	return 0.5
}

// met reports whether cell i of a vector meets the condition.
func (c *condition) met(v *column.Vector, i int) bool {
	order := 0
	switch {
	case v.Null(i):
		return (c.text == "") == (c.op == "=")
	case v.Kind == column.Text || v.Kind == column.JSON:
		order = bytes.Compare(v.Bytes(i), []byte(c.text))
	case c.text == "":
		return c.op == "!="
	case v.Kind == column.Float:
		x, _ := strconv.ParseFloat(c.text, 64)
		order = compare(v.Floats[i], x)
	default:
		order = compare(v.Ints[i], c.number)
	}
	switch c.op {
	case "=":
		return order == 0
	case "!=":
		return order != 0
	case ">=":
		return order >= 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order < 0
}

func compare[T int64 | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// drawConditioned draws the parts that conditions are on, and those before
// them, until every row meets them; it returns how many parts that were.
func (m *Model) drawConditioned(w *drawing, open []int32) int {
	judged := 0
	for i, p := range m.parts {
		for _, c := range m.conditions {
			if c.column == p.column {
				judged = i + 1
			}
		}
	}
	if judged == 0 {
		return 0
	}
	for ; len(open) > 0 && w.round < attemptsMax; w.round++ {
		for _, p := range m.parts[:judged] {
			p.draw(w, open)
		}
		var missed []int32
		for _, i := range open {
			if !m.meets(w.table, int(i)) {
				missed = append(missed, i)
			}
		}
		open = missed
	}
	w.round = 0
	return judged
}

func (m *Model) meets(t *column.Table, row int) bool {
	for i := range m.conditions {
		c := &m.conditions[i]
		if !c.met(&t.Cols[c.column], row) {
			return false
		}
	}
	return true
}

// canMeet tries: 64 blocks of 1,024 rows, once each.
func (m *Model) canMeet() bool {
	free := *m
	free.conditions = nil
	var t column.Table
	rows := make([]int64, 1024)
	for block := range int64(64) {
		for i := range rows {
			rows[i] = block*1024 + int64(i)
		}
		free.Draw(&t, 0, rows)
		for i := range rows {
			if m.meets(&t, i) {
				return true
			}
		}
	}
	return false
}
