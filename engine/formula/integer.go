package formula

import "math/bits"

// Kernels over Ints: Int, Decimal of one scale, and lengths of time. A cell
// whose result does not fit in 64 bits is null.

func addInts(x *call) {
	out, a, b := x.out.Ints[:x.n], x.in[0].Ints[:x.n], x.in[1].Ints[:x.n]
	var overflow int64 // its sign bit: the operands' signs agree, the sum's does not
	for i := range out {
		sum := a[i] + b[i]
		overflow |= (a[i] ^ sum) & (b[i] ^ sum)
		out[i] = sum
	}
	if overflow < 0 {
		x.nullWhere(func(i int) bool { return (a[i]^out[i])&(b[i]^out[i]) < 0 })
	}
}

func subInts(x *call) {
	out, a, b := x.out.Ints[:x.n], x.in[0].Ints[:x.n], x.in[1].Ints[:x.n]
	var overflow int64
	for i := range out {
		diff := a[i] - b[i]
		overflow |= (a[i] ^ b[i]) & (a[i] ^ diff)
		out[i] = diff
	}
	if overflow < 0 {
		x.nullWhere(func(i int) bool { return (a[i]^b[i])&(a[i]^out[i]) < 0 })
	}
}

func mulInts(x *call) {
	out, a, b := x.out.Ints[:x.n], x.in[0].Ints[:x.n], x.in[1].Ints[:x.n]
	var wide uint64 // beyond 32 bits if a factor is
	for i := range out {
		wide |= uint64(a[i]+1<<31) | uint64(b[i]+1<<31)
		out[i] = a[i] * b[i]
	}
	if wide>>32 != 0 {
		x.nullWhere(func(i int) bool {
			hi, lo := bits.Mul64(magnitude(a[i]), magnitude(b[i]))
			limit := uint64(1)<<63 - 1
			if a[i]^b[i] < 0 {
				limit++
			}
			return hi != 0 || lo > limit
		})
	}
}

// modInts is the remainder of truncated division, with the dividend's sign.
func modInts(x *call) {
	out, a, b := x.out.Ints[:x.n], x.in[0].Ints[:x.n], x.in[1].Ints[:x.n]
	for i := range out {
		if b[i] == 0 {
			out[i] = 0
			x.null(i)
			continue
		}
		out[i] = a[i] % b[i]
	}
}

func negateInts(x *call) {
	out, a := x.out.Ints[:x.n], x.in[0].Ints[:x.n]
	for i := range out {
		out[i] = -a[i]
	}
	x.nullWhere(func(i int) bool { return a[i]&out[i] < 0 })
}

func absInts(x *call) {
	out, a := x.out.Ints[:x.n], x.in[0].Ints[:x.n]
	for i := range out {
		sign := a[i] >> 63
		out[i] = (a[i] ^ sign) - sign
	}
	x.nullWhere(func(i int) bool { return out[i] < 0 })
}

func minOf[T int64 | float64](out, a, b []T) {
	a, b = a[:len(out)], b[:len(out)]
	for i := range out {
		out[i] = min(a[i], b[i])
	}
}

func maxOf[T int64 | float64](out, a, b []T) {
	a, b = a[:len(out)], b[:len(out)]
	for i := range out {
		out[i] = max(a[i], b[i])
	}
}

// scaleUp multiplies by 10^places.
func scaleUp(places uint8) kernel {
	factor := power10(places)
	return func(x *call) {
		out, a := x.out.Ints[:x.n], x.in[0].Ints[:x.n]
		most := int64(1<<63-1) / int64(factor)
		bad := false
		for i := range out {
			bad = bad || a[i] > most || a[i] < -most
			out[i] = a[i] * int64(factor)
		}
		if bad {
			x.nullWhere(func(i int) bool { return a[i] > most || a[i] < -most })
		}
	}
}

// nullWhere marks the cells for which bad holds.
func (x *call) nullWhere(bad func(i int) bool) {
	for i := range x.n {
		if bad(i) {
			x.null(i)
		}
	}
}

// within marks the cells of out outside [lo, hi] as null.
func (x *call) within(lo, hi int64) {
	width, bad := uint64(hi-lo), false
	for _, v := range x.out.Ints[:x.n] {
		bad = bad || uint64(v-lo) > width
	}
	if bad {
		x.nullWhere(func(i int) bool { return uint64(x.out.Ints[i]-lo) > width })
	}
}

// magnitude is |v|, which for the least int64 is 2^63.
func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

// power10 is 10^places; places is at most 19.
func power10(places uint8) uint64 {
	p := uint64(1)
	for range places {
		p *= 10
	}
	return p
}
