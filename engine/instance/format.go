package instance

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// known reports whether formatted has something to offer for a format that
// the judge does not check.
func known(format string) bool {
	switch format {
	case "idn-email", "idn-hostname", "binary", "byte", "password", "color", "phone", "url", "markdown":
		return true
	}
	return false
}

// formatted draws a string of a format, for a property of that name. Dates lie
// in the two years before 2026-01-01, birthdays long before.
func (q *search) formatted(format, name string, shortest, longest int) string {
	switch format {
	case "date-time":
		s := q.moment().Format("2006-01-02T15:04:05Z")
		if shortest > len(s) {
			s = strings.TrimSuffix(s, "Z") + "." + strings.Repeat("0", max(1, shortest-len(s)-1)) + "Z"
		}
		return s
	case "date":
		if birth(split(name)) {
			return q.birthday()
		}
		return q.moment().Format("2006-01-02")
	case "time":
		s := q.moment().Format("15:04:05Z")
		if shortest > len(s) {
			s = strings.TrimSuffix(s, "Z") + "." + q.digits(max(1, shortest-len(s)-1)) + "Z"
		}
		return s
	case "duration":
		return q.choice("P1D", "PT30M", "P3M", "P1Y2M", "PT4H", "P2W", "P10D", "PT45S", "P1Y", "PT1H30M", "P1DT12H", "P1Y2M3DT4H5M6S")
	case "period":
		return q.moment().Format("2006-01-02T15:04:05Z") + "/P" + q.digit("123456789") + "D"
	case "email", "idn-email":
		return q.email(shortest, longest)
	case "hostname", "idn-hostname":
		return q.host(shortest, longest)
	case "ipv4", "ip-address":
		return q.ipv4()
	case "ipv6":
		return q.ipv6()
	case "uri", "iri", "url":
		return q.url(shortest, longest)
	case "uri-reference", "iri-reference", "uriref":
		if q.r.Below(2) == 0 && shortest < 5 {
			return "/" + q.slug(1+int(q.r.Below(2)))
		}
		return q.url(shortest, longest)
	case "uri-template":
		return "/" + q.word() + "/{" + q.word() + "}" + strings.Repeat("/"+q.word(), max(0, shortest/4-1))
	case "uuid":
		return q.uuid()
	case "regex":
		return q.choice("^[a-z]+$", "[0-9]{3}", "^\\w+@\\w+$", "a|b", ".*") + strings.Repeat("[a-z]?", max(0, shortest/6))
	case "json-pointer":
		return "/" + q.word() + strings.Repeat("/"+q.word(), max(int(q.r.Below(2)), shortest/3))
	case "relative-json-pointer":
		return q.digit("0123") + "/" + q.word() + strings.Repeat("/"+q.word(), shortest/3)
	case "color":
		return "#" + q.hex(6)
	case "phone":
		return q.phone()
	case "byte":
		return "R3JvZmxleA=="
	}
	return q.sentence(1 + int(q.r.Below(4)))
}

// moment is a second in 2024 or 2025.
func (q *search) moment() time.Time {
	return time.Date(2024, 1, 1, 0, 0, int(q.r.Below(731*86_400)), 0, time.UTC)
}

// birthday makes somebody of 18 to 90 years on 2026-01-01.
func (q *search) birthday() string {
	return time.Date(1936, 1, 1+int(q.r.Below(72*365)), 0, 0, 0, 0, time.UTC).Format("2006-01-02")
}

func birth(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return w == "birth" || w == "birthday" || w == "birthdate" || w == "dob" || w == "born"
	})
}

func (q *search) email(shortest, longest int) string {
	local := strings.ToLower(q.choice(firstNames...)) + q.choice(".", "_", "") + strings.ToLower(q.choice(lastNames...))
	domain := q.choice("example.com", "example.org", "example.net")
	if longest != none && longest < len(local)+len(domain)+1 {
		local, domain = q.choice("ann", "bob", "joe", "sam"), "example.com"
		if longest < 15 {
			local, domain = q.letter(), q.letter()+".io"
		}
	}
	if n := shortest - len(local) - len(domain) - 1; n > 0 {
		pad := min(n, 64-len(local))
		local += strings.Repeat("x", pad)
		if n -= pad; n > 0 {
			domain = q.host(n+len(domain), none)
		}
	}
	return local + "@" + domain
}

func (q *search) host(shortest, longest int) string {
	host := q.choice("www", "api", "shop", "mail", "cdn", "app") + "." + q.word() + q.choice(".com", ".org", ".net", ".io")
	for len(host) < shortest {
		host = q.word() + "." + host
	}
	if longest != none && len(host) > longest {
		return strings.Repeat("a", max(1, longest))
	}
	return host
}

func (q *search) url(shortest, longest int) string {
	u := "https://" + q.host(0, none) + "/" + q.slug(1+int(q.r.Below(3)))
	if longest != none && len(u) > longest {
		u = "https://example.com/" + q.word()
		if len(u) > longest {
			u = "urn:" + q.letter()
		}
	}
	if n := shortest - len(u); n > 0 {
		u += "/" + strings.Repeat("x", max(1, n-1))
	}
	return u
}

func (q *search) ipv4() string {
	return fmt.Sprintf("%d.%d.%d.%d", 1+q.r.Below(223), q.r.Below(256), q.r.Below(256), 1+q.r.Below(254))
}

// ipv6 lies in the documentation prefix (RFC 3849).
func (q *search) ipv6() string {
	s := "2001:db8"
	for range 6 {
		s += fmt.Sprintf(":%x", q.r.Below(1<<16))
	}
	return s
}

// uuid is of version 4 (RFC 9562).
func (q *search) uuid() string {
	a, b := q.r.Uint64(), q.r.Uint64()
	a = a&^0xf000 | 0x4000
	b = b&^(3<<62) | 2<<62
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", a>>32, a>>16&0xffff, a&0xffff, b>>48, b&0xffff_ffff_ffff)
}

func (q *search) phone() string {
	return fmt.Sprintf("+1-%d%02d-555-01%02d", 2+q.r.Below(8), q.r.Below(100), q.r.Below(100))
}
