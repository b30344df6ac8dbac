package schemas_test

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// Each rule of each table is broken by a change of one cell, its own, a hidden
// one or one of another table that it reads, and the checker tells which.
func TestSingleCellsBreakEveryRule(t *testing.T) {
	files := laidBare(t)
	e := open(t, files)
	for _, name := range []string{"fintech", "medical", "retail", "saas"} {
		for _, entity := range domain(t, e, name).Entities {
			for rule, caught := range breakCells(t, e, name, entity.Name) {
				if !caught {
					t.Errorf("%s %s: no change of a cell breaks rule %q", name, entity.Name, rule)
				}
			}
		}
	}
}

// busy makes rare things frequent, so that few rows have them all, of a domain
// or of one of its tables.
var busy = map[string]map[string]float64{
	"fintech": {"refund_rate": 0.2, "return_rate": 0.3, "fraud_rate": 0.1, "decline_rate": 0.2, "foreign_share": 0.5, "dispute_rate": 0.01},
	"medical": {"observations_mean": 9, "inpatient_share": 0.1, "emergency_share": 0.02, "child_share": 0.06, "mortality": 0.5, "young_mortality": 0.4, "hospital_death_share": 0.6},
	"retail":  {"cancel_rate": 0.3, "online_share": 0.5, "payment_failures": 0.5},
	"saas": {"trial_share": 1, "incomplete_share": 1, "invoices_extra": 2, "retry_rate": 0.4, "past_due_share": 0.3,
		"reactivation_share": 1, "paused_share": 1.5, "price_rise": 0.2, "turn_days": 690},
	"saas/events": {"reactivation_share": 1, "invoices_extra": 20, "changes_mean": 4, "plan_change_share": 0, "churn_scale": 0, "events_mean": 4},
}

// deep is how many rows have some for each rule, where rules concern few rows.
var deep = map[string]int64{"observations": 1800, "conditions": 1000, "subscriptions": 1600, "mrr_movements": 1500, "transactions": 900, "encounters": 600, "orders": 900, "events": 600}

// breakCells changes cells, every seventh row, of one column after the other
// that a rule reads which is not broken yet. It returns for each rule whether
// it was broken.
func breakCells(t *testing.T, e *engine.Engine, domain, entity string) map[string]bool {
	t.Helper()
	req := wire.Request{Domain: domain, Entity: entity, Count: new(cmp.Or(deep[entity], 180)), Seed: 8, Params: busy[domain]}
	if own := busy[domain+"/"+entity]; own != nil {
		req.Params = own
	}
	if entity == "merchants" { // the last that sell online and the first cash machines
		req.Count, req.Rows = new(int64(2130)), &wire.Range{From: 1950, To: 2130}
	}
	answer, err := e.Records(context.Background(), req, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]any
	if err := json.Unmarshal(answer.Records, &records); err != nil {
		t.Fatal(err)
	}
	broken := func() []wire.Rule {
		text, _ := json.Marshal(records)
		verdict, err := e.Validate(wire.ValidateRequest{Domain: domain, Entity: entity, Records: text})
		if err != nil {
			t.Fatal(err)
		}
		return verdict.Quality.Rules
	}
	caught, exprs := map[string]bool{}, map[string]string{}
	for _, r := range broken() {
		if r.Needs != nil || r.Checked != int64(len(records)) {
			t.Errorf("%s %s: rule %q is not checked: it needs %v", domain, entity, r.Name, r.Needs)
		}
		caught[r.Name], exprs[r.Name] = false, r.Expr
	}
	for _, column := range slices.Sorted(maps.Keys(records[0])) {
		reads, named := false, []string{}
		for _, name := range slices.Sorted(maps.Keys(caught)) {
			expr := exprs[name]
			if !caught[name] && (strings.Contains(expr, column) || strings.Contains(expr, "size()") && strings.HasSuffix(column, "_id")) {
				reads = true
				for _, literal := range quoted.FindAllStringSubmatch(expr, -1) {
					named = append(named, literal[1])
				}
			}
		}
		if !reads {
			continue
		}
		before := make([]any, len(records))
		for i, r := range records {
			if before[i] = r[column]; i%7 == 5 {
				r[column] = changed(records, column, i, named)
			}
		}
		for _, r := range broken() {
			caught[r.Name] = caught[r.Name] || r.Broken > 0
		}
		for i, r := range records {
			r[column] = before[i]
		}
	}
	return caught
}

// quoted are the texts that a rule names.
var quoted = regexp.MustCompile(`'([^']*)'`)

// changed is another value for a cell: missing, of another row, a little
// beside the truth, or one that the rules name.
func changed(records []map[string]any, column string, row int, named []string) any {
	record, other := records[row], any(nil)
	for k := range records { // the nearest row that has another value
		if v := records[(row+k)%len(records)][column]; v != nil && v != record[column] {
			other = v
			break
		}
	}
	switch value := record[column].(type) {
	case bool:
		return !value
	case float64:
		return []any{value + 0.01, -value - 1, value + 1000, 0.0, other, value * 1000}[row/7%6]
	case string:
		if len(value) > 9 && value[4] == '-' && value[7] == '-' { // a date or time
			return []any{"1950" + value[4:], "2050" + value[4:], nil, other}[row/7%4]
		}
		if k := row / 7; k%2 == 0 && len(named) > 0 {
			return named[k/2%len(named)]
		}
		switch row / 7 % 5 {
		case 0:
			return twin(record, column, value)
		case 1:
			return nil
		case 2, 3:
			middle := row % len(value)
			return value[:middle] + string("0123456789"[(int(value[middle])+1)%10]) + value[middle+1:]
		}
	}
	return other
}

// twin is another cell of the record that looks like the value: another key
// of the same table.
func twin(record map[string]any, column, value string) any {
	for _, name := range slices.Sorted(maps.Keys(record)) {
		text, ok := record[name].(string)
		if ok && name != column && len(text) == len(value) && len(text) > 3 && text[:3] == value[:3] {
			return text
		}
	}
	return nil
}
