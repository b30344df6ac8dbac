package gen

import "github.com/groflex/groflex/engine/column"

// aggregate fills dst with l.fn over the family that has each row of f as
// parent. Nulls are left out; no rows give 0 for sum and count, false for any,
// true for all, and null for the rest.
func (f *frame) aggregate(dst *column.Vector, l *link) {
	child := f.table.hops[l.hop].child
	n := len(f.rows)
	dst.Reset(l.field, n)
	if l.rest.own < 0 { // a count of rows
		for i, row := range f.rows {
			first, end := child.kin.ChildrenOf(row)
			dst.Ints[i] = end - first
		}
		return
	}
	w := f.below(child)
	cells := w.frame.cell(l.rest.own)
	for i, k := range w.at {
		Reduce(dst, i, n, l.fn, cells, int(w.frame.start[k]), int(w.frame.start[k+1]))
	}
}

// Reduce sets cell i of dst, of n, to fn over src[low:high], or to their number
// where src is nil. Texts are appended: set the cells in turn.
func Reduce(dst *column.Vector, i, n int, fn string, src *column.Vector, low, high int) {
	if src == nil {
		dst.Ints[i] = int64(high - low)
		return
	}
	present := 0
	first, last := -1, -1
	for k := low; k < high; k++ {
		if !src.Null(k) {
			if present++; first < 0 {
				first = k
			}
			last = k
		}
	}
	switch fn {
	case "count":
		dst.Ints[i] = int64(present)
	case "first":
		copyCell(dst, i, n, src, first)
	case "last":
		copyCell(dst, i, n, src, last)
	case "sum", "min", "max", "avg":
		if present == 0 && fn != "sum" {
			dst.SetNull(i, n)
		} else {
			fold(dst, i, fn, src, low, high, present)
		}
	case "any", "all":
		dst.Ints[i] = int64(logic(fn, src, low, high))
	}
}

func logic(fn string, src *column.Vector, low, high int) int {
	decisive := int64(0) // a false cell decides all, a true one any
	if fn == "any" {
		decisive = 1
	}
	for k := low; k < high; k++ {
		if src.Ints[k] == decisive && !src.Null(k) {
			return int(decisive)
		}
	}
	return int(1 - decisive)
}

// copyCell sets cell i of dst to src[k]; texts are appended in turn.
func copyCell(dst *column.Vector, i, n int, src *column.Vector, k int) {
	switch {
	case src.Kind == column.Text || src.Kind == column.JSON:
		if k >= 0 {
			dst.Raw = append(dst.Raw, src.Bytes(k)...)
		}
		dst.EndCell()
	case k < 0:
	case src.Kind == column.Float:
		dst.Floats[i] = src.Floats[k]
	default:
		dst.Ints[i] = src.Ints[k]
	}
	if k < 0 {
		dst.SetNull(i, n)
	}
}

func fold(dst *column.Vector, i int, fn string, src *column.Vector, low, high, present int) {
	if src.Kind == column.Float {
		x := foldCells(fn, src.Floats[low:high], src, low)
		if fn == "avg" {
			x /= float64(present)
		}
		dst.Floats[i] = x
		return
	}
	x := foldCells(fn, src.Ints[low:high], src, low)
	if fn != "avg" {
		dst.Ints[i] = x
		return
	}
	unit := 1.0
	for range src.Scale {
		unit *= 10
	}
	dst.Floats[i] = float64(x) / unit / float64(present)
}

func foldCells[T int64 | float64](fn string, cells []T, src *column.Vector, low int) T {
	var out T
	first := true
	for k, x := range cells {
		switch {
		case src.Null(low + k):
			continue
		case first:
			out = x
		case fn == "min":
			out = min(out, x)
		case fn == "max":
			out = max(out, x)
		default:
			out += x
		}
		first = false
	}
	return out
}
