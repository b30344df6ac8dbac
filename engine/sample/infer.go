package sample

import (
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// missingMarks are the ways of writing that a value is not there.
var missingMarks = []string{"NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "Null", "null", "None", "\\N", "?", "-", "--", "."}

// isMark reports whether a text stands for a missing value.
func isMark(text string) bool {
	trimmed := strings.TrimSpace(text)
	return trimmed == "" || slices.Contains(missingMarks, trimmed)
}

// wordMarks are those that stand for a missing value among words as well: None
// is often a level.
var wordMarks = []string{"NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "Null", "null", "\\N", "?", "-"}

func (l *lexicon) isWordMark(text string) bool {
	trimmed := strings.TrimSpace(text)
	return trimmed == "" || slices.Contains(wordMarks, trimmed) && (trimmed != "NA" || !l.areCodes())
}

// areCodes reports whether most texts are two capitals, so that NA may be
// Namibia, or sodium.
func (l *lexicon) areCodes() bool {
	codes := 0
	for _, text := range l.texts {
		if shaped(text, "AA") {
			codes++
		}
	}
	return 2*codes > len(l.texts)
}

// infer decides what a column is: its field, its cells and its role, which
// told may say.
func infer(l *lexicon, format, told string, faults *wire.Faults) (column.Field, column.Vector, Column) {
	values, marks := l.split(isMark)
	typed := format == "csv" || !l.kinds.text
	field, about := column.Field{Name: l.name}, Column{}
	switch {
	case len(values) == 0:
		field.Kind = column.Text
	case l.kinds.nested:
		field.Kind = column.JSON
	case inWords(told) && (format == "csv" || l.kinds.text):
		field.Kind = column.Text
	case told == string(Category) && !l.kinds.text:
		field.Kind = column.JSON // numbers of a JSON sample, as levels
	case l.kinds.boolean && !l.kinds.text && !l.kinds.number:
		field.Kind = column.Bool
	case format == "csv" && areCompactDates(l, values):
		field.Kind, field.Layout = column.Date, compactDate
	case format == "csv" && isScientific(l, values):
		field.Kind = column.Text
	case typed && inferNumber(l, values, &field):
	case inferMoment(l, values, &field, &about):
	default:
		field.Kind = column.Text
	}
	if field.Kind == column.JSON || field.Kind == column.Text && format != "csv" {
		values, marks = l.split(func(s string) bool { return strings.TrimSpace(s) == "" })
	} else if field.Kind == column.Text {
		values, marks = l.split(l.isWordMark)
	}
	slices.SortStableFunc(marks, func(a, b uint32) int { return l.counts[b] - l.counts[a] })
	about.Distinct = len(values)
	for _, code := range marks {
		about.Missing = append(about.Missing, l.texts[code])
		about.Nulls += l.counts[code]
	}
	if len(marks) > 0 {
		field.Null = l.texts[marks[0]]
	}
	vector := l.vector(field, marks)
	if field.Kind == column.Text && len(values) > 0 && typed && personalShape(l, values) == "" { // telephone numbers look like sums with a sign
		about.Format, about.Number = inferFormat(l, values)
	}
	inferRole(l, values, field, &about)
	if told != "" {
		take(l, values, field, &about, told, faults)
	}
	return field, vector, about
}

// split numbers the lexicon's texts: values, and those that are marks.
func (l *lexicon) split(mark func(string) bool) (values, marks []uint32) {
	for code, text := range l.texts {
		if mark(text) {
			marks = append(marks, uint32(code))
		} else {
			values = append(values, uint32(code))
		}
	}
	return values, marks
}

// inferNumber makes the field a number where every value is one.
func inferNumber(l *lexicon, values []uint32, field *column.Field) bool {
	scale, places := uint8(0), uint8(255)
	wide := false
	for _, code := range values {
		n, ok := parseNumber(l.texts[code])
		if !ok || n.zeros {
			return false
		}
		wide = wide || n.wide
		scale = max(scale, n.scale)
		if !n.exponent {
			places = min(places, n.scale)
		}
	}
	for _, code := range values {
		if wide {
			break
		}
		n, _ := parseNumber(l.texts[code])
		_, fits := n.at(scale)
		wide = !fits
	}
	switch {
	case wide:
		field.Kind = column.Float
	case scale == 0:
		field.Kind = column.Int
	default:
		field.Kind, field.Scale, field.Places = column.Decimal, scale, min(places, scale)
	}
	return true
}

// vector reads the column's cells as the field says.
func (l *lexicon) vector(field column.Field, marks []uint32) column.Vector {
	v := column.Vector{Kind: field.Kind, Scale: field.Scale}
	n := len(l.codes)
	missing := column.NewBits(len(l.texts))
	for _, code := range marks {
		missing.Set(int(code))
	}
	if len(marks) > 0 {
		for row, code := range l.codes {
			if missing.Has(int(code)) {
				v.SetNull(row, n)
			}
		}
	}
	if field.Kind == column.Text || field.Kind == column.JSON {
		v.Dict, v.Codes = column.NewDict(l.texts), l.codes
		return v
	}
	if field.Kind == column.Float {
		v.Floats = make([]float64, n)
		of := make([]float64, len(l.texts))
		for code, text := range l.texts {
			if !missing.Has(code) {
				number, _ := parseNumber(text)
				of[code] = number.float
			}
		}
		for row, code := range l.codes {
			v.Floats[row] = of[code]
		}
		return v
	}
	of := make([]int64, len(l.texts))
	for code, text := range l.texts {
		if missing.Has(code) {
			continue
		}
		switch field.Kind {
		case column.Bool:
			if text == "true" {
				of[code] = 1
			}
		case column.Date, column.Time:
			of[code], _ = parseMoment(text, field)
		default:
			number, _ := parseNumber(text)
			of[code], _ = number.at(field.Scale)
		}
	}
	v.Ints = make([]int64, n)
	for row, code := range l.codes {
		v.Ints[row] = of[code]
	}
	return v
}
