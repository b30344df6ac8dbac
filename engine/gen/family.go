package gen

import (
	"math"
	"slices"
)

// family.go: which rows have the same parent, and how frames of parents and
// of children are made from each other.

// families is the frame of all children of the given parents: rows of the
// parent table, ascending, each once.
func (t *table) families(parents []int64) *frame {
	f := t.take(0)
	f.parents = append(f.parents, parents...)
	f.start = f.space[:0]
	for k, p := range parents {
		f.start = append(f.start, uint32(len(f.rows)))
		for row, end := t.children(p); row < end; row++ {
			f.rows = append(f.rows, row)
			f.family = append(f.family, uint32(k))
		}
	}
	f.start = append(f.start, uint32(len(f.rows)))
	f.space = f.start
	return f
}

// children is the rows [first, end) whose parent is p.
func (t *table) children(p int64) (first, end int64) {
	if uint64(p-t.block.parent) >= uint64(t.layout.Parents) {
		t.turn(p / t.layout.Parents)
	}
	k := p - t.block.parent
	return t.block.child + int64(t.block.starts[k]), t.block.child + int64(t.block.starts[k+1])
}

// parentOf is the row whose child row is.
func (t *table) parentOf(row int64) int64 {
	if uint64(row-t.block.child) >= uint64(t.layout.Children) {
		t.turn(row / t.layout.Children)
	}
	return t.block.parent + int64(holder(t.block.starts, row-t.block.child))
}

// holder finds, by bisection, the last parent whose children begin at or
// before k and who has any.
func holder(starts []uint32, k int64) int {
	low, high := 0, len(starts)-1
	for high-low > 1 {
		if mid := (low + high) / 2; int64(starts[mid]) <= k {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// block is a block of a table's layout: its first row, its parents' first, and
// where the children of each begin in it.
type block struct {
	child, parent int64
	starts        []uint32
}

// noBlock is at hand before any other: no row is near it.
var noBlock = block{child: math.MinInt64, parent: math.MinInt64}

// knownStarts bounds how many starts of blocks a table remembers.
const knownStarts = 1 << 20

// turn makes block n the one at hand.
func (t *table) turn(n int64) {
	starts, known := t.known[n]
	if !known {
		if int64(len(t.known)+1)*t.layout.Parents > knownStarts {
			clear(t.known)
		}
		starts = t.layout.Starts(nil, n)
		t.known[n] = starts
	}
	t.block = block{n * t.layout.Children, n * t.layout.Parents, starts}
}

// from is the frame of the families that rows from first on belong to: as
// many of them as a block holds, and not beyond the row before end.
func (t *table) from(first, end int64) *frame {
	var parents []int64
	p := t.parentOf(first)
	for row := first; row < end && row-first < blockRows; p++ {
		low, high := t.children(p)
		if low == high { // p has none: on to the next who has
			p = t.parentOf(row)
			_, high = t.children(p)
		}
		parents = append(parents, p)
		row = high
	}
	return t.families(parents)
}

// lineage finds the rows' parents.
func (f *frame) lineage() {
	if len(f.family) == len(f.rows) {
		return
	}
	parents := make([]int64, len(f.rows))
	for i, row := range f.rows {
		parents[i] = f.table.parentOf(row)
	}
	f.parents, f.family = distinct(f.parents, f.family, parents)
}

// distinct appends rows to sorted in ascending order, each once, and to at
// the place of each in it.
func distinct(sorted []int64, at []uint32, rows []int64) ([]int64, []uint32) {
	sorted = append(sorted, rows...)
	if !slices.IsSorted(sorted) {
		slices.Sort(sorted)
	}
	sorted = slices.Compact(sorted)
	k := 0
	for _, row := range rows {
		if k == len(sorted) || sorted[k] != row {
			if k+1 < len(sorted) && sorted[k+1] == row {
				k++
			} else {
				k, _ = slices.BinarySearch(sorted, row)
			}
		}
		at = append(at, uint32(k))
	}
	return sorted, at
}

// up is the frame of the rows' parents.
func (f *frame) up() *frame {
	if f.above == nil {
		f.lineage()
		f.above = f.own(f.table.parent.loose(f.parents))
		if f.start != nil { // the parents' children are these rows
			w := &f.above.ways[f.table.down]
			w.frame, w.at = f, f.table.source.upTo(len(f.parents))
		}
	}
	return f.above
}

// ancestor is the frame of the rows levels generations up, at least one, and
// where in it each row's is.
func (f *frame) ancestor(levels int) (*frame, []uint32) {
	above := f.up()
	if levels == 1 {
		return above, f.family
	}
	top, next := above.ancestor(levels - 1)
	at := make([]uint32, len(f.rows))
	for i, k := range f.family {
		at[i] = next[k]
	}
	return top, at
}

// below is the frame of the families of child whose parents f's rows are, and
// which of the families is each row's.
func (f *frame) below(child *table) *way {
	w := &f.ways[child.down]
	if w.frame == nil {
		var parents []int64
		parents, w.at = distinct(nil, w.at[:0], f.rows)
		w.frame = f.own(child.families(parents))
		if len(parents) == len(f.rows) && slices.IsSorted(f.rows) {
			w.frame.above = f
		}
	}
	return w
}

// around is the frame of the families that f's rows, of a child table, belong
// to, and where they are in it.
func (f *frame) around() *way {
	w := &f.ways[aroundHop]
	if w.frame == nil {
		whole := f.up().below(f.table).frame
		w.frame, w.at = whole, w.at[:0]
		for i, k := range f.family {
			first := whole.start[k]
			w.at = append(w.at, first+uint32(f.rows[i]-whole.rows[first]))
		}
	}
	return w
}
