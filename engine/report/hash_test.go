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
	const want = 0x083bbf2948988f87
	if got := hashText([]byte("ann.lee12@example.com")); got != want {
		t.Errorf("hash %#x, want %#x", got, uint64(want)) // the estimates of distinct texts hang on it
	}
}

// Letters that a multiplication carries to the same bits do not undo each other.
func TestHashesOfLettersApart(t *testing.T) {
	const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	text := []byte("order-00-000-000-000")
	seen := map[uint64]bool{}
	for a := range letters {
		for b := range letters {
			for c := range letters[:20] {
				text[7], text[11], text[15] = letters[a], letters[b], letters[c]
				seen[hashText(text)] = true
			}
		}
	}
	if want := 62 * 62 * 20; len(seen) != want {
		t.Errorf("%d texts have %d hashes", want, len(seen))
	}
}
