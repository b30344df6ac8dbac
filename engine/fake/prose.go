package fake

import (
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// phrase makes the constructor of a provider that writes one text of a
// heading of the grammar.
func phrase(heading string) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		g := phrasebook()
		k, o := g.numberOf[heading], read(a)
		return prose{a.Own(), func(dst []byte, _ int64, r *rng.Rand) []byte { return g.append(dst, k, nil, r) }}, o.err()
	}
}

// newParagraph is text.paragraph; its options min and max are the number of
// sentences, 1 to 50, 2 and 5 by default.
func newParagraph(a Args) (Filler, error) {
	o := read(a)
	least := o.whole("min", 2, 1, 50)
	most := o.whole("max", max(5, least), 1, 50)
	if most < least {
		o.faults.Add("/max", "%d is below min %d", most, least)
		most = least
	}
	g := phrasebook()
	k := g.numberOf["sentence"]
	return prose{a.Own(), func(dst []byte, _ int64, r *rng.Rand) []byte {
		dst = g.append(dst, k, nil, r)
		for range least + int64(r.Below(uint64(most-least+1))) - 1 {
			dst = g.append(append(dst, ' '), k, nil, r)
		}
		return dst
	}}, o.err()
}

// prose writes one text a row from a sequential source of its own.
type prose struct {
	stream rng.Stream
	write  func(dst []byte, row int64, r *rng.Rand) []byte
}

func (p prose) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	for _, row := range b.Rows {
		r := p.stream.Cell(row)
		dst.Raw = p.write(dst.Raw, row, &r)
		dst.EndCell()
	}
}

// starShares are reviews of 1 to 5 stars in 100: the J shape of online
// ratings (Hu, Zhang, Pavlou 2009, doi:10.1145/1562764.1562800; the figures
// are assumed).
var starShares = []float64{9, 5, 8, 19, 59}

// reviews draws the review of a row: stars, a headline and a text that agree.
type reviews struct {
	stars   rng.Stream
	starsBy dist.Alias
	text    rng.Stream
	heading [6]int // of the grammar, by stars
	*grammar
}

// newStars is review.stars, 1 to 5.
func newStars(a Args) (Filler, error) {
	o := read(a)
	return reviews{stars: a.Shared("stars"), starsBy: mustAlias(starShares)}, o.err()
}

// review makes the constructor of review.title and review.text, whose inputs
// are stars and the product's category.
func review(heading string) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		v := reviews{stars: a.Shared("stars"), starsBy: mustAlias(starShares), text: a.Own(), grammar: phrasebook()}
		for stars := 1; stars <= 5; stars++ {
			v.heading[stars] = v.numberOf[heading+strconv.Itoa(stars)]
		}
		return v, o.err()
	}
}

func (v reviews) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	given, category := bound(in, 0), bound(in, 1)
	for i, row := range b.Rows {
		stars := int64(v.starsBy.Pick(v.stars.At(row))) + 1
		if v.grammar == nil {
			dst.Ints[i] = stars
			continue
		}
		if given != nil && !given.Null(i) {
			stars = min(max((centsOf(given, i)+50)/100, 1), 5)
		}
		r := v.text.Cell(row)
		var of variant
		if category != nil && !category.Null(i) {
			of = v.variants[string(category.Bytes(i))]
		}
		dst.Raw = v.append(dst.Raw, v.heading[stars], of, &r)
		dst.EndCell()
	}
}

// newComment is survey.comment: praise from 9 on, a gripe up to 6, and a bit
// of both between. Its input is score.
func newComment(a Args) (Filler, error) {
	o, g, own := read(a), phrasebook(), a.Own()
	praise, shrug, gripe := g.numberOf["praise"], g.numberOf["shrug"], g.numberOf["gripe"]
	return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) {
		score := bound(in, 0)
		for i, row := range b.Rows {
			r := own.Cell(row)
			k := shrug
			if score != nil && !score.Null(i) {
				switch cents := centsOf(score, i); {
				case cents >= 900:
					k = praise
				case cents <= 600:
					k = gripe
				}
			}
			dst.Raw = g.append(dst.Raw, k, nil, &r)
			dst.EndCell()
		}
	}), o.err()
}

// ticketKinds are what support tickets are about, in 100 (assumed), and
// priorities how urgent.
const (
	ticketKinds = `billing:24 technical:30 access:18 delivery:14 feature:8 other:6`
	priorities  = `low:30 normal:45 high:19 urgent:6`
)

// newTicketKind is ticket.category.
func newTicketKind(a Args) (Filler, error) {
	o := read(a)
	list, shares := weighted(ticketKinds)
	return choice{column.NewDict(list), mustAlias(shares), a.Shared("ticket category")}, o.err()
}

// newTicketSubject is ticket.subject; its input is category.
func newTicketSubject(a Args) (Filler, error) {
	o := read(a)
	list, shares := weighted(ticketKinds)
	t := tickets{grammar: phrasebook(), kindBy: mustAlias(shares), kind: a.Shared("ticket category"), text: a.Own(), kindOf: map[string]uint32{}}
	for k, kind := range list {
		t.kindOf[kind] = uint32(k)
		t.heading = append(t.heading, t.numberOf[kind])
	}
	return t, o.err()
}

type tickets struct {
	*grammar
	kindBy     dist.Alias
	kind, text rng.Stream
	kindOf     map[string]uint32
	heading    []int
}

func (t tickets) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	kind := bound(in, 0)
	for i, row := range b.Rows {
		k := follow(kind, i, t.kindOf, &t.kindBy, t.kind.At(row))
		r := t.text.Cell(row)
		dst.Raw = t.append(dst.Raw, t.heading[k], nil, &r)
		dst.EndCell()
	}
}
