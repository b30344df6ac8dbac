package report

import (
	"math"

	"github.com/groflex/groflex/engine/rng"
)

// random is fs with n new rows made by chance from what the seen rows show of
// each column alone: numbers uniform in their range, integers where all are,
// levels with equal chances, and as many nulls.
func random(fs []facet, n int) []facet {
	out := make([]facet, len(fs))
	for c := range fs {
		f := &fs[c]
		stream := rng.New(0, "report", "chance").Lane(uint64(c))
		out[c] = *f
		if f.continuous {
			out[c].numbers[made] = randomNumbers(f.numbers[seen], n, stream)
		} else {
			out[c].levels[made] = randomLevels(f.levels[seen], n, stream)
		}
	}
	return out
}

func randomNumbers(real []float64, n int, stream rng.Stream) []float64 {
	lo, hi, _ := span(real)
	nulls, whole := 0, true
	for _, x := range real {
		if x != x {
			nulls++
		} else if x != math.Floor(x) {
			whole = false
		}
	}
	out := make([]float64, n)
	for i := range out {
		r := stream.Cell(int64(i))
		switch {
		case r.Below(uint64(len(real))) < uint64(nulls):
			out[i] = math.NaN()
		case whole:
			out[i] = math.Floor(lo + float64(r.Unit()*(hi-lo+1)))
		default:
			out[i] = lo + float64(r.Unit()*(hi-lo))
		}
	}
	return out
}

func randomLevels(real []uint32, n int, stream rng.Stream) []uint32 {
	var levels []uint32 // that occur, in order of their numbers
	nulls := 0
	occurs := map[uint32]bool{0: true}
	for _, level := range real {
		if level == 0 {
			nulls++
		} else if !occurs[level] {
			occurs[level] = true
			levels = append(levels, level)
		}
	}
	out := make([]uint32, n)
	for i := range out {
		r := stream.Cell(int64(i))
		if r.Below(uint64(len(real))) >= uint64(nulls) {
			out[i] = levels[r.Below(uint64(len(levels)))]
		}
	}
	return out
}
