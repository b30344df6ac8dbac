package sample

import (
	"fmt"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// Notes say what was understood of the sample, for its owner to check.
func (s *Sample) Notes() []wire.Note {
	notes := append([]wire.Note(nil), s.renamed...)
	for i := range s.Columns {
		f, c := s.Table.Fields[i], &s.Columns[i]
		note := func(kind, format string, args ...any) {
			notes = append(notes, wire.Note{Column: f.Name, Kind: kind, Text: fmt.Sprintf(format, args...)})
		}
		switch {
		case c.Told && c.Role == Personal:
			note("told", "replaced by made values (%s), as asked", c.Provider)
		case c.Told && c.Role == FreeText:
			note("told", "replaced by made sentences, as asked")
		case c.Told:
			note("told", "taken for a %s, as asked", c.Role)
		case c.Role == Key:
			note("key", "no value occurs twice: taken for a key, new rows get values of their own")
		case c.Role == Personal:
			note("personal", "taken for personal data (%s): replaced by made values, none of the sample's", c.Provider)
		case c.Role == FreeText && c.Pattern != nil:
			note("personal", "hardly a value occurs twice: replaced by texts of the same shape")
		case c.Role == FreeText:
			note("personal", "free text: replaced by made sentences")
		case c.Role == Constant:
			note("constant", "the same in every row")
		case c.Role == Empty:
			note("empty", "no value in any row")
		}
		if f.Layout != "" {
			note("type", "read as a %s written as %s", f.Kind, f.Layout)
		}
		if c.Recast {
			note("spelling", "not all cells are written alike: new ones are as most or the fullest are")
		}
		if c.Nulls > 0 && c.Role != Empty {
			marks := make([]string, len(c.Missing))
			for k, m := range c.Missing {
				marks[k] = fmt.Sprintf("%q", m)
			}
			note("missing", "%d cells are missing, written %s", c.Nulls, strings.Join(marks, ", "))
		}
	}
	return notes
}
