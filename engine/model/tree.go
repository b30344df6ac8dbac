package model

import "sort"

// tree is the distribution of one variable given those drawn before it. A
// leaf holds groups of cells with their weights, in which no count below
// Options.MinCount is left.
type tree struct {
	nodes   []node
	sets    [][4]uint64 // of bins, for splits on levels
	groups  []group     // of all leaves, one leaf after the other
	members []uint16    // cells of the groups of a target without order
	doc     *treeDocument
}

// node sends a row left where its bin of feature is at most cut, or in set.
// A leaf has no feature and owns groups[left:right].
type node struct {
	feature     int32 // a variable; -1: a leaf
	set         int32 // of sets; -1: an ordered split
	cut         uint8
	left, right int32
}

// group is the cells from to to, both included, of an ordered target, or
// members[from:to]. Upto cumulates the weights of the leaf's groups: rows while
// a tree grows, then parts of leafTotal.
type group struct {
	from, to uint32
	upto     uint32
}

// leaf is the number of the node that a row with the given bins comes to.
func (t *tree) leaf(bins [][]uint8, row int) int32 {
	at := int32(0)
	for {
		n := &t.nodes[at]
		if n.feature < 0 {
			return at
		}
		b := bins[n.feature][row]
		left := b <= n.cut
		if n.set >= 0 {
			left = t.sets[n.set][b>>6]>>(b&63)&1 == 1
		}
		if left {
			at = n.left
		} else {
			at = n.right
		}
	}
}

// draw picks a cell of a leaf with 64 uniform bits, and returns those that are
// left to draw a value of the cell with.
func (t *tree) draw(d *domain, leaf int32, u uint64) (uint16, uint64) {
	n := &t.nodes[leaf]
	groups := t.groups[n.left:n.right]
	x, rest := take(u, groups[len(groups)-1].upto)
	g := &groups[0]
	if len(groups) > 1 {
		g = &groups[sort.Search(len(groups)-1, func(i int) bool { return groups[i].upto > x })]
	}
	switch {
	case !d.ordered:
		return t.member(d, g, rest)
	case g.from == g.to:
		return uint16(g.from), rest
	}
	return d.between(uint16(g.from), uint16(g.to), rest)
}

// member picks one of a group's cells by its share of the whole.
func (t *tree) member(d *domain, g *group, u uint64) (uint16, uint64) {
	members := t.members[g.from:g.to]
	if len(members) == 1 {
		return members[0], u
	}
	total := uint32(0)
	for _, c := range members {
		total += uint32(d.counts[c])
	}
	x, rest := take(u, max(total, 1))
	for _, c := range members {
		if x < uint32(d.counts[c]) {
			return c, rest
		}
		x -= uint32(d.counts[c])
	}
	return members[len(members)-1], rest
}

// each tells the cells of a leaf, with their rows.
func (t *tree) each(d *domain, n *node, tell func(c uint16, rows float64)) {
	before := uint32(0)
	for i := n.left; i < n.right; i++ {
		g := &t.groups[i]
		rows := float64(g.upto - before)
		before = g.upto
		if d.ordered && g.from == g.to {
			tell(uint16(g.from), rows)
			continue
		}
		total := 0.0
		for k := g.from; k < g.to || d.ordered && k == g.to; k++ {
			total += float64(d.counts[t.cellOf(d, k)])
		}
		for k := g.from; k < g.to || d.ordered && k == g.to; k++ {
			c := t.cellOf(d, k)
			tell(c, rows*float64(d.counts[c])/max(total, 1))
		}
	}
}

// cellOf is a group's cell at k.
func (t *tree) cellOf(d *domain, k uint32) uint16 {
	if d.ordered {
		return uint16(k)
	}
	return t.members[k]
}
