package model

// dependencyRows is how many rows a determining cell must have on average for
// a dependency to be more than chance.
const dependencyRows = 10

// dependency looks for a variable before v whose cell decides v's cell in
// every row: education decides education.num. It returns that variable and
// v's cell for each of its cells; -1 where there is none.
func (f *fitting) dependency(v int, before []int) (int, []uint16) {
	if len(f.domains[v].cells) < 2 {
		return -1, nil
	}
	for _, u := range before {
		d := &f.domains[u]
		if len(d.cells) < len(f.domains[v].cells) || dependencyRows*len(d.cells) > len(f.cells[u]) || !d.atomic() {
			continue
		}
		if of := decided(f.cells[u], f.cells[v], len(d.cells)); of != nil {
			return u, of
		}
	}
	return -1, nil
}

// atomic reports whether every cell is one value.
func (d *domain) atomic() bool {
	for _, c := range d.cells {
		if len(c.knots) > 1 {
			return false
		}
	}
	return true
}

// decided is the one cell that goes with each of n cells; nil where a second
// one does. Rows with rare levels do not count.
func decided(by, cells []uint16, n int) []uint16 {
	of := make([]uint16, n)
	for i := range of {
		of[i] = rare
	}
	for row, u := range by {
		c := cells[row]
		switch {
		case u == rare || c == rare:
		case of[u] == rare:
			of[u] = c
		case of[u] != c:
			return nil
		}
	}
	for i := range of {
		if of[i] == rare {
			of[i] = 0
		}
	}
	return of
}
