package fake

import (
	_ "embed"
	"math"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

//go:embed data/products.txt
var productsData string

// brandNames are coined; every category has brandsEach of them.
const brandNames = `Velora Norvane Altbrook Kestral Lumivo Tarrow Ostera Brindle Caldera Fennick Marlo Quenby Sorrel
Tindra Uplanda Wexley Yarrowe Zelkov Averno Bellwick Corvane Dunmere Elloway Farrowby Glenharte Hollin Isbrook Jorven
Kalmira Lorrin Mistrane Nettleby Orlana Pellworth Quorra Rowanne Stellan Thornwick Umbero Vantis Willoby Xandra
Yewmont Zephra Ambrel Birkdal Castora Dovrin`

const brandsEach = 8

// priceEndings are cents by how many of 100 prices end in them: most end in
// 9, as in US retail (the shares are assumed).
const priceEndings = `99:52 95:12 49:12 00:12 50:6 79:6`

// products draws the product of a row: category, noun, adjective, brand,
// price and weight, from streams that the group shares.
type products struct {
	categories, names, brands *column.Dict
	categoryOf                map[string]uint32
	categoryBy                dist.Alias
	nouns                     []noun
	firstNoun                 []uint32 // of a category, and one past the last
	endings                   []int64
	endingBy                  dist.Alias

	category, noun, adjective, brand, price, ending, margin, heft rng.Stream
}

// noun is a kind of product: its first name, one an adjective, its usual
// prices and its weight.
type noun struct {
	name, adjectives uint32
	least, spread    float64  // dollars, and the logarithm of greatest over least
	cents            [2]int64 // least and greatest price
	grams            float64
}

// stock reads the option that all product.* providers share.
//
//   - categories: a list to keep to, or an object of weights by category
func stock(a Args, o *options) *products {
	p := &products{
		brands:     column.NewDict(strings.Fields(brandNames)),
		categoryOf: map[string]uint32{},
		category:   a.Shared("category"), noun: a.Shared("noun"), adjective: a.Shared("adjective"),
		brand: a.Shared("brand"), price: a.Shared("price"), ending: a.Shared("price ending"), margin: a.Shared("margin"), heft: a.Shared("weight"),
	}
	var categories, names, adjectives []string
	var weights []float64
	for line := range dataLines(productsData) {
		if line[0] == '=' {
			f := words(line[1:])
			p.categoryOf[f[0]] = uint32(len(categories))
			p.firstNoun = append(p.firstNoun, uint32(len(p.nouns)))
			categories, weights, adjectives = append(categories, f[0]), append(weights, wholeOf(f[1])), f[2:]
			continue
		}
		for _, entry := range words(line) {
			p.nouns = append(p.nouns, readNoun(entry, uint32(len(names)), uint32(len(adjectives))))
			thing, _, _ := strings.Cut(entry, ":")
			for _, adjective := range adjectives {
				names = append(names, adjective+" "+thing)
			}
		}
	}
	p.firstNoun = append(p.firstNoun, uint32(len(p.nouns)))
	if given := o.weights("categories", categories); given != nil && len(o.faults) == 0 {
		weights = given
	}
	p.categories, p.names, p.categoryBy = column.NewDict(categories), column.NewDict(names), mustAlias(weights)
	endings, shares := weighted(priceEndings)
	for _, c := range endings {
		p.endings = append(p.endings, int64(wholeOf(c)))
	}
	p.endingBy = mustAlias(shares)
	return p
}

// readNoun reads what follows a noun: "Mouse:12-99:100".
func readNoun(entry string, name, adjectives uint32) noun {
	f := strings.Split(entry, ":")
	low, high, _ := strings.Cut(f[1], "-")
	least, greatest := wholeOf(low), wholeOf(high)
	return noun{name, adjectives, least, dist.Log(greatest / least), [2]int64{int64(least) * 100, int64(greatest)*100 + 99}, wholeOf(f[2])}
}

// words parts a line at its spaces; an underscore is a space within a word.
func words(line string) []string {
	f := strings.Fields(line)
	for i := range f {
		f[i] = strings.ReplaceAll(f[i], "_", " ")
	}
	return f
}

func (p *products) categoryAt(row int64, i int, category *column.Vector) uint32 {
	return follow(category, i, p.categoryOf, &p.categoryBy, p.category.At(row))
}

// nounAt is one of the category's nouns, where the price is bound one that
// costs so much.
func (p *products) nounAt(row int64, i int, category, price *column.Vector) *noun {
	k := p.categoryAt(row, i, category)
	nouns := p.nouns[p.firstNoun[k]:p.firstNoun[k+1]]
	if price == nil || price.Null(i) {
		return &nouns[rng.Below(p.noun.At(row), uint64(len(nouns)))]
	}
	return among(nouns, centsOf(price, i), p.noun.At(row))
}

// among picks one of the nouns that are sold at a price, or else the one whose
// usual prices are the nearest.
func among(nouns []noun, cents int64, u uint64) *noun {
	fit, nearest, least := 0, 0, int64(math.MaxInt64)
	for k := range nouns {
		away := nouns[k].away(cents)
		if away == 0 {
			fit++
		}
		if away < least {
			nearest, least = k, away
		}
	}
	if fit == 0 {
		return &nouns[nearest]
	}
	for left := rng.Below(u, uint64(fit)); ; nearest++ {
		if nouns[nearest].away(cents) > 0 {
			continue
		}
		if left == 0 {
			return &nouns[nearest]
		}
		left--
	}
}

// away is how many cents a price is from the noun's usual ones.
func (n *noun) away(cents int64) int64 {
	return max(n.cents[0]-cents, cents-n.cents[1], 0)
}

// priceAt is the list price in cents: between the noun's usual least and
// greatest, the middle of their logarithms likeliest. Prices from 100 dollars
// up end in .00 or .99.
func (p *products) priceAt(row int64, n *noun) int64 {
	u := p.price.At(row)
	middling := (rng.Unit(u<<32) + rng.Unit(u)) / 2
	dollars := int64(n.least * dist.Exp(middling*n.spread))
	cents := p.endings[p.endingBy.Pick(p.ending.At(row))]
	switch {
	case dollars < 100:
		return dollars*100 + cents
	case cents == 99:
		return dollars*100 + 99
	}
	return dollars * 100
}

// product makes the constructor of a product.* provider; its first input is
// category, its second price.
func product(fill func(p *products, dst *column.Vector, b *Block, in []*column.Vector)) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		p := stock(a, o)
		return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) { fill(p, dst, b, in) }), o.err()
	}
}

func fillCategory(p *products, dst *column.Vector, b *Block, _ []*column.Vector) {
	dst.UseDict(p.categories, len(b.Rows))
	for i, row := range b.Rows {
		dst.Codes[i] = p.categoryBy.Pick(p.category.At(row))
	}
}

func fillProductName(p *products, dst *column.Vector, b *Block, in []*column.Vector) {
	category, price := bound(in, 0), bound(in, 1)
	dst.UseDict(p.names, len(b.Rows))
	for i, row := range b.Rows {
		n := p.nounAt(row, i, category, price)
		dst.Codes[i] = n.name + uint32(rng.Below(p.adjective.At(row), uint64(n.adjectives)))
	}
}

func fillBrand(p *products, dst *column.Vector, b *Block, in []*column.Vector) {
	category := bound(in, 0)
	dst.UseDict(p.brands, len(b.Rows))
	for i, row := range b.Rows {
		k := p.categoryAt(row, i, category)*5 + uint32(rng.Below(p.brand.At(row), brandsEach))
		dst.Codes[i] = k % uint32(p.brands.Len())
	}
}

func fillPrice(p *products, dst *column.Vector, b *Block, in []*column.Vector) {
	category := bound(in, 0)
	for i, row := range b.Rows {
		dst.Ints[i] = p.priceAt(row, p.nounAt(row, i, category, nil))
	}
}

// fillCost writes what the product cost the shop: 40% to 75% of its price,
// the drawn one or that of the second input (assumed).
func fillCost(p *products, dst *column.Vector, b *Block, in []*column.Vector) {
	category, price := bound(in, 0), bound(in, 1)
	for i, row := range b.Rows {
		cents := int64(0)
		if price != nil && !price.Null(i) {
			cents = centsOf(price, i)
		} else {
			cents = p.priceAt(row, p.nounAt(row, i, category, nil))
		}
		dst.Ints[i] = cents * int64(40+rng.Below(p.margin.At(row), 36)) / 100
	}
}

// fillWeight writes grams: what the noun weighs, a quarter more or less.
func fillWeight(p *products, dst *column.Vector, b *Block, in []*column.Vector) {
	category, price := bound(in, 0), bound(in, 1)
	for i, row := range b.Rows {
		grams := p.nounAt(row, i, category, price).grams
		dst.Ints[i] = int64(float64(grams*(0.75+float64(rng.Unit(p.heft.At(row))/2))) + 0.5)
	}
}

// centsOf is a cell of money in hundredths; 0 where it is beyond 10^16.
func centsOf(v *column.Vector, i int) int64 {
	const most = 1e16
	switch v.Kind {
	case column.Float:
		if x := v.Floats[i] * 100; x > -most && x < most {
			return int64(x)
		}
		return 0
	case column.Int:
		return min(max(v.Ints[i], -most/100), most/100) * 100
	}
	cents := v.Ints[i]
	for scale := v.Scale; scale > 2; scale-- {
		cents /= 10
	}
	for scale := v.Scale; scale < 2; scale++ {
		cents *= 10
	}
	return cents
}
