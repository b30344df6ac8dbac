package sample

import (
	"strings"

	"github.com/groflex/groflex/engine/column"
)

// keyRowsMin is the fewest rows in which having no value twice says anything.
const keyRowsMin = 20

// inferRole decides what a column is for.
func inferRole(l *lexicon, values []uint32, field column.Field, about *Column) {
	rows := len(l.codes) - about.Nulls
	unique := rows >= keyRowsMin && distinctRows(l, values)
	words := field.Kind == column.Text
	switch {
	case words && about.Format == nil:
		about.Provider = personal(l, values)
	case field.Kind == column.Int && len(values) > 0:
		about.Provider = personalShape(l, values)
	}
	switch {
	case len(values) == 0:
		about.Role = Empty
	case about.Provider != "":
		about.Role = Personal
		if words {
			about.Pattern = inferPattern(l, values)
		}
	case len(values) == 1 && about.Nulls == 0:
		about.Role = Constant
	case field.Kind == column.Int && isNumericKey(l, values, unique):
		about.Role = Key
	case words && about.Format == nil && unique && len(strings.Fields(l.texts[values[0]])) <= 1:
		about.Pattern = modalPattern(l, values)
		about.Role = FreeText
		if about.Pattern != nil && about.Pattern.Space() >= 4*uint64(rows) || keyNamed(l.name) {
			about.Role = Key
		}
	case words && about.Format == nil && isFreeText(l, values, rows):
		about.Role = FreeText
	case words && about.Format == nil && scattered(values, rows):
		about.Pattern = modalPattern(l, values)
		about.Role = FreeText
	case about.Format != nil || field.Kind != column.Text && field.Kind != column.JSON && field.Kind != column.Bool:
		about.Role = Quantity
	default:
		about.Role = Category
	}
	if about.Role == FreeText {
		about.Provider = "text"
	}
}

// isNumericKey reports whether whole numbers are identifiers: never twice,
// and either consecutive or called so.
func isNumericKey(l *lexicon, values []uint32, unique bool) bool {
	if !unique {
		return false
	}
	var low, high int64
	for i, code := range values {
		n, _ := parseNumber(l.texts[code])
		if i == 0 {
			low, high = n.unscaled, n.unscaled
		}
		low, high = min(low, n.unscaled), max(high, n.unscaled)
	}
	return high-low == int64(len(values))-1 || keyNamed(l.name)
}

// keyNamed reports whether a column is called like an identifier.
func keyNamed(name string) bool {
	tokens := nameTokens(name)
	for i, token := range tokens {
		switch token {
		case "id", "uuid", "guid", "key", "rowid":
			return true
		case "no", "nr", "number", "num", "index", "ref", "code":
			if i == len(tokens)-1 && len(tokens) > 1 || token == "index" {
				return true
			}
		}
	}
	return false
}

// isFreeText reports whether texts are sentences: long, and mostly different.
func isFreeText(l *lexicon, values []uint32, rows int) bool {
	if 2*len(values) < rows || rows < keyRowsMin {
		return false
	}
	spaces := 0
	for _, code := range values {
		spaces += strings.Count(l.texts[code], " ")
	}
	return spaces >= 2*len(values)
}

// scattered reports whether hardly a text occurs twice, so that there is no
// level to draw which is not one row's own.
func scattered(values []uint32, rows int) bool {
	return rows >= keyRowsMin && 10*len(values) > 9*rows
}

// nameTokens cuts a column's name into lower-case words: "customerID",
// "customer_id" and "Customer Id" are customer, id.
func nameTokens(name string) []string {
	var tokens []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			tokens = append(tokens, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	runes := []rune(name)
	isUpper := func(r rune) bool { return r >= 'A' && r <= 'Z' }
	isLower := func(r rune) bool { return r >= 'a' && r <= 'z' }
	for i, r := range runes {
		switch {
		case !isUpper(r) && !isLower(r) && r < 0x80:
			flush()
			continue
		case isUpper(r) && i > 0 && (isLower(runes[i-1]) || isUpper(runes[i-1]) && i+1 < len(runes) && isLower(runes[i+1])):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return tokens
}
