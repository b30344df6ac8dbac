package gen

import "slices"

// family.go: which rows have the same parent, and how frames of parents and
// of children are made from each other.

// families is the frame of all children of the given parents: rows of the
// parent table, ascending, each once.
func (t *table) families(parents []int64) *frame {
	f := t.take(0)
	f.parents = append(f.parents, parents...)
	f.whole, f.start = true, f.start[:0]
	for k, p := range parents {
		f.start = append(f.start, uint32(len(f.rows)))
		for row, end := t.kin.ChildrenOf(p); row < end; row++ {
			f.rows = append(f.rows, row)
			f.family = append(f.family, uint32(k))
		}
	}
	f.start = append(f.start, uint32(len(f.rows)))
	return f
}

// from is the frame of the families that rows from first on belong to: as
// many of them as are made at once, and not beyond the row before end.
func (t *table) from(first, end int64) *frame {
	var parents []int64
	end = min(end, first+t.atOnce())
	p := t.kin.ParentOf(first)
	for row := first; row < end; p++ {
		low, high := t.kin.ChildrenOf(p)
		if low == high { // p has none: on to the next who has
			p = t.kin.ParentOf(row)
			_, high = t.kin.ChildrenOf(p)
		}
		parents = append(parents, p)
		row = high
	}
	return t.families(parents)
}

// around bounds how many rows of an ancestor are made, at most, for one row.
const around = 4

// atOnce is how many rows of a child table are made at once: a block, and
// fewer where ancestors of rows far apart come in large families.
func (t *table) atOnce() int64 {
	share, most := 1.0, 1.0 // rows for one of the ancestor; of the ancestor for one
	for ; t.parent.kin != nil; t = t.parent {
		share *= t.kin.Fanout()
		most = max(most, min(t.parent.kin.Fanout(), 1/share))
	}
	return int64(blockRows * min(around/most, 1))
}

// lineage finds the rows' parents.
func (f *frame) lineage() {
	if len(f.family) == len(f.rows) {
		return
	}
	parents := make([]int64, len(f.rows))
	for i, row := range f.rows {
		parents[i] = f.table.kin.ParentOf(row)
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
		if f.whole { // the parents' children are these rows
			w := &f.above.ways[f.table.down]
			w.frame, w.at = f, append(w.at[:0], f.table.source.upTo(len(f.parents))...)
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
