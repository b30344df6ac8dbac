package model

import (
	"errors"
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// part checks one part of a document and makes it. What it refers to must
// have been read before it.
func (doc *partDocument) part(m *Model, all []partDocument) (*part, error) {
	p := &part{name: doc.Name, column: doc.Column, number: doc.Number, shift: doc.Shift, presence: doc.Presence,
		equal: doc.Equal, link: doc.Link, written: doc.Written, follows: doc.Follows, of: doc.Of}
	p.look = bins{ordered: doc.Ordered, missing: doc.Missing, starts: doc.Starts, n: doc.Bins}
	n := len(doc.Counts)
	isBefore := func(v int) bool {
		return slices.ContainsFunc(m.parts, func(q *part) bool { return q.number == v })
	}
	switch {
	case doc.Column < 0 || doc.Column >= len(m.fields):
		return nil, errors.New("the column does not exist")
	case doc.Number < 0 || doc.Number >= len(all) || isBefore(doc.Number):
		return nil, errors.New("the number is out of range or taken")
	case n == 0 || n >= rare || len(doc.Cells)+len(doc.Levels) != n || len(doc.Cells) > 0 && len(doc.Levels) > 0:
		return nil, errors.New("cells and counts differ in number")
	case doc.Bins < 1 || doc.Bins > binsMax || doc.Ordered && len(doc.Starts) > doc.Bins:
		return nil, errors.New("the bins are out of range")
	case !doc.Ordered && (doc.Equal != nil || doc.Link != nil) || doc.Step < 1:
		return nil, errors.New("the cells have no order or no step")
	}
	d := domain{ordered: doc.Ordered, step: doc.Step, counts: doc.Counts, cells: make([]cell, n)}
	for c, knots := range doc.Cells {
		if !slices.IsSorted(knots) || len(knots) > 0 && c > 0 && knots[len(knots)-1]-knots[0] < 0 {
			return nil, errors.New("the knots of a cell do not ascend")
		}
		d.cells[c] = cell{knots}
	}
	kind := m.fields[doc.Column].Kind
	if isText := kind == column.Text || kind == column.JSON; isText && (!doc.Presence && doc.Written == nil) != (len(doc.Levels) > 0) {
		return nil, errors.New("levels are for columns of texts")
	}
	if len(doc.Levels) > 0 {
		texts := make([]string, n)
		for c, level := range doc.Levels {
			if level != nil {
				texts[c] = *level
				d.cells[c].knots = []int64{int64(c)}
			}
		}
		p.levels = column.NewDict(texts)
	}
	if w := doc.Written; w != nil && (w.Step < 1 || !w.Format.Sound() || !doc.Ordered) {
		return nil, errors.New("the numbers have no step, or no order")
	}
	for _, count := range d.counts {
		if count < 0 {
			return nil, errors.New("a count is below zero")
		}
	}
	if doc.Rhythm != nil {
		if !doc.Rhythm.check(kind) || !doc.Ordered {
			return nil, errors.New("the rhythm is not one of dates or times")
		}
		doc.Rhythm.finish()
		d.rhythm = doc.Rhythm
	}
	d.finish()
	p.domain = d
	if doc.Equal != nil && !isBefore(doc.Equal.To) {
		return nil, errors.New("what it may equal is not drawn before")
	}
	if l := doc.Link; l != nil {
		for _, u := range slices.Concat(l.Plus, l.Minus) {
			if !isBefore(u) {
				return nil, errors.New("a term of its sum is not drawn before")
			}
		}
	}
	if doc.Tree != nil {
		var err error
		p.tree, err = doc.Tree.tree(&d, isBefore)
		return p, err
	}
	return p, doc.checkFollows(m, isBefore)
}

// checkFollows checks a part that another one decides.
func (doc *partDocument) checkFollows(m *Model, isBefore func(int) bool) error {
	if !isBefore(doc.Follows) {
		return errors.New("there is neither a tree nor a part to follow")
	}
	for _, p := range m.parts {
		if p.number == doc.Follows && len(doc.Of) != len(p.domain.cells) {
			return errors.New("there is not one cell for each cell that is followed")
		}
	}
	for _, c := range doc.Of {
		if int(c) >= len(doc.Counts) {
			return errors.New("a cell does not exist")
		}
	}
	return nil
}

// check refuses a column that could not be filled.
func (o *other) check(fields []column.Field) error {
	if o.Column < 0 || o.Column >= len(fields) {
		return errors.New("the column does not exist")
	}
	if o.Pattern != nil {
		for _, place := range o.Pattern.Places {
			if place.Set == "" {
				return errors.New("a place of the pattern has no characters")
			}
		}
	}
	return nil
}
