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
	text  []byte
}

func (u *unfit) mark(bad column.Bits, v *column.Vector, n int) {
	switch {
	case v.Dict != nil:
		u.markCodes(bad, v, n)
	case v.Kind == column.Text:
		for i := range n {
			if !u.keep(v.Bytes(i)) {
				bad.Set(i)
			}
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
		u.dict, u.known = v.Dict, make([]uint8, v.Dict.Len())
	}
	for i, code := range v.Codes[:n] {
		if v.Null(i) {
			continue
		}
		if u.known[code] == 0 {
			u.known[code] = 2
			if u.keep(v.Dict.Bytes(code)) {
				u.known[code] = 1
			}
		}
		if u.known[code] == 2 {
			bad.Set(i)
		}
	}
}

// atLeast and atMost bound the characters of a text.
func atLeast(n int) func([]byte) bool {
	return func(text []byte) bool { return utf8.RuneCount(text) >= n }
}

func atMost(n int) func([]byte) bool {
	return func(text []byte) bool { return len(text) <= n || utf8.RuneCount(text) <= n }
}
