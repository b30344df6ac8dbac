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

// Get8 loads eight bytes of buf[p:] as Put8 stores them, unchecked too.
func Get8(buf []byte, p int) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(buf)), p))
}

// Zeros is "00000000" as a word.
const Zeros = 0x3030303030303030

// Digits8 is the eight decimals of x, below 10^8, as text, the first in the
// low byte: halves, quarters and eighths of x divide in parallel lanes of one
// word, by multiplication with a rounded-up reciprocal. (The halves are 32 bits
// wide because wasm, which has no 128-bit product, then multiplies as well.)
func Digits8(x uint32) uint64 {
	half := x / 10_000
	return Digits4(uint64(half) | uint64(x-10_000*half)<<32)
}

// Digits4 is Digits8 of two numbers below 10^4 in lanes of 32 bits.
func Digits4(x uint64) uint64 {
	q := x * 10_486 >> 20 & 0x7f_0000007f // x/100
	return Digits2(q | (x-100*q)<<16)
}

// Digits2 is Digits8 of four numbers below 100 in lanes of 16 bits.
func Digits2(x uint64) uint64 {
	q := x * 103 >> 10 & 0x000f_000f_000f_000f // x/10
	return (q | (x-10*q)<<8) + Zeros
}
