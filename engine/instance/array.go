package instance

import (
	"fmt"
	"slices"
)

// maxElements bounds what minItems can ask for.
const maxElements = 20_000

// elementWants are the wants on the element at index i; witness says which
// contains keywords it is to match.
func (q *search) elementWants(sh *shape, i int, witness []int) []want {
	var wants []want
	for _, r := range sh.arrays {
		if item := r.n.item(i); item != nil {
			wants = append(wants, want{n: item, s: r.s})
		}
	}
	for k, r := range sh.contains {
		if slices.Contains(witness, k) {
			wants = append(wants, want{n: r.n.contains, s: r.s})
		} else if r.n.maxContains != none {
			wants = append(wants, want{n: r.n.contains, s: r.s, not: true})
		}
	}
	for _, o := range sh.owners {
		if o.n.unevaluatedItems == nil {
			continue
		}
		covered := slices.ContainsFunc(sh.arrays, func(r rule) bool { return r.owners.sees(o) && r.n.item(i) != nil }) ||
			slices.ContainsFunc(sh.owners, func(inner *owner) bool { return inner.n.unevaluatedItems != nil && inner.up.sees(o) })
		for _, k := range witness {
			covered = covered || sh.contains[k].n.containsCounts && sh.contains[k].owners.sees(o)
		}
		if !covered {
			wants = append(wants, want{n: o.n.unevaluatedItems, s: o.s})
		}
	}
	return wants
}

// feasible reports whether the wants on one element can be joined.
func (q *search) feasible(wants []want) bool {
	sh := newShape()
	for _, w := range wants {
		if !q.add(&sh, w) {
			return false
		}
	}
	return sh.settle()
}

func (q *search) array(sh *shape, at cell) (any, bool) {
	length, longest, ok := q.length(sh, at)
	if !ok {
		return nil, false
	}
	witness, length, ok := q.witnesses(sh, length, longest)
	if !ok {
		return nil, false
	}
	list := make([]any, 0, length)
	taken := map[string]bool{}
	for i := range length {
		element := cell{name: singular(at.name), owner: at.owner, depth: at.depth + 1}
		if sh.unique {
			element.avoid = taken
		}
		value, ok := q.build(q.elementWants(sh, i, witness[i]), element)
		if q.exhausted() {
			return nil, false
		}
		if !ok {
			// What is there may do already: settled has the last word.
			return list, len(list) >= sh.minItems && len(sh.contains) == 0
		}
		list = append(list, value)
		if sh.unique {
			taken[identity(value)] = true
		}
	}
	if sh.repeats && len(list) > 1 {
		list[len(list)-1] = list[len(list)-2]
	}
	return list, true
}

// length draws how many elements to make, and says how many there can be.
func (q *search) length(sh *shape, at cell) (length, longest int, ok bool) {
	matches := 0
	for _, r := range sh.contains {
		matches += max(r.n.minContains, 0)
	}
	asked := max(sh.minItems, matches)
	if asked > maxElements {
		q.excess = fmt.Sprintf("%d elements, the limit is %d", asked, maxElements)
		return 0, 0, false
	}
	longest = sh.maxItems
	if longest == none || longest > maxElements {
		longest = asked + 40
	}
	for i := 0; i < min(longest, 200); i++ {
		wants := q.elementWants(sh, i, nil)
		if len(sh.contains) > 0 {
			wants = slices.DeleteFunc(wants, func(w want) bool { return w.not })
		}
		closed := slices.ContainsFunc(wants, func(w want) bool { return w.n.never || w.n.height == unbuildable })
		if closed && len(sh.contains) == 0 {
			longest = i
		}
		if len(wants) == 0 {
			break // and no later element says more
		}
	}
	if longest < sh.minItems {
		return 0, 0, false
	}
	length = sh.minItems
	if !q.frugal(at.depth) {
		most := uint64(5 - min(at.depth, 3))
		if q.thrift > 0 {
			most = 2
		}
		length = max(length, prefixLength(sh)) + int(q.r.Below(most))
		if length == 0 && q.r.Below(5) > 0 {
			length = 1
		}
	}
	return min(length, longest), longest, true
}

// prefixLength is the longest prefix that the shape gives schemas for.
func prefixLength(sh *shape) int {
	n := 0
	for _, r := range sh.arrays {
		n = max(n, len(r.n.prefix))
	}
	return n
}

// witnesses assigns to every contains keyword the elements that will match
// it, lengthening the array where that needs more of them.
func (q *search) witnesses(sh *shape, length, longest int) (map[int][]int, int, bool) {
	witness := map[int][]int{}
	for k, r := range sh.contains {
		missing := max(r.n.minContains, 0)
		for ; missing > length; length++ {
			if length == longest {
				return nil, 0, false
			}
		}
		for missing > 0 {
			places := make([]int, length)
			for i := range places {
				places[i] = i
			}
			shuffle(&q.r, places)
			for _, i := range places {
				if missing == 0 || q.exhausted() {
					break
				}
				if slices.Contains(witness[i], k) {
					continue
				}
				both := append(clip(witness[i]), k)
				if q.feasible(q.elementWants(sh, i, both)) {
					witness[i] = both
					missing--
				}
			}
			if missing > 0 {
				if length == longest || q.exhausted() {
					return nil, 0, false
				}
				length++
			}
		}
	}
	for i := 0; i < length && len(sh.contains)*len(sh.owners) > 0; i++ {
		q.cover(sh, i, witness)
	}
	return witness, length, true
}

// cover makes an element that unevaluatedItems forbids match one of the
// contains keywords, which then count as having looked at it.
func (q *search) cover(sh *shape, i int, witness map[int][]int) {
	if q.feasible(q.elementWants(sh, i, witness[i])) {
		return
	}
	keywords := make([]int, len(sh.contains))
	for k := range keywords {
		keywords[k] = k
	}
	shuffle(&q.r, keywords)
	for _, k := range keywords {
		both := append(clip(witness[i]), k)
		if !slices.Contains(witness[i], k) && q.feasible(q.elementWants(sh, i, both)) {
			witness[i] = both
			return
		}
	}
}

func singular(name string) string {
	if len(name) > 3 && name[len(name)-1] == 's' && name[len(name)-2] != 's' {
		return name[:len(name)-1]
	}
	return name
}
