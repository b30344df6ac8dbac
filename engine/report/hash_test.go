package report

import (
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// Texts have the hash that each has by itself, whatever lies around it; texts
// that differ in a byte or in length alone have others.
func TestTextsHashAsEachByItself(t *testing.T) {
	draw := rng.New(6, "hash").Cell(0)
	var raw []byte
	var ends []uint32
	for range 2000 {
		for range draw.Below(60) {
			raw = append(raw, byte(draw.Below(3)))
		}
		ends = append(ends, uint32(len(raw)))
	}
	hashes := hashTexts(nil, raw, ends)
	seen, from := map[uint64]string{}, uint32(0)
	for i, end := range ends {
		text := raw[from:end]
		if hashes[i] != hashText(text) {
			t.Fatalf("%q after %q: %x, by itself %x", text, raw[:from], hashes[i], hashText(text))
		}
		if other, ok := seen[hashes[i]]; ok && other != string(text) {
			t.Errorf("%q and %q have the same hash", other, text)
		}
		seen[hashes[i]], from = string(text), end
	}
	const want = 0xa569d55bf9b6dae6
	if got := hashText([]byte("ann.lee12@example.com")); got != want {
		t.Errorf("hash %#x, want %#x", got, uint64(want)) // the estimates of distinct texts hang on it
	}
}
