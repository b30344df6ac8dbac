package gen

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
)

// frame is some rows of a table with the cells made of them so far: the whole
// block of a child table, or any rows of a root table.
type frame struct {
	table *table
	first int64    // the block, or the first row
	rows  []int64  // row numbers
	start []uint32 // of a child block: where each parent's rows begin, and the end
	cells []slot
	links []slot
	temps []*column.Vector
	used  int // of temps
	pins  int // how many calls are reading it
}

type slot struct {
	column.Vector
	ready bool
}

// noRow stands for the first row of a frame that is not to be found again:
// its memory is the first to be used for another.
const noRow = -1

// kept is how many frames a table remembers: what the formulas of one block
// look at in turn.
const kept = 8

// block is the frame of a whole block of a child table.
func (t *table) block(b int64) *frame {
	f, fresh := t.frame(b, int(t.layout.Children))
	if fresh {
		f.start = t.layout.Starts(f.start[:0], b)
		for i := range f.rows {
			f.rows[i] = b*t.layout.Children + int64(i)
		}
	}
	return f
}

// span is the frame of n consecutive rows of a root table.
func (t *table) span(first int64, n int) *frame {
	f, fresh := t.frame(first, n)
	if fresh {
		for i := range f.rows {
			f.rows[i] = first + int64(i)
		}
	}
	return f
}

// frame finds the frame or makes it.
func (t *table) frame(first int64, n int) (f *frame, fresh bool) {
	at := slices.IndexFunc(t.frames, func(f *frame) bool { return f.first == first && len(f.rows) == n })
	if at < 0 {
		return t.take(first, n), true
	}
	f = t.frames[at]
	copy(t.frames[1:at+1], t.frames[:at])
	t.frames[0] = f
	return f, false
}

// loose is a frame of any rows of a root table.
func (t *table) loose(rows []int64) *frame {
	f := t.take(noRow, len(rows))
	copy(f.rows, rows)
	return f
}

// take makes an empty frame, in the memory of one that is not to be found
// again, or once there are enough of the one that was not used for longest.
// Frames that are being read stay.
func (t *table) take(first int64, n int) *frame {
	at := slices.IndexFunc(t.frames, func(f *frame) bool { return f.first == noRow && f.pins == 0 })
	if at < 0 && len(t.frames) >= kept {
		for at = len(t.frames) - 1; at >= 0 && t.frames[at].pins > 0; at-- {
		}
	}
	var f *frame
	if at >= 0 {
		f = t.frames[at]
		t.frames = slices.Delete(t.frames, at, at+1)
	} else {
		f = &frame{table: t, cells: make([]slot, len(t.cells)), links: make([]slot, len(t.links))}
	}
	t.frames = slices.Insert(t.frames, 0, f)
	f.reset(first, n)
	return f
}

func (f *frame) reset(first int64, n int) {
	f.first, f.used = first, 0
	if cap(f.rows) < n {
		f.rows = make([]int64, n)
	}
	f.rows = f.rows[:n]
	for i := range f.cells {
		f.cells[i].ready = false
	}
	for i := range f.links {
		f.links[i].ready = false
	}
}

// cell is column i of the frame's table, made on first use.
func (f *frame) cell(i int) *column.Vector {
	s := &f.cells[i]
	if s.ready {
		return &s.Vector
	}
	f.pins++
	c := &f.table.cells[i]
	n := len(f.rows)
	size := n
	if k := c.plan.Field.Kind; k == column.Text || k == column.JSON {
		size = 0
	}
	s.Vector.Reset(c.plan.Field, size)
	c.fill.fill(f, &s.Vector)
	if c.null != nil {
		c.blank(f, &s.Vector)
	}
	if c.order {
		f.sort(&s.Vector)
	}
	s.ready = true
	f.pins--
	return &s.Vector
}

// temp is a vector for intermediate results, valid as long as the frame.
func (f *frame) temp() *column.Vector {
	if f.used == len(f.temps) {
		f.temps = append(f.temps, &column.Vector{})
	}
	f.used++
	return f.temps[f.used-1]
}

// groups is what the scan functions of formulas go by.
func (f *frame) groups() formula.Groups {
	if f.table.layout == nil {
		return formula.Groups{}
	}
	return formula.Groups{Starts: f.start[:len(f.start)-1]}
}

// sort puts the cells of each parent's rows in ascending order, nulls aside.
func (f *frame) sort(v *column.Vector) {
	if f.table.layout == nil {
		return
	}
	for i := 1; i < len(f.start); i++ {
		low, high := f.start[i-1], f.start[i]
		switch {
		case v.Nulls != nil:
			sortPresent(v, int(low), int(high))
		case v.Kind == column.Float:
			slices.Sort(v.Floats[low:high])
		default:
			slices.Sort(v.Ints[low:high])
		}
	}
}

func sortPresent(v *column.Vector, low, high int) {
	var rows []int
	for i := low; i < high; i++ {
		if !v.Null(i) {
			rows = append(rows, i)
		}
	}
	if v.Kind == column.Float {
		sorted := make([]float64, len(rows))
		for k, i := range rows {
			sorted[k] = v.Floats[i]
		}
		slices.Sort(sorted)
		for k, i := range rows {
			v.Floats[i] = sorted[k]
		}
		return
	}
	sorted := make([]int64, len(rows))
	for k, i := range rows {
		sorted[k] = v.Ints[i]
	}
	slices.Sort(sorted)
	for k, i := range rows {
		v.Ints[i] = sorted[k]
	}
}
