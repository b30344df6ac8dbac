package instance

import (
	"strings"
	"unicode"
)

// named draws a string for a property of that name: what such properties hold
// in practice, and words where the name says nothing.
func (q *search) named(name string, try int) string {
	words := split(name)
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	has := func(list ...string) bool {
		for _, w := range words {
			for _, one := range list {
				if strings.TrimSuffix(w, "s") == one || w == one {
					return true
				}
			}
		}
		return false
	}
	if try > 1 {
		return q.plain(try)
	}
	switch {
	case has("email", "mail"):
		return q.email(0, none)
	case has("uuid", "guid"):
		return q.uuid()
	case last == "id":
		return q.code()
	case has("url", "uri", "homepage", "website", "link", "href", "endpoint", "webhook") || last == "schema" && strings.HasPrefix(name, "$"):
		return q.url(0, none)
	case has("hostname", "host", "domain"):
		return q.host(0, none)
	case has("ip"):
		return q.ipv4()
	case has("phone", "mobile", "fax", "tel", "telephone"):
		return q.phone()
	case has("zip", "zipcode", "postcode", "postal"):
		return q.digits(5)
	case birth(words):
		return q.birthday()
	case last == "at" && len(words) > 1 || has("timestamp", "datetime"):
		return q.moment().Format("2006-01-02T15:04:05Z")
	case has("date", "day", "since", "until"):
		return q.moment().Format("2006-01-02")
	case has("time"):
		return q.moment().Format("15:04:05Z")
	case has("firstname") || has("first", "given", "forename") && has("name"):
		return q.choice(firstNames...)
	case has("lastname", "surname") || has("last", "family") && has("name"):
		return q.choice(lastNames...)
	case has("author", "owner", "contact", "person", "customer", "patient", "maintainer") || has("full") && has("name"):
		return q.choice(firstNames...) + " " + q.choice(lastNames...)
	case has("user", "username", "login"):
		return strings.ToLower(q.choice(firstNames...)) + q.digits(2)
	case has("street", "address"):
		return q.digit("123456789") + q.digits(2) + " " + q.choice("Main", "Oak", "Park", "Lake", "Hill", "Cedar") + " " + q.choice("Street", "Avenue", "Road", "Lane")
	case has("city", "town"):
		return q.choice("Austin", "Boston", "Denver", "Portland", "Chicago", "Leeds", "Lyon", "Porto")
	case last == "state" && has("address", "location", "billing", "shipping", "home"):
		return q.choice("CA", "CO", "FL", "GA", "IL", "MA", "NY", "OR", "TX", "WA")
	case last == "state":
		return q.choice("active", "pending", "closed", "open")
	case has("country"):
		return q.choice("US", "GB", "DE", "FR", "ES", "CA", "JP", "BR")
	case has("currency"):
		return q.choice("USD", "EUR", "GBP", "JPY", "CHF")
	case has("language", "lang", "locale"):
		return q.choice("en", "de", "fr", "es", "pt", "en-US")
	case has("version"):
		return q.digit("0123") + "." + q.digits(1) + "." + q.digits(1)
	case has("color", "colour"):
		return "#" + q.hex(6)
	case has("hash", "sha", "checksum", "digest", "commit"):
		return q.hex(40)
	case has("path", "file", "filename", "dir", "directory", "folder", "include", "exclude", "entry", "output", "input", "src"):
		return q.choice("src/", "./", "lib/", "docs/", "data/") + q.slug(1) + q.choice("", ".json", ".txt", "/index", ".md")
	case has("description", "summary", "comment", "note", "message", "text", "reason", "about"):
		return q.sentence(5 + int(q.r.Below(9)))
	case has("title", "label", "caption", "heading"):
		return capital(q.sentence(2 + int(q.r.Below(3))))
	case has("mrn", "npi", "ssn", "account", "iban"):
		return q.digits(10)
	case has("tag", "keyword", "category", "topic", "kind", "type", "group"):
		return q.word()
	case has("sku", "code", "ref", "reference", "number", "serial"):
		return q.code()
	case has("token", "secret", "password", "key", "apikey") && last != "key":
		return q.hex(24)
	case has("company", "organization", "organisation", "vendor", "publisher", "employer"):
		return q.choice(lastNames...) + " " + q.choice("Ltd", "Inc", "Group", "Labs", "Partners")
	case has("license", "licence"):
		return q.choice("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only")
	case has("command", "cmd", "script", "run"):
		return q.choice("make", "npm run", "go", "docker") + " " + q.choice("build", "test", "start", "lint")
	case has("name", "slug", "key"):
		return q.slug(1 + int(q.r.Below(2)))
	}
	return q.plain(try)
}

// plain is text that stands for any: a word or a few.
func (q *search) plain(try int) string {
	if try > 2 {
		return q.word()
	}
	if q.r.Below(3) == 0 {
		return q.word()
	}
	return q.sentence(2 + int(q.r.Below(4)))
}

// habit is the range in which numbers of that name lie where a schema gives
// none.
func habit(name string) (from, to int64) {
	words := split(name)
	for _, w := range words {
		switch strings.TrimSuffix(w, "s") {
		case "age":
			return 18, 90
		case "year":
			return 1995, 2025
		case "month":
			return 1, 12
		case "day":
			return 1, 28
		case "hour":
			return 0, 23
		case "minute", "second":
			return 0, 59
		case "port":
			return 1024, 65535
		case "percent", "percentage", "pct":
			return 0, 100
		case "lat", "latitude":
			return -90, 90
		case "lon", "lng", "longitude":
			return -180, 180
		case "price", "amount", "total", "cost", "balance", "salary":
			return 1, 5000
		case "count", "quantity", "qty", "number", "num", "limit", "max", "min", "size", "retrie":
			return 1, 100
		case "id":
			return 1, 999_999
		case "timeout", "interval", "duration", "delay":
			return 1, 3600
		case "timestamp", "date":
			return 1_704_067_200, 1_767_225_599
		case "rating", "score":
			return 1, 10
		case "probability", "ratio", "rate", "share":
			return 0, 1
		}
	}
	return 0, 1000
}

// integral reports whether numbers of that name are counts, even where a
// schema lets them have decimals.
func integral(name string) bool {
	for _, w := range split(name) {
		switch strings.TrimSuffix(w, "s") {
		case "age", "year", "month", "day", "hour", "minute", "second", "port", "count", "quantity", "qty", "number", "num", "limit",
			"size", "id", "timeout", "timestamp", "date", "version", "index", "level", "width", "height", "length":
			return true
		}
	}
	return false
}

// split takes a property name apart: created_at, createdAt and created-at are
// all "created", "at".
func split(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	lower := false
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
		case unicode.IsUpper(r) && lower:
			flush()
			word = append(word, r)
		default:
			word = append(word, r)
		}
		lower = unicode.IsLower(r)
	}
	flush()
	return words
}

func (q *search) choice(list ...string) string { return list[q.r.Below(uint64(len(list)))] }

func (q *search) digit(of string) string {
	i := q.r.Below(uint64(len(of)))
	return of[i : i+1]
}

func (q *search) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + q.r.Below(10))
	}
	return string(b)
}

func (q *search) hex(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "0123456789abcdef"[q.r.Below(16)]
	}
	return string(b)
}

// code is an identifier such as KX-48213.
func (q *search) code() string {
	return strings.ToUpper(q.letter()+q.letter()) + "-" + q.digits(4+int(q.r.Below(4)))
}

func (q *search) letter() string { return string(rune('a' + q.r.Below(26))) }

func (q *search) word() string { return q.choice(commonWords...) }

func (q *search) sentence(words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = q.word()
	}
	return strings.Join(list, " ")
}

func (q *search) slug(words int) string {
	return strings.ReplaceAll(q.sentence(words), " ", "-")
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var firstNames = []string{"Ann", "Ben", "Carla", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kira",
	"Liam", "Mara", "Noah", "Olga", "Pedro", "Rosa", "Samuel", "Tara", "Victor", "Wendy", "Yusuf", "Zoe"}

var lastNames = []string{"Adams", "Baker", "Costa", "Diaz", "Evans", "Fischer", "Garcia", "Hansen", "Ito", "Jensen",
	"Kumar", "Lopez", "Meyer", "Novak", "Owens", "Patel", "Quinn", "Rossi", "Silva", "Turner", "Weber", "Young"}

var commonWords = []string{"amber", "anchor", "basket", "beacon", "bridge", "cedar", "circle", "cloud", "copper", "coral",
	"delta", "draft", "echo", "ember", "engine", "fable", "field", "forest", "garden", "glass", "harbor", "hazel", "island",
	"ivory", "jasper", "kernel", "lantern", "ledger", "lemon", "linen", "maple", "marble", "meadow", "metric", "mirror",
	"morning", "north", "ocean", "olive", "orbit", "paper", "pebble", "pilot", "planet", "prairie", "quartz", "quiet",
	"raven", "record", "ribbon", "river", "saddle", "sample", "signal", "silver", "spring", "stone", "summit", "table",
	"timber", "tulip", "valley", "velvet", "violet", "walnut", "water", "willow", "window", "winter", "yellow"}
