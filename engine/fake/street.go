package fake

import (
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// streetNames are common street names of the United States: numbers, trees,
// presidents, features. Their order is roughly that of their frequency, as
// the Census Bureau's geography division once counted them; the weights that
// streetWeight gives are assumed.
const streetNames = `Second Third First Fourth Park Fifth Main Sixth Oak Seventh Pine Maple Cedar Eighth Elm
View Washington Ninth Lake Hill Walnut Spring Ridge Church Willow Mill Sunset Railroad Jefferson Jackson
Cherry West Highland South Dogwood Hickory North River Center Forest East Lincoln Johnson Franklin Madison
Meadow Chestnut College Birch Spruce Poplar Adams Valley Woodland Laurel Magnolia Locust Sycamore Hillcrest
Monroe Wilson Cypress Juniper Prospect Fairview Grant Holly Aspen Canyon Garden Orchard Harrison Tyler
Colonial Heritage Lakeview Riverside Ashley Brookside Clay Cottonwood Creekside Dover Eagle Fairway Fox
Glen Hawthorne Ivy Kings Liberty Linden Mulberry Oakwood Old_Mill Pleasant Quail Rose Shady Stone Summit
Sunrise Timber Union Victoria Warren Windsor Winding_Creek Wood York`

const streetKinds = `Street:30 Avenue:17 Road:14 Drive:14 Lane:9 Court:5 Way:3 Boulevard:3 Circle:2 Place:2 Terrace:1`

// houses are the house numbers: of two to five digits, each length in as
// many of 16 streets as assumed here.
var houses = [16]struct{ first, count, width uint32 }{
	{10, 90, 2},
	{100, 900, 3}, {100, 900, 3}, {100, 900, 3}, {100, 900, 3}, {100, 900, 3}, {100, 900, 3},
	{1000, 9000, 4}, {1000, 9000, 4}, {1000, 9000, 4}, {1000, 9000, 4}, {1000, 9000, 4}, {1000, 9000, 4}, {1000, 9000, 4},
	{10_000, 20_000, 5}, {10_000, 20_000, 5},
}

// streets draws the street address of a row. There are such streets in most
// towns, but the address as such is made up.
type streets struct {
	name, kind, number, unit rng.Stream
	digits                   *[1000]uint32
	names, kinds             pieces
	nameBy, kindBy           dist.Alias
}

func pave(a Args) *streets {
	names := strings.Fields(streetNames)
	weights := make([]float64, len(names))
	for i := range names {
		names[i] = " " + strings.ReplaceAll(names[i], "_", " ") + " "
		weights[i] = 1 / float64(i+12)
	}
	kinds, kindWeights := weighted(streetKinds)
	return &streets{
		name: a.Shared("street"), kind: a.Shared("street kind"),
		number: a.Shared("house number"), unit: a.Shared("unit"),
		digits: digits3(), names: cut(names), kinds: cut(kinds),
		nameBy: mustAlias(weights), kindBy: mustAlias(kindWeights),
	}
}

// streetWidth is how long an address can be.
const streetWidth = 5 + 2*longestPiece

// fill writes "1428 Maple Avenue" to an empty vector.
func (s *streets) fill(dst *column.Vector, b *Block) {
	names, kinds := b.pick(draw{stream: s.name}, &s.nameBy), b.pick(draw{stream: s.kind}, &s.kindBy)
	raw, ends := dst.Room(len(b.Rows), streetWidth)
	p := 0
	for i, row := range b.Rows {
		u := s.number.At(row)
		h := &houses[u&15]
		n := h.first + uint32(rng.Below(u, uint64(h.count)))
		column.Put8(raw, p, (uint64(s.digits[n/1000])|uint64(s.digits[n%1000])<<24)>>(48-8*h.width))
		p = s.names.put(raw, p+int(h.width), names[i])
		p = s.kinds.put(raw, p, kinds[i])
		ends[i] = uint32(p)
	}
	dst.Raw, dst.Plain = raw[:p], true
}

// newStreet is place.street.
func newStreet(a Args) (Filler, error) {
	o := read(a)
	settle(a, o) // for its options
	s := pave(a)
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) { s.fill(dst, b) }), o.err()
}

// newUnit is place.unit: "Apt 4B", and null for those who live in a house.
// Its option "share", 0 to 1, is that of rows with a unit; 0.25 by default.
func newUnit(a Args) (Filler, error) {
	o := read(a)
	settle(a, o) // for its options
	s := pave(a)
	below := uint64(o.number("share", 0.25, 0, 1) * (1 << 24))
	kinds := [4]string{"Apt ", "Apt ", "Unit ", "#"}
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) {
		for i, row := range b.Rows {
			u := s.unit.At(row)
			if u&(1<<24-1) >= below {
				dst.SetNull(i, len(b.Rows))
				dst.EndCell()
				continue
			}
			dst.Raw = append(dst.Raw, kinds[u>>24&3]...)
			dst.Raw = appendWhole(dst.Raw, 1+rng.Below(u, 39))
			if u>>26&1 == 1 {
				dst.Raw = append(dst.Raw, byte('A'+u>>27&3))
			}
			dst.EndCell()
		}
	}), o.err()
}

// newAddress is place.address, in one line: "1428 Maple Avenue, Oakland, CA
// 94601". Inputs: zip, state, street, city.
func newAddress(a Args) (Filler, error) {
	o := read(a)
	p, s := settle(a, o), pave(a)
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		zip, street, city := bound(in, 0), bound(in, 2), bound(in, 3)
		var drawn column.Vector
		if missing(street) {
			s.fill(&drawn, b)
		}
		for i, k := range p.of(b, in) {
			if street != nil && !street.Null(i) {
				dst.Raw = append(dst.Raw, street.Bytes(i)...)
			} else {
				dst.Raw = append(dst.Raw, drawn.Bytes(i)...)
			}
			dst.Raw = append(dst.Raw, ", "...)
			if city != nil && !city.Null(i) {
				dst.Raw = append(dst.Raw, city.Bytes(i)...)
			} else {
				dst.Raw = append(dst.Raw, p.cities.Bytes(uint32(p.cityOf[k]))...)
			}
			dst.Raw = append(dst.Raw, ", "...)
			dst.Raw = append(dst.Raw, p.stateCodes.Bytes(uint32(p.stateOf[k]))...)
			dst.Raw = append(dst.Raw, ' ')
			if zip != nil && !zip.Null(i) {
				dst.Raw = append(dst.Raw, zip.Bytes(i)...)
			} else {
				dst.Raw = append(dst.Raw, p.zips.Bytes(k)...)
			}
			dst.EndCell()
		}
	}), o.err()
}

// appendWhole appends n in decimals.
func appendWhole(dst []byte, n uint64) []byte {
	width := 1
	for limit := uint64(10); n >= limit && width < 20; limit *= 10 {
		width++
	}
	return appendDigits(dst, n, width)
}

// weighted reads "word:weight word:weight …"; an underscore is a space, and
// a word without a weight weighs 1.
func weighted(list string) (words []string, weights []float64) {
	for entry := range strings.FieldsSeq(list) {
		word, weight, ok := strings.Cut(entry, ":")
		words = append(words, strings.ReplaceAll(word, "_", " "))
		if ok {
			weights = append(weights, wholeOf(weight))
		} else {
			weights = append(weights, 1)
		}
	}
	return words, weights
}
