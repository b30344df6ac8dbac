package model

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

const (
	candidates  = 32   // rows tried for one
	redraws     = 64   // draws of a cell until it is not missing
	chanceMin   = 1e-7 // of a cell that the model does not expect
	weightScale = 1e-100
)

// completing is rows on their way: of each, candidates that have its known
// cells and, where one is missing, cells drawn one part after the other.
type completing struct {
	*drawing
	known  *column.Table
	fill   []bool
	weight []float64
}

// Complete fills dst with rows in which the columns to fill are not missing:
// those of known, a table with the model's fields, where it has no cell.
// Columns that are not to be filled, and those in Replaced, are not in dst;
// nor are cells that known has. numbers are the rows' numbers.
//
// A missing cell is drawn from the model given the columns before it. What
// comes after decides between candidates: one is picked by how likely the
// model finds the row's known cells given it (likelihood weighting: Fung and
// Chang 1990, arXiv:1304.1504). With so many candidates
// that is near the distribution given the whole row, not quite it.
func (m *Model) Complete(dst, known *column.Table, seed uint64, numbers []int64, fill []bool) {
	n := len(numbers)
	w := m.completing(known, seed, numbers, fill)
	for _, p := range m.parts {
		w.part(p)
	}
	for _, p := range m.parts {
		if p.written != nil && fill[p.column] {
			p.written.write(&w.table.Cols[p.column], w.values[p.number])
		}
	}
	chosen := make([]uint32, n)
	stream := rng.New(seed, "complete")
	for i := range chosen {
		chosen[i] = uint32(i*candidates + pick(w.weight[i*candidates:][:candidates], rng.Unit(stream.At(numbers[i]))))
	}
	dst.Fields, dst.Rows, dst.Cols = m.fields, n, make([]column.Vector, len(m.fields))
	for _, p := range m.parts {
		if c := p.column; fill[c] && !p.presence {
			dst.Cols[c].Reset(m.fields[c], 0)
			dst.Cols[c].Append(&w.table.Cols[c], chosen)
		}
	}
}

// pick is the place at which the cumulated weights pass a share of their sum.
func pick(weights []float64, share float64) int {
	sum := 0.0
	for _, x := range weights {
		sum += x
	}
	left := float64(share * sum)
	for i, x := range weights {
		if left -= x; left < 0 {
			return i
		}
	}
	return 0
}

func (m *Model) completing(known *column.Table, seed uint64, numbers []int64, fill []bool) *completing {
	rows := make([]int64, 0, len(numbers)*candidates)
	for _, number := range numbers {
		for k := range int64(candidates) {
			rows = append(rows, number*candidates+k)
		}
	}
	trial := &column.Table{Fields: m.fields, Cols: make([]column.Vector, len(m.fields)), Rows: len(rows)}
	for i := range trial.Cols {
		trial.Cols[i].Reset(m.fields[i], len(rows))
	}
	w := &completing{drawing: m.drawing(trial, seed, rows), known: known, fill: fill, weight: make([]float64, len(rows))}
	for i := range w.weight {
		w.weight[i] = 1
	}
	return w
}

// part brings all candidates to the part's cells.
func (w *completing) part(p *part) {
	at := p.places()
	k := p.read(&w.known.Cols[p.column], w.known.Rows, at)
	var open, given []int32
	for i := range w.rows {
		row := i / candidates
		switch missing := k.missing.Has(row); {
		case missing && w.fill[p.column] && p.presence:
			k.cells[row], _ = at.cell(0) // there will be one
		case missing && w.fill[p.column]:
			open = append(open, int32(i))
			continue
		}
		given = append(given, int32(i))
	}
	w.take(p, k, at, given)
	w.draw(p, at, open)
}

// take gives candidates the cells that are known, and weighs them.
func (w *completing) take(p *part, k *known, at *places, given []int32) {
	cells, look, values := w.cells[p.number], w.bins[p.number], w.values[p.number]
	for _, i := range given {
		row := int(i) / candidates
		c, x, fits := k.cells[row], k.values[row], true
		switch missing := k.missing.Has(row); {
		case missing:
			look[i], x = 0, 0
		case p.domain.ordered:
			look[i] = p.look.value(x)
			if p.link != nil || p.equal != nil {
				c, fits = at.cell(w.rest(p, x, i))
			}
		default:
			look[i] = p.look.level(c)
		}
		cells[i] = c
		if values != nil {
			values[i] = x
		}
		chance := chanceMin
		if p.tree != nil {
			if chance = p.tree.chance(&p.domain, p.tree.leaf(w.bins, int(i)), c); !fits {
				chance *= chanceMin // an inequality would not hold
			}
		} else if of := w.cells[p.follows][i]; of != rare && p.of[of] == c {
			chance = 1
		}
		w.weight[i] *= max(chance, chanceMin*chanceMin)
	}
	w.rescale()
}

// rest is what the tree knows of a value that is a sum, or equal to another.
func (w *completing) rest(p *part, x int64, i int32) int64 {
	if p.equal != nil && x == w.values[p.equal.To][i] {
		return p.equal.Code
	}
	if p.link != nil {
		for _, u := range p.link.Plus {
			x -= w.values[u][i]
		}
		for _, u := range p.link.Minus {
			x += w.values[u][i]
		}
	}
	return x
}

// rescale keeps weights from vanishing: only their ratios count.
func (w *completing) rescale() {
	for from := 0; from < len(w.weight); from += candidates {
		own := w.weight[from:][:candidates]
		largest := 0.0
		for _, x := range own {
			largest = max(largest, x)
		}
		if largest < weightScale {
			for i := range own {
				own[i] /= largest
			}
		}
	}
}

// draw draws cells for candidates until none is missing; one that the leaf
// does not have comes from all rows.
func (w *completing) draw(p *part, at *places, open []int32) {
	if len(open) == 0 {
		return
	}
	d := &p.domain
	w.bits = resized(w.bits, len(w.rows))
	bits := make([]uint64, len(open))
	for k, i := range open {
		stream := rng.New(w.seed, "complete", p.name)
		c, u := uint16(rare), stream.At(w.rows[i])
		if p.tree == nil {
			if of := w.cells[p.follows][i]; of != rare {
				c = p.of[of]
			}
		}
		for attempt := uint64(1); p.tree != nil && attempt <= redraws && (c == rare || d.isMissing(c)); attempt++ {
			c, u = p.tree.draw(d, p.tree.leaf(w.bins, int(i)), stream.Lane(attempt).At(w.rows[i]))
		}
		if c == rare || d.isMissing(c) {
			c, u = d.any(at.absent, stream.Lane(0).At(w.rows[i]))
		}
		w.cells[p.number][i], bits[k] = c, u
	}
	copy(w.bits, bits)
	p.settle(w.drawing, open, nil)
}

// any is a cell of all that are not missing, by its rows.
func (d *domain) any(absent int, u uint64) (uint16, uint64) {
	gone, total := uint32(0), d.upto[len(d.upto)-1]
	if absent >= 0 {
		gone = uint32(d.counts[absent])
	}
	x, rest := take(u, max(total-gone, 1))
	for c, n := range d.counts {
		if c == absent {
			continue
		}
		if x < uint32(n) {
			return uint16(c), rest
		}
		x -= uint32(n)
	}
	return uint16(len(d.cells) - 1), rest
}
