package sample

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Subset is the sample with the given rows only, understood as the whole was.
// Its text is not there: RowBytes is the whole sample's to tell.
func (s *Sample) Subset(rows []uint32) *Sample {
	part := *s
	part.source, part.rows = "", nil
	part.Table.Rows = len(rows)
	part.Table.Cols = make([]column.Vector, len(s.Table.Cols))
	part.Columns = make([]Column, len(s.Columns))
	for i := range part.Table.Cols {
		part.Table.Cols[i].Reset(s.Table.Fields[i], 0)
		part.Table.Cols[i].Append(&s.Table.Cols[i], rows)
		part.Columns[i] = s.Columns[i]
		if number := s.Columns[i].Number; number != nil {
			cells := &column.Vector{}
			cells.Reset(column.Field{Kind: number.Kind, Scale: number.Scale}, 0)
			cells.Append(number, rows)
			part.Columns[i].Number = cells
		}
	}
	return &part
}

// Draw chooses n of the sample's rows at random, the same for the same
// stream, in ascending order; the others are the second list.
func (s *Sample) Draw(stream rng.Stream, n int) (chosen, others []uint32) {
	order := stream.Permute(uint64(max(s.Table.Rows, 1)))
	in := column.NewBits(s.Table.Rows)
	for i := range min(n, s.Table.Rows) {
		in.Set(int(order.At(uint64(i))))
	}
	for row := range s.Table.Rows {
		if in.Has(row) {
			chosen = append(chosen, uint32(row))
		} else {
			others = append(others, uint32(row))
		}
	}
	return chosen, others
}
