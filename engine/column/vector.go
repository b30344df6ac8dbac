// Package column is the table in memory: typed vectors with null bits.
//
// Every stage of the engine hands blocks of vectors to the next; rows exist
// only at the edges. A Field says what a column is and how it is written, a
// Vector holds the cells of some rows of it, a Table is fields with vectors.
package column

import "strings"

// Kind says which of a Vector's slices holds its cells.
type Kind uint8

const (
	Bool    Kind = iota + 1 // Ints: 0 or 1
	Int                     // Ints
	Decimal                 // Ints, the value times 10^Field.Scale
	Float                   // Floats
	Date                    // Ints, days since 1970-01-01
	Time                    // Ints, microseconds since 1970-01-01T00:00:00Z
	Text                    // Codes with Dict, or Raw with Ends
	JSON                    // like Text; each cell is one valid, compact JSON text
)

// String is the kind's name in messages and reports.
func (k Kind) String() string {
	return [...]string{"", "bool", "int", "decimal", "float", "date", "time", "text", "json"}[k]
}

// Numeric reports whether cells of the kind are quantities: Int, Decimal and
// Float (not Bool, not Date, not Time).
func (k Kind) Numeric() bool { return k == Int || k == Decimal || k == Float }

// Field describes a column: its name, its kind and how its cells are written.
type Field struct {
	Name string
	Kind Kind

	// Scale is the number of decimals a Decimal stores, 0 to 18. Places is the
	// least number of them it is written with: 12.50 has Scale 2 and Places
	// 2, as Python writes money in floats (12.5, 12.75, 7.0) it is 2 and 1.
	Scale, Places uint8

	// Layout writes a Date or Time, in the notation of Go's time package.
	// Empty means 2006-01-02 and 2006-01-02T15:04:05.999999Z07:00.
	Layout string

	// Zone is how many minutes east of UTC a Time is written; its cells are in
	// UTC all the same.
	Zone int16

	// Capitals writes the words of a Date or Time in capitals: 08-APR-2023.
	Capitals bool

	// Null is how CSV writes a missing cell (usually nothing at all).
	Null string

	// Omit leaves a missing cell's property out of a JSON object, where its
	// schema does not take null.
	Omit bool
}

// Vector holds the cells of one column for some rows. The slice that Kind
// names has one entry a row; a null row's entry is there too, and zero.
// Vectors are reused: Reset before filling, and copy what must outlive the
// next block. A Dict is immutable and may be shared by many vectors.
type Vector struct {
	Kind   Kind
	Scale  uint8 // of a Decimal
	Ints   []int64
	Floats []float64
	Codes  []uint32 // entries of Dict; set if and only if Dict is
	Dict   *Dict
	Raw    []byte   // without Dict: the cells' bytes one after the other
	Ends   []uint32 // where each cell ends in Raw; it begins where the last ended
	Nulls  Bits     // nil: no cell is null

	// Plain promises that Raw has only letters, digits, spaces and +-._@() of
	// ASCII, so that no format need look for what it has to escape.
	Plain bool
}

// Reset makes v a vector of n empty cells of the field's kind, keeping its
// memory. Texts come raw and without cells, which are appended.
func (v *Vector) Reset(f Field, n int) {
	v.Kind, v.Scale, v.Dict, v.Nulls, v.Plain = f.Kind, f.Scale, nil, nil, false
	v.Raw, v.Ends, v.Codes = v.Raw[:0], v.Ends[:0], v.Codes[:0]
	switch f.Kind {
	case Float:
		v.Floats = resize(v.Floats, n)
	case Text, JSON:
	default:
		v.Ints = resize(v.Ints, n)
	}
}

// Plain reports that a text is such as Vector.Plain promises.
func Plain(text string) bool {
	for _, c := range []byte(text) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte(" +-._@()", c) < 0 {
			return false
		}
	}
	return true
}

// UseDict makes v a dictionary-coded vector of n cells, all of code 0.
func (v *Vector) UseDict(d *Dict, n int) {
	v.Dict, v.Codes = d, resize(v.Codes, n)
}

// EndCell closes a cell of a raw vector after its bytes went to v.Raw.
func (v *Vector) EndCell() { v.Ends = append(v.Ends, uint32(len(v.Raw))) }

// AppendText adds a cell to a raw vector.
func (v *Vector) AppendText(s string) {
	v.Raw = append(v.Raw, s...)
	v.EndCell()
}

// Len is the number of cells.
func (v *Vector) Len() int {
	switch {
	case v.Kind == Float:
		return len(v.Floats)
	case v.Kind != Text && v.Kind != JSON:
		return len(v.Ints)
	case v.Dict != nil:
		return len(v.Codes)
	}
	return len(v.Ends)
}

// Bytes is the text of cell i of a Text or JSON vector, null or not. It
// aliases v: copy it to keep it, do not write to it.
func (v *Vector) Bytes(i int) []byte {
	if v.Dict != nil {
		return v.Dict.Bytes(v.Codes[i])
	}
	var start uint32
	if i > 0 {
		start = v.Ends[i-1]
	}
	return v.Raw[start:v.Ends[i]]
}

// Null reports whether cell i is missing.
func (v *Vector) Null(i int) bool { return v.Nulls != nil && v.Nulls.Has(i) }

// SetNull marks cell i of a vector of n cells as missing.
func (v *Vector) SetNull(i, n int) {
	if v.Nulls == nil {
		v.Nulls = NewBits(n)
	}
	v.Nulls.Set(i)
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
