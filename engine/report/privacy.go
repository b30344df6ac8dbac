package report

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Bounds on the work.
const (
	copyRows      = 200_000 // of each table, compared for equality
	measuredRows  = 2_000   // of the new ones, for distances
	referenceRows = 10_000  // seen, and as many held out, for distances
	baselineRows  = 500     // made by chance
)

// Protect says how near new rows come to the sample: fitted holds the rows the
// model was fitted on, heldOut others of the sample that it never saw.
// Columns that were replaced (keys, personal data) must be left out of the
// tables: they would hide copies of the rest. Where tables are larger than the
// bounds above, a fixed random choice of their rows is measured.
//
// DCROverfittingProtection, DCRBaselineProtection and NewRowSynthesis are
// SDMetrics' (https://docs.sdv.dev/sdmetrics).
func Protect(fitted, heldOut, synthetic *column.Table) wire.Privacy {
	out := wire.Privacy{Holdout: int64(heldOut.Rows), DCRInterval: [2]float64{0, 1}}
	fs, rows := facets([parties]*column.Table{fitted, heldOut, synthetic}, copyRows)
	if len(fs) == 0 || rows[seen] == 0 || rows[made] == 0 {
		out.Verdict, out.Why = Caution, "there are no rows to compare"
		return out
	}
	fillCopies(&out, fs)
	few := pickAll(fs, [parties]int{rows[seen], rows[held], measuredRows})
	out.Measured = int64(rowsOf(few, made))
	out.NewRows = newRows(few)

	// Distances to as many seen rows as held-out ones, so that chance favours
	// neither.
	n := min(referenceRows, rows[seen])
	if rows[held] > 0 {
		n = min(n, rows[held])
	}
	few = pickAll(few, [parties]int{n, n, measuredRows})
	reference := newNearest(few, seen)
	toSeen := reference.closest(few, made)
	fillBaseline(&out, toSeen, reference.closest(random(few, baselineRows), made))
	if rows[held] > 0 {
		fillShare(&out, toSeen, newNearest(few, held).closest(few, made))
	}
	out.Verdict, out.Why = verdict(&out, rows)
	return out
}

// fillCopies counts copies of seen rows among the new ones and, for
// comparison, among those held out.
func fillCopies(out *wire.Privacy, fs []facet) {
	times := map[uint64]int{}
	for _, hash := range rowHashes(fs, seen, false) {
		times[hash]++
	}
	out.Copies, out.CopiesUnique = copying(fs, made, times)
	out.CopiesReal, out.CopiesUniqueReal = copying(fs, held, times)
}

// fillShare compares each new row's distance to the seen rows with that to
// the held-out rows.
func fillShare(out *wire.Privacy, toSeen, toHeld []float64) {
	var nearer, tied int
	for i, d := range toSeen {
		switch {
		case d < toHeld[i]:
			nearer++
		case d == toHeld[i]:
			tied++
		}
	}
	n := len(toSeen)
	out.DCRShare = (float64(nearer) + float64(tied)/2) / float64(n)
	out.DCRInterval = wilson(out.DCRShare, n)
	out.Overfitting = min(2*(1-float64(nearer)/float64(n)), 1)
}

// fillBaseline compares the new rows' distances to the seen rows with those of
// rows made by chance. The ratio is at most 1, and 0 where even chance makes
// copies.
func fillBaseline(out *wire.Privacy, toSeen, byChance []float64) {
	out.MedianDCR, out.MedianDCRChance = median(toSeen), median(byChance)
	if out.MedianDCRChance > 0 {
		out.Baseline = min(out.MedianDCR/out.MedianDCRChance, 1)
	}
}

func median(xs []float64) float64 {
	xs = slices.Sorted(slices.Values(xs))
	n := len(xs)
	return (xs[(n-1)/2] + xs[n/2]) / 2
}
