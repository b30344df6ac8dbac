package report

import (
	"math/bits"

	"github.com/groflex/groflex/engine/column"
)

// check is one node of a schema applied to one column. As in the judge, cells
// of the wrong type are not held against the node's other keywords.
type check struct {
	column   int
	instance string // pointer to its cell in a record
	kind     *rule  // the keyword type
	rules    []rule
	below    []check // $ref and allOf
}

// rule is a keyword that a cell may break.
type rule struct {
	keyword string // pointer into the schema
	says    string // what a value must be
	null    bool   // a null breaks it
	test    test   // of the other cells; nil: all keep it
}

// test finds the cells that break a keyword.
type test interface {
	// mark adds to bad the first n cells of v that fail. What it does with
	// nulls does not matter.
	mark(bad column.Bits, v *column.Vector, n int)
}

// run applies the check to a block.
func (k *check) run(c *Checker, t *column.Table) {
	f, v := &c.fields[k.column], &t.Cols[k.column]
	nulls := missing(f, v, t.Rows)
	present := everything(t.Rows)
	if f.Omit {
		subtract(present, nulls)
	}
	k.apply(c, t, v, present, nulls)
}

// apply holds the cells that are present against the node.
func (k *check) apply(c *Checker, t *column.Table, v *column.Vector, present, nulls column.Bits) {
	if k.kind != nil {
		wrong := k.kind.breaks(c, v, t.Rows, present, nulls)
		c.record(k, k.kind, t, wrong)
		if firstOf(wrong) >= 0 {
			present = append(column.Bits(nil), present...)
			subtract(present, wrong)
		}
	}
	for i := range k.rules {
		r := &k.rules[i]
		c.record(k, r, t, r.breaks(c, v, t.Rows, present, nulls))
	}
	for i := range k.below {
		k.below[i].apply(c, t, v, present, nulls)
	}
}

// breaks is the present cells that break the rule, in scratch memory.
func (r *rule) breaks(c *Checker, v *column.Vector, n int, present, nulls column.Bits) column.Bits {
	c.scratch = empty(c.scratch, n)
	if r.test != nil {
		r.test.mark(c.scratch, v, n)
	}
	for w := range c.scratch {
		var null uint64
		if nulls != nil {
			null = nulls[w]
		}
		bad := c.scratch[w] &^ null
		if r.null {
			bad |= null
		}
		c.scratch[w] = bad & present[w]
	}
	return c.scratch
}

// record counts the cells that break a rule.
func (c *Checker) record(k *check, r *rule, t *column.Table, bad column.Bits) {
	c.countAll(place{k.instance, r.keyword}, bad, t.First, func() string {
		return r.says + ", not " + shown(&c.fields[k.column], &t.Cols[k.column], firstOf(bad))
	})
}

// countAll counts a fault in each of the bad rows of a block that begins with
// row first.
func (c *Checker) countAll(at place, bad column.Bits, first int64, says func() string) {
	n := bad.Count()
	if n == 0 {
		return
	}
	merge(c.bad, bad)
	c.count(at, int64(n), first+int64(firstOf(bad)), says)
}

// missing is the cells that are written as null, nil if there is none: numbers
// that JSON cannot write are among them.
func missing(f *column.Field, v *column.Vector, n int) column.Bits {
	if f.Kind != column.Float || allFinite(v.Floats[:n]) {
		return v.Nulls
	}
	nulls := v.Nulls
	for i, x := range v.Floats[:n] {
		if !finite(x) {
			if len(nulls) == 0 || &nulls[0] == &v.Nulls[0] {
				nulls = append(column.NewBits(0), v.Nulls...)
				if v.Nulls == nil {
					nulls = column.NewBits(n)
				}
			}
			nulls.Set(i)
		}
	}
	return nulls
}

func everything(n int) column.Bits {
	b := column.NewBits(n)
	for w := range b {
		b[w] = ^uint64(0)
	}
	if n%64 > 0 {
		b[len(b)-1] >>= 64 - n%64
	}
	return b
}

func merge(into, what column.Bits) {
	for w := range what {
		into[w] |= what[w]
	}
}

func subtract(from, what column.Bits) {
	for w := range what {
		from[w] &^= what[w]
	}
}

// firstOf is the least member, -1 of none.
func firstOf(b column.Bits) int {
	for w, word := range b {
		if word != 0 {
			return 64*w + bits.TrailingZeros64(word)
		}
	}
	return -1
}
