package model

import (
	"math/bits"

	"github.com/groflex/groflex/engine/rng"
)

// shuffled is how many rows in a row take their places in a leaf in random
// order; rows of different such stretches keep their order, so that the first
// rows of a block are spread evenly as well.
const shuffled = 64

// spread gives each row of at the leaf it comes to and 64 uniform bits to draw
// with. The bits of one row are independent of its other cells; those of rows
// that are drawn together are spread evenly over each leaf and its neighbours,
// so that what is drawn has the model's shares with far less noise than chance
// alone would leave. Rows sorted by leaf take the points of a van der Corput
// sequence, shifted by random digits (array-RQMC: L'Ecuyer, Lécot, Tuffin 2008,
// doi:10.1287/opre.1080.0556).
func (w *drawing) spread(t *tree, s rng.Stream, at []int32) {
	if len(at) == 0 {
		return
	}
	w.leaf, w.bits = resized(w.leaf, len(at)), resized(w.bits, len(at))
	w.next = resized(w.next, len(t.nodes)+1)
	clear(w.next)
	for k, i := range at {
		leaf := t.leaf(w.bins, int(i))
		w.leaf[k] = leaf
		w.next[leaf+1]++
	}
	for n := range t.nodes {
		w.next[n+1] += w.next[n]
	}
	shift := s.Lane(1).At(w.rows[at[0]])
	own := ^uint64(0) >> bits.Len(uint(len(at)-1)) // below the digits that tell places apart
	var order [shuffled]uint8
	for from := 0; from < len(at); from += shuffled {
		n := min(shuffled, len(at)-from)
		shuffle(order[:n], s.Lane(2).Cell(w.rows[at[from]]))
		for _, k := range order[:n] {
			k := from + int(k)
			leaf := w.leaf[k]
			place := uint64(w.next[leaf])
			w.next[leaf]++
			w.bits[k] = (bits.Reverse64(place)^shift)&^own | s.At(w.rows[at[k]])&own
		}
	}
}

// shuffle fills order with its indexes in random order.
func shuffle(order []uint8, r rng.Rand) {
	for i := range order {
		j := int(r.Below(uint64(i + 1)))
		order[i] = order[j]
		order[j] = uint8(i)
	}
}

// take turns uniform bits into a whole number below n and the bits that are
// left to draw with inside it; n must be below 2^32.
func take(u uint64, n uint32) (x uint32, rest uint64) {
	product := u >> 32 * uint64(n)
	return uint32(product >> 32), product<<32 | u&(1<<32-1)
}

// resized is s with n elements, which may hold anything.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
