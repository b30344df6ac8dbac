package encode

import (
	"bytes"
	"testing"
)

// Every byte at every place of texts of every length is seen, and no other.
func TestUsual(t *testing.T) {
	const a, b = ';', '"'
	for n := range 80 {
		for at := range n {
			for c := range 256 {
				text := bytes.Repeat([]byte{' '}, n)
				text[at] = byte(c)
				want := c >= 0x20 && c < 0x80 && c != a && c != b
				if got := usual(text, a, b); got != want {
					t.Fatalf("byte %#x at %d of %d: %v", c, at, n, got)
				}
			}
		}
	}
}
