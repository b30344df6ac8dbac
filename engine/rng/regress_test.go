package rng

import "testing"

// These values may never change: every seeded file of every user depends on
// them. The mix of state 0 is a published SplitMix64 vector: the first output
// of seed 0 is 0xe220a8397b1dcdaf (https://prng.di.unimi.it/splitmix64.c).
func TestStreamsNeverChange(t *testing.T) {
	if got := (&Rand{0}).Uint64(); got != 0xe220a8397b1dcdaf {
		t.Errorf("SplitMix64 of seed 0: %#x", got)
	}
	s := New(42, "customers", "id")
	want := []uint64{0x6e0e36e5135ed4bf, 0x404ed725b0611f10, 0x4b0c0fa74251507b}
	for row, w := range want {
		if got := s.At(int64(row)); got != w {
			t.Errorf("row %d: %#x, want %#x", row, got, w)
		}
	}
	if got := s.Lane(1).At(0); got != 0x8a7931d366cbf41e {
		t.Errorf("lane 1: %#x", got)
	}
	p := s.Permute(10)
	for i, w := range []uint64{0, 7, 2, 1, 9, 5, 6, 3, 4, 8} {
		if got := p.At(uint64(i)); got != w {
			t.Errorf("permutation of %d: %d, want %d", i, got, w)
		}
	}
}
