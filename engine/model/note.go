package model

import (
	"fmt"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// Notes say what the model keeps exactly, for its owner to check and, by
// Options.Free, to switch off.
func (m *Model) Notes() []wire.Note {
	names := make([]string, len(m.parts))
	for _, p := range m.parts {
		names[p.number] = p.name
	}
	list := func(of []int) string {
		var quoted []string
		for _, v := range of {
			quoted = append(quoted, fmt.Sprintf("%q", names[v]))
		}
		return strings.Join(quoted, ", ")
	}
	var notes []wire.Note
	if m.grown < m.rows {
		notes = append(notes, wire.Note{Kind: "rows", Text: fmt.Sprintf("splits were found on %d rows, chosen evenly; all %d are counted", m.grown, m.rows)})
	}
	for _, p := range m.parts {
		note := func(kind, format string, args ...any) {
			notes = append(notes, wire.Note{Column: p.name, Kind: kind, Text: fmt.Sprintf(format, args...)})
		}
		if p.domain.rhythm != nil {
			slots := map[bool]string{true: "days", false: "hours"}[len(p.domain.rhythm.Slots) == 7]
			note("rhythm", "follows the %s of the week as the sample does", slots)
		}
		switch {
		case p.of != nil:
			note("dependency", "follows from %q in every row", names[p.follows])
		case p.link != nil && len(p.link.Plus)+len(p.link.Minus) == 1 && p.domain.oneSided():
			note("inequality", "stays on its side of %s", list(append(p.link.Plus, p.link.Minus...)))
		case p.link != nil && len(p.link.Minus) == 0:
			note("sum", "is the sum of %s and a rest", list(p.link.Plus))
		case p.link != nil:
			note("sum", "is a rest and the sum of %s, less that of %s", list(p.link.Plus), list(p.link.Minus))
		case p.equal != nil:
			note("equality", "is often exactly %q", names[p.equal.To])
		}
	}
	return notes
}

// oneSided reports whether no value is below zero or none above.
func (d *domain) oneSided() bool {
	first, last := d.cells[0].knots, d.cells[len(d.cells)-1].knots
	return len(first) > 0 && first[0] >= 0 || len(last) > 0 && last[len(last)-1] <= 0
}
