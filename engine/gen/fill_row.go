package gen

import (
	"maps"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/rng"
)

// pick draws the number of a row of another table: each alike, or by a
// distribution over 1, 2, 3, …, whose 1 is row 0. Of a table above its own it
// draws a row that is not the ancestor: who is paid is not who pays.
type pick struct {
	target *table
	draw   *draw // nil: each alike
	levels int   // up to the target; 0: it is not above
	bits   rng.Stream
}

func (p *pick) fill(f *frame, dst *column.Vector) {
	rows := p.target.rows()
	if p.levels == 0 && rows > 0 {
		p.among(f, dst, rows)
		return
	}
	if rows <= 1 {
		for i := range f.rows {
			dst.SetNull(i, len(f.rows))
		}
		return
	}
	p.among(f, dst, rows-1)
	above, at := f.ancestor(p.levels)
	for i, k := range at {
		if dst.Ints[i] >= above.rows[k] {
			dst.Ints[i]++
		}
	}
}

// among draws one of the first rows rows of the target.
func (p *pick) among(f *frame, dst *column.Vector, rows int64) {
	if p.draw == nil {
		for i, row := range f.rows {
			dst.Ints[i] = int64(rng.Below(p.bits.At(row), uint64(rows)))
		}
		return
	}
	for i, x := range p.draw.numbers(f) {
		dst.Ints[i] = min(max(int64(floor(x+0.5))-1, 0), rows-1)
	}
}

// row chooses the row that a foreign key points to.
func (p place) row() filler {
	r := p.cell.Row
	target := p.source.tables[r.Target]
	if r.Sibling {
		at := p.expr(r.At)
		if at != nil && at.field.Kind != column.Int {
			p.fault("/at", "gives a %s, not an int", at.field.Kind)
		}
		return &sibling{target: target, levels: r.Levels, at: at, bits: p.stream("")}
	}
	chosen := &pick{target: target, levels: r.Levels, bits: p.stream("")}
	if r.Pick != nil {
		params := maps.Clone(r.Params)
		if spec, ok := dist.Named(r.Pick.Name); ok && params["n"] == nil && spec.Has("n") {
			params["n"] = &plan.Expr{Number: float64(target.rows())}
		}
		chosen.draw = p.dist(r.Pick.Name, params, "/pick")
	}
	return chosen
}

// sibling is a row that has the same ancestor as this one, levels generations
// up: the one that at tells, or any; null where there is none.
type sibling struct {
	target *table
	levels int
	at     *expr // from 0; nil: each alike
	bits   rng.Stream
}

func (s *sibling) fill(f *frame, dst *column.Vector) {
	above, family := f.ancestor(s.levels)
	if s.at != nil {
		s.told(f, dst, above, family)
		return
	}
	for i, k := range family {
		first, end := s.target.kin.ChildrenOf(above.rows[k])
		if first == end {
			dst.SetNull(i, len(family))
			continue
		}
		dst.Ints[i] = first + int64(rng.Below(s.bits.At(f.rows[i]), uint64(end-first)))
	}
}

// told fills dst with the rows that at tells.
func (s *sibling) told(f *frame, dst *column.Vector, above *frame, family []uint32) {
	at := s.at.eval(f)
	alike := at.Len() == 1
	for i, k := range family {
		one := i
		if alike {
			one = 0
		}
		first, end := s.target.kin.ChildrenOf(above.rows[k])
		row := first + at.Ints[one]
		if at.Null(one) || row < first || row >= end {
			dst.SetNull(i, len(family))
			continue
		}
		dst.Ints[i] = row
	}
}
