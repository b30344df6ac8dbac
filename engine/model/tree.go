package model

import "sort"

// tree is the distribution of one variable given those drawn before it. A
// leaf holds groups of cells; every group stands for at least Options.MinCount
// rows of the sample, and within it cells keep their share of the whole.
type tree struct {
	nodes   []node
	sets    [][4]uint64 // of bins, for splits on levels
	groups  []group     // of all leaves, one leaf after the other
	members []uint16    // cells of the groups of a target without order
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
// members[from:to]. Upto cumulates the rows of the leaf's groups.
type group struct {
	from, to uint32
	upto     uint32
}

// leaf is the node that a row with the given bins comes to.
func (t *tree) leaf(bins [][]uint8, row int) *node {
	n := &t.nodes[0]
	for n.feature >= 0 {
		b := bins[n.feature][row]
		left := b <= n.cut
		if n.set >= 0 {
			left = t.sets[n.set][b>>6]>>(b&63)&1 == 1
		}
		if left {
			n = &t.nodes[n.left]
		} else {
			n = &t.nodes[n.right]
		}
	}
	return n
}

// draw picks a cell of a leaf with 64 uniform bits for the group and 64 for
// the cell within it.
func (t *tree) draw(d *domain, n *node, u, w uint64) uint16 {
	groups := t.groups[n.left:n.right]
	x := uint32((u >> 32) * uint64(groups[len(groups)-1].upto) >> 32)
	g := &groups[0]
	if len(groups) > 1 {
		g = &groups[sort.Search(len(groups)-1, func(i int) bool { return groups[i].upto > x })]
	}
	if d.ordered {
		if g.from == g.to {
			return uint16(g.from)
		}
		return d.between(uint16(g.from), uint16(g.to), w)
	}
	return t.member(d, g, w)
}

// member picks one of a group's cells by its share of the whole.
func (t *tree) member(d *domain, g *group, w uint64) uint16 {
	members := t.members[g.from:g.to]
	if len(members) == 1 {
		return members[0]
	}
	total := int64(0)
	for _, c := range members {
		total += int64(d.counts[c])
	}
	x := int64((w >> 32) * uint64(total) >> 32)
	for _, c := range members {
		if x -= int64(d.counts[c]); x < 0 {
			return c
		}
	}
	return members[len(members)-1]
}
