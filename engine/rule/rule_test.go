package rule

import (
	"reflect"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/wire"
)

var fields = []column.Field{
	{Name: "amount", Kind: column.Decimal, Scale: 2},
	{Name: "balance", Kind: column.Decimal, Scale: 2},
	{Name: "status", Kind: column.Text},
	{Name: "parent.limit", Kind: column.Decimal, Scale: 2},
}

var rules = []Rule{
	{"running", `balance == running(amount)`, "the ledger adds up"},
	{"positive", `amount > 0`, ""},
	{"known", `status in ["open", "closed"]`, ""},
	{"elsewhere", `amount <= customers.credit`, ""},
	{"limit", `balance <= parent.limit * factor`, ""},
	{"lines", `amount == sum(lines.amount) and amount > 0`, ""},
	{"hidden", `amount > draft`, ""},
}

var params = map[string]*column.Vector{"factor": formula.Number(1.5), "draft": nil}

// ledger is rows of two accounts, the first of them numbered first.
func ledger(first int64) (*column.Table, formula.Groups) {
	status := column.Vector{Kind: column.Text}
	for _, s := range []string{"open", "", "lost", "open", "closed"} {
		status.AppendText(s)
	}
	status.SetNull(1, 5)
	return &column.Table{Fields: fields, First: first, Rows: 5, Cols: []column.Vector{
		{Kind: column.Decimal, Scale: 2, Ints: []int64{100, 50, -20, 10, 10}},
		{Kind: column.Decimal, Scale: 2, Ints: []int64{100, 150, 131, 10, 20}},
		status,
		{Kind: column.Decimal, Scale: 2, Ints: []int64{100, 100, 100, 10, 10}},
	}}, formula.Groups{Starts: []uint32{0, 3}}
}

func TestCounts(t *testing.T) {
	s := compile(t)
	table, groups := ledger(1000)
	var breaks [][2]int64
	s.Check(table, groups, func(rule int, row int64) { breaks = append(breaks, [2]int64{int64(rule), row}) })
	want := map[string][3]int64{ // checked, broken, first
		"running": {5, 1, 1002}, "positive": {5, 1, 1002}, "known": {5, 1, 1002}, "limit": {5, 1, 1004}, "elsewhere": {}, "lines": {}, "hidden": {},
	}
	for i, c := range s.Counts() {
		if got := [3]int64{c.Checked, c.Broken, c.FirstRow}; got != want[c.Name] || c.Expr != rules[i].Expr || c.Why != rules[i].Why {
			t.Errorf("%s: %v, want %v", c.Name, got, want[c.Name])
		}
	}
	needs := map[string][]string{"elsewhere": {"customers.credit"}, "lines": {"sum(lines.amount)"}, "hidden": {"draft"}}
	for _, c := range s.Counts() {
		if !reflect.DeepEqual(c.Needs, needs[c.Name]) {
			t.Errorf("%s needs %v, want %v", c.Name, c.Needs, needs[c.Name])
		}
	}
	if want := [][2]int64{{0, 1002}, {1, 1002}, {2, 1002}, {4, 1004}}; !reflect.DeepEqual(breaks, want) {
		t.Errorf("breaks %v, want %v", breaks, want)
	}
}

// Counts of parts of the rows, added in any order, are those of all rows.
func TestAddIsOrderFree(t *testing.T) {
	whole := compile(t)
	var parts [][]wire.Rule
	for _, first := range []int64{500, 0, 70} {
		table, groups := ledger(first)
		whole.Check(table, groups, nil)
		part := compile(t)
		part.Check(table, groups, nil)
		parts = append(parts, part.Counts())
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}} {
		sum := compile(t).Counts()
		for _, k := range order {
			for i := range sum {
				Add(&sum[i], parts[k][i])
			}
		}
		if !reflect.DeepEqual(sum, whole.Counts()) {
			t.Errorf("order %v: %+v, want %+v", order, sum, whole.Counts())
		}
	}
	if c := whole.Counts()[0]; c.Checked != 15 || c.Broken != 3 || c.FirstRow != 2 {
		t.Errorf("whole: %+v", c)
	}
}

// A block may hold rows before and after those that are asked about.
func TestCountOfAPartOfABlock(t *testing.T) {
	truth := column.Vector{Kind: column.Bool, Ints: []int64{0, 1, 0, 0, 1, 0}}
	truth.SetNull(2, 6)
	var got wire.Rule
	var told []int64
	Count(&got, &truth, 1, 5, 40, func(row int64) { told = append(told, row) })
	if want := (wire.Rule{Checked: 4, Broken: 1, FirstRow: 42}); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(told, []int64{42}) {
		t.Errorf("%+v, told of %v", got, told)
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	_, err := Compile([]Rule{{Expr: `amount >`}, {Expr: `amount > 0`}, {Expr: `amount + 1`}, {Expr: `nosuch == 1 or status > 2`}}, fields, nil)
	faults, _ := err.(wire.Faults)
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	want := []string{
		`/0/expr: line 1, column 9: the formula ends too early (complete the expression)`,
		`/2/expr: a rule is a condition, not decimal(2) (compare it with something)`,
		`/3/expr: line 1, column 1: there is no column or parameter "nosuch"`,
		`/3/expr: line 1, column 23: > mixes text and int (convert one with text(x), int(x) or float(x))`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOneParameterCellServesAnyBlock(t *testing.T) {
	s := compile(t)
	for _, n := range []int{5, 1, 0} {
		table, groups := ledger(0)
		table.Rows = n
		for i := range table.Cols {
			v := &table.Cols[i]
			v.Ints, v.Ends = v.Ints[:min(n, len(v.Ints))], v.Ends[:min(n, len(v.Ends))]
		}
		s.Check(table, groups, nil)
	}
	if c := s.Counts()[4]; c.Checked != 6 || c.Broken != 1 {
		t.Errorf("%+v", c)
	}
}

func compile(t *testing.T) *Set {
	t.Helper()
	s, err := Compile(rules, fields, params)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
