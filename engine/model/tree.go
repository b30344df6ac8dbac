package model

// tree is the distribution of one variable given those drawn before it: each
// leaf counts the cells of the rows that come to it.
type tree struct {
	nodes []node
	sets  [][4]uint64 // of bins, for splits on levels
	cells []uint16    // of all leaves, one leaf after the other
	upto  []uint32    // cumulated weights within a leaf
}

// node sends a row left where its bin of feature is at most cut, or in set;
// a leaf has no feature and owns cells[from:to].
type node struct {
	feature     int32 // number of a variable, -1 in a leaf
	set         int32 // of sets, -1: ordered
	cut         uint8
	left, right int32 // nodes; in a leaf from and to
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

// draw picks a cell of a leaf with 64 uniform bits.
func (t *tree) draw(n *node, u uint64) uint16 {
	upto := t.upto[n.left:n.right]
	x := uint32((u >> 32) * uint64(upto[len(upto)-1]) >> 32)
	low, high := 0, len(upto)-1
	for low < high {
		mid := (low + high) >> 1
		if upto[mid] > x {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return t.cells[int(n.left)+low]
}
