package model

import "slices"

// held is a cell and how many rows have it.
type held struct{ cell, rows uint32 }

// merging writes a tree whose leaves count every cell as one in which no count
// is below minCount.
type merging struct {
	tree     *tree
	domain   *domain
	minCount uint32
	doc      *treeDocument
}

// merge makes the document of a tree. Cells with fewer rows in a leaf share a
// group: neighbours of an ordered domain, all of another. What is lost, how
// many rows each cell has in the group, is summed over the leaves below a node,
// the lowest with minCount rows of the cell in groups. So every row is in one
// count of a leaf and in at most one sum, and no difference of counts is that
// of fewer rows.
func (t *tree) merge(d *domain, minCount int) *treeDocument {
	m := &merging{tree: t, domain: d, minCount: uint32(minCount), doc: &treeDocument{}}
	m.write(0)
	for _, set := range t.sets {
		m.doc.Sets = append(m.doc.Sets, binsOf(set))
	}
	return m.doc
}

func binsOf(set [4]uint64) []int {
	var bins []int
	for b := range 256 {
		if set[b>>6]>>(b&63)&1 == 1 {
			bins = append(bins, b)
		}
	}
	return bins
}

// sum adds two lists by cell.
func sum(a, b []held) []held {
	all := make([]held, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].cell < b[0].cell:
			all, a = append(all, a[0]), a[1:]
		case a[0].cell > b[0].cell:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, held{a[0].cell, a[0].rows + b[0].rows}), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// write writes a node and those below, and returns the cells in groups that no
// sum has yet.
func (m *merging) write(at int32) []held {
	n := m.tree.nodes[at]
	if n.feature < 0 {
		return m.leaf(n)
	}
	m.doc.Nodes = append(m.doc.Nodes, [5]int32{n.feature, n.set, int32(n.cut), n.left, n.right})
	grouped := sum(m.write(n.left), m.write(n.right))
	few := grouped[:0]
	for _, h := range grouped {
		if h.rows >= m.minCount {
			m.doc.Sums = append(m.doc.Sums, [3]uint32{uint32(at), h.cell, h.rows})
		} else {
			few = append(few, h)
		}
	}
	return few
}

// leaf writes a leaf and its groups: rows, number of cells, cells.
func (m *merging) leaf(n node) (grouped []held) {
	var cells []held
	m.tree.each(m.domain, &n, func(c uint16, rows float64) { cells = append(cells, held{uint32(c), uint32(rows)}) })
	from := len(m.doc.Groups)
	for _, group := range m.groups(cells) {
		m.doc.Groups = append(m.doc.Groups, max(total(group), m.minCount), uint32(len(group)))
		for _, h := range group {
			m.doc.Groups = append(m.doc.Groups, h.cell)
		}
		if len(group) > 1 {
			grouped = append(grouped, group...)
		}
	}
	m.doc.Nodes = append(m.doc.Nodes, [5]int32{-1, -1, 0, int32(from), int32(len(m.doc.Groups))})
	slices.SortFunc(grouped, func(a, b held) int { return int(a.cell) - int(b.cell) })
	return grouped
}

// groups divides a leaf's cells.
func (m *merging) groups(cells []held) [][]held {
	var done [][]held
	var open []held
	rows := uint32(0) // of open
	for _, h := range cells {
		if h.rows >= m.minCount && m.domain.ordered && rows > 0 {
			done, open, rows = append(done, open), nil, 0
		}
		switch {
		case h.rows >= m.minCount:
			done = append(done, []held{h})
		default:
			open = append(open, h)
			if rows += h.rows; rows >= m.minCount && m.domain.ordered {
				done, open, rows = append(done, open), nil, 0
			}
		}
	}
	if rows > 0 {
		done = append(done, open)
	}
	return m.enough(done)
}

// enough joins groups with too few rows to their neighbours before, or where
// there is no order to the smallest.
func (m *merging) enough(groups [][]held) [][]held {
	for i := 0; i < len(groups) && len(groups) > 1; {
		if total(groups[i]) >= m.minCount {
			i++
			continue
		}
		to := max(i-1, 0)
		if i == 0 {
			to = 1
		}
		if !m.domain.ordered {
			for k := range groups {
				if k != i && total(groups[k]) < total(groups[to]) {
					to = k
				}
			}
		}
		first, second := min(i, to), max(i, to)
		groups[first] = append(groups[first], groups[second]...)
		groups = slices.Delete(groups, second, second+1)
		i = first
	}
	return groups
}

func total(cells []held) uint32 {
	rows := uint32(0)
	for _, h := range cells {
		rows += h.rows
	}
	return rows
}
