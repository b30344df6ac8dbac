package report

import (
	"math"
	"math/big"
	"math/bits"
)

// moments are the exact sums of values and of their squares, so that they do
// not depend on the order of the rows. Values are integers times 2^-exp:
// exp is 0 for integers and 1074 for floats, whose smallest step is 2^-1074.
type moments struct {
	n            int64
	sum, squares big.Int // in units of 2^-exp and 2^-(2·exp)
	scratch      big.Int
}

const floatUnit = 1074

// addInts takes in integers. It sums in words of the machine and carries
// into the big sums once.
func (m *moments) addInts(xs []int64) {
	m.n += int64(len(xs))
	var lo, hi, q0, q1, q2 uint64
	for _, x := range xs {
		var carry uint64
		lo, carry = bits.Add64(lo, uint64(x), 0)
		hi += uint64(x>>63) + carry
		a := uint64(x)
		if x < 0 {
			a = -a
		}
		if a>>32 == 0 { // spares wasm, which has no 128-bit product
			q0, carry = bits.Add64(q0, a*a, 0)
			q1, carry = bits.Add64(q1, 0, carry)
		} else {
			h, l := bits.Mul64(a, a)
			q0, carry = bits.Add64(q0, l, 0)
			q1, carry = bits.Add64(q1, h, carry)
		}
		q2 += carry
	}
	if negative := int64(hi) < 0; negative {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi, _ = bits.Sub64(0, hi, borrow)
		m.sum.Sub(&m.sum, m.words(lo, hi))
	} else {
		m.sum.Add(&m.sum, m.words(lo, hi))
	}
	m.squares.Add(&m.squares, m.words(q0, q1, q2))
}

// words is the integer with the given 64-bit digits, lowest first; it lives
// in m.scratch.
func (m *moments) words(digits ...uint64) *big.Int {
	m.scratch.SetUint64(digits[len(digits)-1])
	var low big.Int
	for i := len(digits) - 2; i >= 0; i-- {
		m.scratch.Lsh(&m.scratch, 64)
		m.scratch.Or(&m.scratch, low.SetUint64(digits[i]))
	}
	return &m.scratch
}

// Digits of 32 bits in the sums of floats: a float reaches from bit 0 to bit
// 2098 of its unit, its square to bit 4196, and two words more take the rest.
const (
	sumDigits    = 2098/32 + 3
	squareDigits = 4196/32 + 4
)

// addFloats takes in the floats with the given ordered keys. Each is cut
// along 32-bit digits and the digits are summed as integers (a superaccumulator,
// Kulisch and Miranker 1986, doi:10.1137/1028001).
func (m *moments) addFloats(keys []int64) {
	const most = 1 << 30 // sums of so many 32-bit digits stay within int64
	for len(keys) > most {
		m.addFloats(keys[:most])
		keys = keys[most:]
	}
	m.n += int64(len(keys))
	var sum [sumDigits]int64
	var squares [squareDigits]int64
	for _, key := range keys {
		b := uint64(flip(key))
		exp, mant := b>>52&0x7ff, b&(1<<52-1)
		if exp == 0 {
			exp = 1
		} else {
			mant |= 1 << 52
		}
		at := uint(exp - 1) // the value is mant · 2^(at−1074)
		d, s := at/32, at%32
		low := mant << s
		high := mant >> (64 - s) // a shift by 64 gives 0
		sign := key >> 63        // 0 or −1
		cell := sum[d : d+3 : d+3]
		cell[0] += (int64(low&math.MaxUint32) ^ sign) - sign
		cell[1] += (int64(low>>32) ^ sign) - sign
		cell[2] += (int64(high) ^ sign) - sign

		h, l := square(mant)
		d, s = 2*at/32, 2*at%32
		w0 := l << s
		w1 := l>>(64-s) | h<<s
		w2 := h >> (64 - s)
		wide := squares[d : d+5 : d+5]
		wide[0] += int64(w0 & math.MaxUint32)
		wide[1] += int64(w0 >> 32)
		wide[2] += int64(w1 & math.MaxUint32)
		wide[3] += int64(w1 >> 32)
		wide[4] += int64(w2)
	}
	m.carry(&m.sum, sum[:])
	m.carry(&m.squares, squares[:])
}

// square is x² for x below 2^63. It spares wasm, which has no 128-bit product,
// a multiplication.
func square(x uint64) (hi, lo uint64) {
	a, b := x>>32, x&math.MaxUint32
	lo, carry := bits.Add64(b*b, a*b<<33, 0)
	return a*a + a*b>>31 + carry, lo
}

// carry adds digits of 32 bits, which may be negative or too large, to sum.
func (m *moments) carry(sum *big.Int, digits []int64) {
	var part big.Int
	for i, digit := range digits {
		if digit != 0 {
			sum.Add(sum, part.Lsh(m.scratch.SetInt64(digit), uint(32*i)))
		}
	}
}

func (m *moments) merge(o *moments) {
	m.n += o.n
	m.sum.Add(&m.sum, &o.sum)
	m.squares.Add(&m.squares, &o.squares)
}

// mean is the mean, and deviation the standard deviation (n − 1), of the
// values times 2^-exp / unit, correctly rounded but for the square root. n
// must be at least 1 and 2.
func (m *moments) mean(exp int, unit int64) float64 {
	return quotient(&m.sum, big.NewInt(m.n), exp, unit)
}

func (m *moments) deviation(exp int, unit int64) float64 {
	// (n·Σx² − (Σx)²) / (n·(n−1))
	n := big.NewInt(m.n)
	top := new(big.Int).Mul(&m.squares, n)
	top.Sub(top, new(big.Int).Mul(&m.sum, &m.sum))
	bottom := n.Mul(n, big.NewInt(m.n-1))
	bottom.Mul(bottom, big.NewInt(unit)).Mul(bottom, big.NewInt(unit))
	// A variance may be beyond the range of a float64 where its root is not.
	half := (top.BitLen() - bottom.BitLen()) / 2
	root := math.Sqrt(quotient(top, bottom, 2*half, 1))
	return math.Ldexp(root, half-exp)
}

// quotient is a / (b·2^exp·unit), rounded once.
func quotient(a, b *big.Int, exp int, unit int64) float64 {
	b = new(big.Int).Mul(b, big.NewInt(unit))
	if exp < 0 {
		a, exp = new(big.Int).Lsh(a, uint(-exp)), 0
	}
	x, _ := new(big.Rat).SetFrac(a, b.Lsh(b, uint(exp))).Float64()
	return x
}

// add takes in the values with the given keys.
func (m *moments) add(keys []int64, float bool) {
	if float {
		m.addFloats(keys)
	} else {
		m.addInts(keys)
	}
}

// addCounts takes in the values of t, each as often as it counts, less so many
// times, at most once.
func (m *moments) addCounts(t *counter, less int64, float bool) {
	once := make([]int64, 0, 1024) // and values that come a few times, as often
	t.each(func(key, count int64) {
		count -= less
		if count <= 16 {
			if len(once)+int(count) > cap(once) {
				m.add(once, float)
				once = once[:0]
			}
			for range count {
				once = append(once, key)
			}
			return
		}
		var one moments
		one.add([]int64{key}, float)
		times := big.NewInt(count)
		m.n += count
		m.sum.Add(&m.sum, one.sum.Mul(&one.sum, times))
		m.squares.Add(&m.squares, one.squares.Mul(&one.squares, times))
	})
	m.add(once, float)
}
