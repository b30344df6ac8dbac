package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// told checks what columns of a sample are to be taken for.
func told(take map[string]string, faults *wire.Faults) {
	for _, name := range slices.Sorted(maps.Keys(take)) {
		if slices.Contains(sample.Told, sample.Role(take[name])) {
			continue
		}
		if p, ok := fake.Named(take[name]); !ok || p.Field.Kind != column.Text {
			*faults = append(*faults, wire.Fault{Kind: wire.Invalid, Pointer: "/take" + wire.Token(name),
				Message: fmt.Sprintf("a column cannot be taken for %q", take[name]),
				Remedy:  "one of quantity, category, key, text, or a provider of texts such as person.email"})
		}
	}
}

// untied checks the columns whose ties to others need not be kept.
func untied(free []string, s *sample.Sample, faults *wire.Faults) {
	for i, name := range free {
		if s.Table.Index(name) < 0 {
			*faults = append(*faults, wire.Fault{Kind: wire.Unknown, Pointer: fmt.Sprintf("/free/%d", i),
				Message: fmt.Sprintf("the sample has no column %q", name)})
		}
	}
}

// freed says in the report which ties are not kept.
func freed(free []string) []wire.Note {
	var notes []wire.Note
	for _, name := range free {
		notes = append(notes, wire.Note{Column: name, Kind: "free", Text: "its dependency, sum or inequality is not kept, as asked"})
	}
	return notes
}
