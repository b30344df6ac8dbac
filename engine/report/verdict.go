package report

import (
	"fmt"
	"math"

	"github.com/groflex/groflex/engine/wire"
)

// The verdicts on privacy.
const (
	Safe    = "safe"
	Caution = "caution"
	Fail    = "fail"
)

// Limits of the verdict, assumed: the field calls a DCR share up to 0.52 to
// 0.55 free of memory.
const (
	failShare  = 0.55  // a share surely above it fails
	failCopies = 0.005 // copies of unique rows surely so much above the held-out rows' fail
	leastHeld  = 100   // rows held out, below which nothing can be told
)

// verdict sums the figures up in a word and a sentence.
func verdict(p *wire.Privacy, rows [parties]int) (word, why string) {
	if rows[held] < leastHeld {
		return Caution, fmt.Sprintf("only %d rows were held out, too few to tell whether the model remembers rows", rows[held])
	}
	share := fmt.Sprintf("%s of the new rows are nearer to a row the model saw than to one it never saw (95%% interval %s to %s; 50%% means no memory)",
		percent(p.DCRShare), percent(p.DCRInterval[0]), percent(p.DCRInterval[1]))
	copies := fmt.Sprintf("%s copy a unique row of the sample, where %s of the held-out rows do by chance",
		percent(p.CopiesUnique), percent(p.CopiesUniqueReal))
	most := wilson(p.CopiesUniqueReal, float64(rows[held]))[1]
	least := wilson(p.CopiesUnique, float64(rows[made]))[0]
	switch {
	case p.DCRInterval[0] > failShare:
		return Fail, "the model remembers rows: " + share
	case least > most && p.CopiesUnique > p.CopiesUniqueReal+failCopies:
		return Fail, "rows of the sample were copied: " + copies
	case p.DCRInterval[0] > 0.5:
		return Caution, "the model may remember a little: " + share
	case least > most:
		return Caution, "a few rows too many are copies: " + copies
	}
	return Safe, share + "; " + copies
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }

// wilson is the 95% confidence interval of a share seen in n trials (Wilson
// 1927, doi:10.1080/01621459.1927.10502953).
func wilson(share, n float64) [2]float64 {
	const z = 1.959963984540054
	if n == 0 {
		return [2]float64{0, 1}
	}
	zz := z * z / n
	middle := (share + float64(zz/2)) / (1 + zz)
	half := float64(z / (1 + zz) * math.Sqrt(float64(share*(1-share))/n+zz/(4*n)))
	return [2]float64{max(middle-half, 0), min(middle+half, 1)}
}
