package rng

import "math"

// Share marks a share of all rows, spread evenly: one row in each stretch of
// about 1/share rows, at a random place of it. So the first n rows have n times
// the share of marks, rounded up or down, for any n.
type Share struct {
	stream Stream
	marks  uint64 // among every shareRows rows
}

// shareRows is how finely shares are told apart.
const shareRows = 1_000_000

// Share marks the given share of the rows, 0 to 1, to a millionth.
func (s Stream) Share(share float64) Share {
	return Share{s, uint64(math.Round(min(max(share, 0), 1) * shareRows))}
}

// Has reports whether a row, 0 to 2^40, is marked.
func (s *Share) Has(row int64) bool {
	if s.marks == 0 {
		return false
	}
	stretch := (uint64(row+1)*s.marks - 1) / shareRows
	from, to := stretch*shareRows/s.marks, (stretch+1)*shareRows/s.marks
	return from+Below(s.stream.At(int64(stretch)), to-from) == uint64(row)
}
