package report

import (
	"encoding/binary"

	"github.com/groflex/groflex/engine/column"
)

// siftEmails adds the texts to bad that are no plain addresses.
func siftEmails(bad column.Bits, raw []byte, ends []uint32) {
	from := uint32(0)
	for i, end := range ends {
		if !plainEmail(raw[from:end]) {
			bad.Set(i)
		}
		from = end
	}
}

// plainEmail reports that text is an address of the usual form, which the
// full grammar accepts too: 8 to 64 letters and digits with one @ among them,
// single dots and hyphens, and before the @ single underscores.
func plainEmail(text []byte) bool {
	n := len(text)
	if n < 8 || n > 64 {
		return false
	}
	var odd, signs, ats, unders uint64 // the last three with a bit a byte
	for i := 0; i < n; i += 8 {
		i := min(i, n-8)
		w := binary.LittleEndian.Uint64(text[i:])
		const small = ones << 5 // what tells small letters from capitals
		at, under := newInterval('@', '@').holds(w), newInterval('_', '_').holds(w)
		sign := newInterval('-', '.').holds(w) | at | under
		odd |= w | ^(newInterval('0', '9').holds(w) | newInterval('a', 'z').holds(w|small) | sign)
		signs |= pack(sign) << (i & 63)
		ats |= pack(at) << (i & 63)
		unders |= pack(under) << (i & 63)
	}
	edges := signs&1 | signs>>((n-1)&63)
	return odd&high|edges|signs&(signs<<1)|ats&(ats-1) == 0 && ats > unders
}
