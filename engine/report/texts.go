package report

import "github.com/groflex/groflex/engine/column"

// texts summarises a column of Text or JSON. While few different texts have
// come they are counted exactly; after that their number is estimated, and
// frequencies are read off the picked rows.
type texts struct {
	limit    int
	few      *levels // nil once distinct is set
	distinct *distinct
	picked   []pick

	dict  *column.Dict // the last dictionary seen
	known []int32      // by its codes: entry of few plus 1, or 1 where already in distinct; 0 is unknown
}

func newTexts(limit int) *texts { return &texts{limit: limit, few: newLevels()} }

// add takes in the first n cells of v and returns how many are null.
func (c *texts) add(v *column.Vector, n int) (nulls int64) {
	if v.Dict != nil {
		return c.addCodes(v, n)
	}
	var start uint32
	for i, end := range v.Ends[:n] {
		if v.Null(i) {
			nulls++
		} else {
			c.addText(v.Raw[start:end])
		}
		start = end
	}
	return nulls
}

func (c *texts) addText(text []byte) {
	hash := hashText(text)
	if c.few != nil {
		if e := c.few.entry(text, hash, c.limit); e >= 0 {
			c.few.counts[e]++
			return
		}
		c.widen()
	}
	c.distinct.add(hash)
}

// addCodes counts dictionary-coded cells. A text is looked up the first time
// its code comes.
func (c *texts) addCodes(v *column.Vector, n int) (nulls int64) {
	if c.dict != v.Dict {
		c.dict, c.known = v.Dict, make([]int32, v.Dict.Len())
	}
	for i, code := range v.Codes[:n] {
		if v.Nulls != nil && v.Nulls.Has(i) {
			nulls++
			continue
		}
		e := c.known[code]
		if e == 0 {
			e = c.learn(code)
		}
		if c.few != nil {
			c.few.counts[e-1]++
		}
	}
	return nulls
}

// learn makes the text of a code known.
func (c *texts) learn(code uint32) int32 {
	text := c.dict.Bytes(code)
	hash := hashText(text)
	if c.few != nil {
		if e := c.few.entry(text, hash, c.limit); e >= 0 {
			c.known[code] = int32(e + 1)
			return c.known[code]
		}
		c.widen()
	}
	c.distinct.add(hash)
	c.known[code] = 1
	return 1
}

// widen goes over from few to distinct. What is known of the dictionary stays
// true: each known text is in distinct.
func (c *texts) widen() {
	c.distinct = new(distinct)
	for _, hash := range c.few.hashes {
		c.distinct.add(hash)
	}
	c.few = nil
}

func (c *texts) merge(o *texts) {
	c.picked = append(c.picked, o.picked...)
	if c.few != nil && o.few != nil {
		for e, hash := range o.few.hashes {
			i := c.few.entry(o.few.text(e), hash, c.limit)
			if i < 0 {
				c.widen()
				break
			}
			c.few.counts[i] += o.few.counts[e]
		}
	}
	if c.few != nil && o.few != nil {
		return
	}
	if c.few != nil {
		c.widen()
	}
	if o.few != nil {
		o.widen()
	}
	c.distinct.merge(o.distinct)
}
