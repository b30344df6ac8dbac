package model

import "github.com/groflex/groflex/engine/rng"

// restriction is what conditions leave of a part's values, and how likely.
type restriction struct {
	conditions []condition
	spans      []span    // of an ordered part: the values left, ascending
	cells      []float64 // by cell: the share of its values that is left
	leaves     []float64 // by node: the share of a leaf that is left
	most       float64   // of leaves

	// after: the value is known only once what it refers to is drawn, so rows
	// are judged by it, not drawn to fit.
	after bool
}

// restrict works out what conditions, all on one part, leave.
func (p *part) restrict(conditions []condition) *restriction {
	d := &p.domain
	r := &restriction{conditions: conditions, spans: []span{everything}, cells: make([]float64, len(d.cells)),
		after: p.tree == nil || p.link != nil || p.equal != nil}
	for _, c := range conditions {
		r.cut(c.span, c.not)
	}
	for c := range d.cells {
		r.cells[c] = r.share(p, uint16(c))
	}
	if r.after {
		return r
	}
	r.leaves = make([]float64, len(p.tree.nodes))
	for i := range p.tree.nodes {
		if n := &p.tree.nodes[i]; n.feature < 0 {
			left := 0.0
			p.tree.each(d, n, func(c uint16, rows float64) { left += float64(rows * r.cells[c]) })
			r.leaves[i] = left / float64(p.tree.groups[n.right-1].upto)
			r.most = max(r.most, r.leaves[i])
		}
	}
	return r
}

// cut takes away what is outside a span, or with not what is inside.
func (r *restriction) cut(s span, not bool) {
	var left []span
	for _, old := range r.spans {
		pieces := []span{{max(old.low, s.low), min(old.high, s.high)}}
		if not && s.low <= s.high {
			pieces = nil
			if s.low > old.low {
				pieces = append(pieces, span{old.low, min(old.high, s.low-1)})
			}
			if s.high < old.high {
				pieces = append(pieces, span{max(old.low, s.high+1), old.high})
			}
		} else if not {
			pieces = []span{old}
		}
		for _, piece := range pieces {
			if piece.low <= piece.high {
				left = append(left, piece)
			}
		}
	}
	r.spans = left
}

// share is how much of a cell is left.
func (r *restriction) share(p *part, c uint16) float64 {
	d := &p.domain
	ks := d.cells[c].knots
	if len(ks) < 2 || p.levels != nil {
		if r.admits(p, c, first(ks)) {
			return 1
		}
		return 0
	}
	sum := 0.0
	for i := range len(ks) - 1 {
		sum += r.stretch(d, ks[i], ks[i+1])
	}
	return sum / float64(len(ks)-1)
}

func first(knots []int64) int64 {
	if len(knots) == 0 {
		return 0
	}
	return knots[0]
}

// admits reports whether a value of a cell meets the conditions.
func (r *restriction) admits(p *part, cell uint16, x int64) bool {
	for i := range r.conditions {
		c := &r.conditions[i]
		switch {
		case p.domain.isMissing(cell):
			if !c.missing {
				return false
			}
		case p.levels != nil:
			if !c.metBy([]byte(p.levels.Text(uint32(cell)))) {
				return false
			}
		case !c.lets(x):
			return false
		}
	}
	return true
}

// stretch is the share of the values from low to high that is left.
func (r *restriction) stretch(d *domain, low, high int64) float64 {
	left := uint64(0)
	for _, s := range r.spans {
		_, n := d.inside(low, high, s)
		left += n
	}
	return float64(left) / float64(uint64(high-low)/uint64(d.step)+1)
}

// inside is the first of the values low, low+step, … up to high that lie in a
// span, counted from low, and how many do.
func (d *domain) inside(low, high int64, s span) (from, n uint64) {
	a, b := max(low, s.low), min(high, s.high)
	if a > b {
		return 0, 0
	}
	step := uint64(d.step)
	from = (uint64(a-low) + step - 1) / step
	if to := uint64(b-low)/step + 1; to > from {
		n = to - from
	}
	return from, n
}

// draw picks a cell of a leaf among those that are left, and the bits to draw
// a value with.
func (r *restriction) draw(p *part, leaf int32, u uint64) (uint16, uint64) {
	n := &p.tree.nodes[leaf]
	x := float64(rng.Unit(u) * float64(r.leaves[leaf]*float64(p.tree.groups[n.right-1].upto)))
	picked, within, done := uint16(0), 0.0, false
	p.tree.each(&p.domain, n, func(c uint16, rows float64) {
		if w := float64(rows * r.cells[c]); w > 0 && !done {
			picked, within = c, x/w
			x -= w
			done = x < 0
		}
	})
	return picked, min(uint64(float64(within*(1<<32))), 1<<32-1)<<32 | u&(1<<32-1)
}

// drawn is a value of a cell, among those that are left where r is not nil.
func (d *domain) drawn(c uint16, u uint64, r *restriction) int64 {
	if r == nil || r.cells[c] == 1 {
		return d.value(c, u)
	}
	ks := d.cells[c].knots
	x := float64(rng.Unit(u) * float64(r.cells[c]*float64(len(ks)-1)))
	at := 0
	for i := range len(ks) - 1 {
		if w := r.stretch(d, ks[i], ks[i+1]); w > 0 {
			at = i
			if x -= w; x < 0 {
				break
			}
		}
	}
	total := uint64(0)
	for _, s := range r.spans {
		_, n := d.inside(ks[at], ks[at+1], s)
		total += n
	}
	k := rng.Below(u<<32|u>>32, max(total, 1))
	for _, s := range r.spans {
		from, n := d.inside(ks[at], ks[at+1], s)
		if k < n {
			return ks[at] + int64(from+k)*d.step
		}
		k -= n
	}
	return ks[at]
}
