package model

import (
	"math"
	"slices"

	"github.com/groflex/groflex/engine/dist"
)

// The order of the variables is chosen by what they cost: nats a row, on rows
// that the trees did not see. Few-valued variables first is preferred within
// fewSlack of the best, two-valued ones within binarySlack, because everything
// drawn later then follows them.
const (
	fewSlack     = 1.005
	binarySlack  = 1.001
	orderRowsMax = 12000 // looked at
	orderRowsMin = 500   // below which nothing can be held out

	orderVariablesMax = 60 // beyond which there is no time to try

	ordersTried = 3
)

// order is the order in which the variables are drawn; those of the columns
// named first come first.
func (f *fitting) order(first []string) ([]int, error) {
	order, err := f.cheapest()
	f.done = (1 + ordersTried) * len(f.variables)
	slices.SortStableFunc(order, func(a, b int) int {
		return rank(f.variables[a].name, first) - rank(f.variables[b].name, first)
	})
	return order, err
}

// rank is where a name stands in a list, behind all where it does not.
func rank(name string, list []string) int {
	if i := slices.Index(list, name); i >= 0 {
		return i
	}
	return len(list)
}

// cheapest is the best of the candidate orders.
func (f *fitting) cheapest() ([]int, error) {
	given := make([]int, len(f.variables))
	for v := range given {
		given[v] = v
	}
	few := slices.Clone(given)
	slices.SortStableFunc(few, func(a, b int) int { return len(f.domains[a].cells) - len(f.domains[b].cells) })
	switch {
	case len(given) < 3 || len(f.flogf) < orderRowsMin:
		return few, nil
	case len(given) > orderVariablesMax:
		return given, nil
	}
	seen, unseen := f.halve()
	binary := slices.Clone(given)
	slices.SortStableFunc(binary, func(a, b int) int { return f.isBinary(b) - f.isBinary(a) })
	candidates := [ordersTried]struct {
		order []int
		slack float64
		cost  float64 // nats a row
	}{{few, fewSlack, 0}, {binary, binarySlack, 0}, {given, 1, 0}}
	cheapest := math.Inf(1)
	for i := range candidates {
		c := &candidates[i]
		var err error
		if c.cost, err = f.cost(c.order, seen, unseen); err != nil {
			return nil, err
		}
		cheapest = min(cheapest, c.cost)
	}
	for _, c := range candidates {
		if c.cost <= cheapest*c.slack {
			return c.order, nil
		}
	}
	return few, nil
}

// isBinary is 1 for a variable of two cells, else 0.
func (f *fitting) isBinary(v int) int {
	if len(f.domains[v].cells) <= 2 {
		return 1
	}
	return 0
}

// halve deals out two thirds and one third of at most orderRowsMax rows.
func (f *fitting) halve() (seen, unseen []int32) {
	for i, row := range f.subsample(orderRowsMax) {
		if i%3 == 2 {
			unseen = append(unseen, row)
		} else {
			seen = append(seen, row)
		}
	}
	return seen, unseen
}

// cost is how many nats a row of unseen costs under trees grown on seen. What
// a leaf has not met has the share of two rows spread like the whole.
func (f *fitting) cost(order []int, seen, unseen []int32) (float64, error) {
	const prior = 2.0
	total := 0.0
	for i, v := range order {
		t, d := f.grower(v, seen).grow(order[:i]), &f.domains[v]
		shares := make([]float64, d.classes)
		for c, n := range d.counts {
			shares[d.class[c]] += (float64(n) + 0.5) / (float64(d.upto[len(d.upto)-1]) + float64(0.5*float64(len(d.cells))))
		}
		for _, row := range unseen {
			c := f.cells[v][row]
			if c == rare {
				continue
			}
			k := d.class[c]
			in, all := t.classRows(d, &t.nodes[t.leaf(f.bins, int(row))], k)
			total -= dist.Log((in + float64(prior*shares[k])) / (all + prior))
		}
		if err := f.tell(); err != nil {
			return 0, err
		}
	}
	return total / float64(len(unseen)), nil
}

// classRows counts a leaf's rows of one class and of all.
func (t *tree) classRows(d *domain, n *node, class uint8) (in, all float64) {
	before := uint32(0)
	for _, g := range t.groups[n.left:n.right] {
		rows := float64(g.upto - before)
		before = g.upto
		inside, whole := 0.0, 0.0
		if d.ordered {
			for c := g.from; c <= g.to; c++ {
				whole += float64(d.counts[c])
				if d.class[c] == class {
					inside += float64(d.counts[c])
				}
			}
		} else {
			for _, c := range t.members[g.from:g.to] {
				whole += float64(d.counts[c])
				if d.class[c] == class {
					inside += float64(d.counts[c])
				}
			}
		}
		if whole > 0 {
			in += rows * inside / whole
		}
	}
	return in, float64(before)
}
