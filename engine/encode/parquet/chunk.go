package parquet

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/groflex/groflex/engine/column"
)

// chunk gathers the pages of one column in a row group.
type chunk struct {
	kind   kind
	pages  []byte // with their headers
	plain  bool   // whether a page is encoded plain
	values int64  // cells, null or not
	nulls  int64

	dict *column.Dict // of the pages that are not plain
	used column.Bits  // its entries that occur

	// Extremes of the group, in the order of the kind's logical type; texts
	// are kept up to boundBytes.
	any          bool
	least, most  int64
	low, high    float64
	first, final []byte
	unbounded    bool // a text is too long to be a bound, or a number is none

	body []byte // of the page being written
}

// boundBytes is the length of texts that are worth keeping as bounds.
const boundBytes = 64

// reset empties the chunk for the next row group.
func (c *chunk) reset() {
	*c = chunk{kind: c.kind, pages: c.pages[:0], body: c.body[:0], first: c.first[:0], final: c.final[:0]}
}

// add appends rows from to to of a column as one page.
func (c *chunk) add(v *column.Vector, from, to int) {
	n := to - from
	present := c.levels(v, from, to)
	encoding := encodingPlain
	switch {
	case c.tabular(v, n):
		encoding = encodingDictionary
		c.codes(v, from, to, present)
	default:
		c.plain = true
		c.plainValues(v, from, to)
	}

	var t thrift
	t.begin()
	t.i32(1, pageData)
	t.i32(2, len(c.body))
	t.i32(3, len(c.body))
	t.structure(5)
	t.i32(1, n)
	t.i32(2, encoding)
	t.i32(3, encodingRLE)
	t.i32(4, encodingRLE)
	t.end()
	t.end()
	c.pages = append(append(c.pages, t.buf...), c.body...)
	c.values += int64(n)
	c.nulls += int64(n - present)
}

// levels begins the page's body with one bit a row, 1 where a value is
// present, behind their length in four bytes. It returns how many are.
func (c *chunk) levels(v *column.Vector, from, to int) int {
	n := to - from
	present := n
	c.body = append(c.body[:0], 0, 0, 0, 0)
	if v.Nulls == nil {
		c.body = repeat(c.body, n, 1)
	} else {
		p := pack(c.body, n, 1)
		for i := from; i < to; i++ {
			missing := uint64(0)
			if v.Nulls.Has(i) {
				missing = 1
				present--
			}
			p.add(1 - missing)
		}
		c.body = p.finish(n)
	}
	binary.LittleEndian.PutUint32(c.body, uint32(len(c.body)-4))
	return present
}

// tabular reports whether a page of n rows is written as entries of the
// chunk's dictionary: the first that is not much larger than a page.
func (c *chunk) tabular(v *column.Vector, n int) bool {
	if v.Dict == nil || v.Dict.Len() == 0 {
		return false
	}
	if c.dict == nil && v.Dict.Len() <= 4*n {
		c.dict, c.used = v.Dict, column.NewBits(v.Dict.Len())
	}
	return c.dict == v.Dict
}

// codes writes the entries' numbers in as few bits as the dictionary needs.
func (c *chunk) codes(v *column.Vector, from, to, present int) {
	width := uint(max(bits.Len(uint(v.Dict.Len()-1)), 1))
	c.body = append(c.body, byte(width))
	if present == 0 {
		return
	}
	p := pack(c.body, present, width)
	for i, code := range v.Codes[from:to] {
		if !v.Null(from + i) {
			p.add(uint64(code))
			c.used.Set(int(code))
		}
	}
	c.body = p.finish(present)
}

// plainValues writes the values that are present.
func (c *chunk) plainValues(v *column.Vector, from, to int) {
	if c.kind.physical == typeBoolean {
		c.booleans(v, from, to)
		return
	}
	for i := from; i < to; i++ {
		if v.Null(i) {
			continue
		}
		switch c.kind.physical {
		case typeInt32:
			x := min(max(v.Ints[i], math.MinInt32), math.MaxInt32)
			c.body = binary.LittleEndian.AppendUint32(c.body, uint32(x))
			c.boundInt(x)
		case typeInt64:
			c.body = binary.LittleEndian.AppendUint64(c.body, uint64(v.Ints[i]))
			c.boundInt(v.Ints[i])
		case typeDouble:
			c.body = binary.LittleEndian.AppendUint64(c.body, math.Float64bits(v.Floats[i]))
			c.boundFloat(v.Floats[i])
		default:
			text := v.Bytes(i)
			c.body = binary.LittleEndian.AppendUint32(c.body, uint32(len(text)))
			c.body = append(c.body, text...)
			c.boundText(text)
		}
	}
}

// booleans writes a bit a value, eight to a byte.
func (c *chunk) booleans(v *column.Vector, from, to int) {
	n := 0
	for i := from; i < to; i++ {
		if v.Null(i) {
			continue
		}
		if n&7 == 0 {
			c.body = append(c.body, 0)
		}
		c.body[len(c.body)-1] |= byte(v.Ints[i]&1) << (n & 7)
		c.boundInt(v.Ints[i] & 1)
		n++
	}
}

func (c *chunk) boundInt(x int64) {
	if !c.any {
		c.any, c.least, c.most = true, x, x
	}
	c.least, c.most = min(c.least, x), max(c.most, x)
}

func (c *chunk) boundFloat(x float64) {
	if x != x {
		c.unbounded = true // readers could not order it
		return
	}
	if !c.any {
		c.any, c.low, c.high = true, x, x
	}
	c.low, c.high = min(c.low, x), max(c.high, x)
}

func (c *chunk) boundText(text []byte) {
	switch {
	case len(text) > boundBytes:
		c.unbounded = true
	case !c.any:
		c.any = true
		c.first, c.final = append(c.first, text...), append(c.final, text...)
	case bytes.Compare(text, c.first) < 0:
		c.first = append(c.first[:0], text...)
	case bytes.Compare(text, c.final) > 0:
		c.final = append(c.final[:0], text...)
	}
}

// bounds are the least and the greatest value, as plain values; ok is false
// where there are none.
func (c *chunk) bounds() (least, most []byte, ok bool) {
	if c.dict != nil {
		for code := range c.dict.Len() {
			if c.used.Has(code) {
				c.boundText(c.dict.Bytes(uint32(code)))
			}
		}
	}
	if !c.any || c.unbounded {
		return nil, nil, false
	}
	le := binary.LittleEndian
	switch c.kind.physical {
	case typeBoolean:
		return []byte{byte(c.least)}, []byte{byte(c.most)}, true
	case typeInt32:
		return le.AppendUint32(nil, uint32(c.least)), le.AppendUint32(nil, uint32(c.most)), true
	case typeInt64:
		return le.AppendUint64(nil, uint64(c.least)), le.AppendUint64(nil, uint64(c.most)), true
	case typeDouble:
		// The format asks that a zero bound covers both zeros.
		low, high := c.low, c.high
		if low == 0 {
			low = math.Copysign(0, -1)
		}
		if high == 0 {
			high = 0
		}
		return le.AppendUint64(nil, math.Float64bits(low)), le.AppendUint64(nil, math.Float64bits(high)), true
	}
	return c.first, c.final, true
}

// dictionary is the page of the dictionary, with its header.
func (c *chunk) dictionary() []byte {
	var body []byte
	for code := range uint32(c.dict.Len()) {
		text := c.dict.Bytes(code)
		body = append(binary.LittleEndian.AppendUint32(body, uint32(len(text))), text...)
	}
	var t thrift
	t.begin()
	t.i32(1, pageDictionary)
	t.i32(2, len(body))
	t.i32(3, len(body))
	t.structure(7)
	t.i32(1, c.dict.Len())
	t.i32(2, encodingPlain)
	t.end()
	t.end()
	return append(t.buf, body...)
}
