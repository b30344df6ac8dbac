package relation

import "math"

// Finder finds the children of a parent and the parent of a child. It
// remembers where children begin in the blocks that it looked at, so it is
// quickest with rows that lie near each other; it is not safe for concurrent
// use.
type Finder struct {
	*Layout
	known map[int64][]uint32 // starts, by block
	spare [][]uint32         // that are no longer known
	draft draft

	// The block at hand: its first child and parent, and where the children of
	// each parent begin in it.
	child, parent int64
	starts        []uint32
}

// knownStarts bounds how many starts a Finder remembers.
const knownStarts = 1 << 18

// NewFinder finds rows of l.
func NewFinder(l *Layout) *Finder {
	return &Finder{Layout: l, known: map[int64][]uint32{}, child: math.MinInt64, parent: math.MinInt64} // no row is near there
}

// ChildrenOf is the rows [first, end) of parent p.
func (f *Finder) ChildrenOf(p int64) (first, end int64) {
	if uint64(p-f.parent) >= uint64(f.Parents) {
		f.turn(p / f.Parents)
	}
	k := p - f.parent
	return f.child + int64(f.starts[k]), f.child + int64(f.starts[k+1])
}

// ParentOf is the parent of row.
func (f *Finder) ParentOf(row int64) int64 {
	if uint64(row-f.child) >= uint64(f.Children) {
		f.turn(row / f.Children)
	}
	return f.parent + int64(holder(f.starts, row-f.child))
}

// turn makes block n the one at hand.
func (f *Finder) turn(n int64) {
	starts, known := f.known[n]
	if !known {
		if int64(len(f.known)+1)*f.Parents > knownStarts {
			for _, old := range f.known {
				f.spare = append(f.spare, old)
			}
			clear(f.known)
		}
		var room []uint32
		if last := len(f.spare) - 1; last >= 0 {
			room, f.spare = f.spare[last][:0], f.spare[:last]
		}
		starts = f.Layout.starts(room, n, &f.draft)
		f.known[n] = starts
	}
	f.child, f.parent, f.starts = n*f.Children, n*f.Parents, starts
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
