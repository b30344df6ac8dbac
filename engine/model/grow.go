package model

import (
	"cmp"
	"slices"
)

// The gates of a split, found by measurement (BENCHMARKS.md). A level that
// comes back tells a row of the sample far better than a number nearby, so
// levels are split with more caution, and numbers with as few values.
const (
	leafMin   = 10   // rows on either side
	zMin      = 2.25 // standard deviations above chance
	zLevels   = 3.5  // the same, of levels
	levelsMax = 12   // values up to which numbers are taken for levels
)

// grower grows one tree. Its buffers are as long as the rows it grows on.
type grower struct {
	target   *domain
	looks    []bins    // of the features, by variable
	bins     [][]uint8 // of the features, by variable, one a row
	cells    []uint16  // of the target, one a row
	class    []uint8   // of the target, one a row
	score    []float64 // of each class: what the order of the target is judged by
	flogf    []float64 // x·ln x
	minCount int

	rows  []int32 // of the tree, partitioned by node
	spare []int32
	tree  *tree

	sorted  []uint8 // classes of a node's rows, by bin
	ends    [binsMax + 1]int32
	leftOf  [classesMax]int32
	rightOf [classesMax]int32
	weight  []int32 // rows of a leaf by cell
}

// split is how to divide a node.
type split struct {
	feature int
	z       float64
	cut     uint8
	set     *[4]uint64
}

// grow makes the tree of a variable from the given rows and features.
func (g *grower) grow(features []int) *tree {
	g.tree = &tree{}
	g.spare = make([]int32, len(g.rows))
	g.sorted = make([]uint8, len(g.rows))
	g.weight = make([]int32, len(g.target.cells))
	g.node(g.promising(features), 0, len(g.rows))
	return g.tree
}

// What bounds the time that wide tables take: of more than featuresMax features
// a tree splits on the promisingMax that are best for some of its rows. That is
// also more faithful: the best of many splits is often just the luckiest.
const (
	featuresMax  = 40
	promisingMax = 16
	screenedRows = 4000
)

// promising are the features to grow a tree on.
func (g *grower) promising(features []int) []int {
	if len(features) <= featuresMax {
		return features
	}
	rows, stride := g.rows, (len(g.rows)+screenedRows-1)/screenedRows
	g.rows = nil
	for at := 0; at < len(rows); at += stride {
		g.rows = append(g.rows, rows[at])
	}
	z := make(map[int]float64, len(features))
	for _, f := range features {
		z[f] = g.best([]int{f}, 0, len(g.rows)).z
	}
	g.rows = rows
	sorted := slices.Clone(features)
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(z[b], z[a]) })
	return sorted[:promisingMax]
}

// node adds the node of rows[from:to] and those below it, and is its number.
func (g *grower) node(features []int, from, to int) int32 {
	at := int32(len(g.tree.nodes))
	g.tree.nodes = append(g.tree.nodes, node{})
	best := g.best(features, from, to)
	if best.z < g.gate() {
		g.tree.nodes[at] = g.leafOf(from, to)
		return at
	}
	middle := g.partition(&best, from, to)
	n := node{feature: int32(best.feature), set: -1, cut: best.cut}
	if best.set != nil {
		n.set = int32(len(g.tree.sets))
		g.tree.sets = append(g.tree.sets, *best.set)
	}
	n.left = g.node(features, from, middle)
	n.right = g.node(features, middle, to)
	g.tree.nodes[at] = n
	return at
}

// gate is the least z that divides a node.
func (g *grower) gate() float64 {
	if g.target.ordered && len(g.target.cells) > levelsMax {
		return zMin
	}
	return zLevels
}

// partition brings the rows that go left to the front, keeping their order.
func (g *grower) partition(s *split, from, to int) int {
	bins := g.bins[s.feature]
	left, right := from, 0
	for _, row := range g.rows[from:to] {
		b := bins[row]
		goes := b <= s.cut
		if s.set != nil {
			goes = s.set[b>>6]>>(b&63)&1 == 1
		}
		if goes {
			g.rows[left] = row
			left++
		} else {
			g.spare[right] = row
			right++
		}
	}
	copy(g.rows[left:to], g.spare[:right])
	return left
}

// best is the most significant split of rows[from:to].
func (g *grower) best(features []int, from, to int) split {
	best := split{z: -100}
	n := to - from
	if n < 2*leafMin {
		return best
	}
	counts := g.tally(g.rows[from:to])
	if counts.classes < 2 {
		return best
	}
	for _, f := range features {
		if s := g.sweep(f, from, to, &counts); s.z > best.z {
			best = s
		}
	}
	return best
}

// sweep finds the best cut of one feature: rows pass from right to left bin
// by bin, and the statistics follow.
func (g *grower) sweep(f, from, to int, counts *tally) split {
	s := split{feature: f, z: -100}
	bins := g.bins[f]
	d := &g.looks[f]
	ends := g.ends[:d.n+1]
	clear(ends)
	rows := g.rows[from:to]
	for _, row := range rows {
		ends[int(bins[row])+1]++
	}
	used := 0
	for b := range d.n {
		if ends[b+1] > 0 {
			used++
		}
		ends[b+1] += ends[b]
	}
	if used < 2 {
		return s
	}
	sorted := g.sorted[:len(rows)]
	for _, row := range rows {
		b := bins[row]
		sorted[ends[b]] = g.class[row]
		ends[b]++ // ends[b] is now where bin b ends
	}
	order := identity[:d.n]
	df := float64(counts.classes - 1)
	if !d.ordered && used > 2 {
		order = g.orderBins(ends[:d.n], sorted, &counts.rows)
		df += float64(0.64 * float64(used-2))
	}

	n := len(rows)
	g.leftOf = [classesMax]int32{}
	g.rightOf = counts.rows
	h := g.flogf
	terms := counts.terms // Σ f(left) + f(right) over classes
	base := counts.terms - h[n]
	mean, variance := 0.0, 0.0
	if g.score != nil {
		for k, c := range counts.rows {
			mean += float64(float64(c) * g.score[k])
		}
		mean /= float64(n)
		for k, c := range counts.rows {
			variance += float64(float64(c) * float64((g.score[k]-mean)*(g.score[k]-mean)))
		}
		variance /= float64(n)
	}
	bestG, bestV := 0.0, 0.0
	cutG, cutV, leftG := -1, -1, 0
	left, sum := 0, 0.0
	for i, b := range order {
		start := int32(0)
		if b > 0 {
			start = ends[b-1]
		}
		end := ends[b]
		if start == end {
			continue
		}
		for _, k := range sorted[start:end] {
			l, r := g.leftOf[k], g.rightOf[k]
			terms += h[l+1] - h[l] + h[r-1] - h[r]
			g.leftOf[k], g.rightOf[k] = l+1, r-1
			if g.score != nil {
				sum += g.score[k]
			}
		}
		left += int(end - start)
		if left < leafMin {
			continue
		}
		if n-left < leafMin {
			break
		}
		if chi := 2 * (terms - h[left] - h[n-left] - base); chi > bestG {
			bestG, cutG, leftG = chi, i, left
		}
		if g.score != nil {
			d := sum - float64(float64(left)*mean)
			if chi := d * d * float64(n) / (float64(left) * float64(n-left)); chi > bestV {
				bestV, cutV = chi, i
			}
		}
	}
	if cutG < 0 && cutV < 0 {
		return s
	}
	at := cutG
	s.z = zScore(bestG/counts.williams(leftG), df)
	if g.score != nil && variance > 0 {
		dv := 1.0
		if !d.ordered && used > 2 {
			dv += float64(0.64 * float64(used-2))
		}
		if z := zScore(bestV/variance, dv); z > s.z {
			s.z, at = z, cutV
		}
	}
	if d.ordered {
		s.cut = order[at]
		return s
	}
	s.set = &[4]uint64{}
	for _, b := range order[:at+1] {
		s.set[b>>6] |= 1 << (b & 63)
	}
	return s
}

// identity is the order of the bins of an ordered feature.
var identity = func() (order [binsMax]uint8) {
	for i := range order {
		order[i] = uint8(i)
	}
	return order
}()

// orderBins sorts the bins of a feature without an order so that a cut of the
// sorted bins is a good division: by the mean score of an ordered target, else
// along the first principal component of the bins' class shares (Coppersmith,
// Hong, Hosking 1999, doi:10.1023/A:1009869804967).
func (g *grower) orderBins(ends []int32, sorted []uint8, total *[classesMax]int32) []uint8 {
	score := g.score
	if score == nil {
		score = g.principal(ends, sorted, total)
	}
	means := make([]float64, len(ends))
	start := int32(0)
	for b, end := range ends {
		sum := 0.0
		for _, k := range sorted[start:end] {
			sum += score[k]
		}
		means[b] = -1e300
		if end > start {
			means[b] = sum / float64(end-start)
		}
		start = end
	}
	order := make([]uint8, len(ends))
	for b := range order {
		order[b] = uint8(b)
	}
	slices.SortStableFunc(order, func(a, b uint8) int {
		switch {
		case means[a] < means[b]:
			return -1
		case means[a] > means[b]:
			return 1
		}
		return 0
	})
	return order
}

// principal is a direction in the space of classes along which the bins
// differ most, by a few steps of power iteration.
func (g *grower) principal(ends []int32, sorted []uint8, total *[classesMax]int32) []float64 {
	k := g.target.classes
	n := float64(len(sorted))
	mean := make([]float64, k)
	for c := range k {
		mean[c] = float64(total[c]) / n
	}
	shares := make([]float64, len(ends)*k)
	start := int32(0)
	for b, end := range ends {
		if end > start {
			share := shares[b*k : b*k+k]
			for _, c := range sorted[start:end] {
				share[c]++
			}
			for c := range share {
				share[c] = share[c]/float64(end-start) - mean[c]
			}
		}
		start = end
	}
	// Start from the bin that differs most, weighted by its rows.
	w := make([]float64, k)
	most := -1.0
	start = 0
	for b, end := range ends {
		norm := 0.0
		for _, x := range shares[b*k : b*k+k] {
			norm += float64(x * x)
		}
		if norm *= float64(end - start); norm > most {
			most = norm
			copy(w, shares[b*k:b*k+k])
		}
		start = end
	}
	next := make([]float64, k)
	for range 4 {
		clear(next)
		start = 0
		largest := 0.0
		for b, end := range ends {
			share := shares[b*k : b*k+k]
			dot := 0.0
			for c, x := range share {
				dot += float64(x * w[c])
			}
			dot *= float64(end - start)
			for c, x := range share {
				next[c] += float64(dot * x)
			}
			start = end
		}
		for _, x := range next {
			largest = max(largest, x, -x)
		}
		if largest == 0 {
			break
		}
		for c := range w {
			w[c] = next[c] / largest
		}
	}
	return w
}
