package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// newIPv4 is internet.ipv4: a host of the three networks that are kept for
// documentation (RFC 5737).
func newIPv4(a Args) (Filler, error) {
	s := a.Own()
	networks := [3]string{"192.0.2.", "198.51.100.", "203.0.113."}
	return plain(a, func(dst []byte, row int64) []byte {
		host := rng.Below(s.At(row), 3*254)
		return appendWhole(append(dst, networks[host%3]...), 1+host/3)
	})
}

// newIPv6 is internet.ipv6: an address of the network that is kept for
// documentation (RFC 3849), written as RFC 5952 has it. No group is zero, so
// nothing is to be shortened.
func newIPv6(a Args) (Filler, error) {
	s := a.Own()
	rest := s.Lane(1)
	return plain(a, func(dst []byte, row int64) []byte {
		dst = append(dst, "2001:db8"...)
		for u, k := s.At(row), 0; k < 6; k++ {
			if k == 3 {
				u = rest.At(row)
			}
			dst = appendGroup(append(dst, ':'), max(u&0xffff, 1))
			u >>= 16
		}
		return dst
	})
}

// appendGroup appends hexadecimal digits without leading zeros; x is not 0.
func appendGroup(dst []byte, x uint64) []byte {
	width := 1
	for x>>(4*width) > 0 {
		width++
	}
	return appendHex(dst, x, width)
}

// newMAC is internet.mac: an address with the bit that says it was assigned
// locally, by no maker of hardware (IEEE 802, 8.4). They do not repeat.
func newMAC(a Args) (Filler, error) {
	numbers := serialOf(a.Own(), 1<<46)
	return plain(a, func(dst []byte, row int64) []byte {
		n := numbers.at(row)
		n = (n>>40<<2|2)<<40 | n&(1<<40-1)
		var room [16]byte
		digits := appendHex(room[:0], n, 12)
		for k := 0; k < 10; k += 2 {
			dst = append(dst, digits[k], digits[k+1], ':')
		}
		return append(dst, digits[10], digits[11])
	})
}

var (
	domainFirst  = [16]string{"amber", "blue", "bright", "cedar", "clear", "copper", "ever", "grand", "iron", "maple", "north", "open", "pine", "quiet", "silver", "stone"}
	domainSecond = [16]string{"bridge", "brook", "cloud", "craft", "field", "forge", "gate", "grove", "harbor", "hill", "lab", "mark", "path", "shore", "works", "yard"}
	pathWords    = [16]string{"about", "account", "blog", "cart", "checkout", "contact", "docs", "download", "help", "news", "orders", "pricing", "products", "search", "support", "team"}
)

// newDomain is internet.domain: two words under the name that RFC 2606 keeps
// for examples.
func newDomain(a Args) (Filler, error) {
	s := a.Shared("domain")
	return plain(a, func(dst []byte, row int64) []byte { return appendDomain(dst, s.At(row)) })
}

func appendDomain(dst []byte, u uint64) []byte {
	dst = append(dst, domainFirst[u>>60]...)
	dst = append(dst, domainSecond[u>>56&15]...)
	return append(dst, ".example"...)
}

// newURL is internet.url: a page of the bound domain, or of internet.domain
// of the same group.
func newURL(a Args) (Filler, error) {
	s, own := a.Shared("domain"), a.Own()
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		dst = append(dst, "https://"...)
		if domain := bound(in, 0); domain != nil && !domain.Null(i) {
			dst = append(dst, domain.Bytes(i)...)
		} else {
			dst = appendDomain(dst, s.At(row))
		}
		u := own.At(row)
		dst = append(append(dst, '/'), pathWords[u>>60]...)
		if u>>56&3 != 0 { // three in four pages are an item's: assumed
			dst = appendWhole(append(dst, '/'), 1+u&0xffff)
		}
		return dst
	}), read(a).err()
}

// newSemver is net.semver: a version by semver.org, low numbers more often.
// Option "prerelease": the share of versions before a release, default 0.05.
func newSemver(a Args) (Filler, error) {
	o := read(a)
	early := uint64(o.number("prerelease", 0.05, 0, 1) * (1 << 16))
	s := a.Own()
	stages := [4]string{"-alpha.", "-beta.", "-rc.", "-rc."}
	return each(func(dst []byte, row int64, _ int, _ []*column.Vector) []byte {
		u := s.At(row)
		// The smaller of two numbers: low ones come first.
		part := func(u, n uint64) uint64 { return min(u&0xff*n>>8, u>>8&0xff*n>>8) }
		dst = append(appendWhole(dst, 1+part(u, 8)), '.')
		dst = append(appendWhole(dst, part(u>>16, 24)), '.')
		dst = appendWhole(dst, part(u>>32, 16))
		if u>>48 < early {
			dst = append(dst, stages[u&3]...)
			dst = appendWhole(dst, 1+u>>2&3)
		}
		return dst
	}), o.err()
}
