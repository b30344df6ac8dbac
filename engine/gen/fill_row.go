package gen

import (
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
	for i, own := range f.table.ancestors(f, p.levels) {
		if dst.Ints[i] >= own {
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
		return &sibling{table: p.table, target: target, levels: r.Levels, bits: p.stream("")}
	}
	chosen := &pick{target: target, levels: r.Levels, bits: p.stream("")}
	if r.Pick != nil {
		params := r.Params
		if spec, ok := dist.Named(r.Pick.Name); ok && params["n"] == nil && spec.Has("n") {
			params["n"] = &plan.Expr{Number: float64(target.rows())}
		}
		chosen.draw = p.dist(r.Pick.Name, params, "/pick")
	}
	return chosen
}

// sibling draws a row of another table that has the same ancestor as this
// one, levels generations up; null where there is none.
type sibling struct {
	table, target *table
	levels        int
	bits          rng.Stream
}

func (s *sibling) fill(f *frame, dst *column.Vector) {
	n := len(f.rows)
	var starts []uint32
	block := int64(-1)
	for i, parent := range s.table.ancestors(f, s.levels) {
		l := s.target.layout
		if b := parent / l.Parents; b != block {
			block, starts = b, l.Starts(starts[:0], b)
		}
		k := parent - block*l.Parents
		first, children := starts[k], starts[k+1]-starts[k]
		if children == 0 {
			dst.SetNull(i, n)
			continue
		}
		at := rng.Below(s.bits.At(f.rows[i]), uint64(children))
		dst.Ints[i] = block*l.Children + int64(first) + int64(at)
	}
}

// ancestors is, for each row of a child block, the number of the row levels
// generations up.
func (t *table) ancestors(f *frame, levels int) []int64 {
	up := make([]int64, len(f.rows))
	for i := 1; i < len(f.start); i++ {
		for k := f.start[i-1]; k < f.start[i]; k++ {
			up[k] = f.first*t.layout.Parents + int64(i-1)
		}
	}
	for t = t.parent; levels > 1; levels, t = levels-1, t.parent {
		var starts []uint32
		block := int64(-1)
		for i, row := range up {
			if b := row / t.layout.Children; b != block {
				block, starts = b, t.layout.Starts(starts[:0], b)
			}
			up[i] = block*t.layout.Parents + parentOf(starts, row-block*t.layout.Children)
		}
	}
	return up
}

// parentOf finds, by bisection, the last parent whose children begin at or
// before k and who has any.
func parentOf(starts []uint32, k int64) int64 {
	low, high := 0, len(starts)-1
	for high-low > 1 {
		if mid := (low + high) / 2; int64(starts[mid]) <= k {
			low = mid
		} else {
			high = mid
		}
	}
	return int64(low)
}
