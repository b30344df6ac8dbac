package formula

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// The table that most tests compute on: four rows, of two parents.
var rows = map[string]*column.Vector{
	"i":      miss(ints(column.Int, 0, 7, -7, 0, 3), 2),
	"one":    ints(column.Int, 0, 1),
	"big":    ints(column.Int, 0, 1<<62, -1<<63, 1<<63-1, 0),
	"amount": miss(ints(column.Decimal, 2, 1250, -333, 5, 0), 3),
	"price":  ints(column.Decimal, 4, 19999, 5, -12345, 100),
	"x":      floats(1.5, -2.25, 0, 1e300),
	"rate":   floats(0.0725),
	"ok":     miss(ints(column.Bool, 0, 1, 0, 1, 0), 2),
	"yes":    ints(column.Bool, 0, 1, 1, 1, 1),
	"d":      ints(column.Date, 0, day("2024-02-29"), day("2023-01-31"), day("1999-12-31"), day("2000-03-01")),
	"e":      miss(ints(column.Date, 0, day("2025-02-28"), day("2023-03-01"), 0, day("1960-03-01")), 2),
	"t":      ints(column.Time, 0, at("2024-02-29T23:59:59.5Z"), at("2023-01-31T00:00:00Z"), at("1969-12-31T12:30:00Z"), 0),
	"state":  miss(dict([]string{"CA", "NY", "TX"}, 0, 1, 2, 1), 3),
	"s":      raw("Émile Zola", "", "a,b", "  x "),
	"n":      raw("12", "-3.5", "x", "2024-05-06"),
	"json":   as(column.JSON, raw(`{"a":1}`, "[]", "{}", "null")),
}

var pairs = Groups{Starts: []uint32{0, 2}}

func TestEval(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// Numbers.
		{`i + 1`, `8 -6 nil 4`},
		{`i * i - 1`, `48 48 nil 8`},
		{`-i % 4`, `-3 3 nil -3`},
		{`i / 2`, `3.5 -3.5 nil 1.5`},
		{`1 / (i - 7)`, `nil -0.07142857142857142 nil -0.25`},
		{`2 ** i`, `128 0.0078125 nil 8`},
		{`i ^ 2 + 0`, `49 49 nil 9`},
		{`big + big`, `nil nil nil 0`},
		{`big - 1`, `4611686018427387903 nil 9223372036854775806 -1`},
		{`big * 2`, `nil nil nil 0`},
		{`big * -1`, `-4611686018427387904 nil -9223372036854775807 0`},
		{`-big`, `-4611686018427387904 nil -9223372036854775807 0`},
		{`abs(big)`, `4611686018427387904 nil 9223372036854775807 0`},
		{`amount * 0.0725`, `0.906250 -0.241425 0.003625 nil`},
		{`amount + price`, `14.4999 -3.3295 -1.1845 nil`},
		{`amount * 2`, `25.00 -6.66 0.10 nil`},
		{`price * price * price`, `7.998800060 0.000000000 -1.881365964 0.000001000`},
		{`amount % 1`, `0.50 -0.33 0.05 nil`},
		{`amount % 0`, `nil nil nil nil`},
		{`amount * rate`, `0.9062499999999999 -0.241425 0.0036249999999999998 nil`},
		{`round(amount * rate, 2)`, `0.91 -0.24 0.00 nil`},
		{`round(amount / 3, 2)`, `4.17 -1.11 0.02 nil`},
		{`round(amount)`, `13 -3 0 nil`},
		{`decimal(price, 1)`, `2.0 0.0 -1.2 0.0`},
		{`round(x, 1)`, `1.5 -2.3 0.0 nil`},
		{`floor(amount)`, `12 -4 0 nil`},
		{`ceil(amount)`, `13 -3 1 nil`},
		{`int(amount)`, `12 -3 0 nil`},
		{`floor(x)`, `1 -3 0 nil`},
		{`ceil(x)`, `2 -2 0 nil`},
		{`floor(i / 2)`, `3 -4 nil 1`},
		{`ceil(i / 2)`, `4 -3 nil 2`},
		{`int(i / 2)`, `3 -3 nil 1`},
		{`x * x`, `2.25 5.0625 0 nil`},
		{`x / x`, `1 1 nil 1`},
		{`sqrt(x)`, `1.224744871391589 nil 0 1e+150`},
		{`log(exp(one))`, `1 1 1 1`},
		{`pow(10, 2)`, `100 100 100 100`},
		{`abs(amount)`, `12.50 3.33 0.05 nil`},
		{`min(i, 2.5, amount)`, `2.50 -7.00 nil nil`},
		{`max(i, x)`, `7 -2.25 nil 1e+300`},
		{`max(d, "2010-01-01")`, `2024-02-29 2023-01-31 2010-01-01 2010-01-01`},
		{`clamp(i, 0, 5)`, `5 0 nil 3`},
		{`float(amount)`, `12.5 -3.33 0.05 nil`},
		{`int(n)`, `12 nil nil nil`},
		{`float(n)`, `12 -3.5 nil nil`},
		{`int(ok)`, `1 0 nil 0`},
		{`0x10 + 1_000 + 010`, `1026 1026 1026 1026`},
		{`1e3 + 0.1`, `1000.1 1000.1 1000.1 1000.1`},
		{`let tax = round(amount * 0.1, 2); amount + tax`, `13.75 -3.66 0.06 nil`},

		// Conditions.
		{`i > 0`, `true false nil true`},
		{`i == 7.0`, `true false nil false`},
		{`amount > 0.049`, `true false true nil`},
		{`0 < i <= 5`, `false false nil true`},
		{`not ok`, `false true nil true`},
		{`ok and yes`, `true false nil false`},
		{`ok or yes`, `true true true true`},
		{`i == nil`, `false false true false`},
		{`nil != i`, `true true false true`},
		{`json == nil`, `false false false false`},
		{`i ?? -1`, `7 -7 -1 3`},
		{`(amount ?? 0) + 1`, `13.50 -2.33 1.05 1.00`},
		{`ok ? i : 0`, `7 0 0 0`},
		{`i > 0 ? "up" : "down"`, `up down down up`},
		{`if i > 5 { "a" } else if i > 0 { "b" } else { nil }`, `a nil nil b`},
		{`ok ? state : s`, `CA  a,b   x `},
		{`i in [7, 3]`, `true false nil true`},
		{`i in [one, 3]`, `false false nil true`},
		{`i in 1..5`, `false false nil true`},
		{`i not in 1..5`, `true true nil false`},
		{`x in [1.5, 0]`, `true false true false`},
		{`amount in [12.5]`, `true false false nil`},
		{`state in ["NY", "TX"]`, `false true true nil`},
		{`d in ["2024-02-29"]`, `true false false false`},

		// Texts.
		{`lower(state) + "-" + pad(i, 4)`, `ca-0007 ny--007 nil nil`},
		{`upper(s)`, `ÉMILE ZOLA  A,B   X `},
		{`trim(s)`, `Émile Zola  a,b x`},
		{`slug(s)`, `emile-zola  a-b x`},
		{`len(s)`, `10 0 3 4`},
		{`substr(s, 1, 4)`, `mile  ,b  x `},
		{`substr("abc", -1, 1) | upper()`, `A A A A`},
		{`concat("A", i, amount, ok)`, `A712.50true A-7-3.33false nil nil`},
		{`text(x)`, `1.5 -2.25 0 1e+300`},
		{`text(d) + text(t)`, `2024-02-292024-02-29T23:59:59.5Z 2023-01-312023-01-31T00:00:00Z 1999-12-311969-12-31T12:30:00Z 2000-03-011970-01-01T00:00:00Z`},
		{`text(json)`, `{"a":1} [] {} null`},
		{`state matches "^[A-N]"`, `true true false nil`},
		{`s contains "a"`, `true false true false`},
		{`s startsWith lower(s)`, `false true true true`},
		{`s not endsWith "b"`, `true true false true`},
		{`state < "NZ"`, `true true false nil`},
		{`state == s`, `false false false nil`},
		{`pad("ab", one + 2)`, `0ab 0ab 0ab 0ab`},

		// Maps.
		{`{"CA": 0.0725, "NY": 0.04}[state]`, `0.0725 0.0400 nil nil`},
		{`{"CA": 0.0725, "NY": 0.04}[state] ?? 0`, `0.0725 0.0400 0.0000 0.0000`},
		{`{7: "seven", -7: "minus"}[i]`, `seven minus nil nil`},
		{`{true: 1, false: 2}[ok]`, `1 2 nil 2`},
		{`{CA: i, NY: 1.5}[state]`, `7.0 1.5 nil nil`},
		{`{CA: s, NY: "n", TX: state}[state]`, `Émile Zola n TX nil`},
		{`{CA: x, NY: 1}[state]`, `1.5 1 nil nil`},
		{`{a: nil, CA: "yes"}[state]`, `yes nil nil nil`},

		// Dates.
		{`d + days(1)`, `2024-03-01 2023-02-01 2000-01-01 2000-03-02`},
		{`d - hours(1.5)`, `2024-02-28T22:30:00Z 2023-01-30T22:30:00Z 1999-12-30T22:30:00Z 2000-02-29T22:30:00Z`},
		{`minutes(1) + t`, `2024-03-01T00:00:59.5Z 2023-01-31T00:01:00Z 1969-12-31T12:31:00Z 1970-01-01T00:01:00Z`},
		{`d + days(i)`, `2024-03-07 2023-01-24 nil 2000-03-04`},
		{`d + days(4000000)`, `nil nil nil nil`},
		{`days_between(d, e)`, `365 29 nil -14610`},
		{`days_between("1970-01-01", t)`, `19782 19388 0 0`},
		{`seconds_between(d, t)`, `86399 0 -946639800 -951868800`},
		{`e - d > days(30)`, `true false nil false`},
		{`t - d < hours(24)`, `true true true true`},
		{`(t - d) / hours(1) > 23.9`, `true false false false`},
		{`(e - d) * 2 == e - d + (e - d)`, `true true nil true`},
		{`t + (e - d) * 0.5 - d == (e - d) / 2 + (t - d)`, `true true nil true`},
		{`abs(e - d) == -(d - e)`, `true true nil false`},
		{`add_months(d, 12)`, `2025-02-28 2024-01-31 2000-12-31 2001-03-01`},
		{`add_months(t, -1)`, `2024-01-29T23:59:59.5Z 2022-12-31T00:00:00Z 1969-11-30T12:30:00Z 1969-12-01T00:00:00Z`},
		{`years(d, "2024-02-29")`, `0 1 24 23`},
		{`years(d, e)`, `0 0 nil -40`},
		{`year(t) * 100 + month(t)`, `202402 202301 196912 197001`},
		{`day(d)`, `29 31 31 1`},
		{`weekday(d)`, `4 2 5 3`},
		{`hour(t)`, `23 0 12 0`},
		{`start_of_month(t)`, `2024-02-01 2023-01-01 1969-12-01 1970-01-01`},
		{`date(t)`, `2024-02-29 2023-01-31 1969-12-31 1970-01-01`},
		{`time(d) == d`, `true true true true`},
		{`date(n)`, `nil nil nil 2024-05-06`},
		{`d >= "2000-01-01"`, `true true false true`},
		{`d < "2023-01-31T00:00:01Z"`, `false true true true`},
		{`t == "2023-01-31"`, `false true false false`},

		// Rows of one parent: 0 and 1, 2 and 3.
		{`prev(i, 0)`, `0 7 0 nil`},
		{`prev(i)`, `nil 7 nil nil`},
		{`prev(state, "first")`, `first CA first TX`},
		{`prev(x, 0)`, `0 1.5 0 0`},
		{`running(i)`, `7 0 0 3`},
		{`running(amount)`, `12.50 9.17 0.05 0.05`},
		{`running(x)`, `1.5 -0.75 0 1e+300`},
		{`running(big)`, `4611686018427387904 -4611686018427387904 9223372036854775807 9223372036854775807`},
		{`running(one)`, `1 2 1 2`},
		{`index()`, `0 1 0 1`},
		{`size() - index()`, `2 1 2 1`},
		{`first(s)`, `Émile Zola Émile Zola a,b a,b`},
		{`last(i)`, `-7 -7 3 3`},
		{`last(state)`, `NY NY nil nil`},
	} {
		p := compile(t, c.src, rows)
		for _, n := range []int{4, 2, 4} { // memory is reused
			if got := eval(p, c.src, rows, pairs, n); n == 4 && got != c.want || !strings.HasPrefix(c.want, got) {
				t.Errorf("%s (%d rows): %s, want %s", c.src, n, got, c.want)
			}
		}
		if got := eval(p.Clone(), c.src, rows, pairs, 4); got != c.want {
			t.Errorf("%s: a clone gives %s, want %s", c.src, got, c.want)
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
