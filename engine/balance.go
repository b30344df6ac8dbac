package engine

import (
	"fmt"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// balanced draws each row under the condition of the level that it was dealt
// to.
type balanced struct {
	levels []augment.Level
	kept   []int64 // rows of the sample in the output, by level
	deal   *augment.Deal
	dealt  int64          // new rows
	models []*model.Model // by level; the last is of rows with none of them

	rows   [][]int64 // of a block, by level
	part   column.Table
	joined column.Table // the levels' rows one after the other
}

// balance readies the levels that the order asks for; nil where there are
// none.
func (o *order) balance(m *model.Model) (*balanced, error) {
	if len(o.levels) == 0 {
		return nil, nil
	}
	b := &balanced{levels: o.levels, dealt: o.count, kept: make([]int64, len(o.levels)+1), models: make([]*model.Model, len(o.levels)+1), rows: make([][]int64, len(o.levels)+1)}
	if err := b.count(o, m); err != nil {
		return nil, err
	}
	var err error
	if b.deal, err = augment.NewDeal(b.levels, b.kept, o.count, rng.New(o.Seed, "balance")); err != nil {
		return nil, pointed(err, "/balance")
	}
	others, dealt := o.Where, int64(0)
	for k, l := range b.levels {
		others = append(others[:len(others):len(others)], l.Column+"!="+l.Value)
		dealt += b.deal.Rows(k)
		if b.deal.Rows(k) == 0 {
			continue
		}
		if b.models[k], err = m.Where(append(o.Where[:len(o.Where):len(o.Where)], l.Condition())); err != nil {
			return nil, unmet(err, k)
		}
	}
	if dealt < o.count {
		if b.models[len(b.levels)], err = m.Where(others); err != nil {
			return nil, unmet(err, 0)
		}
	}
	return b, nil
}

// count finds out how many of the sample's rows in the output are of which
// level.
func (b *balanced) count(o *order, m *model.Model) error {
	if o.total() == o.count {
		return nil
	}
	rest := int64(o.sample.Table.Rows)
	for k, l := range b.levels {
		of, err := m.Where([]string{l.Condition()})
		if err != nil {
			return unmet(err, k)
		}
		for row := range o.sample.Table.Rows {
			if of.Meets(&o.sample.Table, row) {
				b.kept[k]++
			}
		}
		rest -= b.kept[k]
	}
	b.kept[len(b.levels)] = rest
	return nil
}

// unmet moves the faults of a level's conditions to where it stands.
func unmet(err error, level int) error {
	faults, ok := err.(wire.Faults)
	if !ok {
		return err
	}
	for i := range faults {
		faults[i].Pointer = fmt.Sprintf("/balance/%d", level)
	}
	return faults
}

// draw fills dst with new rows.
func (b *balanced) draw(dst *column.Table, seed uint64, rows []int64) {
	for k := range b.rows {
		b.rows[k] = b.rows[k][:0]
	}
	level, place := make([]int, len(rows)), make([]uint32, len(rows))
	for i, row := range rows {
		k := b.deal.Level(row)
		level[i], place[i] = k, uint32(len(b.rows[k]))
		b.rows[k] = append(b.rows[k], row)
	}
	starts := make([]uint32, len(b.rows))
	b.joined.Rows = 0
	for k, own := range b.rows {
		starts[k] = uint32(b.joined.Rows)
		if len(own) > 0 {
			b.models[k].Draw(&b.part, seed, own)
			b.joined.Gather(&b.part, column.Interval(0, len(own)))
		}
	}
	for i := range place {
		place[i] += starts[level[i]]
	}
	dst.Rows = 0
	dst.Gather(&b.joined, place)
}

// notes say how many rows each level has in the end.
func (b *balanced) notes(total int64) []wire.Note {
	var notes []wire.Note
	for k, l := range b.levels {
		made := b.deal.Rows(k)
		text := fmt.Sprintf("%q in %d of %d rows", l.Value, b.kept[k]+made, total)
		if b.kept[len(b.levels)] > 0 || b.kept[k] > 0 {
			text += fmt.Sprintf(": %d of the sample's and %d new ones", b.kept[k], made)
		}
		notes = append(notes, wire.Note{Column: l.Column, Kind: "balance", Text: text})
	}
	return notes
}
