package column

import "slices"

// Slack is how far the memory of Room goes on behind its last cell.
const Slack = 32

// Room is memory for the texts of n cells of at most width bytes each, and
// for where they end. Write the cells one after the other, in whole words
// where that is quicker, then cut v.Raw to the last end. What the memory holds
// at first is undefined.
func (v *Vector) Room(n, width int) (raw []byte, ends []uint32) {
	size := n*width + Slack
	v.Raw = slices.Grow(v.Raw[:0], size)[:size]
	v.Ends = slices.Grow(v.Ends[:0], n)[:n]
	return v.Raw, v.Ends
}
