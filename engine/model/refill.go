package model

// refill makes the leaves of a grown tree anew from all rows of the sample.
func (g *grower) refill() {
	g.rows, g.spare = make([]int32, len(g.cells)), make([]int32, len(g.cells))
	for row := range g.rows {
		g.rows[row] = int32(row)
	}
	g.tree.groups, g.tree.members = g.tree.groups[:0], g.tree.members[:0]
	g.refillBelow(0, 0, len(g.rows))
}

// refillBelow brings rows[from:to] to the leaves below a node.
func (g *grower) refillBelow(at int32, from, to int) {
	n := g.tree.nodes[at]
	if n.feature < 0 {
		g.tree.nodes[at] = g.leafOf(from, to)
		return
	}
	s := split{feature: int(n.feature), cut: n.cut}
	if n.set >= 0 {
		s.set = &g.tree.sets[n.set]
	}
	middle := g.partition(&s, from, to)
	g.refillBelow(n.left, from, middle)
	g.refillBelow(n.right, middle, to)
}
