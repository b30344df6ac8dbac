package encode

import "github.com/groflex/groflex/engine/column"

// style is how a format writes the cells of one column.
type style struct {
	before string // what precedes every cell: a delimiter, a key
	null   string // a missing cell
	yes    string // Bool cells
	no     string

	// Texts, dates and times stand between quotes, unless quote is 0: then
	// texts are written as they are. A bare style leaves the quotes out where
	// the text is plain and is not the null marker.
	quote byte
	bare  bool

	// plain reports that no byte of text needs escaping.
	plain func(text []byte) bool

	// escape appends text as it stands between quotes.
	escape func(dst, text []byte) []byte
}

// appendText appends the whole cell of a text.
func (st *style) appendText(dst, text []byte) []byte {
	plain := st.quote == 0 || st.plain(text)
	if st.quote == 0 || st.bare && plain && string(text) != st.null {
		return append(dst, text...)
	}
	dst = append(dst, st.quote)
	if plain {
		dst = append(dst, text...)
	} else {
		dst = st.escape(dst, text)
	}
	return append(dst, st.quote)
}

// around is what stands on either side of a text that is plain.
func (st *style) around() string {
	if st.quote == 0 || st.bare {
		return ""
	}
	return string(rune(st.quote))
}

// writer writes the cells of one column of a block into strips.
type writer interface {
	// prepare takes the column of a block. It returns a bound on the bytes of
	// a cell with what stands before it.
	prepare(v *column.Vector) int

	// write writes the cells from row from of the block on, one to each row
	// of the strip.
	write(s *strip, from int)
}

// newWriter plans a column.
func newWriter(f column.Field, st style) writer {
	before := newConstant(st.before)
	switch f.Kind {
	case column.Bool:
		return &bools{before: before, texts: [2]constant{newConstant(st.no), newConstant(st.yes)}}
	case column.Int:
		return &ints{before: before}
	case column.Decimal:
		return &decimals{before: before, scale: int(f.Scale), places: int(min(f.Places, f.Scale))}
	case column.Float:
		return &floats{before: before, null: st.null}
	case column.Date:
		return newTimes(f, st, microsPerDay)
	case column.Time:
		return newTimes(f, st, 1)
	default:
		return &texts{style: st, escaped: before, plain: newConstant(st.before + st.around())}
	}
}
