package report

import (
	"encoding/binary"

	"github.com/groflex/groflex/engine/rng"
)

// values and rows are the fixed streams that hash values and row numbers:
// Stream.At is a bijection with good avalanche, the same everywhere.
var (
	values = rng.New(0, "report", "values")
	rows   = rng.New(0, "report", "rows")
)

// hashText is a 64-bit hash of b, eight bytes a step, finished by the bits of
// the values stream.
func hashText(b []byte) uint64 {
	h := uint64(len(b)) * golden
	for len(b) >= 8 {
		h = (h ^ binary.LittleEndian.Uint64(b)) * golden
		h ^= h >> 29
		b = b[8:]
	}
	var tail uint64
	for i, c := range b {
		tail |= uint64(c) << (8 * i)
	}
	return values.At(int64((h ^ tail) * golden))
}
