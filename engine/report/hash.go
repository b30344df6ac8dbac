package report

import (
	"encoding/binary"
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

// values and rows are the fixed streams that hash values and row numbers:
// Stream.At is a bijection with good avalanche, the same everywhere.
var (
	values = rng.New(0, "report", "values")
	rows   = rng.New(0, "report", "rows")
)

// mostQuick is the length of text from which on the hash takes a loop.
const mostQuick = 40

// hashTexts appends a 64-bit hash of every text to dst: eight bytes a step,
// finished by the bits of the values stream. The texts lie one after the other
// in raw; ends says where each ends. All steps that a short text may need are
// taken and those it has kept: lengths differ from cell to cell, and a branch
// that is guessed wrong costs more than four steps.
func hashTexts(dst []uint64, raw []byte, ends []uint32) []uint64 {
	had := len(dst)
	dst = slices.Grow(dst, len(ends))[:had+len(ends)]
	hashes, from := dst[had:], 0
	for i, end := range ends {
		n := int(end) - from
		if n >= mostQuick || from+mostQuick > len(raw) {
			hashes[i] = hashText(raw[from:end])
			from = int(end)
			continue
		}
		text := raw[from : from+mostQuick : from+mostQuick]
		h := uint64(n) * golden
		if next := step(h, binary.LittleEndian.Uint64(text)); n >= 8 {
			h = next
		}
		if next := step(h, binary.LittleEndian.Uint64(text[8:])); n >= 16 {
			h = next
		}
		if next := step(h, binary.LittleEndian.Uint64(text[16:])); n >= 24 {
			h = next
		}
		if next := step(h, binary.LittleEndian.Uint64(text[24:])); n >= 32 {
			h = next
		}
		tail := binary.LittleEndian.Uint64(text[n&0x38:]) & (1<<(8*n&0x38) - 1)
		hashes[i] = values.At(int64((h ^ tail) * golden))
		from = int(end)
	}
	return dst
}

// hashText is the hash of one text.
func hashText(text []byte) uint64 {
	h := uint64(len(text)) * golden
	for ; len(text) >= 8; text = text[8:] {
		h = step(h, binary.LittleEndian.Uint64(text))
	}
	return values.At(int64((h ^ rest(text)) * golden))
}

// step is the hash h taken on by eight bytes. One multiplication would carry a
// text's eighth byte to so few bits that the next ones can undo it: of texts
// that differ in their 8th, 12th and 16th letters nearly half were lost.
func step(h, word uint64) uint64 {
	h = (h ^ word) * golden
	h = (h ^ h>>32) * golden
	return h ^ h>>29
}
