package sample

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Told are the roles that a column can be told to have; a provider's name
// tells that it is personal data.
var Told = []Role{Quantity, Category, Key, FreeText}

// inWords reports whether what is told of a column makes its cells words,
// whatever they look like.
func inWords(told string) bool {
	return told != "" && told != string(Quantity) && told != string(Key)
}

// take gives a column the role it is told to have, and a fault where its
// values do not allow that.
func take(l *lexicon, values []uint32, field column.Field, about *Column, told string, faults *wire.Faults) {
	if about.Role == Empty {
		return // there is nothing to be told of
	}
	refuse := func(message, remedy string) {
		*faults = append(*faults, wire.Fault{Kind: wire.Invalid, Pointer: "/take" + wire.Token(l.name), Message: message, Remedy: remedy})
	}
	pattern, format, number := about.Pattern, about.Format, about.Number
	about.Provider, about.Pattern, about.Format, about.Number = "", nil, nil, nil
	about.Role, about.Told = Role(told), true
	words := field.Kind == column.Text
	switch {
	case about.Role == Category:
		if words && len(values) >= keyRowsMin && distinctRows(l, values) {
			refuse("no value occurs twice: there is nothing to draw from that is not one row's own", "take it for a key or for text, or name a provider such as person.email")
		}
	case about.Role == Quantity:
		about.Format, about.Number = format, number
		if number == nil && !slices.Contains([]column.Kind{column.Int, column.Decimal, column.Float, column.Date, column.Time}, field.Kind) {
			refuse("not all of its values are numbers or dates", "take it for a category")
		}
	case about.Role == Key:
		if !words && field.Kind != column.Int {
			refuse("only texts and whole numbers can be keys", "take it for a quantity")
		} else if about.Nulls > 0 || !distinctRows(l, values) {
			refuse("a value occurs twice or is missing", "take it for a category")
		}
		if about.Pattern = pattern; words && pattern == nil {
			about.Pattern = inferPattern(l, values)
		}
	case !words && field.Kind != column.Int:
		refuse("only texts and whole numbers can be replaced", "take it for a quantity")
	case about.Role == FreeText:
		about.Provider = "text"
	default:
		about.Role, about.Provider = Personal, told
	}
}
