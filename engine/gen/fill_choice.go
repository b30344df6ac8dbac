package gen

import (
	"maps"
	"slices"
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// values are the options of a choice, in the kind of their column.
type values struct {
	dict *column.Dict
	ints []int64
	nums []float64
}

// values reads options as cells of the column; the text "null" stays a text.
func (p place) values(options []schema.Option, below string) values {
	texts := make([]string, len(options))
	v := values{ints: make([]int64, len(options)), nums: make([]float64, len(options))}
	for i, o := range options {
		texts[i] = o.Value
		x, err := strconv.ParseFloat(o.Value, 64)
		switch p.cell.Field.Kind {
		case column.Text, column.JSON:
			continue
		case column.Bool:
			if o.Value != "true" && o.Value != "false" {
				p.fault(below+wire.Token(o.Value), "not true or false")
			}
			if o.Value == "true" {
				v.ints[i] = 1
			}
			continue
		}
		if err != nil {
			p.fault(below+wire.Token(o.Value), "not a %s", p.cell.Field.Kind)
		}
		v.nums[i] = x
		v.ints[i] = int64(floor(float64(x*unit(p.cell.Field.Scale)) + 0.5))
	}
	v.dict = column.NewDict(texts)
	return v
}

// ready makes dst hold n cells of the values' kind.
func (v *values) ready(dst *column.Vector, n int) {
	if dst.Kind == column.Text || dst.Kind == column.JSON {
		dst.UseDict(v.dict, n)
	}
}

func (v *values) set(dst *column.Vector, i int, option uint32) {
	switch dst.Kind {
	case column.Text, column.JSON:
		dst.Codes[i] = option
	case column.Float:
		dst.Floats[i] = v.nums[option]
	default:
		dst.Ints[i] = v.ints[option]
	}
}

// choice picks one of its values in each row.
type choice struct {
	values
	alias   dist.Alias // where all weights are the same in all rows
	weights []*expr    // else
	bits    rng.Stream
}

func (p place) choice(f *schema.Fill) filler {
	c := &choice{values: p.values(f.Choice, "/choice"), bits: p.stream("")}
	if constants, ok := p.constants(p.cell.Weights); ok {
		c.alias = p.alias(constants, "/choice")
		return c
	}
	for _, w := range p.cell.Weights {
		c.weights = append(c.weights, p.amount(w))
	}
	return c
}

// constants evaluates weights that depend on no column.
func (p place) constants(weights []*plan.Expr) ([]float64, bool) {
	out := make([]float64, len(weights))
	for i, w := range weights {
		if w == nil {
			continue // a fault has been told
		}
		if !w.Constant() {
			return nil, false
		}
		if x := p.amount(w); x != nil {
			out[i] = number(x.constant, 0)
		}
	}
	return out, true
}

func (p place) alias(weights []float64, below string) dist.Alias {
	a, err := dist.NewAlias(weights)
	if err != nil {
		p.fault(below, "%v", err)
	}
	return a
}

func (c *choice) fill(f *frame, dst *column.Vector) {
	c.ready(dst, len(f.rows))
	if c.weights != nil {
		c.weigh(f, dst)
		return
	}
	if dst.Dict != nil && c.alias.Len() == 1 {
		return // code 0 is there already
	}
	if dst.Dict != nil {
		for i, row := range f.rows {
			dst.Codes[i] = c.alias.Pick(c.bits.At(row))
		}
		return
	}
	for i, row := range f.rows {
		c.set(dst, i, c.alias.Pick(c.bits.At(row)))
	}
}

// weigh picks by weights that differ from row to row. Weights below 0 and
// missing ones count as 0; a row without weight gets null.
func (c *choice) weigh(f *frame, dst *column.Vector) {
	n := len(f.rows)
	params := make([]dist.Param, len(c.weights))
	for k, w := range c.weights {
		params[k] = w.param(f)
	}
	for i, row := range f.rows {
		total := 0.0
		for k := range params {
			if w := params[k].At(i); w > 0 {
				total += w
			}
		}
		if total == 0 {
			dst.SetNull(i, n)
			continue
		}
		left := rng.Unit(c.bits.At(row)) * total
		chosen := uint32(0)
		for k := range params {
			if w := params[k].At(i); w > 0 {
				chosen = uint32(k)
				if left -= w; left < 0 {
					break
				}
			}
		}
		c.set(dst, i, chosen)
	}
}

// cases picks from the options that the level of another column selects.
type cases struct {
	values // of all cases, one after the other
	by     input
	levels map[string]uint32 // case by level; "*" for all others
	alias  []dist.Alias      // by case
	first  []uint32          // of each case among the values
	bits   rng.Stream
}

func (p place) cases(f *schema.Fill) filler {
	if p.cell.By == nil {
		return nil
	}
	c := &cases{by: p.table.input(*p.cell.By), levels: map[string]uint32{}, bits: p.stream("")}
	var all []schema.Option
	for _, level := range slices.Sorted(maps.Keys(f.Cases)) {
		below := "/cases" + wire.Token(level)
		constants, ok := p.constants(p.cell.Cases[level])
		if !ok {
			p.fault(below, "weights of cases may depend on parameters only: use choice with expressions")
			continue
		}
		c.levels[level] = uint32(len(c.alias))
		c.alias = append(c.alias, p.alias(constants, below))
		c.first = append(c.first, uint32(len(all)))
		all = append(all, f.Cases[level]...)
	}
	c.values = p.values(all, "/cases")
	return c
}

func (c *cases) fill(f *frame, dst *column.Vector) {
	n := len(f.rows)
	c.ready(dst, n)
	by := c.by.vector(f)
	lookup := c.lookup(by)
	for i, row := range f.rows {
		k := lookup(i)
		if k < 0 {
			dst.SetNull(i, n)
			continue
		}
		c.set(dst, i, c.first[k]+c.alias[k].Pick(c.bits.At(row)))
	}
}

// lookup finds the case of a cell, once for each entry of a dictionary; -1
// where there is none.
func (c *cases) lookup(by *column.Vector) func(i int) int {
	find := func(level []byte) int {
		if k, ok := c.levels[string(level)]; ok {
			return int(k)
		}
		if k, ok := c.levels["*"]; ok {
			return int(k)
		}
		return -1
	}
	if by.Dict != nil && by.Dict.Len() <= by.Len() {
		found := make([]int, by.Dict.Len())
		for code := range found {
			found[code] = find(by.Dict.Bytes(uint32(code)))
		}
		return func(i int) int {
			if by.Null(i) {
				return find(nil)
			}
			return found[by.Codes[i]]
		}
	}
	var text []byte
	return func(i int) int {
		text = appendCell(text[:0], by, i)
		return find(text)
	}
}

// appendCell writes a cell as levels are written: true, 12, gold.
func appendCell(dst []byte, v *column.Vector, i int) []byte {
	switch {
	case v.Null(i):
		return dst
	case v.Kind == column.Text || v.Kind == column.JSON:
		return append(dst, v.Bytes(i)...)
	case v.Kind == column.Bool:
		return strconv.AppendBool(dst, v.Ints[i] == 1)
	case v.Kind == column.Float, v.Kind == column.Decimal:
		return strconv.AppendFloat(dst, number(v, i), 'f', -1, 64)
	}
	return strconv.AppendInt(dst, v.Ints[i], 10)
}
