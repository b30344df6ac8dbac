package main

import (
	"fmt"
	"math/bits"
	"slices"
	"sort"

	"github.com/groflex/groflex/engine/column"
)

// set is some of the rows.
type set []uint64

func newSet(rows int) set { return make(set, (rows+63)/64) }

func (s set) put(row int) { s[row/64] |= 1 << (row % 64) }

// split is a question about one column that each row answers with yes or no.
type split struct {
	name string
	yes  set
}

// splits asks, of a column: is it null; is it one of its values, where there
// are up to 60; is it up to one of 48 quantiles of all rows or of those that
// have the label.
func splits(name string, v *values, label set, rows int) []split {
	present := newSet(rows)
	for _, row := range v.rows {
		present.put(row)
	}
	all := []split{{name + " is there", present}}
	if v.kind == column.Text {
		levels := map[string]set{}
		for i, text := range v.texts {
			if levels[text] == nil {
				if len(levels) == 60 {
					return all
				}
				levels[text] = newSet(rows)
			}
			levels[text].put(v.rows[i])
		}
		for level, yes := range levels {
			all = append(all, split{fmt.Sprintf("%s = %q", name, level), yes})
		}
		return all
	}
	var marked []float64
	for i, x := range v.numbers {
		if row := v.rows[i]; label[row/64]>>(row%64)&1 == 1 {
			marked = append(marked, x)
		}
	}
	var cuts []float64
	for _, sample := range [][]float64{slices.Clone(v.numbers), marked} {
		slices.Sort(sample)
		for q := 0; q <= 48 && len(sample) > 0; q++ {
			cuts = append(cuts, sample[q*(len(sample)-1)/48])
		}
	}
	slices.Sort(cuts)
	for _, cut := range slices.Compact(cuts) {
		yes := newSet(rows)
		for i, x := range v.numbers {
			if x <= cut {
				yes.put(v.rows[i])
			}
		}
		all = append(all, split{fmt.Sprintf("%s <= %v", name, cut), yes})
	}
	return all
}

// leaf counts rows, and those of them with the label.
type leaf struct{ rows, marked float64 }

// count answers a question within some rows; a nil question is yes for all.
func count(within, yes, label set) leaf {
	var l leaf
	for i, w := range within {
		if yes != nil {
			w &= yes[i]
		}
		l.rows += float64(bits.OnesCount64(w))
		l.marked += float64(bits.OnesCount64(w & label[i]))
	}
	return l
}

// impurity is Gini's, times the rows.
func (l leaf) impurity() float64 {
	if l.rows == 0 {
		return 0
	}
	return 2 * l.marked * (l.rows - l.marked) / l.rows
}

// bestTree is the tree of depth two that tells the label best: over the roots
// that lessen the impurity most, each side is split by the question that
// lessens it most. It is judged by the lesser of precision and recall.
func bestTree(all []split, label set, rows int) (score float64, tree string) {
	every := newSet(rows)
	for row := range rows {
		every.put(row)
	}
	total := count(every, nil, label)
	gain := func(within set, whole leaf, s split) (leaf, leaf, float64) {
		yes := count(within, s.yes, label)
		no := leaf{whole.rows - yes.rows, whole.marked - yes.marked}
		return yes, no, whole.impurity() - yes.impurity() - no.impurity()
	}
	type root struct {
		split
		gain float64
	}
	roots := make([]root, len(all))
	for i, s := range all {
		_, _, g := gain(every, total, s)
		roots[i] = root{s, g}
	}
	sort.SliceStable(roots, func(i, j int) bool { return roots[i].gain > roots[j].gain })
	for _, r := range roots[:min(16, len(roots))] {
		var leaves []leaf
		name := r.name
		no := newSet(rows)
		for i := range no {
			no[i] = every[i] &^ r.yes[i]
		}
		for _, side := range []set{r.yes, no} {
			whole := count(side, nil, label)
			best, a, b, asked := -1.0, whole, leaf{}, ""
			for _, s := range all {
				if yes, no, g := gain(side, whole, s); g > best {
					best, a, b, asked = g, yes, no, s.name
				}
			}
			leaves = append(leaves, a, b)
			name += ", " + asked
		}
		if s := judge(leaves, total.marked); s > score {
			score, tree = s, name
		}
	}
	return score, tree
}

// judge is the lesser of precision and recall, at its largest over which
// leaves are taken to have the label.
func judge(leaves []leaf, marked float64) float64 {
	sort.Slice(leaves, func(i, j int) bool { return leaves[i].marked*leaves[j].rows > leaves[j].marked*leaves[i].rows })
	best := 0.0
	var taken leaf
	for _, l := range leaves {
		taken.rows += l.rows
		taken.marked += l.marked
		if taken.rows > 0 && marked > 0 {
			best = max(best, min(taken.marked/taken.rows, taken.marked/marked))
		}
	}
	return best
}
