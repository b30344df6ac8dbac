package report

import (
	"math"
	"math/bits"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

// unfit fails texts that keep does not accept. The entries of a dictionary
// are asked about once.
type unfit struct {
	field *column.Field
	sift  sift
	keep  func(text []byte) bool

	dict  *column.Dict
	known []uint8 // of each code: 0 not yet asked, 1 kept, 2 not kept
	cells int     // of dict so far
	clean bool    // all of dict is kept
	text  []byte
}

// sift adds the texts to bad that take a second look, or all: at least those
// that are not kept. The texts lie one after the other in raw; ends says where
// each ends.
type sift func(bad column.Bits, raw []byte, ends []uint32)

func (u *unfit) mark(bad column.Bits, v *column.Vector, n int) {
	switch {
	case v.Dict != nil:
		u.markCodes(bad, v, n)
	case v.Kind == column.Text:
		u.sift(bad, v.Raw, v.Ends[:n])
		u.ask(bad, v)
	default:
		for i, x := range v.Ints[:n] {
			u.text = appendCell(u.text[:0], u.field, x)
			if !u.keep(u.text) {
				bad.Set(i)
			}
		}
	}
}

// ask takes the cells that are kept, or null, out of bad.
func (u *unfit) ask(bad column.Bits, v *column.Vector) {
	for w, word := range bad {
		for ; word != 0; word &= word - 1 {
			if i := 64*w + bits.TrailingZeros64(word); v.Null(i) || u.keep(v.Bytes(i)) {
				bad.Unset(i)
			}
		}
	}
}

func (u *unfit) markCodes(bad column.Bits, v *column.Vector, n int) {
	if u.dict != v.Dict {
		u.dict, u.cells, u.clean, u.known = v.Dict, 0, false, make([]uint8, v.Dict.Len())
	}
	before := u.cells
	u.cells += n
	if entries := v.Dict.Len(); before < entries && entries <= u.cells {
		u.clean = u.askAll()
	}
	if u.clean {
		return
	}
	for i, code := range v.Codes[:n] {
		if !u.kept(code) {
			bad.Set(i)
		}
	}
}

// askAll asks about every entry once there were as many cells, and says
// whether all are kept.
func (u *unfit) askAll() bool {
	all := true
	for code := range u.known {
		all = u.kept(uint32(code)) && all
	}
	return all
}

func (u *unfit) kept(code uint32) bool {
	if u.known[code] == 0 {
		u.known[code] = 2
		if u.keep(u.dict.Bytes(code)) {
			u.known[code] = 1
		}
	}
	return u.known[code] == 1
}

// all has every text looked at.
func all(bad column.Bits, _ []byte, ends []uint32) { copy(bad, everything(len(ends))) }

// between has the texts looked at that are shorter or longer, in bytes.
func between(least, most int) sift {
	return func(bad column.Bits, _ []byte, ends []uint32) {
		from := uint32(0)
		for i, end := range ends {
			if n := int(end - from); n < least || n > most {
				bad.Set(i)
			}
			from = end
		}
	}
}

// atLeast and atMost bound the characters of a text. Where its bytes tell
// enough, the characters are not counted.
func atLeast(n int) (sift, func([]byte) bool) {
	return between((n-1)*utf8.UTFMax+1, math.MaxInt), func(text []byte) bool { return utf8.RuneCount(text) >= n }
}

func atMost(n int) (sift, func([]byte) bool) {
	return between(0, n), func(text []byte) bool { return utf8.RuneCount(text) <= n }
}
