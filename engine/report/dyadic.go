package report

import "math"

// dyadic is a histogram whose cells are the intervals [i·2^k, (i+1)·2^k), k
// being the least for which the values need at most dyadicCells of them. So
// the counts depend on the values alone, in whatever order they came: a wider
// range makes k grow, and aligned cells fuse without error.
type dyadic struct {
	float  bool
	k      int   // log2 of the width of a cell
	base   int64 // i of the first cell
	counts []int64
}

const dyadicCells = 4096

// cell is the number i of the cell that a value (an ordered key) falls in.
func (d *dyadic) cell(key int64, k int) int64 {
	if !d.float {
		return key >> k
	}
	i := int64(math.Floor(math.Ldexp(unordered(key), -k)))
	if i == 0 && key < 0 {
		return -1 // a value so small that it underflowed
	}
	return i
}

// width is the least allowed k for values from lo to hi.
func (d *dyadic) width(lo, hi int64) int {
	k := 0
	if d.float {
		// Cell numbers must stay integers of a float64, and powers of two
		// finite.
		_, exp := math.Frexp(max(math.Abs(unordered(lo)), math.Abs(unordered(hi))))
		k = max(exp-52, -1000)
	}
	if len(d.counts) > 0 {
		k = max(k, d.k) // it never shrinks as the range grows
	}
	for !fits(d.cell(lo, k), d.cell(hi, k)) {
		k++
	}
	return k
}

func fits(first, last int64) bool {
	return uint64(last)-uint64(first) < dyadicCells
}

// cover makes the cells reach from lo to hi, which must enclose all values
// counted so far.
func (d *dyadic) cover(lo, hi int64) {
	k := d.width(lo, hi)
	first, last := d.cell(lo, k), d.cell(hi, k)
	if k == d.k && d.base == first && len(d.counts) == int(last-first)+1 {
		return
	}
	old := *d
	d.k, d.base, d.counts = k, first, make([]int64, last-first+1)
	for i, n := range old.counts {
		if n > 0 {
			d.counts[(old.base+int64(i))>>(k-old.k)-first] += n
		}
	}
}

// add counts the values with the given keys, all in the covered range.
func (d *dyadic) add(keys []int64) {
	if d.float {
		d.addFloats(keys)
	} else {
		d.addInts(keys)
	}
}

func (d *dyadic) addInts(xs []int64) {
	counts, base, k := d.counts, d.base, uint(d.k)&63
	for _, x := range xs {
		counts[x>>k-base]++
	}
}

func (d *dyadic) addFloats(keys []int64) {
	scale := math.Ldexp(1, -d.k)
	if d.k < -1000 || d.k > 1000 { // a power that may not be finite
		for _, key := range keys {
			d.counts[d.cell(key, d.k)-d.base]++
		}
		return
	}
	counts, base := d.counts, d.base
	for _, key := range keys {
		i := int64(math.Floor(unordered(key) * scale))
		if i == 0 && key < 0 {
			i = -1
		}
		counts[i-base]++
	}
}

// merge takes in o after cover has been called with the range of both.
func (d *dyadic) merge(o *dyadic) {
	for i, n := range o.counts {
		if n > 0 {
			d.counts[(o.base+int64(i))>>(d.k-o.k)-d.base] += n
		}
	}
}
