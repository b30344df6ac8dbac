package column

import (
	"encoding/binary"
	"unsafe"
)

// Put8 stores eight bytes at buf[p:], the low byte of w first, and leaves out
// the check of bounds, a fifth of the time of writing texts in wasm: the
// caller keeps to memory of Room, Slack included. (The race detector's build
// checks the pointers: go test -race.) Machines are taken to be little-endian,
// as amd64, arm64 and wasm are.
func Put8(buf []byte, p int, w uint64) {
	*(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(buf)), p)) = w
}

// Words is a text as words for Put8, the last one padded.
func Words(text string) []uint64 {
	padded := append([]byte(text), make([]byte, 7)...)
	var words []uint64
	for ; len(padded) >= 8; padded = padded[8:] {
		words = append(words, binary.LittleEndian.Uint64(padded))
	}
	return words
}

// Digits8 is the eight decimals of x, below 10^8, as bytes, the first in the
// lowest. Halves, then quarters, then eighths are divided side by side, by
// multiplication with a rounded reciprocal.
func Digits8(x uint32) uint64 {
	half := x / 10_000
	v := uint64(half) | uint64(x-half*10_000)<<32
	q := v * 10_486 >> 20 & 0x7f_0000007f // v/100 below 10,000
	v = q | (v-q*100)<<16
	q = v * 103 >> 10 & 0x000f000f_000f000f // v/10 below 100
	v = q | (v-q*10)<<8
	return v + 0x30303030_30303030
}
