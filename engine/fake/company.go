package fake

import (
	_ "embed"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

//go:embed data/companies.txt
var companiesData string

// A firm is called after its founders or by a coined word of two halves.
const (
	coinedFirst = `Amber Anchor Apex Arbor Ash Aspen Beacon Birch Blue Bold Bright Cedar Clear Copper Coral Crest
Crimson Delta Ember Ever Fair Falcon Fern Flint Fox Gold Granite Green Harbor Haven Hazel High Iron Ivory Juniper
Keystone Lake Lark Laurel Lumen Maple Meadow Mill North Nova Oak Onyx Orchard Pine Prairie Quartz Quill Raven Red
River Rock Sage Silver Slate Spring Sterling Stone Summit Sun Swift Terra Timber Trail True Vale Verdant Vista
West Wild Willow Winter`
	coinedLast = `bay bridge brook cliff crest dale edge field ford forge gate grove haven hill lane leaf light line
mark path peak point port reach ridge rise shore spring stead stone trail view wave way well wood works yard`
	// In the US and where nothing else is known, and then by country; _ is a space.
	legalForms = `Inc.:30 LLC:34 Group:6 Co.:8 Corp.:10 Ltd.:6 Partners:6`
)

// formsIn are legal forms of other countries, the shares assumed.
var formsIn = [...]struct{ country, forms string }{
	{"CA", `Inc.:55 Ltd.:30 Corp.:15`},
	{"GB", `Ltd:82 LLP:10 PLC:8`},
	{"IE", `Ltd:80 DAC:12 PLC:8`},
	{"DE", `GmbH:76 AG:10 GmbH_&_Co._KG:14`},
	{"FR", `SAS:58 SARL:32 SA:10`},
	{"NL", `B.V.:90 N.V.:10`},
	{"AU", `Pty_Ltd:92 Ltd:8`},
	{"IN", `Pvt._Ltd.:80 LLP:12 Ltd.:8`},
}

// companies draws the firm of a row from streams that the group shares. No
// real firm is meant; that none has such a name can't be known.
type companies struct {
	industries      *column.Dict
	industryOf      map[string]uint32
	industryBy      dist.Alias
	plain, slug     spelling
	legal           forms            // in the US
	abroad          map[string]forms // by country
	industry, style rng.Stream
	name, kind      rng.Stream
}

// forms are legal forms and how frequent they are.
type forms struct {
	names []string
	by    dist.Alias
}

func readForms(list string) forms {
	names, shares := weighted(list)
	for i := range names {
		names[i] = strings.ReplaceAll(names[i], "_", " ")
	}
	return forms{names, mustAlias(shares)}
}

// spelling is the parts of names as they are written on a sign or in a host.
type spelling struct {
	first, last []string   // halves of coined words
	words       [][]string // by industry
	surnames    *column.Dict
	space, and  string
}

// slug is the spelling for hosts.
func (s spelling) slug(surnames *column.Dict) spelling {
	lower := func(list []string) []string {
		slugs := make([]string, len(list))
		for i, word := range list {
			slugs[i] = string(appendSlug(nil, []byte(word)))
		}
		return slugs
	}
	slug := spelling{first: lower(s.first), last: s.last, surnames: surnames}
	for _, words := range s.words {
		slug.words = append(slug.words, lower(words))
	}
	return slug
}

// found reads the option that all company.* providers share.
//
//   - industries: a list to keep to, or an object of weights by industry
func found(a Args, o *options) *companies {
	c := &companies{
		industryOf: map[string]uint32{},
		plain: spelling{first: strings.Fields(coinedFirst), last: strings.Fields(coinedLast), surnames: census().last,
			space: " ", and: " & "},
		industry: a.Shared("industry"), style: a.Shared("company style"),
		name: a.Shared("company name"), kind: a.Shared("company kind"),
	}
	var names []string
	var weights []float64
	for line := range dataLines(companiesData) {
		f := words(line)
		c.industryOf[f[0]] = uint32(len(names))
		names, weights = append(names, f[0]), append(weights, wholeOf(f[1]))
		c.plain.words = append(c.plain.words, f[2:])
	}
	c.slug = c.plain.slug(census().lastSlug)
	if given := o.weights("industries", names); given != nil && len(o.faults) == 0 {
		weights = given
	}
	c.industries, c.industryBy = column.NewDict(names), mustAlias(weights)
	c.legal, c.abroad = readForms(legalForms), map[string]forms{}
	for _, in := range formsIn {
		c.abroad[in.country] = readForms(in.forms)
	}
	return c
}

func (c *companies) industryAt(row int64, i int, industry *column.Vector) uint32 {
	return follow(industry, i, c.industryOf, &c.industryBy, c.industry.At(row))
}

// appendName appends the name without its legal form: "Brightforge Systems",
// "Harper Logistics", "Lopez & Kim".
func (c *companies) appendName(dst []byte, row int64, industry uint32, s *spelling) []byte {
	u, style := c.name.At(row), c.style.At(row)
	surname := func(u uint64) []byte { return s.surnames.Bytes(uint32(rng.Below(u, uint64(s.surnames.Len())))) }
	switch style & 15 {
	default: // a coined word in ten of 16
		dst = append(dst, s.first[rng.Below(u, uint64(len(s.first)))]...)
		dst = append(dst, s.last[rng.Below(u<<32, uint64(len(s.last)))]...)
	case 10, 11, 12, 13:
		dst = append(dst, surname(u)...)
	case 14, 15:
		dst = append(append(dst, surname(u)...), s.and...)
		return append(dst, surname(u<<32)...)
	}
	words := s.words[industry]
	return append(append(dst, s.space...), words[rng.Below(style, uint64(len(words)))]...)
}

func newIndustry(a Args) (Filler, error) {
	o := read(a)
	c := found(a, o)
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) {
		dst.UseDict(c.industries, len(b.Rows))
		for i, row := range b.Rows {
			dst.Codes[i] = c.industryBy.Pick(c.industry.At(row))
		}
	}), o.err()
}

// newCompanyName is company.name; its option "legal_form" (true by default)
// adds Inc., LLC and the like, or those of the bound country. Inputs:
// industry, country.
func newCompanyName(a Args) (Filler, error) {
	o := read(a)
	c := found(a, o)
	legal := o.flag("legal_form", true)
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		industry, country := bound(in, 0), bound(in, 1)
		for i, row := range b.Rows {
			dst.Raw = c.appendName(dst.Raw, row, c.industryAt(row, i, industry), &c.plain)
			if legal {
				form := c.legal
				if country != nil && !country.Null(i) {
					if foreign, ok := c.abroad[string(country.Bytes(i))]; ok {
						form = foreign
					}
				}
				dst.Raw = append(append(dst.Raw, ' '), form.names[form.by.Pick(c.kind.At(row))]...)
			}
			dst.EndCell()
		}
	}), o.err()
}

// newCompanyDomain is company.domain: the name as a host under .example,
// which nobody can register (RFC 2606, section 2). Its option "unique" adds a
// number that no other row has. Inputs: name, industry.
func newCompanyDomain(a Args) (Filler, error) {
	o := read(a)
	c := found(a, o)
	unique, number := o.flag("unique", false), numbering(a.Shared("company number"))
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		name, industry := bound(in, 0), bound(in, 1)
		for i, row := range b.Rows {
			start := len(dst.Raw)
			if name != nil && !name.Null(i) {
				dst.Raw = appendSlug(dst.Raw, c.withoutForm(name.Bytes(i)))
			} else {
				dst.Raw = c.appendName(dst.Raw, row, c.industryAt(row, i, industry), &c.slug)
			}
			if len(dst.Raw) == start {
				dst.Raw = append(dst.Raw, "company"...)
			}
			if len(dst.Raw)-start > 48 { // a label of a host name has 63 bytes at most
				dst.Raw = dst.Raw[:start+48]
			}
			if unique {
				dst.Raw = number.append(append(dst.Raw, '-'), row)
			}
			dst.Raw = append(dst.Raw, ".example"...)
			dst.EndCell()
		}
	}), o.err()
}

// withoutForm is a company's name without the legal form at its end.
func (c *companies) withoutForm(name []byte) []byte {
	short := c.legal.cut(name)
	for _, in := range formsIn {
		if cut := c.abroad[in.country].cut(name); len(cut) < len(short) {
			short = cut
		}
	}
	return short
}

// cut is name without one of the forms at its end.
func (f forms) cut(name []byte) []byte {
	for _, form := range f.names {
		if n := len(name) - len(form); n > 1 && string(name[n:]) == form && name[n-1] == ' ' {
			return name[:n-1]
		}
	}
	return name
}
