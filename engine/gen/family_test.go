package gen

import (
	"slices"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
)

func TestDistinctFindsEveryRow(t *testing.T) {
	for _, rows := range [][]int64{{}, {5}, {1, 2, 9}, {3, 3, 4}, {9, 1, 9, 4, 1}, {2, 1}} {
		sorted, at := distinct(nil, nil, rows)
		if !slices.IsSorted(sorted) || len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
			t.Errorf("%v: %v is not in order, each once", rows, sorted)
		}
		for i, row := range rows {
			if sorted[at[i]] != row {
				t.Errorf("%v: row %d is said to be %d", rows, row, sorted[at[i]])
			}
		}
	}
}

// A frame's memory may have led elsewhere before.
func TestFramesAreUsedAgain(t *testing.T) {
	s := open(t, "accounts", "", plan.Settings{Seed: 6})
	accounts := s.target
	f := accounts.from(0, 50)
	f.up()
	f.release()
	rows := []int64{9, 3, 3, 12, 0}
	g := accounts.parent.loose(rows)
	w := g.below(accounts)
	for i, row := range rows {
		first, end := accounts.kin.ChildrenOf(row)
		low, high := w.frame.start[w.at[i]], w.frame.start[w.at[i]+1]
		if int64(high-low) != end-first || high > low && w.frame.rows[low] != first {
			t.Errorf("customer %d: accounts %v, want %d to %d", row, w.frame.rows[low:high], first, end-1)
		}
	}
	g.release()
	for i, n := range s.upTo(100) {
		if int(n) != i {
			t.Fatalf("the %d-th number is %d", i, n)
		}
	}
}

// Cells of loose rows, in any order and twice, are those of whole families.
func TestLooseRowsHaveTheCellsOfTheirFamilies(t *testing.T) {
	rows := []int64{4000, 17, 17, 16, 2500, 4001, 0}
	for _, entity := range []string{"accounts", "cards", "payments"} {
		s := open(t, entity, "", plan.Settings{Seed: 6})
		var b column.Table
		loose := s.target.loose(rows)
		for i := range loose.table.plan.Cells {
			if !loose.table.plan.Cells[i].Needed {
				continue
			}
			cells := loose.cell(i)
			for k, row := range rows {
				whole := s.target.from(row, row+1)
				at := int(row - whole.rows[0])
				want, got := string(appendCell(nil, whole.cell(i), at)), string(appendCell(nil, cells, k))
				if got != want {
					t.Errorf("%s row %d, column %d: %s, in its family %s", entity, row, i, got, want)
				}
				whole.release()
			}
		}
		loose.release()
		if err := s.Block(&b, 0, 10); err != nil || b.Rows == 0 {
			t.Errorf("%s: %d rows after all were given back: %v", entity, b.Rows, err)
		}
	}
}

// A card in a thousand accounts, of fifty of which one customer is: the frame
// of a block's accounts must not grow fifty times as large as the block.
func TestFewRowsAreMadeAtOnceWhereFamiliesAreLarge(t *testing.T) {
	usual := open(t, "cards", "", plan.Settings{Seed: 1}).target
	if n := usual.atOnce(); n != blockRows {
		t.Errorf("%d cards at once, want %d", n, blockRows)
	}
	s := rareCards(t, "cards", 49)
	f := s.target.from(0, 1e6)
	accounts := f.up()
	if n := len(accounts.around().frame.rows); n > 2*around*blockRows {
		t.Errorf("%d accounts are made around %d cards", n, len(f.rows))
	}
}

// rareCards is the bank with a card in some thousand accounts and more
// accounts a customer.
func rareCards(t *testing.T, entity string, more float64) *Source {
	t.Helper()
	d := catalog(t)
	d.Entity("accounts").Parent.Fanout.Plus += more
	fanout := &d.Entity("cards").Parent.Fanout
	fanout.Max = 1
	p := fanout.Dist.Params["p"]
	p.Number = 0.001
	fanout.Dist.Params["p"] = p
	params, err := d.Resolve("", nil)
	if err != nil {
		t.Fatal(err)
	}
	made, err := plan.Resolve(d, d.Entity(entity), plan.Settings{Seed: 1, AsOf: 20_454, Params: params})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(made, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestASiblingOfNoneIsNull(t *testing.T) {
	s := rareCards(t, "payments", 0)
	var b column.Table
	if err := s.Block(&b, 0, 100); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{3, 4} { // card_id, card_account
		for k := range b.Rows {
			if !b.Cols[i].Null(k) {
				t.Fatalf("%s row %d: %s", b.Fields[i].Name, k, appendCell(nil, &b.Cols[i], k))
			}
		}
	}
}
