package fake

import (
	"bytes"
	_ "embed"
	"sort"
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

// races are the groups that the surnames' bearers are counted by.
const races = 6

// female and male number the two sexes that names are counted for.
const (
	female = iota
	male
)

// roster is the names people bear and how often. First names are numbered
// the female ones first, then the male ones, both in the order of the alphabet.
type roster struct {
	first, firstSlug        *column.Dict
	last, lastSlug          *column.Dict
	firstHandle, lastHandle pieces                  // the slugs
	women                   uint32                  // how many first names are female
	births                  []float64               // of a first name, over all decades
	firstOf                 [2 * decades]dist.Alias // by cohort
	lastOf                  dist.Alias
	racesOf                 [][races]uint8 // of a surname's bearers: how many of about 100 are of this race or one before it
}

// census is the roster of the embedded data, parsed when first asked for.
var census = sync.OnceValue(parseRoster)

func parseRoster() *roster {
	const most = 1000 // names of a list
	r := &roster{}
	names, slugs := make([]string, 0, most), make([]string, 0, most)
	var births [2][decades][]float64
	sex := -1
	for line := range dataLines(firstNames) {
		if line[0] == '=' {
			sex++
			if sex == male {
				r.women = uint32(len(names))
			}
			for d := range decades {
				births[sex][d] = make([]float64, 0, most/2)
			}
			continue
		}
		name, counts, _ := strings.Cut(line, " ")
		names, slugs = append(names, name), append(slugs, string(appendSlug(nil, []byte(name))))
		total := 0.0
		for d := range decades {
			var count string
			count, counts, _ = strings.Cut(counts, " ")
			n := wholeOf(count)
			births[sex][d] = append(births[sex][d], n)
			total += n
		}
		r.births = append(r.births, total)
	}
	r.first, r.firstSlug, r.firstHandle = column.NewDict(names), column.NewDict(slugs), cut(slugs)
	for sex := range births {
		for d, weights := range births[sex] {
			r.firstOf[d<<1|sex] = mustAlias(weights)
		}
	}

	names, slugs = names[:0], slugs[:0]
	people := make([]float64, 0, most)
	for line := range dataLines(lastNames) {
		name, counts, _ := strings.Cut(line, "\t")
		names, slugs = append(names, name), append(slugs, string(appendSlug(nil, []byte(name))))
		var count string
		count, counts, _ = strings.Cut(counts, " ")
		people = append(people, wholeOf(count))
		var upTo uint8
		var shares [races]uint8
		for k := range shares {
			count, counts, _ = strings.Cut(counts, " ")
			upTo += uint8(wholeOf(count))
			shares[k] = upTo
		}
		r.racesOf = append(r.racesOf, shares)
	}
	r.last, r.lastSlug, r.lastHandle = column.NewDict(names), column.NewDict(slugs), cut(slugs)
	r.lastOf = mustAlias(people)
	return r
}

// sexOf is the sex that bears a first name more, by the name's slug.
func (r *roster) sexOf(slug []byte) (sex uint32, ok bool) {
	women, men := int(r.women), r.firstSlug.Len()
	f := sort.Search(women, func(k int) bool { return bytes.Compare(r.firstSlug.Bytes(uint32(k)), slug) >= 0 })
	m := women + sort.Search(men-women, func(k int) bool { return bytes.Compare(r.firstSlug.Bytes(uint32(women+k)), slug) >= 0 })
	isFemale := f < women && bytes.Equal(r.firstSlug.Bytes(uint32(f)), slug)
	isMale := m < men && bytes.Equal(r.firstSlug.Bytes(uint32(m)), slug)
	switch {
	case isFemale && (!isMale || r.births[f] >= r.births[m]):
		return female, true
	case isMale:
		return male, true
	}
	return 0, false
}

// dataLines yields the lines of an embedded file that are not comments.
func dataLines(file string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line, more := "", true; more; {
			line, file, more = strings.Cut(file, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// wholeOf reads a number of an embedded file.
func wholeOf(digits string) float64 {
	n := 0
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			panic("fake: embedded data: no number: " + digits)
		}
		n = n*10 + int(digits[i]-'0')
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
