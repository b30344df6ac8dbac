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

// hashTexts appends a 64-bit hash of every text to dst: eight bytes a step,
// finished by the bits of the values stream. The texts lie one after the other
// in raw; ends says where each ends.
func hashTexts(dst []uint64, raw []byte, ends []uint32) []uint64 {
	at := 0
	for _, e := range ends {
		end := int(e)
		h := uint64(end-at) * golden
		for ; at+16 <= end; at += 16 { // two steps: in wasm going back is slow
			h = (h ^ binary.LittleEndian.Uint64(raw[at:])) * golden
			h ^= h >> 29
			h = (h ^ binary.LittleEndian.Uint64(raw[at+8:])) * golden
			h ^= h >> 29
		}
		if at+8 <= end {
			h = (h ^ binary.LittleEndian.Uint64(raw[at:])) * golden
			h ^= h >> 29
			at += 8
		}
		var tail uint64
		if at+8 <= len(raw) {
			tail = binary.LittleEndian.Uint64(raw[at:]) & (1<<(8*(end-at)) - 1)
		} else {
			tail = rest(raw[at:end])
		}
		dst = append(dst, values.At(int64((h^tail)*golden)))
		at = end
	}
	return dst
}

// hashText is the hash of one text.
func hashText(text []byte) uint64 {
	var hash [1]uint64
	return hashTexts(hash[:0], text, []uint32{uint32(len(text))})[0]
}
