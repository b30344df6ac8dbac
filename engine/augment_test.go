package engine_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// churn is a sample of customers: plan and months go together, a quarter left.
func churn(rows int) *wire.Document {
	var b strings.Builder
	b.WriteString("id,plan,months,price,left\n")
	for i := range rows {
		months, plan, left := 1+i*7%60, "basic", "No"
		if months > 30 {
			plan = "pro"
		}
		if i%4 == 0 {
			left = "Yes"
		}
		fmt.Fprintf(&b, "C-%d,%s,%d,%d.%02d,%s\n", 100+i, plan, months, 10+i%9, i*13%100, left)
	}
	return &wire.Document{Name: "churn.csv", Data: b.String()}
}

// table reads CSV into a header and rows.
func table(t *testing.T, text string) (header []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

func tally(rows [][]string, column int) map[string]int {
	counts := map[string]int{}
	for _, row := range rows {
		counts[row[column]]++
	}
	return counts
}

func faultsOf(t *testing.T, e *engine.Engine, req wire.Request) wire.Faults {
	t.Helper()
	_, err := e.Open(req, engine.Options{})
	faults, ok := err.(wire.Faults)
	if !ok {
		t.Fatalf("error %v, want faults", err)
	}
	return faults
}

func TestBalanceGivesTheShareOfAllRows(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct {
		mode    string
		count   int64
		balance []string
		where   []string
		want    map[string]int // in the whole
	}{
		{wire.AugmentedSet, 300, []string{"left=Yes:0.5"}, nil, map[string]int{"Yes": 350, "No": 350}},
		{wire.AugmentedSet, 201, []string{"left=Yes:0.333"}, nil, map[string]int{"Yes": 200, "No": 401}},
		{wire.AugmentedSet, 300, []string{"left=Yes:0.5"}, []string{"months>40"}, map[string]int{"Yes": 350, "No": 350}},
		{wire.MimicBuffer, 1000, []string{"left=Yes:0.125"}, nil, map[string]int{"Yes": 125, "No": 875}},
		{wire.MimicBuffer, 10, []string{"left=Yes:0.5", "left=No:0.5"}, nil, map[string]int{"Yes": 5, "No": 5}},
		{wire.MimicBuffer, 7, []string{"left=Yes:1"}, nil, map[string]int{"Yes": 7}},
	} {
		req := wire.Request{Mode: c.mode, Sample: churn(400), Format: "csv", Count: count(c.count), Seed: 3, Balance: c.balance, Where: c.where}
		text, answer := generate(t, e, req, engine.Options{Report: true})
		_, rows := table(t, text)
		if got := tally(rows, 4); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s %d %v: %v, want %v", c.mode, c.count, c.balance, got, c.want)
		}
		if c.mode == wire.AugmentedSet && !strings.HasPrefix(text, req.Sample.Data) {
			t.Error("the sample's rows changed")
		}
		for _, row := range rows[len(rows)-int(c.count):] {
			if months, _ := strconv.Atoi(row[2]); c.where != nil && months <= 40 {
				t.Fatalf("row %v does not meet %v", row, c.where)
			}
		}
		if !slices.ContainsFunc(answer.Quality.Notes, func(n wire.Note) bool { return n.Kind == "balance" && n.Column == "left" }) {
			t.Error("the report does not tell of the balance")
		}
		checkSlices(t, e, req, text, 1, 77, 402)
	}
}

// checkSlices holds the whole against its parts.
func checkSlices(t *testing.T, e *engine.Engine, req wire.Request, whole string, cuts ...int64) {
	t.Helper()
	var joined strings.Builder
	from := int64(0)
	for _, to := range append(cuts, 1<<40) {
		slice := req
		slice.Rows = &wire.Range{From: from, To: to}
		from = to
		run, err := e.Open(slice, engine.Options{})
		if err != nil {
			return // fewer rows than the slice begins with
		}
		for more := true; more; {
			var block []byte
			if block, more, err = run.Next(nil); err != nil {
				t.Fatal(err)
			}
			joined.Write(block)
		}
	}
	if joined.String() != whole {
		t.Errorf("slices of %v%v do not join to the whole", req.Balance, req.Derive)
	}
}

func TestBalanceTellsTheCountThatWouldDo(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Mode: wire.AugmentedSet, Sample: churn(400), Format: "csv", Count: count(150), Balance: []string{"left=Yes:0.5"}}
	faults := faultsOf(t, e, req)
	if len(faults) != 1 || faults[0].Pointer != "/balance" || !strings.Contains(faults[0].Remedy, "at least 200") {
		t.Fatalf("faults %v", faults)
	}
	req.Count = count(200)
	if _, err := e.Open(req, engine.Options{}); err != nil {
		t.Error(err)
	}
	req.Count = count(199)
	faultsOf(t, e, req)
	req.Balance = []string{"left=Yes:1"}
	if faults := faultsOf(t, e, req); !strings.Contains(faults[0].Remedy, "no number") {
		t.Errorf("faults %v", faults)
	}
	for _, c := range []struct {
		balance []string
		pointer string
	}{
		{[]string{"left"}, "/balance/0"}, {[]string{"left=Yes:2"}, "/balance/0"}, {[]string{"left=Yes:0.5", "plan=pro:0.2"}, "/balance/1"},
		{[]string{"left=Yes:0.7", "left=No:0.7"}, "/balance"}, {[]string{"gone=Yes:0.7"}, "/balance/0"}, {[]string{"left=Perhaps:0.7"}, "/balance/0"},
	} {
		req.Balance = c.balance
		if faults := faultsOf(t, e, req); faults[0].Pointer != c.pointer {
			t.Errorf("%v: %v, want it at %s", c.balance, faults, c.pointer)
		}
	}
	if faults := faultsOf(t, e, wire.Request{Domain: "retail", Entity: "orders", Balance: []string{"status=paid:1"}}); faults[0].Pointer != "/balance" {
		t.Errorf("faults %v", faults)
	}
}

func TestDeriveComputesInEveryRow(t *testing.T) {
	e := newEngine(t)
	derive := []string{"ltv = price * months", `loyal = months >= 24 and plan == "pro"`, "half = ltv / 2.0"}
	for _, format := range []string{"csv", "ndjson", "json"} {
		for _, mode := range []string{wire.AugmentedSet, wire.MimicBuffer} {
			req := wire.Request{Mode: mode, Sample: churn(400), Format: format, Count: count(60), Seed: 2, Derive: derive}
			text, answer := generate(t, e, req, engine.Options{Report: true})
			if q := answer.Quality; q.Compliance.Valid != q.Rows {
				t.Errorf("%+v", q.Compliance)
			}
			checkSlices(t, e, req, text, 1, 77, 402)
			if format != "csv" {
				continue
			}
			header, rows := table(t, text)
			if got := strings.Join(header, ","); got != "id,plan,months,price,left,ltv,loyal,half" {
				t.Errorf("header %s", got)
			}
			for i, row := range rows {
				months, _ := strconv.ParseFloat(row[2], 64)
				price, _ := strconv.ParseFloat(row[3], 64)
				ltv, _ := strconv.ParseFloat(row[5], 64)
				if d := ltv - months*price; d > 1e-6 || d < -1e-6 || row[6] != strconv.FormatBool(months >= 24 && row[1] == "pro") {
					t.Fatalf("row %d: %v", i, row)
				}
			}
		}
	}
}

// Spaces, line ends, quotes, an empty object: all stays but for what is added.
func TestAddedColumnsLeaveTheRestAsItWasRead(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, data, derive, want string }{
		{"a.csv", "\ufeffa;\"b\"\r\n1;\"x;\"\"y\"\r\n\r\n 2 ;z", "c = len(a)", "\ufeffa;\"b\";c\r\n1;\"x;\"\"y\";1\r\n\r\n 2 ;z;3\r\n"},
		{"a.ndjson", "{ \"a\" : 1, \"b\":\"x\" }\n{\"b\":null}\n{}", "c = a + 1", "{ \"a\" : 1, \"b\":\"x\",\"c\":2 }\n{\"b\":null,\"c\":null}\n{\"c\":null}\n"},
	} {
		req := wire.Request{Mode: wire.AugmentedSet, Sample: &wire.Document{Name: c.name, Data: c.data}, Format: c.name[2:], Count: count(1), Derive: []string{c.derive}}
		if got, _ := generate(t, e, req, engine.Options{}); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

func TestFaultsOfDerivedColumnsNameTheirPlace(t *testing.T) {
	e := newEngine(t)
	derive := []string{"ltv = price * monts", "plan = 1", "x", "y == 3", "n = prev(price, 0) + parent.price", "a = round(", "b = plan + months"}
	faults := faultsOf(t, e, wire.Request{Mode: wire.MimicBuffer, Sample: churn(50), Derive: derive})
	var got []string
	for _, f := range faults {
		got = append(got, fmt.Sprintf("%s:%d:%d", f.Pointer, f.Line, f.Column))
	}
	want := []string{"/derive/0:1:15", "/derive/1:1:1", "/derive/2:1:1", "/derive/3:1:1", "/derive/4:1:5", "/derive/4:1:22", "/derive/5:1:11", "/derive/6:1:10"}
	if !slices.Equal(got, want) {
		t.Errorf("faults at %v, want %v\n%v", got, want, faults)
	}
}

func TestDerivedColumnsOfABuiltInTable(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Domain: "retail", Entity: "orders", Count: count(300), Seed: 4, Format: "csv", Derive: []string{"age = days_between(date(placed_at), as_of)"}}
	text, answer := generate(t, e, req, engine.Options{Report: true})
	header, _ := table(t, text)
	if header[len(header)-1] != "age" || answer.Quality.Compliance.Valid != 300 {
		t.Errorf("header %v, %+v", header, answer.Quality.Compliance)
	}
	var s struct{ Properties map[string]struct{ Type any } }
	if err := json.Unmarshal(answer.Schema, &s); err != nil || fmt.Sprint(s.Properties["age"].Type) != "[integer null]" {
		t.Errorf("%v, %v", s.Properties["age"], err)
	}
	faultsOf(t, e, wire.Request{Schema: json.RawMessage(`{"type":"object","properties":{"a":{"type":"array"}}}`), Derive: []string{"b = 1"}})
}

func TestPreviewShowsWhereNewRowsBegin(t *testing.T) {
	e := newEngine(t)
	var text strings.Builder
	text.WriteString("id,kind\n")
	for i := range 300 {
		fmt.Fprintf(&text, "%d,%c\n", i+1, 'a'+i%3)
	}
	req := wire.Request{Mode: wire.AugmentedSet, Sample: &wire.Document{Name: "s.csv", Data: text.String()}, Count: count(50)}
	answer, err := e.Preview(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct{ ID int }
	if err := json.Unmarshal(answer.Records, &rows); err != nil {
		t.Fatal(err)
	}
	if answer.Meta.First != 290 || len(rows) != 60 || rows[0].ID != 291 || rows[59].ID != 350 {
		t.Errorf("%d rows from %d on: %v", len(rows), answer.Meta.First, rows)
	}
}
