package rng

import "testing"

func TestShareMarksItsShareOfAnyFirstRows(t *testing.T) {
	for _, share := range []float64{0, 0.000001, 0.05, 1.0 / 3, 0.5, 0.77, 1} {
		s := New(5, "share").Share(share)
		marked := 0
		for row := range int64(30_000) {
			if s.Has(row) {
				marked++
			}
			if want := share * float64(row+1); float64(marked) < want-1.01 || float64(marked) > want+1.01 {
				t.Fatalf("share %v: %d of the first %d rows", share, marked, row+1)
			}
		}
	}
	s, far := New(5, "share").Share(0.5), int64(1)<<39
	if s.Has(far) == s.Has(far+1) && s.Has(far) == s.Has(far+2) && s.Has(far) == s.Has(far+3) {
		t.Error("four rows in a line far out, which halves cannot have")
	}
}
