package model

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/sample"
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
}

// prepare cuts every variable of the sample.
func prepare(s *sample.Sample, o Options) *fitting {
	f := &fitting{minCount: o.MinCount, flogf: entropies(s.Table.Rows)}
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
	}
	return f
}

// some is the numbers of at most most rows, spread evenly.
func (f *fitting) some(most int) []int32 {
	total := len(f.flogf) - 1
	stride := max(1, (total+most-1)/most)
	var rows []int32
	for row := 0; row < total; row += stride {
		rows = append(rows, int32(row))
	}
	return rows
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

// grow makes the tree of variable v given the features, on the rows.
func (f *fitting) grow(v int, features []int, rows []int32) *tree {
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
	return g.grow(features)
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
