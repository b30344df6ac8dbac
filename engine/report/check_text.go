package report

import (
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

// unfit fails texts that keep does not accept. The entries of a dictionary
// are asked about once.
type unfit struct {
	field *column.Field
	keep  func(text []byte) bool

	dict  *column.Dict
	known []uint8 // of each code: 0 not yet asked, 1 kept, 2 not kept
	cells int     // of dict so far
	clean bool    // all of dict is kept
	text  []byte
}

func (u *unfit) mark(bad column.Bits, v *column.Vector, n int) {
	switch {
	case v.Dict != nil:
		u.markCodes(bad, v, n)
	case v.Kind == column.Text:
		start := uint32(0)
		for i, end := range v.Ends[:n] {
			if !u.keep(v.Raw[start:end]) {
				bad.Set(i)
			}
			start = end
		}
	default:
		for i, x := range v.Ints[:n] {
			u.text = appendCell(u.text[:0], u.field, x)
			if !u.keep(u.text) {
				bad.Set(i)
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

// atLeast and atMost bound the characters of a text.
func atLeast(n int) func([]byte) bool {
	return func(text []byte) bool { return utf8.RuneCount(text) >= n }
}

func atMost(n int) func([]byte) bool {
	return func(text []byte) bool { return len(text) <= n || utf8.RuneCount(text) <= n }
}
