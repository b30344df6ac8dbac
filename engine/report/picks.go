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

// pick is the cell of a picked row that is not null.
type pick struct {
	row  int64
	text string // at most pickBytes of it
}

const pickBytes = 256

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

// pick keeps the cells of chosen rows of a block that begins with row first.
// The texts of a block share their memory.
func (c *texts) pick(v *column.Vector, first int64, chosen []int64) {
	size := 0
	for _, row := range chosen {
		size += min(len(v.Bytes(int(row-first))), pickBytes)
	}
	kept := make([]byte, 0, size)
	from := len(c.picked)
	for _, row := range chosen {
		if i := int(row - first); !v.Null(i) {
			text := v.Bytes(i)
			kept = append(kept, text[:min(len(text), pickBytes)]...)
			c.picked = append(c.picked, pick{row: row})
		}
	}
	all := string(kept)
	for k := range c.picked[from:] {
		p := &c.picked[from+k]
		n := min(len(v.Bytes(int(p.row-first))), pickBytes)
		p.text, all = all[:n], all[n:]
	}
}

// thin drops the cells of rows below the level of p.
func (c *texts) thin(p *picks) {
	kept := c.picked[:0]
	for _, cell := range c.picked {
		if p.has(cell.row) {
			kept = append(kept, cell)
		}
	}
	c.picked = kept
}
