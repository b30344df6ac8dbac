package fake

import (
	"encoding/binary"

	"github.com/groflex/groflex/engine/column"
)

// pieces are short texts that longer ones are put together from. Each takes
// two words of which the last byte is its length, so that it is had without
// looking up where it lies and written without a branch.
type pieces [][2]uint64

// longestPiece is how long a piece can be.
const longestPiece = 15

// cut makes pieces of texts that are known to be short enough.
func cut(texts []string) pieces {
	p := make(pieces, len(texts))
	for i, text := range texts {
		if len(text) > longestPiece {
			panic("fake: too long for a piece: " + text)
		}
		var padded [16]byte
		copy(padded[:], text)
		padded[15] = byte(len(text))
		p[i] = [2]uint64{binary.LittleEndian.Uint64(padded[:]), binary.LittleEndian.Uint64(padded[8:])}
	}
	return p
}

// put writes piece k to buf at p and returns where it ends. It stores 16
// bytes.
func (t pieces) put(buf []byte, p int, k uint32) int {
	w := &t[k]
	column.Put8(buf, p, w[0])
	column.Put8(buf, p+8, w[1])
	return p + int(w[1]>>56)
}

// text is piece k.
func (t pieces) text(k uint32) []byte {
	var room [16]byte
	return room[:t.put(room[:], 0, k)]
}
