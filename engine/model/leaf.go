package model

// leafOf makes a leaf of rows[from:to]. Cells with fewer than minCount of the
// rows share a group: with their neighbours where there is an order, with
// each other where there is none.
func (g *grower) leafOf(from, to int) node {
	t := g.tree
	start := int32(len(t.groups))
	clear(g.weight)
	for _, row := range g.rows[from:to] {
		if c := g.cells[row]; c != rare {
			g.weight[c]++
		}
	}
	if g.target.ordered {
		g.groupNeighbours(start)
	} else {
		g.groupRare(start)
	}
	sum := uint32(0)
	for i := start; i < int32(len(t.groups)); i++ {
		sum += t.groups[i].upto
		t.groups[i].upto = sum
	}
	return node{feature: -1, left: start, right: int32(len(t.groups))}
}

// groupNeighbours closes a group as soon as it has minCount rows. The missing
// value and a cell that has enough rows by itself do not join others.
func (g *grower) groupNeighbours(start int32) {
	t := g.tree
	open := group{}
	for c, w := range g.weight {
		if w == 0 {
			continue
		}
		alone := int(w) >= g.minCount || g.target.isMissing(uint16(c))
		if alone && open.upto > 0 {
			t.groups = g.closeGroup(open, start)
			open = group{}
		}
		if open.upto == 0 {
			open.from = uint32(c)
		}
		open.to = uint32(c)
		open.upto += uint32(w)
		if alone || int(open.upto) >= g.minCount {
			t.groups = append(t.groups, open)
			open = group{}
		}
	}
	if open.upto > 0 {
		t.groups = g.closeGroup(open, start)
	}
	if int(start) == len(t.groups) {
		t.groups = append(t.groups, group{to: uint32(len(g.weight) - 1), upto: 1})
	}
}

// closeGroup adds a group, or gives its rows to the one before where it has
// too few of its own.
func (g *grower) closeGroup(open group, start int32) []group {
	groups := g.tree.groups
	if last := len(groups) - 1; int(open.upto) < g.minCount && last >= int(start) {
		before := &groups[last]
		if before.from != before.to {
			before.to = open.to
		}
		before.upto += open.upto
		return groups
	}
	return append(groups, open)
}

// groupRare puts the cells with few rows in one group.
func (g *grower) groupRare(start int32) {
	t := g.tree
	few := uint32(0)
	for c, w := range g.weight {
		if int(w) >= g.minCount {
			at := uint32(len(t.members))
			t.members = append(t.members, uint16(c))
			t.groups = append(t.groups, group{at, at + 1, uint32(w)})
		} else {
			few += uint32(w)
		}
	}
	at := uint32(len(t.members))
	switch {
	case int(few) >= g.minCount || few > 0 && int(start) == len(t.groups):
		for c, w := range g.weight {
			if w > 0 && int(w) < g.minCount {
				t.members = append(t.members, uint16(c))
			}
		}
		t.groups = append(t.groups, group{at, uint32(len(t.members)), few})
	case int(start) == len(t.groups):
		t.members = append(t.members, 0)
		t.groups = append(t.groups, group{at, at + 1, 1})
	}
}
