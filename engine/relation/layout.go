// Package relation lays the rows of child tables out below their parents'.
//
// A Layout cuts the parents into blocks of Parents rows, and gives each block
// exactly Children child rows, dealt out by the fan-out distribution. So the
// parent of any child row, and the children of any parent, are found from the
// row number alone: no table has to be made to make another, and any range of
// rows can be made by itself. Start with New, and find rows with a Finder.
package relation

import (
	"math"
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

// Layout is where the children of each parent are. It is immutable.
type Layout struct {
	Parents  int64 // rows of the parent table in a block, a power of two
	Children int64 // rows of the child table in a block, at least 1
	fanout   Fanout
	order    rng.Stream
}

// Fanout draws the number of children of each of rows, parent row numbers:
// whole numbers within [Min, Max]. Children come Step at a time: twelve, for
// the instalments of loans of whole years.
type Fanout struct {
	Draw     func(dst []float64, s rng.Stream, rows []int64)
	Min, Max float64
	Step     float64 // a whole number; 0: one
}

const (
	blockRows = 2048    // child rows that a block aims at: what the caches hold
	probes    = 1 << 16 // draws that the mean fan-out is taken from
)

// New lays out a child table; s is the relation's own stream and mean the
// fan-out's Mean.
func New(s rng.Stream, f Fanout, mean float64) *Layout {
	parents := int64(16)
	for parents < 1<<16 && float64(parents)*mean < blockRows {
		parents *= 2
	}
	f.Step = max(f.Step, 1)
	children := int64(max(math.Round(float64(parents)*mean/f.Step), 1) * f.Step)
	return &Layout{Parents: parents, Children: children, fanout: f, order: s}
}

// Mean is how many children a parent has on average. It is measured, on a
// stream that no seed changes, so that a table has as many rows with one seed
// as with another.
func (f Fanout) Mean() float64 {
	rows := make([]int64, probes)
	for i := range rows {
		rows[i] = int64(i)
	}
	draws := make([]float64, probes)
	f.counts(draws, rng.New(0, "mean fan-out"), rows)
	sum := 0.0
	for _, n := range draws {
		sum += n
	}
	return sum / probes
}

func (f Fanout) counts(dst []float64, s rng.Stream, rows []int64) {
	f.Draw(dst, s, rows)
	for i, n := range dst {
		dst[i] = min(max(math.Round(n), f.Min), f.Max)
		if f.Step > 1 {
			dst[i] = math.Floor(dst[i]/f.Step) * f.Step
		}
	}
}

// Starts appends to dst where each parent's children begin within the block,
// and the block's Children at the end: Parents+1 numbers.
func (l *Layout) Starts(dst []uint32, block int64) []uint32 {
	return l.starts(dst, block, &draft{})
}

// draft is memory to draw counts in, so many at a time.
type draft struct {
	rows  []int64
	draws []float64
}

const atOnce = 512

func (l *Layout) starts(dst []uint32, block int64, d *draft) []uint32 {
	size := len(dst)
	dst = slices.Grow(dst, int(l.Parents)+1)
	for first, end := block*l.Parents, (block+1)*l.Parents; first < end; first += int64(len(d.rows)) {
		d.rows = d.rows[:0]
		for row := first; row < min(first+atOnce, end); row++ {
			d.rows = append(d.rows, row)
		}
		d.draws = slices.Grow(d.draws[:0], len(d.rows))[:len(d.rows)]
		l.fanout.counts(d.draws, l.order, d.rows)
		for _, n := range d.draws {
			dst = append(dst, uint32(n))
		}
	}
	starts := dst[size:]
	l.balance(starts, block)
	at := uint32(0)
	for i, n := range starts {
		starts[i] = at
		at += n
	}
	return append(dst, at)
}

// balance adds or takes single children (or Step of them), of parents a random
// stride apart, until the block has as many as every block has. It moves
// about one parent in √Parents, by one step.
func (l *Layout) balance(counts []uint32, block int64) {
	missing, step := l.Children, int64(l.fanout.Step)
	for _, n := range counts {
		missing -= int64(n)
	}
	s := l.order.Lane(uint64(block) + 1)
	first, stride := s.At(0), s.At(1)|1 // odd: it comes to each of 2^n parents
	low, high := max(l.fanout.Min, 0), l.fanout.Max
	for missing != 0 {
		before := missing
		for i := uint64(0); missing != 0 && i < uint64(l.Parents); i++ {
			at := (first + i*stride) & uint64(l.Parents-1)
			n := int64(counts[at])
			if missing > 0 && float64(n+step) <= high {
				n, missing = n+step, missing-step
			} else if missing < 0 && float64(n-step) >= low {
				n, missing = n-step, missing+step
			}
			counts[at] = uint32(n)
		}
		if missing == before { // Min and Max leave no room: only then are they passed
			low, high = 0, math.Inf(1)
		}
	}
}

// Fanout is how many children a parent has on average.
func (l *Layout) Fanout() float64 { return float64(l.Children) / float64(l.Parents) }

// Count is how many children the first parents rows have together.
func (l *Layout) Count(parents int64) int64 {
	blocks, rest := parents/l.Parents, parents%l.Parents
	n := blocks * l.Children
	if rest > 0 {
		n += int64(l.Starts(nil, blocks)[rest])
	}
	return n
}
