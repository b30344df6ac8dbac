package model

import (
	"sort"

	"github.com/groflex/groflex/engine/column"
)

// places finds the cell of a value, as the fit did: values of their own first,
// then the interval that a value lies in.
type places struct {
	domain *domain
	atoms  map[int64]uint16
	starts []int64 // of the intervals, ascending
	codes  []uint16
	absent int // the cell of missing values; -1: none
	levels map[string]uint16
}

func (p *part) places() *places {
	d := &p.domain
	at := &places{domain: d, atoms: map[int64]uint16{}, absent: -1}
	for c := range d.cells {
		switch ks := d.cells[c].knots; {
		case len(ks) == 0:
			at.absent = c
		case len(ks) == 1:
			at.atoms[ks[0]] = uint16(c)
		default:
			at.starts, at.codes = append(at.starts, ks[0]), append(at.codes, uint16(c))
		}
	}
	if p.levels != nil {
		at.levels = map[string]uint16{}
		for c := range d.cells {
			if c != at.absent {
				at.levels[p.levels.Text(uint32(c))] = uint16(c)
			}
		}
	}
	return at
}

// cell is the cell of a value; fits is false where the model has none for it.
func (at *places) cell(x int64) (c uint16, fits bool) {
	if c, ok := at.atoms[x]; ok {
		return c, true
	}
	i := sort.Search(len(at.starts), func(i int) bool { return at.starts[i] > x })
	if i == 0 {
		return rare, false
	}
	c = at.codes[i-1]
	ks := at.domain.cells[c].knots
	return c, x <= ks[len(ks)-1]
}

// known is the cells of one variable in rows that are there.
type known struct {
	cells   []uint16 // rare: none of the model's; of linked numbers not yet told
	values  []int64  // of ordered variables
	missing column.Bits
}

// read takes a part's cells from a column.
func (p *part) read(v *column.Vector, n int, at *places) *known {
	k := &known{cells: make([]uint16, n), values: make([]int64, n), missing: column.NewBits(n)}
	for i := range n {
		if v.Null(i) {
			k.missing.Set(i)
			k.cells[i] = uint16(max(at.absent, 0))
			continue
		}
		switch {
		case p.presence:
			k.cells[i], _ = at.cell(0)
			continue
		case p.levels != nil:
			c, ok := at.levels[string(v.Bytes(i))]
			if !ok {
				c = rare
			}
			k.cells[i] = c
			continue
		case p.written != nil:
			k.values[i] = p.written.number(string(v.Bytes(i)))
		case v.Kind == column.Float:
			k.values[i] = fixed(v.Floats[i:i+1], p.shift)[0]
		default:
			k.values[i] = v.Ints[i]
		}
		k.cells[i], _ = at.cell(k.values[i])
	}
	return k
}

// chance is the probability of a cell in a leaf.
func (t *tree) chance(d *domain, leaf int32, c uint16) float64 {
	n := &t.nodes[leaf]
	groups := t.groups[n.left:n.right]
	before := uint32(0)
	for _, g := range groups {
		if inside := t.within(d, &g, c); inside > 0 {
			return float64(g.upto-before) * inside / float64(groups[len(groups)-1].upto)
		}
		before = g.upto
	}
	return 0
}

// within is the share of a group that a cell has.
func (t *tree) within(d *domain, g *group, c uint16) float64 {
	if c == rare {
		return 0
	}
	if d.ordered {
		if uint32(c) < g.from || uint32(c) > g.to {
			return 0
		}
		if g.from == g.to {
			return 1
		}
		low := uint32(0)
		if g.from > 0 {
			low = d.upto[g.from-1]
		}
		return float64(d.counts[c]) / float64(max(d.upto[g.to]-low, 1))
	}
	inside, all := 0.0, 0.0
	for _, m := range t.members[g.from:g.to] {
		all += float64(d.counts[m])
		if m == c {
			inside = float64(d.counts[m])
		}
	}
	return inside / max(all, 1)
}
