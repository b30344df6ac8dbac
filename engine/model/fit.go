package model

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// fitting is the sample as the trees see it: by variable, cells and bins of
// every row.
type fitting struct {
	minCount  int
	variables []variable
	domains   []domain
	cells     [][]uint16
	looks     []bins
	bins      [][]uint8
	flogf     []float64
	rows      []int32 // that trees are grown on
	step      wire.Step
	done      int // columns cut, tried in an order, or fitted
}

// prepare cuts every variable of the sample.
func prepare(s *sample.Sample, o Options, step wire.Step) (*fitting, error) {
	f := &fitting{minCount: o.MinCount, flogf: entropies(s.Table.Rows), step: step}
	if f.minCount == 0 {
		f.minCount = 5
	}
	// A small sample has no counts to hide in: it would vanish.
	f.minCount = max(1, min(f.minCount, 1+s.Table.Rows/200))
	f.variables = variables(s, f.minCount)
	for i := range f.variables {
		v := &f.variables[i]
		d, cells := cut(v, f.minCount)
		look, bins := binned(v, &d, cells)
		f.domains = append(f.domains, d)
		f.cells = append(f.cells, cells)
		f.looks = append(f.looks, look)
		f.bins = append(f.bins, bins)
		if err := f.tell(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// tell says that one more column is cut, tried or fitted.
func (f *fitting) tell() error {
	f.done++
	return f.step.Tell(f.done, (2+ordersTried)*len(f.variables))
}

// part is variable v without its tree.
func (f *fitting) part(s *sample.Sample, v int) *part {
	of := &f.variables[v]
	p := &part{name: of.name, number: v, column: of.column, shift: of.shift, presence: of.presence, written: of.written,
		domain: f.domains[v], look: f.looks[v]}
	if source := s.Table.Cols[p.column].Dict; source != nil && !p.domain.ordered && !p.presence {
		texts := make([]string, len(p.domain.cells))
		for c := range texts {
			if !p.domain.isMissing(uint16(c)) {
				texts[c] = source.Text(uint32(p.domain.cells[c].knots[0]))
			}
		}
		p.levels = column.NewDict(texts)
	}
	return p
}

// fitted makes the tree of variable v given the features: grown on some rows,
// its leaves filled with all.
func (f *fitting) fitted(v int, features []int) *tree {
	g := f.grower(v, f.rows)
	g.grow(features)
	if len(f.rows) < len(g.cells) {
		g.refill()
	}
	return g.tree
}

// grower is ready to grow the tree of variable v on the rows.
func (f *fitting) grower(v int, rows []int32) *grower {
	d := &f.domains[v]
	g := &grower{target: d, looks: f.looks, bins: f.bins, cells: f.cells[v], flogf: f.flogf, minCount: f.minCount}
	g.class = make([]uint8, len(g.cells))
	var mass [classesMax]float64
	for _, row := range rows {
		if c := g.cells[row]; c != rare {
			g.class[row] = d.class[c]
		} else {
			g.class[row] = uint8(d.classes - 1)
		}
		mass[g.class[row]]++
	}
	if d.ordered && d.classes > 2 {
		g.score = ranks(&mass, d.classes)
	}
	g.rows = slices.Clone(rows)
	return g
}

// ranks is the middle rank r of each class as ln(r/(1-r)), which gives the
// ends of a distribution more say than r alone.
func ranks(mass *[classesMax]float64, classes int) []float64 {
	total := 0.0
	for _, n := range mass {
		total += n
	}
	score := make([]float64, classesMax)
	below := 0.0
	for k := range classes {
		middle := below + float64(mass[k]/2) + 0.5
		score[k] = dist.Log(middle / (total + 1 - middle))
		below += mass[k]
	}
	return score
}
