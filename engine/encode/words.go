package encode

import (
	"encoding/binary"
	"unsafe"
)

// The two functions below are the package's only unsafe ones. They leave out
// bounds checks, a fifth of the time in wasm: every writer's prepare bounds
// its cells, and strip.open makes a slot of the sum of these bounds and slack.
// (The race detector's build checks the pointers: go test -race.) Machines are
// taken to be little-endian, as amd64, arm64 and wasm are.

// put8 stores eight bytes of which the caller needs the first few; the low
// byte comes first.
func put8(buf []byte, p int, w uint64) {
	*(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(buf)), p)) = w
}

// get8 loads eight bytes.
func get8(buf []byte, p int) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(buf)), p))
}

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
