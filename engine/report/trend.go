package report

import (
	"math"

	"github.com/groflex/groflex/engine/wire"
)

// trends scores pairs of columns.
type trends struct {
	real, own, shared contingency // scratch; shared is synthetic cut at the real edges
}

// prepared is one column, cut down to the rows for pairs, with what can be
// computed once for all its pairs.
type prepared struct {
	*duo
	realZ, syntheticZ []float64 // centred, of length 1; nil where constant or with nulls
	constant          bool      // in one of the tables
	realBins, ownBins []uint32  // continuous: by each table's own edges
	sharedBins        []uint32  // synthetic by the real edges
}

// fillPairs fills in the pairs and their means.
func fillPairs(out *wire.Similarity, duos []*duo) {
	pairs := len(duos) * (len(duos) - 1) / 2
	columns := make([]prepared, len(duos))
	for i, d := range duos {
		columns[i] = prepare(d, min(pairRows, pairCells/max(pairs, 1)))
	}
	var t trends
	own, shared := 0.0, 0.0
	for i := range columns {
		for j := i + 1; j < len(columns); j++ {
			pair, same, ok := t.score(&columns[i], &columns[j])
			if !ok {
				continue
			}
			out.Pairs = append(out.Pairs, pair)
			own += pair.Score
			shared += same
		}
	}
	if k := float64(len(out.Pairs)); k > 0 {
		own, shared = own/k, shared/k
		out.PairTrends, out.PairTrendsShared = &own, &shared
	}
}

// prepare cuts a duo down to at most n rows of each table. Its rows were
// already chosen by chance, or are the whole table.
func prepare(d *duo, n int) prepared {
	p := prepared{duo: &duo{name: d.name, continuous: d.continuous, levels: d.levels}}
	if !d.continuous {
		p.a, p.b = pickCells(d.a, n), pickCells(d.b, n)
		return p
	}
	p.real, p.synthetic = pickCells(d.real, n), pickCells(d.synthetic, n)
	var realConstant, syntheticConstant bool
	p.realZ, realConstant = normalise(p.real)
	p.syntheticZ, syntheticConstant = normalise(p.synthetic)
	p.constant = realConstant || syntheticConstant
	edges := binEdges(p.real)
	p.realBins = digitise(p.real, edges)
	p.sharedBins = digitise(p.synthetic, edges)
	p.ownBins = digitise(p.synthetic, binEdges(p.synthetic))
	return p
}

func pickCells[T any](cells []T, n int) []T {
	if len(cells) <= n {
		return cells
	}
	out := make([]T, n)
	for i, row := range subset(len(cells), n) {
		out[i] = cells[row]
	}
	return out
}

// score compares how two columns go together; same is the score where both tables are cut at the
// real edges. It is not ok where the metric is undefined.
func (t *trends) score(x, y *prepared) (pair wire.Pair, same float64, ok bool) {
	pair = wire.Pair{A: x.name, B: y.name, Metric: "ContingencySimilarity"}
	if x.continuous && y.continuous {
		pair.Metric = "CorrelationSimilarity"
		if x.constant || y.constant {
			return pair, 0, false
		}
		r, okR := correlation(x.real, y.real, x.realZ, y.realZ)
		s, okS := correlation(x.synthetic, y.synthetic, x.syntheticZ, y.syntheticZ)
		pair.Real, pair.Synthetic, pair.Score = &r, &s, 1-float64(math.Abs(r-s)/2)
		return pair, pair.Score, okR && okS
	}
	real, own, shared := &t.real, &t.own, &t.shared
	xLevels, yLevels := x.width(), y.width()
	hashed := sparse(xLevels*yLevels, len(x.ofReal()))
	real.count(x.ofReal(), y.ofReal(), xLevels, yLevels, hashed)
	own.count(x.ofSynthetic(false), y.ofSynthetic(false), xLevels, yLevels, hashed)
	pair.Score = overlap(real, own)
	same = pair.Score
	if x.continuous || y.continuous {
		shared.count(x.ofSynthetic(true), y.ofSynthetic(true), xLevels, yLevels, hashed)
		same = overlap(real, shared)
	}
	r, s := real.cramer(), own.cramer()
	pair.Real, pair.Synthetic = &r, &s
	return pair, same, true
}

func (p *prepared) width() int {
	if p.continuous {
		return bins + 2
	}
	return p.levels
}

func (p *prepared) ofReal() []uint32 {
	if p.continuous {
		return p.realBins
	}
	return p.a
}

func (p *prepared) ofSynthetic(shared bool) []uint32 {
	switch {
	case !p.continuous:
		return p.b
	case shared:
		return p.sharedBins
	}
	return p.ownBins
}
