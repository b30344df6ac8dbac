package instance

import "slices"

// unbuildable is the height of a node that no finite value follows.
const unbuildable = 1 << 20

// measure finds, for every node, the kinds its values may have and the least
// nesting they need, refs and recursion considered. Both start from nothing
// known against any value and sharpen until they stand still: whatever ends
// up unbuildable, or without a kind, is proved to allow no value.
func measure(nodes []*node) {
	for _, n := range nodes {
		n.mask, n.height = anything, unbuildable
	}
	// Nodes stand before what they refer to: backwards, a chain takes one round.
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Backward(nodes) {
			if k := n.masked(); k != n.mask {
				n.mask, changed = k, true
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Backward(nodes) {
			if h := n.shallowest(); h < n.height {
				n.height, changed = h, true
			}
		}
	}
}

// masked is the kinds that n and what it applies in place leave open.
func (n *node) masked() kinds {
	if n.never {
		return 0
	}
	k := n.kinds
	if n.hasEnum {
		listed := kinds(0)
		for _, value := range n.enum {
			listed |= kindOf(value)
		}
		k &= listed
	}
	for _, one := range n.all {
		k &= one.mask
	}
	for _, branches := range [][]*node{n.any, n.one} {
		if len(branches) > 0 {
			either := kinds(0)
			for _, one := range branches {
				either |= one.mask
			}
			k &= either
		}
	}
	return k
}

// shallowest is the least height of a value by what n says, given the heights
// known so far.
func (n *node) shallowest() int {
	if n.never || n.mask == 0 {
		return unbuildable
	}
	h := n.own()
	for _, one := range n.all {
		h = max(h, one.height)
	}
	for _, branches := range [][]*node{n.any, n.one} {
		if len(branches) > 0 {
			least := unbuildable
			for _, one := range branches {
				least = min(least, one.height)
			}
			h = max(h, least)
		}
	}
	return h
}

// own is the least height by the keywords of n alone.
func (n *node) own() int {
	if n.hasEnum || n.mask&^(array|structure) != 0 {
		return 0
	}
	best := unbuildable
	if n.mask&array != 0 {
		h := 1
		for i := range min(n.minItems, len(n.prefix)+1) {
			if item := n.item(i); item != nil {
				h = max(h, min(item.height+1, unbuildable))
			}
		}
		if n.contains != nil && n.minContains > 0 {
			h = max(h, min(n.contains.height+1, unbuildable))
		}
		best = h
	}
	if n.mask&structure != 0 {
		h := 1
		for _, name := range n.required {
			n.at(name, func(child *node) { h = max(h, min(child.height+1, unbuildable)) })
		}
		best = min(best, h)
	}
	return best
}
