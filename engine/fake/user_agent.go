package fake

import (
	"github.com/groflex/groflex/engine/column"
)

// browser is a family of user agents: the text of one, with the version in
// place of each mark.
type browser struct {
	device string
	share  float64 // of visits in the US, assumed
	pieces []string
	maker  maker
}

type maker uint8

const (
	chromium maker = iota
	mozilla
	safari
	safariPhone
)

func browsers() []browser {
	const (
		windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64"
		mac     = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7"
		linux   = "Mozilla/5.0 (X11; Linux x86_64"
		webkit  = ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
		apple   = " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/"
	)
	return []browser{
		{"windows chrome", 0.27, []string{windows + webkit, ".0.0.0 Safari/537.36"}, chromium},
		{"mac chrome", 0.09, []string{mac + webkit, ".0.0.0 Safari/537.36"}, chromium},
		{"linux chrome", 0.02, []string{linux + webkit, ".0.0.0 Safari/537.36"}, chromium},
		{"android chrome", 0.20, []string{"Mozilla/5.0 (Linux; Android 10; K" + webkit, ".0.0.0 Mobile Safari/537.36"}, chromium},
		{"windows edge", 0.07, []string{windows + webkit, ".0.0.0 Safari/537.36 Edg/", ".0.0.0"}, chromium},
		{"windows firefox", 0.03, []string{windows + "; rv:", ".0) Gecko/20100101 Firefox/", ".0"}, mozilla},
		{"mac firefox", 0.01, []string{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:", ".0) Gecko/20100101 Firefox/", ".0"}, mozilla},
		{"mac safari", 0.06, []string{mac + ")" + apple, " Safari/605.1.15"}, safari},
		{"iphone safari", 0.25, []string{"Mozilla/5.0 (iPhone; CPU iPhone OS ", " like Mac OS X)" + apple, " Mobile/15E148 Safari/604.1"}, safariPhone},
	}
}

// newUserAgent is internet.user_agent: a browser that was out by the bound
// time, or else by the as-of date, at most a few versions old. A bound device,
// such as "mac safari", keeps itself up to date.
func newUserAgent(a Args) (Filler, error) {
	kinds := browsers()
	shares, kindOf := make([]float64, len(kinds)), map[string]int{}
	for k, b := range kinds {
		shares[k], kindOf[b.device] = b.share, k
	}
	by, s := mustAlias(shares), a.Own()
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		day := a.AsOf
		if at := bound(in, 0); at != nil && !at.Null(i) {
			day = dayOf(at, i)
		}
		if device := bound(in, 1); device != nil && !device.Null(i) {
			if k, ok := kindOf[string(device.Bytes(i))]; ok {
				return kinds[k].append(dst, day, 0)
			}
		}
		u := s.At(row)
		return kinds[by.Pick(u)].append(dst, day, int64(u&0xffff*3>>16))
	}), read(a).err()
}

// append appends the text for a browser lag versions behind on a day.
func (b *browser) append(dst []byte, day, lag int64) []byte {
	var major, minor int64
	switch b.maker {
	case chromium: // 120 came on 5 December 2023, and at most one in 32 days since
		major = max(119+column.FloorDiv(day-19696, 32)-lag, 60)
	case mozilla: // 121 came on 19 December 2023, and at most one in 30 days
		major = max(120+column.FloorDiv(day-19710, 30)-lag, 60)
	default:
		major, minor = safariOn(day)
	}
	for k, piece := range b.pieces {
		if k > 0 {
			dst = b.version(dst, k, major, minor)
		}
		dst = append(dst, piece...)
	}
	return dst
}

func (b *browser) version(dst []byte, k int, major, minor int64) []byte {
	point := byte('.')
	switch {
	case b.maker < safari:
		return appendWhole(dst, uint64(major))
	case b.maker == safariPhone && k == 1:
		point = '_'
		if major >= 26 { // the system's version is frozen
			major, minor = 18, 6
		}
	}
	return appendWhole(append(appendWhole(dst, uint64(major)), point), uint64(minor))
}

// safariOn is a Safari that was out on a day: the major version of each
// September, and a minor one for each 55 days after it, which is no sooner
// than they came.
func safariOn(day int64) (major, minor int64) {
	since := int64(18521) // 14.0: 16 September 2020
	major = 14
	for _, release := range [...]struct{ major, day int64 }{
		{15, 18890}, {16, 19247}, {17, 19618}, {18, 19982}, {26, 20346},
	} {
		if day >= release.day {
			major, since = release.major, release.day
		}
	}
	return major, min(max((day-since)/55, 0), 5)
}
