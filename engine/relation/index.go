package relation

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"github.com/groflex/groflex/engine/column"
)

// Index finds the rows of a column that hold a value. It has four bytes a row.
type Index struct {
	cells *column.Vector
	order []uint32 // the rows that are not null by their cells, equal ones in order
}

// NewIndex indexes the first n cells of v, which must not change any more.
func NewIndex(v *column.Vector, n int) *Index {
	x := &Index{cells: v, order: make([]uint32, 0, n)}
	for row := range n {
		if !v.Null(row) {
			x.order = append(x.order, uint32(row))
		}
	}
	byCell := func(a, b uint32) int { return cmp.Or(compare(v, int(a), v, int(b)), cmp.Compare(a, b)) }
	if !slices.IsSortedFunc(x.order, byCell) { // keys often come sorted
		slices.SortFunc(x.order, byCell)
	}
	return x
}

// Find is the first row whose cell equals cell i of v, a vector of the same
// kind, or -1.
func (x *Index) Find(v *column.Vector, i int) int {
	at := sort.Search(len(x.order), func(k int) bool { return compare(x.cells, int(x.order[k]), v, i) >= 0 })
	if at == len(x.order) || compare(x.cells, int(x.order[at]), v, i) != 0 {
		return -1
	}
	return int(x.order[at])
}

// Families visits the rows that hold one value, value by value.
func (x *Index) Families(visit func(rows []uint32)) {
	for low, high := 0, 0; low < len(x.order); low = high {
		for high = low + 1; high < len(x.order) && compare(x.cells, int(x.order[low]), x.cells, int(x.order[high])) == 0; {
			high++
		}
		visit(x.order[low:high])
	}
}

// compare orders two cells of vectors of one kind.
func compare(a *column.Vector, i int, b *column.Vector, k int) int {
	switch a.Kind {
	case column.Text, column.JSON:
		return bytes.Compare(a.Bytes(i), b.Bytes(k))
	case column.Float:
		return cmp.Compare(a.Floats[i], b.Floats[k])
	}
	return cmp.Compare(a.Ints[i], b.Ints[k])
}
