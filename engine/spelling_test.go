package engine_test

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// spelling is a way to write cells: of a moment and an amount in cents.
type spelling struct {
	name  string
	write func(t time.Time, cents int64) string
	like  string // a pattern of all that may come out
}

// times are spelt by a layout.
func times(layout, like string) spelling {
	return spelling{layout, func(t time.Time, _ int64) string { return t.Format(layout) }, like}
}

// amounts are spelt by a function of whole units and cents, both positive.
func amounts(name, like string, write func(minus bool, units, cents int64) string) spelling {
	return spelling{name, func(_ time.Time, cents int64) string {
		return write(cents < 0, max(cents, -cents)/100, max(cents, -cents)%100)
	}, like}
}

// choice takes turns.
func choice(like string, texts ...string) spelling {
	return spelling{strings.Join(texts, " "), func(t time.Time, _ int64) string { return texts[t.Minute()%len(texts)] }, like}
}

// grouped is a number with a sign between thousands.
func grouped(units int64, group string) string {
	if units < 1000 {
		return fmt.Sprint(units)
	}
	return fmt.Sprintf("%d%s%03d", units/1000, group, units%1000)
}

func sign(minus bool, text string) string {
	if minus {
		return text
	}
	return ""
}

var spellings = []spelling{
	times("2006-01-02T15:04:05Z07:00", `^202[45]-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\+02:00$`),
	times("2006-01-02 15:04:05 -0700", `^202[45]-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d \+0200$`),
	times("2006-01-02 15:04:05.000-07", `^202[45]-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d\.\d{3}\+02$`),
	times("Mon, 02 Jan 2006 15:04:05 -0700", `^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} 202[45] \d\d:\d\d:\d\d \+0200$`),
	times("20060102", `^202[45][01]\d[0-3]\d$`),
	times("20060102T150405Z0700", `^202[45][01]\d[0-3]\dT[0-2]\d[0-5]\d[0-5]\d\+0200$`),
	times("01/02/2006 3:04pm", `^[01]\d/[0-3]\d/202[45] 1?\d:[0-5]\d[ap]m$`),
	times("1/2/2006 03:04:05 PM", `^1?\d/[1-3]?\d/202[45] [01]\d:[0-5]\d:[0-5]\d [AP]M$`),
	times("02/01/2006", `^[0-3]\d/[01]\d/202[45]$`),
	times("2.1.2006 15:04", `^[1-3]?\d\.1?\d\.202[45] [0-2]\d:[0-5]\d$`),
	times("2 January 2006", `^[1-3]?\d [A-Z][a-z]+ 202[45]$`),
	times("Monday, January 2, 2006", `^[A-Z][a-z]+day, [A-Z][a-z]+ [1-3]?\d, 202[45]$`),
	times("2006-01-02 15:04:05 UTC", `^202[45]-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d UTC$`),
	times("15:04", `^[0-2]\d:[0-5]\d$`),
	times("3:04:05 PM", `^1?\d:[0-5]\d:[0-5]\d [AP]M$`),
	{"capitals", func(t time.Time, _ int64) string { return strings.ToUpper(t.Format("02-Jan-2006")) }, `^[0-3]\d-[A-Z]{3}-202[45]$`},
	{"zones", func(t time.Time, _ int64) string {
		return t.In(time.FixedZone("", t.Minute()%3/2*3600)).Format(time.RFC3339)
	}, `^202[45]-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ$`},
	{"fractions", func(t time.Time, _ int64) string {
		return t.UTC().Format([]string{"2006-01-02T15:04:05Z", "2006-01-02T15:04:05.000Z"}[t.Minute()%2])
	}, `^202[45]-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$`},
	{"hours", func(_ time.Time, cents int64) string {
		return fmt.Sprintf("%d:%02d:%02d", max(cents, -cents)/3600, cents*cents%60, cents*cents/60%60)
	}, `^\d{1,3}:[0-5]\d:[0-5]\d$`},

	amounts("1,234.50", `^-?\d(,\d{3}|\d{0,2})\.\d\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%s.%02d", sign(minus, "-"), grouped(units, ","), cents)
	}),
	amounts("1.234,50 €", `^-?\d(\.\d{3}|\d{0,2}),\d\d €$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%s,%02d €", sign(minus, "-"), grouped(units, "."), cents)
	}),
	amounts("1 234,50", `^-?\d(\x{a0}\d{3}|\d{0,2}),\d\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%s,%02d", sign(minus, "-"), grouped(units, "\u00a0"), cents)
	}),
	amounts("1'234.50", `^-?\d('\d{3}|\d{0,2})\.\d\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%s.%02d", sign(minus, "-"), grouped(units, "'"), cents)
	}),
	amounts("($1,234.50)", `^(\$\d(,\d{3}|\d{0,2})\.\d\d|\(\$\d(,\d{3}|\d{0,2})\.\d\d\))$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s$%s.%02d%s", sign(minus, "("), grouped(units, ","), cents, sign(minus, ")"))
	}),
	amounts("$-1234.50", `^\$-?\d{1,4}\.\d\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("$%s%d.%02d", sign(minus, "-"), units, cents)
	}),
	amounts("1234.50-", `^\d{1,4}\.\d\d-?$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%d.%02d%s", units, cents, sign(minus, "-"))
	}),
	amounts("−1234.50", `^\x{2212}?\d{1,4}\.\d\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%d.%02d", sign(minus, "\u2212"), units, cents)
	}),
	amounts("+1.5", `^[-+]\d{1,3}\.\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%d.%d", sign(minus, "-")+sign(!minus, "+"), units/10, cents/10)
	}),
	amounts("12.5%", `^-?\d{1,3}\.\d%$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%d.%d%%", sign(minus, "-"), units/10, cents/10)
	}),
	amounts("1.234e-03", `^-?\d\.\d{3}e[-+]\d\d$`, func(minus bool, units, cents int64) string {
		return fmt.Sprintf("%s%.3e", sign(minus, "-"), float64(units*100+cents+1)*1e-7)
	}),
	amounts("   12", `^ *\d{1,4}$`, func(_ bool, units, _ int64) string { return fmt.Sprintf("%6d", units) }),
	amounts(" 12", `^ \d{1,4}$`, func(_ bool, units, _ int64) string { return fmt.Sprintf(" %d", units) }),
	amounts("007", `^0\d\d$`, func(_ bool, units, _ int64) string { return fmt.Sprintf("%03d", units%40) }),
	amounts("0x00ff", `^0x[0-9a-f]{4}$`, func(_ bool, units, cents int64) string { return fmt.Sprintf("0x%04x", units*7+cents) }),

	choice(`^(TRUE|FALSE)$`, "TRUE", "FALSE"), choice(`^[YN]$`, "Y", "N"), choice(`^(yes|no|)$`, "yes", "no", ""),
	choice(`^(red|green|\?)$`, "red", "green", "?"), choice(`^(red|green|null)$`, "red", "green", "null", "null", "", "red"),
	choice(`^(1\.5|22\.0|NA)$`, "1.5", "22.0", "NA", "NA"), choice(`^(\$1\.50|\$22\.00|-)$`, "$1.50", "$22.00", "-"),
	choice(`^(2024-01-05|2024-0[1-3]-\d\d|)$`, "2024-01-05", "2024-03-01", ""), choice(`^( red|green )$`, " red", "green "),
	choice(`^(None|Brick)$`, "None", "Brick"), choice(`^(NA|DE|FR|GB|NO)$`, "NA", "DE", "FR", "GB", "NO"),
	choice(`^(two\nlines|a "word"|x)$`, "two\nlines", `a "word"`, "x"),
}

// New cells are written as the sample's are, and more of them than a few.
func TestCellsAreSpeltAsTheSampleSpellsThem(t *testing.T) {
	const rows = 240
	e := newEngine(t)
	zone := time.FixedZone("", 2*3600)
	for _, s := range spellings {
		var sample strings.Builder
		w := csv.NewWriter(&sample)
		w.Write([]string{"group", "v"})
		r := rng.New(3, "spellings").Cell(0)
		known := map[string]bool{}
		for range rows {
			at := time.UnixMicro(1_710_000_000_000_000 + int64(r.Below(40_000_000_000_000))).In(zone)
			cell := s.write(at, int64(r.Below(900_000))-300_000)
			known[cell] = true
			w.Write([]string{"ab"[at.Second()%2:][:1], cell})
		}
		w.Flush()
		text, _ := generate(t, e, wire.Request{Mode: wire.MimicBuffer, Seed: 1, Format: "csv",
			Sample: &wire.Document{Data: sample.String(), Format: "csv"}}, engine.Options{})
		out, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(out) != rows+1 {
			t.Fatalf("%s: %d rows, %v", s.name, len(out), err)
		}
		like, made := regexp.MustCompile(s.like), map[string]bool{}
		for _, row := range out[1:] {
			made[row[1]] = true
			if !like.MatchString(row[1]) {
				t.Errorf("%s: %q is not like %s", s.name, row[1], s.like)
				break
			}
		}
		if len(made) < min(len(known), 20)/2 {
			t.Errorf("%s: only %d different values, the sample has %d", s.name, len(made), len(known))
		}
	}
}
