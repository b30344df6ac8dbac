package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// mailHosts are reserved for documentation: no mail reaches anybody
// (RFC 2606, section 3).
var mailHosts = []string{"@example.com", "@example.com", "@example.org", "@example.net"}

// newEmail is person.email: both names, then a number that no other row has,
// at a reserved host or at the bound domain. Inputs: first_name, last_name,
// sex, birth_date, domain.
func newEmail(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	style, number := a.Shared("handle"), numbering(a.Shared("number"))
	hosts := column.NewDict(mailHosts)
	return personFiller{p, func(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
		k := namesOf(in)
		domain := bound(in, 4)
		raw, ends := dst.Raw, dst.Ends // stored once: that costs a write barrier
		for i, row := range rows {
			u := style.At(row)
			raw = p.appendHandle(raw, row, i, &k, u)
			raw = number.append(raw, row)
			if domain != nil && !domain.Null(i) && len(domain.Bytes(i)) > 0 {
				raw = append(append(raw, '@'), domain.Bytes(i)...)
			} else {
				raw = hosts.Append(raw, uint32(u>>62))
			}
			ends = append(ends, uint32(len(raw)))
		}
		dst.Raw, dst.Ends = raw, ends
	}}, o.err()
}

// newUsername is person.username: as the e-mail address before the host.
func newUsername(a Args) (Filler, error) {
	o := read(a)
	p := populate(a, o)
	style, number := a.Shared("handle"), numbering(a.Shared("number"))
	return personFiller{p, func(p *people, dst *column.Vector, rows []int64, in []*column.Vector) {
		k := namesOf(in)
		for i, row := range rows {
			dst.Raw = p.appendHandle(dst.Raw, row, i, &k, style.At(row))
			dst.Raw = number.append(dst.Raw, row)
			dst.EndCell()
		}
	}}, o.err()
}

// joints stand between the two names.
var joints = [4]string{".", ".", "_", ""}

// appendHandle appends the names in lower case, joined by a dot in half of
// the rows, by an underscore in a quarter, else by nothing.
func (p *people) appendHandle(dst []byte, row int64, i int, k *known, u uint64) []byte {
	start := len(dst)
	if k.first != nil && !k.first.Null(i) {
		dst = appendSlug(dst, k.first.Bytes(i))
	} else {
		dst = p.firstSlug.Append(dst, p.firstAt(row, i, k))
	}
	if len(dst) > start {
		dst = append(dst, joints[u>>60&3]...)
	}
	if k.last != nil && !k.last.Null(i) {
		dst = appendSlug(dst, k.last.Bytes(i))
	} else {
		dst = p.lastSlug.Append(dst, p.lastAt(row))
	}
	switch {
	case len(dst) == start: // names without a letter that ASCII has
		dst = append(dst, "user"...)
	case dst[len(dst)-1] == '.' || dst[len(dst)-1] == '_':
		dst = dst[:len(dst)-1]
	}
	return dst
}

// handleNumber gives every row a number of its own, of as few digits as
// there are rows before it and looking random: rows 0 to 89 share the numbers
// 10 to 99, rows 90 to 989 share 100 to 999, and so on to 10^13. Inside such
// a span it is the affine permutation i·step + shift.
type handleNumber [12]handleSpan

type handleSpan struct{ first, size, step, shift uint64 }

func numbering(s rng.Stream) *handleNumber {
	h := &handleNumber{}
	size := uint64(90)
	for k := range h {
		// A step near the golden section spreads neighbours; one that shares no
		// factor with 90 permutes. Below 2^19 its products fit in 64 bits.
		step := min(size*618/1000, 1<<19-5)
		for step%2 == 0 || step%3 == 0 || step%5 == 0 {
			step++
		}
		h[k] = handleSpan{size / 9, size, step, rng.Below(s.At(int64(k)), size)}
		size *= 10
	}
	return h
}

// append appends the row's number in decimals.
func (h *handleNumber) append(dst []byte, row int64) []byte {
	n, k := uint64(row)+10, 0
	for k < len(h)-1 && n >= h[k].first*10 {
		k++
	}
	s := &h[k]
	return appendDigits(dst, s.first+((n-s.first)*s.step+s.shift)%s.size, k+2)
}
