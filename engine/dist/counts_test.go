package dist

import (
	"math"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// Tables of counts follow scipy too: each share of draws up to a count is
// within five standard errors of the cumulative distribution function.
func TestCountsFollowScipy(t *testing.T) {
	tables := 0
	rows := make([]int64, drawn)
	for i := range rows {
		rows[i] = int64(i)
	}
	for _, ref := range references {
		spec, _ := Named(ref.name)
		params := make([]Param, len(ref.params))
		for k, x := range ref.params {
			params[k].Const = x
		}
		table, ok := spec.Counts(params)
		if !ok {
			continue
		}
		tables++
		draws := make([]float64, drawn)
		table.Fill(draws, rng.New(4, "counts", ref.name), rows)
		follows(t, ref, draws)
	}
	if tables < 9 {
		t.Errorf("%d of the distributions have a table of counts, want 9 at least", tables)
	}
}

func TestCountsAtTheEdges(t *testing.T) {
	for _, edge := range []struct {
		name   string
		params []Param
		only   float64 // what is always drawn; -1: there is no table
	}{
		{"poisson", []Param{{Const: 0}}, 0},
		{"poisson", []Param{{Const: 1e9}}, -1},
		{"poisson", []Param{{Const: math.NaN()}}, -1},
		{"negative_binomial", []Param{{Const: 0}, {Const: 2}}, 0},
		{"negative_binomial", []Param{{Const: 1e6}, {Const: 0.5}}, -1},
		{"binomial", []Param{{Const: 5}, {Const: 0}}, 0},
		{"binomial", []Param{{Const: 5}, {Const: 1}}, -1},
		{"binomial", []Param{{Const: 0}, {Const: 0.5}}, 0},
		{"geometric", []Param{{Const: 1}}, 0},
		{"zipf", []Param{{Const: 1}, {Const: 9}}, -1},
	} {
		spec, _ := Named(edge.name)
		table, ok := spec.Counts(edge.params)
		if ok != (edge.only >= 0) {
			t.Errorf("%s%v: a table: %t", edge.name, edge.params, ok)
		}
		if !ok {
			continue
		}
		dst := make([]float64, 3)
		table.Fill(dst, rng.New(1, "edge"), []int64{0, 7, -3})
		for _, x := range dst {
			if x != edge.only {
				t.Errorf("%s%v: drew %v, want %v", edge.name, edge.params, x, edge.only)
			}
		}
	}
}
