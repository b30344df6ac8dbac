package model

import (
	"errors"
	"slices"
)

// treeDocument is a tree as JSON. A node is [feature, set, cut, left, right];
// a leaf has the feature -1 and owns groups left to right-1. A group is
// [from, to, rows] of cells in an ordered domain, else [rows, cell, cell, …].
type treeDocument struct {
	Nodes  [][5]int32 `json:"nodes"`
	Sets   [][]int    `json:"sets,omitempty"`
	Groups [][]uint32 `json:"groups"`
}

// document writes a tree, with groups of at least minCount rows.
func (t *tree) document(d *domain, minCount int) *treeDocument {
	doc := &treeDocument{}
	for _, n := range t.nodes {
		if n.feature < 0 {
			start := int32(len(doc.Groups))
			if d.ordered {
				doc.Groups = append(doc.Groups, t.neighbours(d, &n, minCount)...)
			} else {
				doc.Groups = append(doc.Groups, t.levels(&n, minCount)...)
			}
			n.left, n.right = start, int32(len(doc.Groups))
		}
		doc.Nodes = append(doc.Nodes, [5]int32{n.feature, n.set, int32(n.cut), n.left, n.right})
	}
	for _, set := range t.sets {
		var bins []int
		for b := range 256 {
			if set[b>>6]>>(b&63)&1 == 1 {
				bins = append(bins, b)
			}
		}
		doc.Sets = append(doc.Sets, bins)
	}
	return doc
}

// neighbours are a leaf's groups of an ordered domain: cells with fewer than
// minCount rows are joined with the next, never with a missing value.
func (t *tree) neighbours(d *domain, n *node, minCount int) [][]uint32 {
	var done [][]uint32
	var open []uint32
	shut := func() {
		if last := len(done) - 1; int(open[2]) < minCount && last >= 0 {
			done[last][2] += open[2]
		} else {
			done = append(done, open)
		}
		open = nil
	}
	before := uint32(0)
	for _, g := range t.groups[n.left:n.right] {
		rows := g.upto - before
		before = g.upto
		if open != nil && (int(rows) >= minCount || d.isMissing(uint16(open[0]))) {
			shut()
		}
		if open == nil {
			open = []uint32{g.from, g.to, 0}
		}
		open[1] = g.to
		open[2] += rows
		if int(open[2]) >= minCount {
			shut()
		}
	}
	if open != nil {
		shut()
	}
	return atLeast(done, 2, minCount)
}

// levels are a leaf's groups of a domain without order: the cells with fewer
// than minCount rows are one group, which joins the last where it has too few.
func (t *tree) levels(n *node, minCount int) [][]uint32 {
	var done [][]uint32
	few := []uint32{0}
	before := uint32(0)
	for _, g := range t.groups[n.left:n.right] {
		rows := g.upto - before
		before = g.upto
		if int(rows) >= minCount && g.to == g.from+1 {
			done = append(done, []uint32{rows, uint32(t.members[g.from])})
			continue
		}
		few[0] += rows
		for _, c := range t.members[g.from:g.to] {
			few = append(few, uint32(c))
		}
	}
	switch {
	case few[0] == 0:
	case int(few[0]) >= minCount || len(done) == 0:
		done = append(done, few)
	default:
		done[len(done)-1][0] += few[0]
	}
	return atLeast(done, 0, minCount)
}

// atLeast raises the count of a leaf that has fewer rows in all.
func atLeast(groups [][]uint32, at, minCount int) [][]uint32 {
	for _, g := range groups {
		g[at] = max(g[at], uint32(minCount))
	}
	return groups
}

// tree checks a document and makes the tree for a domain.
func (doc *treeDocument) tree(d *domain, isBefore func(int) bool) (*tree, error) {
	t := &tree{}
	for _, bins := range doc.Sets {
		var set [4]uint64
		for _, b := range bins {
			if b < 0 || b > 255 {
				return nil, errors.New("a set has a bin out of range")
			}
			set[b>>6] |= 1 << (b & 63)
		}
		t.sets = append(t.sets, set)
	}
	for _, g := range doc.Groups {
		made, err := t.readGroup(d, g)
		if err != nil {
			return nil, err
		}
		t.groups = append(t.groups, made)
	}
	for at, n := range doc.Nodes {
		made := node{n[0], n[1], uint8(n[2]), n[3], n[4]}
		leaf := made.feature < 0
		limit, least := int32(len(doc.Nodes)), int32(at)+1
		if leaf {
			limit, least = int32(len(doc.Groups))+1, 0
		}
		switch {
		case made.left < least || made.right < least || made.left >= limit || made.right >= limit,
			leaf && made.left >= made.right, made.set >= int32(len(doc.Sets)), !leaf && !isBefore(int(made.feature)):
			return nil, errors.New("a node refers to what is not there")
		}
		if leaf {
			t.cumulate(&made)
		}
		t.nodes = append(t.nodes, made)
	}
	if len(t.nodes) == 0 {
		return nil, errors.New("the tree has no nodes")
	}
	return t, nil
}

// readGroup checks a group; its rows are not cumulated yet.
func (t *tree) readGroup(d *domain, g []uint32) (group, error) {
	cells := uint32(len(d.cells))
	if d.ordered {
		if len(g) != 3 || g[0] > g[1] || g[1] >= cells || g[2] == 0 || g[2] > 1<<24 {
			return group{}, errors.New("a group is not [from, to, rows]")
		}
		return group{g[0], g[1], g[2]}, nil
	}
	if len(g) < 2 || g[0] == 0 || g[0] > 1<<24 || slices.Max(g[1:]) >= cells {
		return group{}, errors.New("a group is not [rows, cell, …]")
	}
	from := uint32(len(t.members))
	for _, c := range g[1:] {
		t.members = append(t.members, uint16(c))
	}
	return group{from, uint32(len(t.members)), g[0]}, nil
}

// cumulate adds up the rows of a leaf's groups.
func (t *tree) cumulate(n *node) {
	sum := uint32(0)
	for i := n.left; i < n.right; i++ {
		sum += t.groups[i].upto
		t.groups[i].upto = sum
	}
}
