package model

import "slices"

// binsMax is the most bins that splits tell apart.
const binsMax = 255

// bins is how a variable looks to the trees that split on it. Bin 0 holds
// missing values where there are any.
type bins struct {
	ordered bool
	missing bool
	starts  []int64 // ordered: the least value of each bin, ascending
	n       int
}

// binned makes the bins of a variable and the bin of each row.
func binned(v *variable, d *domain, codes []uint16) (bins, []uint8) {
	b := bins{ordered: v.ordered, missing: len(d.cells) > 0 && d.isMissing(0)}
	of := make([]uint8, len(codes))
	if !v.ordered {
		b.n = min(len(d.cells), binsMax)
		for row, c := range codes {
			of[row] = b.level(c)
		}
		return b, of
	}
	present := v.present()
	slices.Sort(present)
	rs := runs(present)
	counts := make([]int32, len(rs))
	for i, r := range rs {
		counts[i] = int32(r.count)
	}
	group := make([]uint8, len(rs))
	if len(rs) < binsMax {
		for i := range group {
			group[i] = uint8(i)
		}
	} else {
		group, _ = massGroups(counts, binsMax-1)
	}
	for i, r := range rs {
		if i == 0 || group[i] != group[i-1] {
			b.starts = append(b.starts, r.value)
		}
	}
	b.n = len(b.starts)
	if b.missing {
		b.n++
	}
	for row, x := range v.values {
		if !v.isMissing(row) {
			of[row] = b.value(x)
		}
	}
	return b, of
}

// level is the bin of a cell of a variable without order; rare levels and
// those beyond the last bin share it.
func (b *bins) level(c uint16) uint8 { return uint8(min(int(c), b.n-1)) }

// value is the bin of a value of an ordered variable.
func (b *bins) value(x int64) uint8 {
	i, j := 0, len(b.starts)
	for i < j {
		mid := (i + j) >> 1
		if b.starts[mid] <= x {
			i = mid + 1
		} else {
			j = mid
		}
	}
	at := max(i-1, 0)
	if b.missing {
		at++
	}
	return uint8(at)
}
