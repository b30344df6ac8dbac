package model

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// roundsMax bounds how often the rows of a block are drawn anew until they
// meet the conditions. Those that still do not then begin like one that does.
const roundsMax = 2048

// Where is the model with conditions on every row it draws: the other columns
// follow. A column under conditions is drawn from what they leave of its leaf,
// and the row goes on with a chance in proportion to how much that is, else it
// begins anew: so rows have the model's own distribution given the conditions.
// Where the columns came first in Options.First hardly any begins anew. Errors
// are wire.Faults with pointers into the list of conditions.
func (m *Model) Where(conditions []string) (*Model, error) {
	var faults wire.Faults
	of := make([][]condition, len(m.parts)) // by variable
	for i, text := range conditions {
		c, err := m.parseCondition(text)
		if err != nil {
			faults.Add("/"+strconv.Itoa(i), "%s", err)
			continue
		}
		of[c.part.number] = append(of[c.part.number], c)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	conditioned := *m
	conditioned.only, conditioned.judged = make([]*restriction, len(m.parts)), 0
	for i, p := range m.parts {
		if len(of[p.number]) > 0 {
			conditioned.only[p.number] = p.restrict(of[p.number])
			conditioned.judged = i + 1
		}
	}
	if conditioned.judged > 0 && !conditioned.canMeet() {
		faults.Add("", "no row that the model draws meets %q", strings.Join(conditions, " and "))
		return nil, faults
	}
	return &conditioned, nil
}

// Meets reports whether a row of a table with the model's fields meets the
// conditions that Where set.
func (m *Model) Meets(t *column.Table, row int) bool {
	for _, p := range m.parts[:m.judged] {
		if r := m.only[p.number]; r != nil {
			for i := range r.conditions {
				if !r.conditions[i].met(&t.Cols[p.column], row) {
					return false
				}
			}
		}
	}
	return true
}

// drawConditioned draws the parts that conditions are on, and those before
// them, until every row meets them.
func (m *Model) drawConditioned(w *drawing, all []int32) {
	open := all
	met := []int32(nil)
	for ; len(open) > 0 && (w.round < roundsMax || len(met) == 0 && w.round < math.MaxUint32); w.round++ {
		done := m.try(w, open)
		met = append(met, done...)
		open = without(open, done)
	}
	w.round = 0
	for i, row := range open {
		like := met[rng.Below(rng.New(w.seed, "like").At(w.rows[row]), uint64(len(met)-i))]
		for _, p := range m.parts[:m.judged] {
			p.copy(w, row, like)
		}
	}
}

// try draws the conditioned parts of rows once and returns those that meet the
// conditions.
func (m *Model) try(w *drawing, at []int32) []int32 {
	for _, p := range m.parts[:m.judged] {
		r := m.only[p.number]
		if r == nil {
			p.draw(w, at)
			continue
		}
		if !r.after {
			at = r.let(w, p, at)
		}
		p.draw(w, at)
		if r.after {
			at = slices.DeleteFunc(slices.Clone(at), func(i int32) bool { return !r.admits(p, w.cells[p.number][i], w.values[p.number][i]) })
		}
	}
	return at
}

// let picks the rows that go on.
func (r *restriction) let(w *drawing, p *part, at []int32) []int32 {
	s := rng.New(w.seed, "where", p.name).Lane(w.round)
	var on []int32
	for _, i := range at {
		if float64(rng.Unit(s.At(w.rows[i]))*r.most) < r.leaves[p.tree.leaf(w.bins, int(i))] {
			on = append(on, i)
		}
	}
	return on
}

// without is all of a list but some of it, both ascending.
func without(all, some []int32) []int32 {
	var left []int32
	for _, i := range all {
		if len(some) > 0 && some[0] == i {
			some = some[1:]
			continue
		}
		left = append(left, i)
	}
	return left
}

// copy gives a row the part's cell of another row of the block.
func (p *part) copy(w *drawing, to, from int32) {
	v := p.number
	w.cells[v][to], w.bins[v][to] = w.cells[v][from], w.bins[v][from]
	if w.values[v] != nil {
		w.values[v][to] = w.values[v][from]
	}
	out := &w.table.Cols[p.column]
	if out.Nulls != nil {
		out.Nulls.Unset(int(to))
	}
	switch {
	case p.levels != nil:
		out.Codes[to] = out.Codes[from]
	case out.Kind == column.Float:
		out.Floats[to] = out.Floats[from]
	case p.written == nil && !p.presence:
		out.Ints[to] = out.Ints[from]
	}
	if out.Null(int(from)) {
		out.SetNull(int(to), len(w.rows))
	}
}

// tries is how many rows canMeet draws at once, and how often.
const tries = 1024

// canMeet tries whether any row meets the conditions.
func (m *Model) canMeet() bool {
	for _, r := range m.only {
		if r != nil && !r.after && r.most == 0 {
			return false
		}
	}
	var t column.Table
	w := m.drawing(&t, 0, make([]int64, tries))
	m.begin(&t, tries)
	all := make([]int32, tries)
	for i := range all {
		all[i], w.rows[i] = int32(i), int64(i)
	}
	for ; w.round < tries; w.round++ {
		if len(m.try(w, all)) > 0 {
			return true
		}
	}
	return false
}
