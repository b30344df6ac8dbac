package model

import (
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/sample"
)

// other is a column that no tree draws: a key, a constant, an empty column,
// or one that a provider fills.
type other struct {
	Column   int             `json:"column"`
	Role     sample.Role     `json:"role"`
	Provider string          `json:"provider,omitempty"`
	Pattern  *sample.Pattern `json:"pattern,omitempty"`
	Prefix   string          `json:"prefix,omitempty"` // of a key that ends in a number
	Next     int64           `json:"next,omitempty"`   // first new number of such a key
	Value    string          `json:"value,omitempty"`  // of a constant Text column
	Number   int64           `json:"number,omitempty"` // of another constant
	Float    float64         `json:"float,omitempty"`

	taken []uint64 // the sample's keys as numbers of the pattern, sorted; never written
	name  string
}

// Replacement is a column whose cells a provider makes, not the model.
type Replacement struct {
	Column   string          `json:"column"`
	Provider string          `json:"provider"`
	Pattern  *sample.Pattern `json:"pattern,omitempty"` // the shape of the sample's values, where they share one
}

// Replaced lists the columns of personal data and free text: Draw leaves them
// empty for their providers.
func (m *Model) Replaced() []Replacement {
	var rs []Replacement
	for _, o := range m.others {
		if o.Provider != "" {
			rs = append(rs, Replacement{m.fields[o.Column].Name, o.Provider, o.Pattern})
		}
	}
	return rs
}

// others are the columns of a sample that no tree draws.
func others(s *sample.Sample) []other {
	var os []other
	for i := range s.Columns {
		about, field, cells := &s.Columns[i], &s.Table.Fields[i], &s.Table.Cols[i]
		o := other{Column: i, Role: about.Role, Provider: about.Provider, Pattern: about.Pattern, name: field.Name}
		switch about.Role {
		case sample.Constant:
			switch cells.Kind {
			case column.Text, column.JSON:
				o.Value = string(cells.Bytes(0))
			case column.Float:
				o.Float = cells.Floats[0]
			default:
				o.Number = cells.Ints[0]
			}
		case sample.Key:
			o.continueKey(cells)
		case sample.Quantity, sample.Category:
			continue
		}
		os = append(os, o)
	}
	return os
}

// fill writes the column's cells for the rows.
func (o *other) fill(out *column.Vector, field column.Field, seed uint64, rows []int64) {
	n := len(rows)
	switch {
	case o.Role == sample.Empty:
		for i := range rows {
			out.SetNull(i, n)
		}
		o.blank(out, n)
	case o.Role == sample.Key:
		o.fillKey(out, rng.New(seed, "model", field.Name), rows)
	case o.Provider != "":
		o.blank(out, n)
	case field.Kind == column.Text || field.Kind == column.JSON:
		out.UseDict(column.NewDict([]string{o.Value}), n)
	case field.Kind == column.Float:
		for i := range rows {
			out.Floats[i] = o.Float
		}
	default:
		for i := range rows {
			out.Ints[i] = o.Number
		}
	}
}

// blank gives a text column an empty cell in every row.
func (o *other) blank(out *column.Vector, n int) {
	if out.Kind == column.Text || out.Kind == column.JSON {
		for range n {
			out.EndCell()
		}
	}
}

// continueKey finds how a key goes on: upwards from its greatest number, or
// over the texts of its pattern that the sample does not use.
func (o *other) continueKey(cells *column.Vector) {
	if cells.Kind == column.Int {
		for row, x := range cells.Ints {
			if !cells.Null(row) {
				o.Next = max(o.Next, x+1)
			}
		}
		return
	}
	if o.numbered(cells) {
		return
	}
	if o.Pattern == nil {
		o.Pattern = sample.ParsePattern("AAAA-####-AAAA")
	}
	o.taken = o.Pattern.Indexes(cells)
}

// numbered recognises keys like CUST-17: one prefix and a number without
// leading zeros.
func (o *other) numbered(cells *column.Vector) bool {
	for row := range cells.Len() {
		if cells.Null(row) {
			continue
		}
		text := string(cells.Bytes(row))
		prefix := strings.TrimRight(text, "0123456789")
		number, err := strconv.ParseInt(text[len(prefix):], 10, 62)
		if o.Next == 0 {
			o.Prefix = prefix
		}
		if err != nil || prefix != o.Prefix || text[len(prefix)] == '0' && len(text) > len(prefix)+1 {
			o.Prefix, o.Next = "", 0
			return false
		}
		o.Next = max(o.Next, number+1)
	}
	o.Pattern = nil
	return o.Next > 0
}

// fillKey writes keys that no other row and no row of the sample has.
func (o *other) fillKey(out *column.Vector, s rng.Stream, rows []int64) {
	if out.Kind == column.Int {
		for i, row := range rows {
			out.Ints[i] = o.Next + row
		}
		return
	}
	if o.Pattern == nil {
		for _, row := range rows {
			out.Raw = append(out.Raw, o.Prefix...)
			out.Raw = strconv.AppendInt(out.Raw, o.Next+row, 10)
			out.EndCell()
		}
		return
	}
	free := max(o.Pattern.Space()-uint64(len(o.taken)), 1)
	permuted := s.Permute(free)
	for _, row := range rows {
		at := uint64(row)
		out.Raw = o.Pattern.Append(out.Raw, o.skip(permuted.At(at%free)))
		if at >= free {
			// More rows than keys of this shape: number the rounds.
			out.Raw = strconv.AppendUint(append(out.Raw, '-'), at/free, 10)
		}
		out.EndCell()
	}
}

// skip is the i-th number that is not taken.
func (o *other) skip(i uint64) uint64 {
	low, high := 0, len(o.taken)
	for low < high {
		mid := (low + high) / 2
		if o.taken[mid]-uint64(mid) <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return i + uint64(low)
}
