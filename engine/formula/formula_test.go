package formula

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

func TestEval(t *testing.T) {
	for _, c := range cases {
		p := compile(t, c.src, rows)
		for _, n := range []int{4, 2, 4} { // memory is reused
			if got := eval(p, c.src, rows, pairs, n); n == 4 && got != c.want || !strings.HasPrefix(c.want, got) {
				t.Errorf("%s (%d rows): %s, want %s", c.src, n, got, c.want)
			}
		}
		if err := consistent(c.src); err != nil {
			t.Error(err)
		}
	}
}

func TestNilGroupsMakeEachRowItsOwn(t *testing.T) {
	for src, want := range map[string]string{
		`index()`: "0 0 0 0", `size()`: "1 1 1 1", `running(one)`: "1 1 1 1", `prev(one, 9)`: "9 9 9 9", `last(one)`: "1 1 1 1",
	} {
		if got := eval(compile(t, src, rows), src, rows, Groups{}, 4); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}

// Formulas that would take for ever, or all memory, if parts were copied.
func TestDoublingIsBounded(t *testing.T) {
	chain, texts := "i", "let a0 = s; "
	for k := range 60 {
		chain = "int(1 < " + chain + " < 3)"
		texts += fmt.Sprintf("let a%d = a%d + a%d; ", k+1, k, k)
	}
	for src, want := range map[string]string{
		`1 < i <= 7 < big`:  "true false nil false",
		chain + " == 0":     "true true nil true",
		texts + "len(a60)":  "nil 0 nil nil",
		texts + "a2 == nil": "false false false false",
	} {
		if got := eval(compile(t, src, rows), src, rows, Groups{}, 4); got != want {
			t.Errorf("%.40s…: %s, want %s", src, got, want)
		}
	}
}

func TestRefs(t *testing.T) {
	for src, want := range map[string]string{
		`b + a * b`: "b a",
		`parent.created_at + days(n) > customers.joined`:                 "parent.created_at n customers.joined",
		`sum(items.total) + count(items) + min(items.x)`:                 "sum(items.total) count(items) min(items.x)",
		`any(items.late) or all(items.paid) or avg(i.x) > first(i.d).y2`: "",
		`first(x) + last(parent.y) + first(items.z)`:                     "x parent.y first(items.z)",
		`min(items.a, 3)`:                       "items.a",
		`let a = b; a + c`:                      "b c",
		`let a = a; a`:                          "a",
		`$env["Total Charges"] + parent["a b"]`: "Total Charges parent.a b",
		`{a: b}[c]`:                             "b c",
		`date(date) > date`:                     "date",
	} {
		e, err := Parse(src)
		if want == "" {
			if err == nil {
				t.Errorf("%s: parses", src)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		var got []string
		for _, r := range e.Refs() {
			got = append(got, r.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: refs %s, want %s", src, s, want)
		}
	}
}

func TestEmptyDictionary(t *testing.T) {
	cols := map[string]*column.Vector{"a": miss(miss(dict(nil, 0, 0), 0), 1), "b": raw("x", "y")}
	for src, want := range map[string]string{
		`a == b`: "nil nil", `a ?? b`: "x y", `lower(a) + b`: "nil nil", `{x: 1}[a]`: "nil nil", `a matches "x"`: "nil nil",
		`prev(a, b)`: "x y", `a in ["x"]`: "nil nil", `a`: "nil nil", `len(a) ?? 0`: "0 0",
	} {
		if got := eval(compile(t, src, cols), src, cols, Groups{}, 2); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}

func TestParametersAreOneCell(t *testing.T) {
	e, _ := Parse(`amount * rate > limit`)
	types := map[string]Type{"amount": {column.Decimal, 2}, "rate": {Kind: column.Float}, "limit": {Kind: column.Int}}
	p, err := e.Compile(func(r Ref) (Type, bool) { t, ok := types[r.Name]; return t, ok })
	if err != nil {
		t.Fatal(err)
	}
	var dst column.Vector
	for _, limit := range []int64{0, 1} { // a parameter may change between blocks
		in := []*column.Vector{rows["amount"], rows["rate"], {Kind: column.Int, Ints: []int64{limit}}}
		p.Eval(&dst, in, Groups{}, 4)
		if want := map[int64]string{0: "true false true nil", 1: "false false false nil"}[limit]; show(&dst) != want {
			t.Errorf("limit %d: %s, want %s", limit, show(&dst), want)
		}
	}
}

func TestResultIsIndependentOfEarlierOnes(t *testing.T) {
	p := compile(t, `i + one`, rows)
	var a, b column.Vector
	p.Eval(&a, inputs(`i + one`, rows, 4), Groups{}, 4)
	other := map[string]*column.Vector{"i": ints(column.Int, 0, 1, 2, 3, 4), "one": rows["one"]}
	p.Eval(&b, inputs(`i + one`, other, 4), Groups{}, 4)
	if show(&a) != "8 -6 nil 4" || show(&b) != "2 3 4 5" {
		t.Errorf("%s and %s", show(&a), show(&b))
	}
	if a.Nulls == nil || a.Ints[2] != 0 {
		t.Errorf("a null cell holds %d", a.Ints[2])
	}
}

func TestDictionariesStayDictionaries(t *testing.T) {
	for _, src := range []string{`lower(state)`, `state + "!"`, `{CA: "x", NY: "y"}[state]`, `ok ? "a" : "b"`, `ok ? state : "z"`, `state`, `"const"`, `prev(state, "q")`} {
		var dst column.Vector
		compile(t, src, rows).Eval(&dst, inputs(src, rows, 4), Groups{}, 4)
		if dst.Dict == nil {
			t.Errorf("%s: raw", src)
		}
	}
}

func TestDictionaryWorkIsPerEntry(t *testing.T) {
	calls := 0
	p := compile(t, `lower(state)`, rows)
	for i := range p.steps {
		if p.steps[i].run != nil {
			p.steps[i].run = mapText(func(dst, src []byte) []byte { calls++; return lower(dst, src) })
		}
	}
	var dst column.Vector
	for range 3 {
		p.Eval(&dst, inputs(`lower(state)`, rows, 4), Groups{}, 4)
	}
	if calls != 3 {
		t.Errorf("3 blocks of 4 rows with 3 entries: %d calls, want 3", calls)
	}
}

// Helpers.

func day(s string) int64 { return at(s+"T00:00:00Z") / dayMicros }

func at(s string) int64 {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UnixMicro()
}

func compile(t testing.TB, src string, cols map[string]*column.Vector) *Program {
	t.Helper()
	e, err := Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	p, err := e.Compile(typesOf(cols))
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return p
}

func typesOf(cols map[string]*column.Vector) func(Ref) (Type, bool) {
	return func(r Ref) (Type, bool) {
		v, ok := cols[r.Name]
		if !ok || r.Scope != "" || r.Fn != "" {
			return Type{}, false
		}
		return Type{v.Kind, v.Scale}, true
	}
}

// inputs is the first n rows of each column that src reads.
func inputs(src string, cols map[string]*column.Vector, n int) []*column.Vector {
	e, err := Parse(src)
	if err != nil {
		panic(err)
	}
	var in []*column.Vector
	for _, r := range e.Refs() {
		v := *cols[r.Name]
		if v.Len() > 1 {
			v.Ints, v.Floats = v.Ints[:min(n, len(v.Ints))], v.Floats[:min(n, len(v.Floats))]
			v.Codes, v.Ends = v.Codes[:min(n, len(v.Codes))], v.Ends[:min(n, len(v.Ends))]
		}
		in = append(in, &v)
	}
	return in
}

func eval(p *Program, src string, cols map[string]*column.Vector, g Groups, n int) string {
	var dst column.Vector
	p.Eval(&dst, inputs(src, cols, n), g, n)
	if dst.Len() != n || dst.Kind != p.Type().Kind || dst.Scale != p.Type().Scale {
		return fmt.Sprintf("%d cells of %v", dst.Len(), Type{dst.Kind, dst.Scale})
	}
	return show(&dst)
}

// show writes the cells with spaces between, as text(x) writes them.
func show(v *column.Vector) string {
	var cells []string
	for i := range v.Len() {
		switch {
		case v.Null(i):
			cells = append(cells, "nil")
		case v.Kind == column.Text || v.Kind == column.JSON:
			cells = append(cells, string(v.Bytes(i)))
		default:
			one := &column.Vector{Kind: v.Kind, Scale: v.Scale}
			if v.Kind == column.Float {
				one.Floats = v.Floats[i : i+1]
			} else {
				one.Ints = v.Ints[i : i+1]
			}
			var out column.Vector
			shape(&out, Type{Kind: column.Text}, 1)
			format(Type{v.Kind, v.Scale})(&call{out: &out, in: []*column.Vector{one}, n: 1})
			cells = append(cells, string(out.Bytes(0)))
		}
	}
	return strings.Join(cells, " ")
}

func faultsOf(err error) wire.Faults {
	fs, _ := err.(wire.Faults)
	return fs
}
