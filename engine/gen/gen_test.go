package gen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// bank is a small domain with every kind of link: customers have accounts,
// accounts have cards and payments, and a payment goes to a shop of a pool.
var bank = map[string]string{
	"domain.json": `{"name": "bank", "title": "Bank", "root": "customers", "entities": ["customers"],
		"params": [{"name": "shop_count", "title": "", "default": 40, "min": 1, "max": 100, "source": "test"},
			{"name": "vip_share", "title": "", "default": 0.2, "min": 0, "max": 1, "source": "test"}],
		"profiles": [{"name": "plain", "title": "", "params": {}}, {"name": "vip", "title": "", "params": {"vip_share": 1}}]}`,
	"customers.json": `{"type": "object", "x-groflex": {"key": "id",
			"vars": {"half": {"type": "number", "x-groflex": {"formula": "income / 2"}}},
			"rules": [{"name": "paid sums up", "expr": "spent >= 0"}]},
		"properties": {
			"id": {"type": "integer", "x-groflex": {"sequence": {"start": 1}}},
			"kind": {"type": "string", "enum": ["vip", "plain"], "x-groflex": {"choice": {"vip": "vip_share", "plain": "1 - vip_share"}}},
			"tier": {"type": "string", "x-groflex": {"by": "kind", "cases": {"vip": {"gold": 1}, "*": {"iron": 0.5, "tin": 0.5}}}},
			"income": {"type": "number", "multipleOf": 0.01, "minimum": 100, "maximum": 9000, "x-groflex": {"dist": {"lognormal": {"mu": "kind == 'vip' ? 8 : 6", "sigma": 0.5}}}},
			"rent": {"type": "number", "multipleOf": 0.01, "x-groflex": {"formula": "round(half * 0.7, 2)"}},
			"born": {"type": ["string", "null"], "format": "date", "x-groflex": {"time": {"from": "as_of - days(20000)", "to": "as_of"}, "null": 0.1}},
			"spent": {"type": "number", "multipleOf": 0.01, "x-groflex": {"formula": "sum(accounts.paid)"}}}}`,
	"accounts.json": `{"type": "object", "x-groflex": {"key": "id",
			"parent": {"entity": "customers", "fanout": {"dist": {"poisson": {"mean": 0.9}}, "plus": 1}}},
		"properties": {
			"id": {"type": "string", "x-groflex": {"sequence": {"prefix": "ACC-", "width": 6}}},
			"customer_id": {"type": "integer", "x-groflex": {"ref": "customers.id"}},
			"owner_income": {"type": "number", "multipleOf": 0.01, "x-groflex": {"formula": "parent.income"}},
			"opened": {"type": "string", "format": "date-time", "x-groflex": {"time": {"from": "as_of - days(900)", "to": "as_of - days(800)"}, "order": "asc"}},
			"paid": {"type": "number", "multipleOf": 0.01, "x-groflex": {"formula": "sum(payments.amount)"}},
			"last_card": {"type": ["integer", "null"], "x-groflex": {"ref": "cards.id"}}}}`,
	"cards.json": `{"type": "object", "x-groflex": {"key": "id",
			"parent": {"entity": "accounts", "fanout": {"dist": {"binomial": {"n": 2, "p": 0.6}}, "max": 2}}},
		"properties": {
			"id": {"type": "integer", "x-groflex": {"sequence": {"start": 0}}},
			"account_id": {"type": "string", "x-groflex": {"ref": "accounts.id"}},
			"nth": {"type": "integer", "x-groflex": {"formula": "index()"}},
			"other": {"type": ["integer", "null"], "x-groflex": {"ref": "cards.id", "at": "1 - index()"}}}}`,
	"shops.json": `{"type": "object", "x-groflex": {"key": "id", "rows": "shop_count"},
		"properties": {
			"id": {"type": "integer", "x-groflex": {"sequence": {"start": 100}}},
			"price": {"type": "number", "multipleOf": 0.01, "x-groflex": {"dist": {"uniform": {"min": 1, "max": 50}}}}}}`,
	"payments.json": `{"type": "object", "x-groflex": {
			"parent": {"entity": "accounts", "fanout": {"dist": {"poisson": {"mean": 12}}}},
			"rules": [{"name": "after opening", "expr": "at >= accounts.opened"}, {"name": "no vip", "expr": "customers.kind != 'vip'"}]},
		"properties": {
			"account_id": {"type": "string", "x-groflex": {"ref": "accounts.id"}},
			"customer": {"type": "integer", "x-groflex": {"formula": "customers.id"}},
			"shop_id": {"type": "integer", "x-groflex": {"ref": "shops.id", "pick": {"zipf": {"s": 1}}}},
			"card_id": {"type": ["integer", "null"], "x-groflex": {"ref": "cards.id"}},
			"card_account": {"type": ["string", "null"], "x-groflex": {"formula": "cards.account_id"}},
			"at": {"type": "string", "format": "date-time", "x-groflex": {"time": {"from": "accounts.opened", "to": "as_of"}, "order": "asc"}},
			"amount": {"type": "number", "multipleOf": 0.01, "x-groflex": {"formula": "shops.price"}},
			"total": {"type": "number", "multipleOf": 0.01, "x-groflex": {"formula": "running(amount)"}},
			"payee_id": {"type": "string", "x-groflex": {"ref": "accounts.id", "pick": {"zipf": {"s": 0}}}}}}`,
}

func catalog(t *testing.T) *schema.Domain {
	t.Helper()
	files := map[string][]byte{}
	for name, text := range bank {
		files["bank/"+name] = []byte(text)
	}
	c, err := schema.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return c.Domain("bank")
}

func open(t *testing.T, entity, profile string, settings plan.Settings) *Source {
	t.Helper()
	d := catalog(t)
	params, err := d.Resolve(profile, nil)
	if err != nil {
		t.Fatal(err)
	}
	settings.AsOf, settings.Params = 20_454, params
	p, err := plan.Resolve(d, d.Entity(entity), settings)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lines makes rows [from, to) as text, in blocks of at most step rows.
func lines(t *testing.T, s *Source, from, to, step int64) []string {
	t.Helper()
	var out []string
	var b column.Table
	for at := from; at < to; at += int64(b.Rows) {
		if err := s.Block(&b, at, min(to, at+step)); err != nil {
			t.Fatal(err)
		}
		if b.First != at || b.Rows == 0 {
			t.Fatalf("asked for rows from %d, got %d from %d", at, b.Rows, b.First)
		}
		for i := range b.Rows {
			var cells []string
			for k := range b.Cols {
				cells = append(cells, string(appendCell(nil, &b.Cols[k], i)))
			}
			out = append(out, strings.Join(cells, ","))
		}
	}
	return out
}

func TestAnySliceIsTheSame(t *testing.T) {
	for entity := range bank {
		entity, _, _ = strings.Cut(entity, ".")
		if entity == "domain" {
			continue
		}
		whole := lines(t, open(t, entity, "", plan.Settings{Seed: 4}), 0, 6000, 1<<40)
		if len(whole) != 6000 {
			t.Fatalf("%s: %d rows", entity, len(whole))
		}
		again := open(t, entity, "", plan.Settings{Seed: 4})
		for _, slice := range [][3]int64{{5990, 6000, 3}, {0, 1, 1}, {2047, 2049, 9}, {100, 4100, 777}, {4000, 4001, 1}} {
			got := lines(t, again, slice[0], slice[1], slice[2])
			for i, line := range got {
				if want := whole[slice[0]+int64(i)]; line != want {
					t.Fatalf("%s row %d: %s, and %s within the whole", entity, slice[0]+int64(i), line, want)
				}
			}
		}
		other := lines(t, open(t, entity, "", plan.Settings{Seed: 5}), 0, 50, 50)
		if strings.Join(other, "\n") == strings.Join(whole[:50], "\n") && entity != "cards" {
			t.Errorf("%s: another seed gives the same rows", entity)
		}
	}
}

func TestLinksAgreeWithTheTablesTheyLeadTo(t *testing.T) {
	customers := lines(t, open(t, "customers", "", plan.Settings{Seed: 2}), 0, 2000, 500)
	accounts := lines(t, open(t, "accounts", "", plan.Settings{Seed: 2}), 0, 3000, 500)
	shops := lines(t, open(t, "shops", "", plan.Settings{Seed: 2}), 0, 40, 500)
	payments := lines(t, open(t, "payments", "", plan.Settings{Seed: 2}), 0, 20000, 5000)
	column := func(rows []string, key, value int) map[string]string {
		m := map[string]string{}
		for _, r := range rows {
			cells := strings.Split(r, ",")
			m[cells[key]] = cells[value]
		}
		return m
	}
	income, price, owner := column(customers, 0, 3), column(shops, 0, 1), column(accounts, 0, 1)
	for _, r := range accounts {
		c := strings.Split(r, ",")
		if income[c[1]] != c[2] {
			t.Fatalf("account %s: owner's income %s, customer %s earns %s", c[0], c[2], c[1], income[c[1]])
		}
	}
	paid := map[string]float64{}
	payees := map[string]bool{}
	noCard := 0
	for _, r := range payments {
		c := strings.Split(r, ",")
		if payees[c[8]] = true; c[8] == c[0] {
			t.Fatalf("payment %s: the payee is the payer", r)
		}
		if price[c[2]] != c[6] || owner[c[0]] != c[1] {
			t.Fatalf("payment %s: shop's price %s, account's owner %s", r, price[c[2]], owner[c[0]])
		}
		if c[3] == "" {
			noCard++
		} else if c[4] != c[0] {
			t.Fatalf("payment %s: its card is of account %s", r, c[4])
		}
		var amount, total float64
		fmt.Sscan(c[6], &amount)
		fmt.Sscan(c[7], &total)
		paid[c[0]] += amount
		if d := paid[c[0]] - total; d > 0.001 || d < -0.001 {
			t.Fatalf("payment %s: running total should be %.2f", r, paid[c[0]])
		}
	}
	if len(payees) < 5000 {
		t.Errorf("%d payees of %d payments: not all accounts are picked from", len(payees), len(payments))
	}
	if noCard == 0 || noCard > len(payments)/2 {
		t.Errorf("%d of %d payments without a card", noCard, len(payments))
	}
	for _, r := range accounts[:500] { // far from the end of payments
		c := strings.Split(r, ",")
		var sum float64
		fmt.Sscan(c[4], &sum)
		if d := paid[c[0]] - sum; d > 0.001 || d < -0.001 {
			t.Fatalf("account %s paid %s, its payments make %.2f", c[0], c[4], paid[c[0]])
		}
	}
}

func TestAReferenceToChildrenIsTheLastOfThem(t *testing.T) {
	last := map[string]string{}
	for _, r := range lines(t, open(t, "cards", "", plan.Settings{Seed: 2}), 0, 3000, 500) {
		c := strings.Split(r, ",")
		if want := map[bool]string{true: "0", false: "1"}[last[c[1]] == ""]; c[2] != want {
			t.Fatalf("card %s of account %s is number %s, not %s", c[0], c[1], c[2], want)
		}
		last[c[1]] = c[0]
	}
	for _, r := range lines(t, open(t, "accounts", "", plan.Settings{Seed: 2}), 0, 2000, 500) {
		if c := strings.Split(r, ","); c[5] != last[c[0]] {
			t.Fatalf("account %s: last card %s, not %s", c[0], c[5], last[c[0]])
		}
	}
}

// Of two cards each names the other, a single card none.
func TestAReferenceAtAPlaceIsThatRowOfTheParent(t *testing.T) {
	cards := lines(t, open(t, "cards", "", plan.Settings{Seed: 2}), 0, 3000, 500)
	single := 0
	for i, r := range cards[:2999] {
		c := strings.Split(r, ",")
		next := strings.Split(cards[i+1], ",")
		switch {
		case c[2] == "1":
			before := strings.Split(cards[i-1], ",")
			if c[3] != before[0] || before[3] != c[0] {
				t.Fatalf("cards %s and %s of account %s name %q and %q", before[0], c[0], c[1], before[3], c[3])
			}
		case next[1] != c[1]:
			if single++; c[3] != "" {
				t.Fatalf("the only card of account %s names %s", c[1], c[3])
			}
		}
	}
	if single == 0 {
		t.Error("every account has two cards")
	}
}

func TestProfilesChangeTheRows(t *testing.T) {
	for _, r := range lines(t, open(t, "customers", "vip", plan.Settings{Seed: 1}), 0, 300, 300) {
		if c := strings.Split(r, ","); c[1] != "vip" || c[2] != "gold" {
			t.Fatalf("with every customer a vip: %s", r)
		}
	}
}

func TestRowsOfLinkedTables(t *testing.T) {
	roots := plan.Settings{Seed: 3, Roots: 500}
	customers, accounts := open(t, "customers", "", roots).Rows(), open(t, "accounts", "", roots).Rows()
	if customers != 500 || accounts < 850 || accounts > 1050 {
		t.Errorf("%d customers with %d accounts", customers, accounts)
	}
	last := lines(t, open(t, "accounts", "", roots), accounts-1, accounts+1, 9)
	if a, b := strings.Split(last[0], ",")[1], strings.Split(last[1], ",")[1]; a > "500" || b != "501" {
		t.Errorf("the last account belongs to customer %s, the next would to %s", a, b)
	}
	if shops := open(t, "shops", "", roots).Rows(); shops != 40 {
		t.Errorf("%d shops", shops)
	}
}

func TestResetMakesTheRowsOfAnotherSeed(t *testing.T) {
	for _, roots := range []int64{0, 500} {
		settings := plan.Settings{Seed: 1, Roots: roots}
		s := open(t, "payments", "", settings)
		for seed := range uint64(3) {
			if err := s.Reset(seed); err != nil {
				t.Fatal(err)
			}
			settings.Seed = seed
			want := lines(t, open(t, "payments", "", settings), 0, 3000, 3000)
			if got := lines(t, s, 0, 3000, 3000); strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("seed %d, %d roots: other rows than a new source makes", seed, roots)
			}
			s.Check()
			if err := s.Reset(seed); err != nil || s.Rules()[0].Checked != 0 {
				t.Errorf("seed %d: %d rows were checked before any was made: %v", seed, s.Rules()[0].Checked, err)
			}
		}
	}
}

func TestRulesAreCounted(t *testing.T) {
	s := open(t, "payments", "", plan.Settings{Seed: 1})
	var b column.Table
	vips := int64(0)
	for at := int64(0); at < 5000; at += int64(b.Rows) {
		if err := s.Block(&b, at, 5000); err != nil {
			t.Fatal(err)
		}
		s.Check()
	}
	owners := lines(t, open(t, "customers", "", plan.Settings{Seed: 1}), 0, 500, 500)
	for _, r := range lines(t, open(t, "payments", "", plan.Settings{Seed: 1}), 0, 5000, 5000) {
		var id int
		fmt.Sscan(strings.Split(r, ",")[1], &id)
		if strings.Contains(owners[id-1], ",vip,") {
			vips++
		}
	}
	rules := s.Rules()
	if rules[0].Checked != 5000 || rules[0].Broken != 0 {
		t.Errorf("%+v", rules[0])
	}
	if rules[1].Broken != vips || vips == 0 {
		t.Errorf("%d payments of vips, rule counts %d", vips, rules[1].Broken)
	}
}

func TestFaultsOfASchemaComeAtOnce(t *testing.T) {
	e, err := schema.Parse("rows", []byte(`{"type": "object", "properties": {
		"a": {"type": "number", "x-groflex": {"dist": {"normale": {}}}},
		"b": {"type": "number", "x-groflex": {"formula": "b + 1"}},
		"c": {"type": "number", "x-groflex": {"formula": "missing + 1"}},
		"d": {"type": "string", "x-groflex": {"fake": "person.nose"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	_, err = plan.Resolve(nil, e, plan.Settings{})
	if faults, ok := err.(wire.Faults); !ok || len(faults) != 2 ||
		faults[0].Pointer != "/properties/b/x-groflex" || faults[1].Pointer != "/properties/c/x-groflex/formula" {
		t.Errorf("plan: %v", err)
	}
	e.Columns = append(e.Columns[:1:1], e.Columns[3])
	p, err := plan.Resolve(nil, e, plan.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = New(p, nil); err == nil || len(err.(wire.Faults)) != 2 {
		t.Errorf("gen: %v", err)
	}
}
