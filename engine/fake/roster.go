package fake

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
)

//go:embed data/first_names.txt
var firstNames string

//go:embed data/last_names.txt
var lastNames string

// decades of birth that the first names are counted in: the 1920s to the
// 2010s.
const decades = 10

// female and male number the two sexes that names are counted for.
const (
	female = iota
	male
)

// roster is the names people bear and how often. First names are numbered
// the female ones first, then the male ones.
type roster struct {
	first, firstSlug *column.Dict
	last, lastSlug   *column.Dict
	women            uint32 // how many first names are female
	firstOf          [2][decades]dist.Alias
	lastOf           dist.Alias
	sexOf            map[string]uint8 // by slug of a first name: the sex that bears it more
}

// census is the roster of the embedded data, parsed when first asked for.
var census = sync.OnceValue(parseRoster)

func parseRoster() *roster {
	r := &roster{sexOf: map[string]uint8{}}
	var names, slugs []string
	var births [2][decades][]float64
	borne := map[string]float64{}
	sex := -1
	for line := range dataLines(firstNames) {
		if line[0] == '=' {
			sex++
			if sex == male {
				r.women = uint32(len(names))
			}
			continue
		}
		name, counts, _ := strings.Cut(line, " ")
		slug := string(appendSlug(nil, []byte(name)))
		names, slugs = append(names, name), append(slugs, slug)
		total := 0.0
		for d := range decades {
			var count string
			count, counts, _ = strings.Cut(counts, " ")
			n := wholeOf(count)
			births[sex][d] = append(births[sex][d], n)
			total += n
		}
		if total > borne[slug] {
			borne[slug], r.sexOf[slug] = total, uint8(sex)
		}
	}
	r.first, r.firstSlug = column.NewDict(names), column.NewDict(slugs)
	for sex := range births {
		for d, weights := range births[sex] {
			r.firstOf[sex][d] = mustAlias(weights)
		}
	}

	names, slugs = nil, nil
	var people []float64
	for line := range dataLines(lastNames) {
		space := strings.LastIndexByte(line, ' ')
		names = append(names, line[:space])
		slugs = append(slugs, string(appendSlug(nil, []byte(line[:space]))))
		people = append(people, wholeOf(line[space+1:]))
	}
	r.last, r.lastSlug = column.NewDict(names), column.NewDict(slugs)
	r.lastOf = mustAlias(people)
	return r
}

// dataLines yields the lines of an embedded file that are not comments.
func dataLines(file string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// wholeOf reads a number of an embedded file.
func wholeOf(digits string) float64 {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("fake: embedded data: " + err.Error())
	}
	return float64(n)
}

// mustAlias is the table of weights that are known to be right.
func mustAlias(weights []float64) dist.Alias {
	a, err := dist.NewAlias(weights)
	if err != nil {
		panic("fake: " + err.Error())
	}
	return a
}
