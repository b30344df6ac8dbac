package dist

import (
	"math"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// What the cells of a table add up to is the probability it gives to each
// entry: it must be the weight's, to 2^-31 of a cell.
func TestAliasProbabilitiesAreTheWeights(t *testing.T) {
	s := rng.New(1, "weights")
	for _, n := range []int{1, 2, 3, 10, 1000} {
		for trial := range int64(20) {
			weights := make([]float64, n)
			sum := 0.0
			for i := range weights {
				r := s.Lane(uint64(n)).Lane(uint64(trial)).Cell(int64(i))
				weights[i] = r.Unit() * r.Unit() * 100
				if r.Below(4) == 0 && i > 0 {
					weights[i] = 0
				}
				sum += weights[i]
			}
			a, err := NewAlias(weights)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float64, n)
			for i, c := range a.cells {
				own := float64(c>>32) * 0x1p-32
				got[i] += own / float64(n)
				got[uint32(c)] += (1 - own) / float64(n)
			}
			for i, w := range weights {
				if w == 0 && got[i] != 0 {
					t.Fatalf("%d of %d has no weight but probability %g", i, n, got[i])
				}
				if math.Abs(got[i]-w/sum) > 0x1p-31*10/float64(n) {
					t.Fatalf("%d of %d: probability %g, want %g", i, n, got[i], w/sum)
				}
			}
		}
	}
}

func TestAliasPicks(t *testing.T) {
	a, err := NewAlias([]float64{1, 0, 3})
	if err != nil {
		t.Fatal(err)
	}
	var counts [3]int
	s := rng.New(1, "picks")
	const n = 40_000
	for row := range int64(n) {
		counts[a.Pick(s.At(row))]++
	}
	if counts[1] != 0 || math.Abs(float64(counts[0])-n/4) > 5*math.Sqrt(n*3/16.0) {
		t.Errorf("weights 1, 0, 3 are picked %v times", counts)
	}
}

func TestAliasRefusesWhatIsNoWeight(t *testing.T) {
	for _, weights := range [][]float64{nil, {}, {0}, {0, 0}, {1, -1}, {math.NaN()}, {math.Inf(1)}} {
		if _, err := NewAlias(weights); err == nil {
			t.Errorf("%v makes a table", weights)
		}
	}
}

func BenchmarkAlias(b *testing.B) {
	weights := make([]float64, 50)
	for i := range weights {
		weights[i] = float64(i + 1)
	}
	a, _ := NewAlias(weights)
	s := rng.New(1, "bench")
	sum := uint32(0)
	for row := range int64(b.N) {
		sum += a.Pick(s.At(row))
	}
	sink = float64(sum)
}
