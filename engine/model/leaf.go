package model

// add gives the leaf that is being made a group of one cell.
func (t *tree) add(d *domain, c uint16, rows uint32) {
	if d.ordered {
		t.groups = append(t.groups, group{uint32(c), uint32(c), rows})
		return
	}
	at := uint32(len(t.members))
	t.members = append(t.members, c)
	t.groups = append(t.groups, group{at, at + 1, rows})
}

// leafOf makes a leaf of rows[from:to], one group a cell.
func (g *grower) leafOf(from, to int) node {
	t := g.tree
	start := int32(len(t.groups))
	clear(g.weight)
	for _, row := range g.rows[from:to] {
		if c := g.cells[row]; c != rare {
			g.weight[c]++
		}
	}
	for c, w := range g.weight {
		if w > 0 {
			t.add(g.target, uint16(c), uint32(w))
		}
	}
	if int(start) == len(t.groups) {
		t.add(g.target, 0, 1) // only rare levels come here
	}
	leaf := node{feature: -1, set: -1, left: start, right: int32(len(t.groups))}
	t.cumulate(&leaf)
	return leaf
}

// cumulate adds up the rows of a leaf's groups.
func (t *tree) cumulate(n *node) {
	sum := uint32(0)
	for i := n.left; i < n.right; i++ {
		sum += t.groups[i].upto
		t.groups[i].upto = sum
	}
}
