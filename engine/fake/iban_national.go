package fake

// The national check digits of account numbers. Each function is given the
// IBAN so far, whose last bytes are the digits of the BBAN without them, and
// puts them in their place.

// last is the last n bytes.
func last(b []byte, n int) []byte { return b[len(b)-n:] }

// insert makes room for text so that n bytes come after it.
func insert(b []byte, n int, text ...byte) []byte {
	b = append(b, text...)
	copy(b[len(b)-n:], b[len(b)-n-len(text):])
	copy(b[len(b)-n-len(text):], text)
	return b
}

func two(x uint64) (tens, ones byte) { return byte('0' + x/10), byte('0' + x%10) }

// closeBE: the ten digits modulo 97, with 97 for 0.
func closeBE(b []byte) []byte {
	r := mod97(0, last(b, 10))
	if r == 0 {
		r = 97
	}
	tens, ones := two(r)
	return append(b, tens, ones)
}

// closeES: two check digits after bank and branch, modulo 11 with weights
// 2^k mod 11, one for those eight digits and one for the account's ten.
func closeES(b []byte) []byte {
	digit := func(digits []byte) byte {
		sum := uint32(0)
		for i, c := range digits {
			sum += uint32(c-'0') * powerOf2Mod11[10-len(digits)+i]
		}
		d := 11 - sum%11
		switch d {
		case 10:
			return '1'
		case 11:
			return '0'
		}
		return byte('0' + d)
	}
	all := last(b, 18)
	return insert(b, 10, digit(all[:8]), digit(all[8:]))
}

var powerOf2Mod11 = [10]uint32{1, 2, 4, 8, 5, 10, 9, 7, 3, 6}

// closeFI: Luhn's digit over the thirteen digits.
func closeFI(b []byte) []byte { return append(b, luhn(last(b, 13))) }

// closeFR: 97 less the remainder of 89·bank + 15·branch + 3·account.
func closeFR(b []byte) []byte {
	d := last(b, 21)
	sum := 89*mod97(0, d[:5]) + 15*mod97(0, d[5:10]) + 3*mod97(0, d[10:])
	tens, ones := two(97 - sum%97)
	return append(b, tens, ones)
}

// closeIT: a letter before the 22 digits, by the sum of their values, where
// digits in odd places have values of their own.
func closeIT(b []byte) []byte {
	odd := [10]uint32{1, 0, 5, 7, 9, 13, 15, 17, 19, 21}
	sum := uint32(0)
	for i, c := range last(b, 22) {
		if i&1 == 0 {
			sum += odd[c-'0']
		} else {
			sum += uint32(c - '0')
		}
	}
	return insert(b, 22, byte('A'+sum%26))
}

// closeNL: the ten digits weighted 10 to 1 add up to a multiple of 11. Where
// the last would have to be 10, the first, which is free, gives way.
func closeNL(b []byte) []byte {
	d := last(b, 9)
	for {
		sum := uint32(0)
		for i, c := range d {
			sum += uint32(10-i) * uint32(c-'0')
		}
		if check := (11 - sum%11) % 11; check < 10 {
			return append(b, byte('0'+check))
		}
		d[0] = '0' + (d[0]-'0'+1)%10
	}
}

// closeNO: modulo 11 with weights 5 4 3 2 7 6 5 4 3 2; the first gives way
// as in closeNL.
func closeNO(b []byte) []byte {
	weights := [10]uint32{5, 4, 3, 2, 7, 6, 5, 4, 3, 2}
	d := last(b, 10)
	for {
		sum := uint32(0)
		for i, c := range d {
			sum += weights[i] * uint32(c-'0')
		}
		if check := (11 - sum%11) % 11; check < 10 {
			return append(b, byte('0'+check))
		}
		d[0] = '0' + (d[0]-'0'+1)%10
	}
}

// closePL: the eighth digit checks the first seven with weights 3 9 7 1.
func closePL(b []byte) []byte {
	weights := [7]uint32{3, 9, 7, 1, 3, 9, 7}
	sum := uint32(0)
	for i, c := range last(b, 23)[:7] {
		sum += weights[i] * uint32(c-'0')
	}
	return insert(b, 16, byte('0'+(10-sum%10)%10))
}

// closePT: 98 less the remainder of the nineteen digits times 100.
func closePT(b []byte) []byte {
	tens, ones := two(98 - mod97(0, last(b, 19))*100%97)
	return append(b, tens, ones)
}
