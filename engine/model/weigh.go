package model

import "errors"

const (
	leafTotal = 1 << 28 // what the weights of a leaf's cells add up to
	fittings  = 12      // rounds of proportional fitting
)

// weighing finds the weights of the cells in a document's groups.
type weighing struct {
	tree   *tree
	domain *domain
	doc    *treeDocument
	sums   [][][2]uint32 // by node: cell, number of the sum
	sum    []int32       // by cell: the sum of the node that is gone through; -1: none

	members []member
	groups  []rowsUpTo
	leaves  []leafUpTo
	done    int // how much of the document's groups is read
}

// rowsUpTo is a group: its rows, and where its members end.
type rowsUpTo struct {
	rows float64
	end  int32
}

// leafUpTo is a leaf, and where its groups end.
type leafUpTo struct{ node, end int32 }

// member is a cell of a group.
type member struct {
	cell   uint16
	sum    int32 // -1: none
	weight float64
}

// weigh gives the leaves of a document's tree their cells. A group of several
// cells divides as much like all rows as the sums allow: rows of the groups and
// the sums are the margins of a table, which iterative proportional fitting
// fills (Deming and Stephan 1940, doi:10.1214/aoms/1177731829).
func (t *tree) weigh(d *domain, doc *treeDocument) error {
	w := &weighing{tree: t, domain: d, doc: doc, sums: make([][][2]uint32, len(t.nodes)), sum: make([]int32, len(d.cells))}
	for i, s := range doc.Sums {
		if int(s[0]) >= len(t.nodes) || int(s[1]) >= len(d.cells) || s[2] == 0 {
			return errors.New("a sum is of a node or a cell that is not there")
		}
		w.sums[s[0]] = append(w.sums[s[0]], [2]uint32{s[1], uint32(i)})
	}
	for c := range w.sum {
		w.sum[c] = -1
	}
	if err := w.read(0); err != nil {
		return err
	}
	for range fittings {
		w.fitSums()
		w.fitGroups()
	}
	w.fill()
	return nil
}

// read reads the groups of the leaves below a node.
func (w *weighing) read(at int32) error {
	n := w.tree.nodes[at]
	if n.feature < 0 {
		return w.leaf(at, n)
	}
	own := w.sums[at]
	before := make([]int32, len(own))
	for i, s := range own {
		before[i], w.sum[s[0]] = w.sum[s[0]], int32(s[1])
	}
	if err := w.read(n.left); err != nil {
		return err
	}
	if err := w.read(n.right); err != nil {
		return err
	}
	for i, s := range own {
		w.sum[s[0]] = before[i]
	}
	return nil
}

func (w *weighing) leaf(at int32, n node) error {
	if int(n.left) != w.done || n.right <= n.left {
		return errors.New("the leaves do not follow one another")
	}
	w.done = int(n.right)
	for left := w.doc.Groups[n.left:n.right]; len(left) > 0; left = left[2+left[1]:] {
		if len(left) < 3 || left[0] == 0 || left[0] > 1<<24 || left[1] == 0 || uint64(left[1]) > uint64(len(left)-2) {
			return errors.New("a group is not rows, number of cells, cells")
		}
		all := 0.0 // rows of the sample in the group's cells
		for _, c := range left[2 : 2+left[1]] {
			if int(c) >= len(w.sum) {
				return errors.New("a group has a cell that is not there")
			}
			all += float64(w.domain.counts[c])
		}
		for _, c := range left[2 : 2+left[1]] {
			sum := w.sum[c]
			if left[1] == 1 {
				sum = -1
			}
			rows := float64(left[0]) * float64(w.domain.counts[c]) / max(all, 1)
			if sum < 0 && left[1] > 1 {
				rows = min(rows, 1) // a cell with more would have a sum
			}
			w.members = append(w.members, member{uint16(c), sum, rows})
		}
		w.groups = append(w.groups, rowsUpTo{float64(left[0]), int32(len(w.members))})
	}
	w.leaves = append(w.leaves, leafUpTo{at, int32(len(w.groups))})
	return nil
}

// fitSums scales the members of each sum to its rows.
func (w *weighing) fitSums() {
	have := make([]float64, len(w.doc.Sums))
	for i := range w.members {
		if m := &w.members[i]; m.sum >= 0 {
			have[m.sum] += m.weight
		}
	}
	for i := range w.members {
		if m := &w.members[i]; m.sum >= 0 && have[m.sum] > 0 {
			m.weight *= float64(w.doc.Sums[m.sum][2]) / have[m.sum]
		}
	}
}

// fitGroups scales the members of each group to its rows.
func (w *weighing) fitGroups() {
	from := int32(0)
	for _, g := range w.groups {
		own, have := w.members[from:g.end], 0.0
		for _, m := range own {
			have += m.weight
		}
		for i := range own {
			own[i].weight *= g.rows / max(have, 1e-300)
		}
		from = g.end
	}
}

// fill gives the leaves groups of one cell each, with their weights.
func (w *weighing) fill() {
	t, member, group := w.tree, int32(0), 0
	for _, at := range w.leaves {
		n := &t.nodes[at.node]
		rows, sum := 0.0, 0.0
		for _, g := range w.groups[group:at.end] {
			rows += g.rows
		}
		n.left = int32(len(t.groups))
		for ; group < int(at.end); group++ {
			for _, m := range w.members[member:w.groups[group].end] {
				sum += m.weight
				t.add(w.domain, m.cell, uint32(min(sum/rows, 1)*leafTotal))
			}
			member = w.groups[group].end
		}
		n.right = int32(len(t.groups))
		t.groups[n.right-1].upto = leafTotal
	}
}
