package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Every fourth row is of a kind of its own: a stride would see none or only it.
func TestSubsampleIsEvenOverStrata(t *testing.T) {
	var b strings.Builder
	b.WriteString("kind,region,n\n")
	kinds := map[string]int{}
	for row := range 8000 {
		kind := []string{"a", "b", "b", "c"}[row%4] + []string{"x", "y"}[row/5000]
		kinds[kind]++
		fmt.Fprintf(&b, "%s,%s,%d\n", kind[:1], kind[1:], row*row%997)
	}
	s := read(t, b.String())
	f, err := prepare(s, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := f.subsample(1000)
	if len(rows) != 1000 || !slices.IsSorted(rows) || len(slices.Compact(slices.Clone(rows))) != 1000 {
		t.Fatalf("%d rows, or not ascending, or one twice", len(rows))
	}
	got := map[string]int{}
	for _, row := range rows {
		got[string(s.Table.Cols[0].Bytes(int(row)))+string(s.Table.Cols[1].Bytes(int(row)))]++
	}
	for kind, n := range kinds {
		if share := n / 8; got[kind] < share-1 || got[kind] > share+1 {
			t.Errorf("%d rows of %s, want %d", got[kind], kind, share)
		}
	}
	if all := f.subsample(9000); len(all) != 8000 {
		t.Errorf("%d of 8000 rows where 9000 are allowed", len(all))
	}
}

// The leaves of trees grown on some rows count all rows: those that come to
// them one by one.
func TestLeavesCountAllRows(t *testing.T) {
	f, err := prepare(read(t, shop(6000)), Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f.rows = f.subsample(1500)
	for v := range f.variables {
		var before []int
		for u := range v {
			before = append(before, u)
		}
		tree, d := f.fitted(v, before), &f.domains[v]
		want := map[[2]int32]float64{}
		for row, c := range f.cells[v] {
			if c != rare {
				want[[2]int32{tree.leaf(f.bins, row), int32(c)}]++
			}
		}
		counted := 0
		for at := range tree.nodes {
			n := &tree.nodes[at]
			if n.feature >= 0 {
				continue
			}
			tree.each(d, n, func(c uint16, rows float64) {
				counted++
				if got := want[[2]int32{int32(at), int32(c)}]; got != rows {
					t.Errorf("%s: leaf %d counts %v rows of cell %d, %v come to it", f.variables[v].name, at, rows, c, got)
				}
			})
		}
		if counted != len(want) {
			t.Errorf("%s: %d counts for %d", f.variables[v].name, counted, len(want))
		}
	}
}
