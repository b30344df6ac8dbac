package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// newABA is finance.aba: a US routing number. The first two digits are those
// of a Federal Reserve district, 01–12, or a thrift of one, 21–32; the sum
// with weights 3 7 1 is a multiple of ten. The other six do not repeat.
func newABA(a Args) (Filler, error) {
	s := a.Own()
	numbers := serialOf(s.Lane(1), 1e6)
	weights := [8]uint32{3, 7, 1, 3, 7, 1, 3, 7}
	return plain(a, func(dst []byte, row int64) []byte {
		u := s.At(row)
		district := 1 + rng.Below(u, 12)
		if u&7 == 0 { // one in eight a thrift: assumed
			district += 20
		}
		start := len(dst)
		dst = appendDigits(dst, district*1e6+numbers.at(row), 8)
		sum := uint32(0)
		for k, c := range dst[start:] {
			sum += uint32(c-'0') * weights[k]
		}
		return append(dst, byte('0'+(10-sum%10)%10))
	})
}

// newAccountNumber is finance.account_number. Option "length", 6 to 17
// digits, default 10. They do not repeat and none begins with 0.
func newAccountNumber(a Args) (Filler, error) {
	o := read(a)
	length := int(o.whole("length", 10, 6, 17))
	numbers := serialOf(a.Own(), 9*powers[length-1])
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
		return appendDigits(dst, powers[length-1]+numbers.at(row), length)
	}), o.err()
}

// newLEI is finance.lei (ISO 17442): a prefix, 00, twelve letters and digits
// and two check digits (ISO 7064, MOD 97-10). The twelve are drawn from
// 36^12: the chance that two of a million rows share one is 10^-7.
func newLEI(a Args) (Filler, error) {
	s := a.Own()
	numbers := s.Lane(1)
	prefixes := []string{"2138", "2549", "3912", "5299", "5493", "7245", "9695", "9845"}
	return plain(a, func(dst []byte, row int64) []byte {
		start := len(dst)
		dst = append(dst, prefixes[s.At(row)>>61]...)
		dst = append(dst, '0', '0')
		u := numbers.At(row)
		for _, half := range [2]uint64{u, u << 32} {
			v := uint32(rng.Below(half, 36*36*36*36*36*36))
			for range 6 {
				q := v / 36
				dst = append(dst, capitalsToo[v-q*36])
				v = q
			}
		}
		tens, ones := two(98 - mod97(0, dst[start:])*100%97)
		return append(dst, tens, ones)
	})
}

// newISIN is finance.isin (ISO 6166). Option "country": US and CA form their
// numbers with a CUSIP and its own check digit, DE with three zeros and a WKN,
// XS (international) with nine digits.
func newISIN(a Args) (Filler, error) {
	o := read(a)
	country := o.choice("country", "US", "CA", "DE", "XS")
	numbers := serialOf(a.Own(), 1e8)
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
		start := len(dst)
		dst = append(dst, country...)
		n := numbers.at(row)
		switch country {
		case "US", "CA":
			dst = appendDigits(dst, n, 8)
			dst = append(dst, cusipCheck(dst[start+2:]))
		case "DE":
			dst = append(dst, '0', '0', '0')
			wkn := len(dst)
			dst = append(dst, "000000"...)
			for k := 5; k >= 0; k-- {
				dst[wkn+k] = wknAlphabet[n%uint64(len(wknAlphabet))]
				n /= uint64(len(wknAlphabet))
			}
		default:
			dst = appendDigits(dst, n*10+7, 9)
		}
		return append(dst, isinCheck(dst[start:]))
	}), o.err()
}

const wknAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ" // no I, no O

// cusipCheck is the ninth digit: every second one counts double, digit sums.
func cusipCheck(digits []byte) byte {
	sum := uint32(0)
	for i, c := range digits {
		v := uint32(c - '0')
		if i&1 == 1 {
			v *= 2
		}
		sum += v/10 + v%10
	}
	return byte('0' + (10-sum%10)%10)
}

// isinCheck is Luhn's digit after letters became numbers, A being 10.
func isinCheck(cell []byte) byte {
	var room [24]byte
	digits := room[:0]
	for _, c := range cell {
		if c >= 'A' {
			tens, ones := two(uint64(c - 'A' + 10))
			digits = append(digits, tens, ones)
		} else {
			digits = append(digits, c)
		}
	}
	return luhn(digits)
}
