package report

import (
	"math"

	"github.com/groflex/groflex/engine/column"
)

// picks is a random choice of rows that depends on their numbers alone: those
// whose hash begins with at least level zero bits, where level is the least
// that leaves at most maxPicks rows (Gibbons and Tirthapura 2001,
// doi:10.1145/378580.378687). Parts that chose apart agree once raised to the
// same level.
type picks struct {
	level int
	rows  []int64
}

const maxPicks = 4096

// has reports whether a row's hash begins with level zero bits.
func (p *picks) has(row int64) bool { return rows.At(row) <= math.MaxUint64>>p.level }

// choose picks among n more rows. It returns those picked, and whether the
// level rose, so that cells picked before may have to go.
func (p *picks) choose(first int64, n int) (chosen []int64, raised bool) {
	for row := first; row < first+int64(n); row++ {
		if p.has(row) {
			p.rows = append(p.rows, row)
		}
	}
	raised = p.raise()
	i := len(p.rows)
	for i > 0 && p.rows[i-1] >= first && p.rows[i-1] < first+int64(n) {
		i--
	}
	return p.rows[i:], raised
}

func (p *picks) merge(o *picks) {
	p.level = max(p.level, o.level)
	p.rows = append(p.rows, o.rows...)
	p.keep()
}

// raise lifts the level until few enough rows are picked, and says whether it
// had to.
func (p *picks) raise() bool {
	if len(p.rows) <= maxPicks {
		return false
	}
	for len(p.rows) > maxPicks {
		p.level++
		p.keep()
	}
	return true
}

func (p *picks) keep() {
	kept := p.rows[:0]
	for _, row := range p.rows {
		if p.has(row) {
			kept = append(kept, row)
		}
	}
	p.rows = kept
}

// picked is the cells of the picked rows in a column of texts, but nulls.
type picked struct {
	cells []pickedCell
	raw   []byte // their texts, at most pickBytes of each
}

// pickedCell has the text from the end of the cell before it to end.
type pickedCell struct {
	row int64
	end int
}

const pickBytes = 256

// text is the text of cell i.
func (p *picked) text(i int) []byte {
	start := 0
	if i > 0 {
		start = p.cells[i-1].end
	}
	return p.raw[start:p.cells[i].end]
}

func (p *picked) add(row int64, text []byte) {
	p.raw = append(p.raw, text[:min(len(text), pickBytes)]...)
	p.cells = append(p.cells, pickedCell{row, len(p.raw)})
}

// take keeps the cells of chosen rows of a block that begins with row first.
func (p *picked) take(v *column.Vector, first int64, chosen []int64) {
	for _, row := range chosen {
		if i := int(row - first); !v.Null(i) {
			p.add(row, v.Bytes(i))
		}
	}
}

func (p *picked) merge(o *picked) {
	for i, cell := range o.cells {
		p.add(cell.row, o.text(i))
	}
}

// thin drops the cells of rows below the level of the picks.
func (p *picked) thin(rows *picks) {
	all := *p
	p.cells, p.raw = p.cells[:0], p.raw[:0]
	start := 0
	for _, cell := range all.cells {
		if rows.has(cell.row) {
			p.add(cell.row, all.raw[start:cell.end])
		}
		start = cell.end
	}
}
