package engine_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// dataSet is all tables of a domain, as files.
func dataSet(t testing.TB, e *engine.Engine, domain, format string, roots int64) []wire.Document {
	t.Helper()
	requests, err := e.Linked(wire.Request{Domain: domain, Entity: engine.AllTables, Count: &roots, Seed: 12, Format: format})
	if err != nil {
		t.Fatal(err)
	}
	var files []wire.Document
	for _, req := range requests {
		text, _ := generate(t, e, req, engine.Options{})
		files = append(files, wire.Document{Name: req.Entity + "." + format, Data: text})
	}
	return files
}

func validateAll(t testing.TB, e *engine.Engine, domain string, files []wire.Document) wire.DataSetAnswer {
	t.Helper()
	answer, err := e.ValidateAll(wire.ValidateRequest{Domain: domain, Entity: engine.AllTables, Tables: slices.Clone(files)})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func domains(t testing.TB, e *engine.Engine) []wire.Domain {
	t.Helper()
	catalog, err := e.Catalog("")
	if err != nil {
		t.Fatal(err)
	}
	return catalog.Domains
}

// What is generated together is valid together, in every format, and most
// rules that read other tables can be checked there.
func TestLinkedTablesAreValidTogether(t *testing.T) {
	e := newEngine(t)
	for i, d := range domains(t, e) {
		format := []string{"csv", "json", "ndjson", "csv"}[i%4]
		answer := validateAll(t, e, d.Name, dataSet(t, e, d.Name, format, 25))
		if !answer.Valid || answer.Invalid != 0 || len(answer.Tables) != len(d.Entities) || answer.Absent != nil {
			t.Errorf("%s: %d of %d rows are invalid in %d tables without %v", d.Name, answer.Invalid, answer.Rows, len(answer.Tables), answer.Absent)
		}
		checked, told := 0, 0
		for _, table := range answer.Tables {
			for _, f := range table.Faults[:min(3, len(table.Faults))] {
				t.Errorf("%s %s line %d: %s %s [%s %s]", d.Name, table.Name, f.Line, f.Instance, f.Message, f.Keyword, f.Rule)
			}
			for _, r := range table.Relations {
				if r.Needs != nil || r.Broken > 0 {
					t.Errorf("%s %s: %q needs %v, %d break it", d.Name, table.Entity, r.Name, r.Needs, r.Broken)
				}
			}
			for _, r := range table.Quality.Rules {
				told++
				if r.Needs == nil {
					checked++
				}
			}
		}
		if checked*10 < told*9 {
			t.Errorf("%s: only %d of %d rules are checked", d.Name, checked, told)
		}
	}
}

// damage changes one cell of a table of a data set: the named column of a row,
// counted from 0.
func damage(t *testing.T, files []wire.Document, table string, row int, column string, change func(cell string) string) []wire.Document {
	t.Helper()
	files = slices.Clone(files)
	for i := range files {
		if files[i].Name != table+".csv" {
			continue
		}
		lines := strings.Split(files[i].Data, "\n")
		at := slices.Index(strings.Split(lines[0], ","), column)
		cells := strings.Split(lines[row+1], ",")
		cells[at] = change(cells[at])
		lines[row+1] = strings.Join(cells, ",")
		files[i].Data = strings.Join(lines, "\n")
		return files
	}
	t.Fatalf("there is no %s.csv", table)
	return nil
}

func TestDamageOfADataSetIsNamed(t *testing.T) {
	e := newEngine(t)
	whole := dataSet(t, e, "retail", "csv", 60)
	to := func(text string) func(string) string { return func(string) string { return text } }
	for name, c := range map[string]struct {
		table  string
		row    int
		column string
		change func(string) string
		want   []string // among the faults
	}{
		"dangling key": {"orders", 30, "customer_id", to("CUS-99999999"), []string{
			`orders.csv:32 /customer_id /properties/customer_id/x-groflex/ref: no row of customers has the id "CUS-99999999"`}},
		"key used twice": {"products", 8, "id", to("SKU-000001"), []string{
			`products.csv:10 /id /x-groflex/key: "SKU-000001" is the key of line 2 already`,
			`products.csv:10  inventory#/x-groflex/parent/fanout: has 0 rows of inventory, not 1 to 5`,
			`inventory.csv:19 /product_id /properties/product_id/x-groflex/ref: no row of products has the id "SKU-000009"`}},
		"amount": {"orders", 12, "total", func(s string) string { return "9" + s }, []string{
			`orders.csv:14  total: breaks the rule total == subtotal - discount + tax + shipping`,
			`payments.csv:14  amount of the order: breaks the rule amount == orders.total`}},
		"amount in a table below": {"order_items", 5, "qty", to("77"), []string{
			`order_items.csv:7  line total: breaks the rule line_total == qty * unit_price - discount`}},
		"sum over a table below": {"order_items", 5, "line_total", func(s string) string { return "9" + s }, []string{
			`orders.csv:6  subtotal is the sum of the lines: breaks the rule subtotal == sum(order_items.line_total)`}},
		"type": {"payments", 3, "amount", to("1.5x"), []string{
			`payments.csv:5 /amount /properties/amount/type: expected number, but got string`}},
	} {
		answer := validateAll(t, e, "retail", damage(t, whole, c.table, c.row, c.column, c.change))
		told := placed(answer)
		if answer.Valid || answer.Invalid == 0 {
			t.Errorf("%s: the data set is said to be valid", name)
		}
		for _, want := range c.want {
			if !slices.Contains(told, want) {
				t.Errorf("%s: %s is not among\n%s", name, want, strings.Join(told, "\n"))
			}
		}
	}
}

// placed lists file, line, place and message of each fault.
func placed(answer wire.DataSetAnswer) []string {
	var told []string
	for _, table := range answer.Tables {
		for _, f := range table.Faults {
			told = append(told, fmt.Sprintf("%s:%d %s %s%s: %s", table.Name, f.Line, f.Instance, f.Keyword, f.Rule, f.Message))
		}
	}
	return told
}

// The rows of a parent need not stand together: only their own order counts.
func TestFamiliesMayBeApart(t *testing.T) {
	e := newEngine(t)
	files := dataSet(t, e, "fintech", "csv", 6)
	for i := range files {
		lines := strings.Split(strings.TrimSuffix(files[i].Data, "\n"), "\n")
		account := slices.Index(strings.Split(lines[0], ","), "account_id")
		if account < 0 {
			continue
		}
		// By the last digit of their account, in their order.
		slices.SortStableFunc(lines[1:], func(a, b string) int {
			a, b = strings.Split(a, ",")[account], strings.Split(b, ",")[account]
			return int(a[len(a)-1]) - int(b[len(b)-1])
		})
		if files[i].Data = strings.Join(lines, "\n"); strings.HasPrefix(files[i].Name, "transactions") {
			lines[40] = strings.Replace(lines[40], "ACC-", "ACX-", 1)
			files[i].Data = strings.Join(lines, "\n")
		}
	}
	answer := validateAll(t, e, "fintech", files)
	for _, f := range placed(answer) {
		// The row that was taken from its account leaves a gap in its balances.
		if !strings.HasPrefix(f, "transactions.csv:41 ") && !strings.Contains(f, "balance") && !strings.Contains(f, "fanout") {
			t.Error(f)
		}
	}
	if answer.Valid {
		t.Error("the row without an account is not found")
	}
}

func TestTablesThatAreNotThereAreNamed(t *testing.T) {
	e := newEngine(t)
	files := slices.DeleteFunc(dataSet(t, e, "retail", "csv", 10), func(f wire.Document) bool { return f.Name != "orders.csv" && f.Name != "customers.csv" })
	answer := validateAll(t, e, "retail", files)
	if !answer.Valid || len(answer.Tables) != 2 || answer.Tables[0].Entity != "customers" || !slices.Contains(answer.Absent, "order_items") || slices.Contains(answer.Absent, "orders") {
		t.Fatalf("%v without %v: %v", answer.Valid, answer.Absent, placed(answer))
	}
	needs := map[string][]string{}
	for _, r := range append(answer.Tables[1].Quality.Rules, answer.Tables[1].Relations...) {
		needs[r.Name] = r.Needs
	}
	for name, want := range map[string][]string{
		"customer joined first": nil, "customer_id is in customers": nil, "id is unique": nil,
		"subtotal is the sum of the lines": {"sum(order_items.line_total)"}, "1 to 80 rows of order_items": {"order_items"},
	} {
		if got, told := needs[name]; !told || !slices.Equal(got, want) {
			t.Errorf("%q needs %v, want %v", name, got, want)
		}
	}
}

func TestFilesFindTheirTables(t *testing.T) {
	e := newEngine(t)
	names := func(names ...string) (files []wire.Document) {
		for _, name := range names {
			files = append(files, wire.Document{Name: name, Data: "id\n1\n"})
		}
		return files
	}
	answer := validateAll(t, e, "retail", names("out/Order-Items.csv", "retail-orders-seed42.csv", `C:\data\products (1).csv`))
	var got []string
	for _, table := range answer.Tables {
		got = append(got, table.Entity)
	}
	if !slices.Equal(got, []string{"products", "orders", "order_items"}) {
		t.Errorf("%v", got)
	}
	for _, c := range []struct {
		req  wire.ValidateRequest
		want []string
	}{
		{wire.ValidateRequest{Domain: "retail"}, []string{"/tables"}},
		{wire.ValidateRequest{Domain: "retial", Tables: names("orders.csv")}, []string{"/domain"}},
		{wire.ValidateRequest{Domain: "retail", Tables: names("orders.csv", "recorders.csv", "orders-2.csv")}, []string{"/tables/1/name", "/tables/2/name"}},
		{wire.ValidateRequest{Domain: "retail", Tables: names("orders.csv"), Schema: json.RawMessage(`{}`)}, []string{"/entity"}},
		{wire.ValidateRequest{Domain: "retail", Tables: names("orders.csv"), Params: map[string]float64{"nosuch": 1}}, []string{"/params/nosuch"}},
		{wire.ValidateRequest{Domain: "retail", Tables: []wire.Document{{Name: "orders.csv", Data: "id,at\n1\n"}, {Name: "products.json", Data: "[{]"}}},
			[]string{"/tables/1/data", "/tables/0/data"}},
	} {
		_, err := e.ValidateAll(c.req)
		faults, _ := err.(wire.Faults)
		var got []string
		for _, f := range faults {
			got = append(got, f.Pointer)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.req, err, c.want)
		}
	}
}
