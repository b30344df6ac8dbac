package report

import "github.com/groflex/groflex/engine/column"

// texts summarises a column of Text or JSON. While few different texts have
// come they are counted exactly; after that their number is estimated, and
// frequencies are read off the picked rows.
type texts struct {
	early    *earlyTexts // nil once it was decided between few and distinct
	few      *levels     // nil once distinct is set
	distinct *distinct
	picked   picked

	dict    *column.Dict // the last dictionary seen
	pending []int64      // by its codes: cells that settle has yet to count

	hashes []uint64 // scratch: of a block's texts
}

func newTexts(limit int) *texts {
	return &texts{early: &earlyTexts{crowd: crowd{limit: limit}}, few: newLevels(limit)}
}

// add takes in the first n cells of v and returns how many are null.
func (c *texts) add(v *column.Vector, n int) (nulls int64) {
	if v.Dict != nil {
		return c.addCodes(v, n)
	}
	if v.Nulls != nil {
		nulls = int64(v.Nulls.Count())
	}
	if c.early == nil && c.few != nil {
		if c.few.addAll(v, n) {
			return nulls
		}
		c.widen()
	}
	c.hashes = hashTexts(c.hashes[:0], v.Raw, v.Ends[:n])
	if c.early == nil {
		c.estimate(v, c.hashes)
		return nulls
	}
	took := c.early.take(v, n, c.hashes)
	if !took || c.early.told() {
		c.decide()
	}
	if !took {
		return c.add(v, n)
	}
	return nulls
}

// decide ends the early days.
func (c *texts) decide() {
	e := c.early
	c.early = nil
	if e.dense() {
		c.widen()
	}
	for i := range e.blocks {
		b := &e.blocks[i]
		if c.few != nil {
			if c.few.addAll(&b.cells, len(b.hashes)) {
				continue
			}
			c.widen()
		}
		c.estimate(&b.cells, b.hashes)
	}
}

// estimate takes in the first cells of v, whose hashes are given.
func (c *texts) estimate(v *column.Vector, hashes []uint64) {
	if v.Nulls == nil {
		c.distinct.addAll(hashes)
		return
	}
	for i, hash := range hashes {
		if !v.Null(i) {
			c.distinct.add(hash)
		}
	}
}

// addCodes counts dictionary-coded cells by their codes.
func (c *texts) addCodes(v *column.Vector, n int) (nulls int64) {
	if c.dict != v.Dict {
		c.settle()
		c.dict, c.pending = v.Dict, make([]int64, v.Dict.Len())
	}
	pending := c.pending
	for _, code := range v.Codes[:n] {
		pending[code]++
	}
	if v.Nulls == nil {
		return 0
	}
	for i, code := range v.Codes[:n] {
		if v.Nulls.Has(i) {
			pending[code]--
			nulls++
		}
	}
	return nulls
}

// settle counts the cells that were kept as they came or as codes. It must be
// called before the rest of c is read.
func (c *texts) settle() {
	if c.early != nil {
		c.decide()
	}
	for code, n := range c.pending {
		if n > 0 {
			c.count(c.dict.Bytes(uint32(code)), n)
		}
	}
	clear(c.pending)
}

// count takes in n cells of one text.
func (c *texts) count(text []byte, n int64) {
	if c.few != nil {
		if c.few.add(text, n) {
			return
		}
		c.widen()
	}
	c.distinct.add(hashText(text))
}

// widen goes over from few to distinct.
func (c *texts) widen() {
	c.distinct = new(distinct)
	c.distinct.addAll(hashTexts(nil, c.few.raw, c.few.ends))
	c.early, c.few = nil, nil
}

func (c *texts) merge(o *texts) {
	c.picked.merge(&o.picked)
	switch {
	case o.few != nil:
		o.few.each(c.count)
	case c.few != nil:
		c.widen()
		fallthrough
	default:
		c.distinct.merge(o.distinct)
	}
}
