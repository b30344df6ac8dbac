package report

import (
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
)

// rowCheck is a keyword on whole records.
type rowCheck struct {
	keyword string
	says    string
	mark    func(bad column.Bits, t *column.Table) // adds the rows that break it
}

// require checks that every record has the named properties.
func require(fields []column.Field, names []string, keyword string) rowCheck {
	var optional []int // columns that may be left out of a record
	var lacking []string
	for _, name := range names {
		switch c := indexOf(fields, name); {
		case c < 0:
			lacking = append(lacking, name)
		case fields[c].Omit:
			optional = append(optional, c)
		}
	}
	says := "must have " + quoted(names)
	if len(lacking) > 0 {
		says = "must have " + quoted(lacking)
	}
	return rowCheck{keyword, says, func(bad column.Bits, t *column.Table) {
		if len(lacking) > 0 {
			merge(bad, everything(t.Rows))
		}
		for _, c := range optional {
			merge(bad, missing(&fields[c], &t.Cols[c], t.Rows))
		}
	}}
}

// forbid checks that no record has one of the columns.
func forbid(fields []column.Field, columns []int, keyword string) rowCheck {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = fields[c].Name
	}
	return rowCheck{keyword, "must not have " + quoted(names), func(bad column.Bits, t *column.Table) {
		for _, c := range columns {
			present := everything(t.Rows)
			if fields[c].Omit {
				subtract(present, missing(&fields[c], &t.Cols[c], t.Rows))
			}
			merge(bad, present)
		}
	}}
}

// refuse fails every record.
func refuse(keyword, says string) rowCheck {
	return rowCheck{keyword, says, func(bad column.Bits, t *column.Table) { merge(bad, everything(t.Rows)) }}
}

func indexOf(fields []column.Field, name string) int {
	for i := range fields {
		if fields[i].Name == name {
			return i
		}
	}
	return -1
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = strconv.Quote(name)
	}
	return strings.Join(out, ", ")
}
