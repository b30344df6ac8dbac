package schemas_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

// Every profile of a domain keeps every rule, and makes rows of its own.
func TestEveryProfileKeepsTheRules(t *testing.T) {
	e := open(t, schemas.Files())
	for _, name := range []string{"fintech", "medical", "retail", "saas"} {
		d := domain(t, e, name)
		if len(d.Profiles) < 3 {
			t.Errorf("%s has %d profiles", name, len(d.Profiles))
		}
		for _, entity := range d.Entities {
			sums := map[string]string{}
			for i, p := range d.Profiles {
				var s sheet
				s.make(t, e, wire.Request{Domain: name, Entity: entity.Name, Count: new(int64(1500)), Seed: uint64(i + 1), Profile: p.Name})
				s.sound(t, name+" "+entity.Name+" "+p.Name)
				if other, ok := sums[s.Meta.SHA256]; ok && s.Meta.SHA256 != "" {
					t.Errorf("%s %s: profiles %s and %s give the same rows", name, entity.Name, other, p.Name)
				}
				sums[s.Meta.SHA256] = p.Name
			}
		}
	}
}

// A rule that no row could break would say nothing: turned into its opposite,
// each is broken.
func TestEveryRuleCanBeBroken(t *testing.T) {
	files := maps.Clone(schemas.Files())
	for path, doc := range files {
		files[path] = opposite(t, doc)
	}
	e := open(t, files)
	for _, name := range []string{"fintech", "medical", "retail", "saas"} {
		for _, entity := range domain(t, e, name).Entities {
			var s sheet
			s.make(t, e, wire.Request{Domain: name, Entity: entity.Name, Count: new(int64(4000)), Seed: 9})
			for _, r := range s.Quality.Rules {
				if r.Broken == 0 {
					t.Errorf("%s %s: the opposite of rule %q holds in all rows too", name, entity.Name, r.Name)
				}
			}
		}
	}
}

// opposite is the document with each rule negated.
func opposite(t *testing.T, doc []byte) []byte {
	t.Helper()
	var d map[string]json.RawMessage
	if err := json.Unmarshal(doc, &d); err != nil {
		t.Fatal(err)
	}
	if d["x-groflex"] == nil {
		return doc
	}
	var x map[string]json.RawMessage
	var rules []map[string]string
	if err := json.Unmarshal(d["x-groflex"], &x); err != nil {
		t.Fatal(err)
	}
	if x["rules"] == nil {
		return doc
	}
	if err := json.Unmarshal(x["rules"], &rules); err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		r["expr"] = "not (" + r["expr"] + ")"
	}
	x["rules"], _ = json.Marshal(rules)
	d["x-groflex"], _ = json.Marshal(x)
	out, _ := json.Marshal(d)
	return out
}

// Keys of linked tables are found where they point.
func TestForeignKeysResolve(t *testing.T) {
	e := open(t, schemas.Files())
	for name, links := range map[string][][2]string{
		"fintech": {{"accounts.customer_id", "customers"}, {"cards.account_id", "accounts"}, {"transactions.account_id", "accounts"},
			{"transactions.card_id", "cards"}, {"transactions.merchant_id", "merchants"}, {"transactions.original_id", "transactions"},
			{"transfers.debtor_id", "accounts"}, {"transfers.creditor_id", "accounts"}, {"loans.account_id", "accounts"},
			{"loan_payments.loan_id", "loans"}, {"disputes.transaction_id", "transactions"}},
		"medical": {{"practitioners.organization_id", "organizations"}, {"appointments.patient_id", "patients"}, {"appointments.practitioner_id", "practitioners"},
			{"encounters.patient_id", "patients"}, {"encounters.practitioner_id", "practitioners"}, {"encounters.appointment_id", "appointments"},
			{"conditions.encounter_id", "encounters"}, {"observations.encounter_id", "encounters"}, {"medications.encounter_id", "encounters"},
			{"medications.condition_id", "conditions"}, {"allergies.patient_id", "patients"}, {"claims.encounter_id", "encounters"},
			{"claim_lines.claim_id", "claims"}, {"claim_lines.condition_id", "conditions"}},
		"retail": {{"categories.parent_id", "categories"}, {"products.category_id", "categories"}, {"inventory.product_id", "products"},
			{"orders.customer_id", "customers"}, {"order_items.order_id", "orders"}, {"order_items.product_id", "products"}, {"payments.order_id", "orders"},
			{"shipments.order_id", "orders"}, {"carts.customer_id", "customers"}, {"carts.order_id", "orders"}, {"carts.shipment_id", "shipments"}, {"returns.order_item_id", "order_items"}, {"reviews.order_item_id", "order_items"}},
		"saas": {{"users.account_id", "accounts"}, {"subscriptions.account_id", "accounts"}, {"subscription_items.subscription_id", "subscriptions"},
			{"subscription_items.price_id", "prices"}, {"invoices.subscription_id", "subscriptions"}, {"charges.invoice_id", "invoices"},
			{"mrr_movements.account_id", "accounts"}, {"mrr_movements.subscription_id", "subscriptions"}, {"events.user_id", "users"}, {"tickets.user_id", "users"}, {"tickets.account_id", "accounts"}, {"nps.user_id", "users"}},
	} {
		tables := map[string]*sheet{}
		roots := int64(300)
		all, err := e.Linked(wire.Request{Domain: name, Entity: "all", Count: &roots, Seed: 5})
		if err != nil {
			t.Fatal(err)
		}
		for _, req := range all {
			tables[req.Entity] = &sheet{}
			tables[req.Entity].make(t, e, req)
			tables[req.Entity].sound(t, "linked "+req.Entity)
		}
		for _, link := range links {
			from, column, _ := strings.Cut(link[0], ".")
			keys := map[string]bool{}
			for _, id := range tables[link[1]].cells["id"] {
				keys[id] = true
			}
			if len(keys) != tables[link[1]].rows {
				t.Errorf("%s: %d keys for %d rows", link[1], len(keys), tables[link[1]].rows)
			}
			found := 0
			for row, id := range tables[from].cells[column] {
				if id != "" && !keys[id] {
					t.Fatalf("%s row %d: there is no %s %q", link[0], row, link[1], id)
				}
				if id != "" {
					found++
				}
			}
			if found == 0 && tables[from].rows > 50 {
				t.Errorf("%s: all missing", link[0])
			}
		}
	}
}
