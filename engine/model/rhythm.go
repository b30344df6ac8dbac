package model

import (
	"sort"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// rhythm is how a week's rows are spread over its days, or over its hours:
// shops open at nine, nobody books on Sunday. Between two dates that a tree
// tells apart, new ones follow it.
type rhythm struct {
	Length int64 `json:"length"` // of a slot, in units of the column
	// Parts of rhythmTotal of the rows by slot, the first of them from Thursday
	// 0:00 on, as 1970 began; slots of too few rows share theirs.
	Slots []uint32 `json:"slots"`

	upto []float64 // cumulated
}

const (
	rhythmTotal = 1_000_000
	rhythmMin   = 3.0 // standard deviations above chance

	hourLength = 3_600_000_000 // µs
)

// rhythmOf finds the rhythm of a column of dates or times; nil where the sample
// shows none.
func (f *fitting) rhythmOf(v int, kind column.Kind) *rhythm {
	r := &rhythm{Length: 1, Slots: make([]uint32, 7)}
	switch kind {
	case column.Date:
	case column.Time:
		r.Length, r.Slots = hourLength, make([]uint32, 7*24)
	default:
		return nil
	}
	present := f.variables[v].present()
	counts := make([]int, len(r.Slots))
	for _, x := range present {
		counts[r.slot(x)]++
	}
	chi, expected := 0.0, float64(len(present))/float64(len(counts))
	for _, n := range counts {
		d := float64(n) - expected
		chi += d * d / max(expected, 1)
	}
	if expected < 1 || zScore(chi, float64(len(counts)-1)) < rhythmMin {
		return nil
	}
	r.share(counts, f.minCount)
	r.finish()
	return r
}

// share fills Slots: those that follow each other share until they have
// minCount rows; empty ones stay empty.
func (r *rhythm) share(counts []int, minCount int) {
	all := 0
	for _, n := range counts {
		all += n
	}
	var open []int
	rows := 0
	shut := func() {
		for _, i := range open {
			r.Slots[i] = uint32(int64(rows) * rhythmTotal / int64(all*len(open)))
		}
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		if rows >= minCount {
			shut()
			open, rows = nil, 0
		}
		open = append(open, i)
		rows += n
	}
	shut()
}

func (r *rhythm) finish() {
	r.upto = []float64{0}
	for _, n := range r.Slots {
		r.upto = append(r.upto, r.upto[len(r.upto)-1]+float64(n))
	}
}

// slot is the slot of the week in which a moment lies.
func (r *rhythm) slot(x int64) int {
	n := int64(len(r.Slots))
	week := r.Length * n
	return int((x%week + week) % week / r.Length)
}

// between is a moment from low to high, a multiple of step after low, by 64
// uniform bits.
func (r *rhythm) between(low, high, step int64, u uint64) int64 {
	week := r.Length * int64(len(r.Slots))
	start := low - (low%week+week)%week // of the first week
	first, last := r.before(low-start), r.before(high-start+step)
	if last <= first {
		return low + int64(rng.Below(u, uint64(high-low)/uint64(step)+1))*step
	}
	x := first + float64(rng.Unit(u)*(last-first))
	x = min(x, last)
	total := r.upto[len(r.Slots)]
	weeks := int64(x / total)
	x -= float64(float64(weeks) * total)
	i := sort.Search(len(r.Slots)-1, func(i int) bool { return r.upto[i+1] > x })
	within := 0.0
	if w := r.upto[i+1] - r.upto[i]; w > 0 {
		within = (x - r.upto[i]) / w
	}
	t := start + weeks*week + int64(i)*r.Length + int64(float64(max(within, 0)*float64(r.Length)))
	return low + (min(max(t, low), high)-low)/step*step
}

// before is how much of the rows' time has passed some time into a first week.
func (r *rhythm) before(t int64) float64 {
	week := r.Length * int64(len(r.Slots))
	i := t % week / r.Length
	part := float64(t%r.Length) / float64(r.Length)
	return float64(float64(t/week)*r.upto[len(r.Slots)]) + r.upto[i] + float64(part*float64(r.Slots[i]))
}

// check reports whether a document's rhythm is one.
func (r *rhythm) check(kind column.Kind) bool {
	want := map[column.Kind]struct {
		slots  int
		length int64
	}{column.Date: {7, 1}, column.Time: {7 * 24, hourLength}}[kind]
	sum := uint64(0)
	for _, n := range r.Slots {
		sum += uint64(n)
	}
	return len(r.Slots) == want.slots && r.Length == want.length && sum > 0
}
