package report

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Bounds on the work.
const (
	copyRows      = 200_000     // of each table, compared for equality
	measuredRows  = 2_000       // of the new ones, for distances
	referenceRows = 10_000      // seen, and as many held out, for distances
	baselineRows  = 500         // made by chance
	distanceCells = 500_000_000 // measured times reference rows times columns
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
	n := min(referenceRows, distanceCells/(measuredRows*len(fs)), rows[seen])
	if rows[held] > 0 {
		n = min(n, rows[held])
	}
	few = pickAll(few, [parties]int{n, n, measuredRows})
	reference := newNearest(few, seen, seen)
	toSeen := reference.closest(few, made, nil)
	fillBaseline(&out, toSeen, reference.closest(random(few, baselineRows), made, nil))
	if rows[held] > 0 {
		toHeld := newNearest(few, held, held).closest(few, made, nil)
		out.Overfitting = overfitting(toSeen, toHeld)
		// SDMetrics measures either distance by the ranges of its own table, so
		// that an extreme value favours the table it is in. The share goes by
		// common ranges.
		toSeen = newNearest(few, seen, seen, held).closest(few, made, toSeen)
		toHeld = newNearest(few, held, seen, held).closest(few, made, toHeld)
		fillShare(&out, toSeen, toHeld)
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

// overfitting is DCROverfittingProtection: 1 where no more than half of the new
// rows are nearer to a seen row than to any held-out row, 0 where all are.
func overfitting(toSeen, toHeld []neighbour) float64 {
	nearer := 0
	for i, s := range toSeen {
		if s.distance < toHeld[i].distance {
			nearer++
		}
	}
	return min(2*(1-float64(nearer)/float64(len(toSeen))), 1)
}

// fillShare sets the share of new rows that are nearer to a seen row than to
// any held-out row, those equally near counting half, and its interval. New
// rows with the same nearest row are no independent evidence: had that row
// been held out instead of seen, all would change sides. So the interval is
// that of (Σ m)² / Σ m² rows, m new rows sharing one nearest row.
func fillShare(out *wire.Privacy, toSeen, toHeld []neighbour) {
	share := 0.0
	shared := map[[2]int]int{} // new rows by nearest row
	for i, s := range toSeen {
		switch h := toHeld[i]; {
		case s.distance < h.distance:
			share++
			shared[[2]int{seen, s.row}]++
		case s.distance > h.distance:
			shared[[2]int{held, h.row}]++
		default:
			share += 0.5
		}
	}
	n := len(toSeen)
	squares := 0
	for _, m := range shared {
		squares += m * m
	}
	out.DCRShare = share / float64(n)
	out.DCRInterval = wilson(out.DCRShare, min(float64(n*n)/float64(max(squares, 1)), float64(n)))
}

// fillBaseline compares the new rows' distances to the seen rows with those of
// rows made by chance. The ratio is at most 1, and 0 where even chance makes
// copies.
func fillBaseline(out *wire.Privacy, toSeen, byChance []neighbour) {
	out.MedianDCR, out.MedianDCRChance = median(toSeen), median(byChance)
	if out.MedianDCRChance > 0 {
		out.Baseline = min(out.MedianDCR/out.MedianDCRChance, 1)
	}
}

func median(to []neighbour) float64 {
	xs := make([]float64, len(to))
	for i := range to {
		xs[i] = to[i].distance
	}
	slices.Sort(xs)
	n := len(xs)
	return (xs[(n-1)/2] + xs[n/2]) / 2
}
