package encode

import "encoding/binary"

// Words are stored and loaded without a check of bounds: every writer's
// prepare bounds its cells, and strip.open makes a slot of the sum of these
// bounds and slack.

// constant is a text written before every cell of a column. Its last bytes
// ride along with the cell as one word; a longer one's first bytes are
// stamped on the strip before.
type constant struct {
	stamped []uint64
	word    uint64
	n       int // bytes of word in use, at most 8
}

func newConstant(text string) constant {
	var c constant
	var padded [8]byte
	for ; len(text) > 8; text = text[8:] {
		c.stamped = append(c.stamped, binary.LittleEndian.Uint64([]byte(text)))
	}
	c.n = copy(padded[:], text)
	c.word = binary.LittleEndian.Uint64(padded[:])
	return c
}

func (c *constant) len() int { return 8*len(c.stamped) + c.n }
