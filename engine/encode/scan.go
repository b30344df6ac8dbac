package encode

import "github.com/groflex/groflex/engine/column"

// Eight bytes are looked at together: ones times a byte is that byte in all
// places of a word, high the bit of each place that ASCII leaves 0.
const (
	ones = 0x0101010101010101
	high = ones << 7
)

// zeroByte is not 0 if and only if a byte of w is 0 (Mycroft's test).
func zeroByte(w uint64) uint64 { return (w - ones) & ^w & high }

// usual reports that text is ASCII without controls and without the bytes a
// and b, which are ASCII too. That holds for most texts, whole blocks of them.
func usual(text []byte, a, b byte) bool {
	wa, wb := ones*uint64(a), ones*uint64(b)
	i := 0
	for ; i+32 <= len(text); i += 32 {
		if (odd(column.Get8(text, i), wa, wb)|odd(column.Get8(text, i+8), wa, wb)|
			odd(column.Get8(text, i+16), wa, wb)|odd(column.Get8(text, i+24), wa, wb))&high != 0 {
			return false
		}
	}
	for ; i+8 <= len(text); i += 8 {
		if odd(column.Get8(text, i), wa, wb)&high != 0 {
			return false
		}
	}
	for _, c := range text[i:] {
		if c < 0x20 || c >= 0x80 || c == a || c == b {
			return false
		}
	}
	return true
}

// odd has a high bit set if and only if a byte of w is a control, the byte of
// wa or of wb in its place, or not ASCII. (Where all are ASCII, nothing is
// carried or borrowed between places.)
func odd(w, wa, wb uint64) uint64 {
	return (high - (w ^ wa)) | (high - (w ^ wb)) | w | ^(w + ones*0x60)
}
