package model

import "errors"

// treeDocument is a tree as JSON. A node is [feature, set, cut, left, right];
// a leaf has the feature -1 and owns groups left to right-1. Groups are
// written one after the other, as rows, number of cells, cells. Sums are
// [node, cell, rows]: the rows of a cell in the groups of several cells that
// lie below the node and below no other sum of the cell.
type treeDocument struct {
	Nodes  [][5]int32  `json:"nodes"`
	Sets   [][]int     `json:"sets,omitempty"`
	Groups []uint32    `json:"groups"`
	Sums   [][3]uint32 `json:"sums,omitempty"`
}

// depthMax bounds how deep a document's tree may be.
const depthMax = 10_000

// tree checks a document and makes the tree for a domain.
func (doc *treeDocument) tree(d *domain, isBefore func(int) bool) (*tree, error) {
	t := &tree{doc: doc}
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
	parents, depth := make([]int, len(doc.Nodes)), make([]int, len(doc.Nodes))
	for at, n := range doc.Nodes {
		made := node{n[0], n[1], uint8(n[2]), n[3], n[4]}
		leaf := made.feature < 0
		limit, least := int32(len(doc.Nodes)), int32(at)+1
		if leaf {
			limit, least = int32(len(doc.Groups))+1, 0
		}
		switch {
		case made.left < least || made.right < least || made.left >= limit || made.right >= limit, !leaf && made.left == made.right,
			leaf && made.left >= made.right, made.set >= int32(len(doc.Sets)), !leaf && !isBefore(int(made.feature)):
			return nil, errors.New("a node refers to what is not there")
		}
		if !leaf {
			parents[made.left]++
			parents[made.right]++
			depth[made.left], depth[made.right] = depth[at]+1, depth[at]+1
		}
		t.nodes = append(t.nodes, made)
	}
	for at, n := range parents {
		if n != min(at, 1) || depth[at] > depthMax {
			return nil, errors.New("a node does not hang below one other, or too deep")
		}
	}
	if len(t.nodes) == 0 {
		return nil, errors.New("the tree has no nodes")
	}
	return t, t.weigh(d, doc)
}
