package fake

import (
	"bytes"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// network is a card scheme. A number that passes Luhn's test may be some
// one's: its first digits are therefore those of the numbers that payment
// processors publish for testing, which are never charged.
type network struct {
	name   string
	share  float64 // of cards in the US, assumed
	ranges []string
	length int
	cvv    int // digits of the security code
}

func networks() []network {
	return []network{
		{"visa", 0.52, []string{"400000", "411111", "424242"}, 16, 3},
		{"mastercard", 0.28, []string{"510510", "545454", "555555"}, 16, 3},
		{"amex", 0.12, []string{"37828", "37144", "37873"}, 15, 4},
		{"discover", 0.08, []string{"601100", "601111"}, 16, 3},
	}
}

// wallet draws the network of a row's card for the whole group.
type wallet struct {
	networks []network
	names    *column.Dict
	by       dist.Alias
	at       rng.Stream
}

// issue reads the option that all finance.card_* providers share.
//
//   - networks: a list of visa, mastercard, amex, discover, or an object of weights
func issue(a Args, o *options) *wallet {
	w := &wallet{networks: networks(), at: a.Shared("card network")}
	var names []string
	var shares []float64
	for _, n := range w.networks {
		names, shares = append(names, n.name), append(shares, n.share)
	}
	if given := o.weights("networks", names); given != nil && len(o.faults) == 0 {
		shares = given
	}
	w.names, w.by = column.NewDict(names), mustAlias(shares)
	return w
}

// network is the row's network, by the first letter of the bound cell: Visa,
// MasterCard, AMEX or American Express, Discover.
func (w *wallet) network(row int64, i int, bound *column.Vector) uint32 {
	if bound != nil && !bound.Null(i) {
		if cell := bound.Bytes(i); len(cell) > 0 {
			if k := bytes.IndexByte([]byte("vmad"), cell[0]|0x20); k >= 0 {
				return uint32(k)
			}
		}
	}
	return w.by.Pick(w.at.At(row))
}

// newCardNetwork is finance.card_network.
func newCardNetwork(a Args) (Filler, error) {
	o := read(a)
	return networkFiller{issue(a, o)}, o.err()
}

type networkFiller struct{ *wallet }

func (f networkFiller) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	dst.UseDict(f.names, len(b.Rows))
	for i, row := range b.Rows {
		dst.Codes[i] = f.network(row, i, nil)
	}
}

// newCardNumber is finance.card_number: a test range, nine digits that do not
// repeat, and Luhn's digit.
func newCardNumber(a Args) (Filler, error) {
	o := read(a)
	w := issue(a, o)
	accounts, s := serialOf(a.Own().Lane(1), 1e9), a.Own()
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		n := &w.networks[w.network(row, i, bound(in, 0))]
		start := len(dst)
		dst = append(dst, n.ranges[rng.Below(s.At(row), uint64(len(n.ranges)))]...)
		return appendLuhn(appendDigits(dst, accounts.at(row), 9), start)
	}), o.err()
}

// newCVV is finance.cvv: three digits, four of American Express.
func newCVV(a Args) (Filler, error) {
	o := read(a)
	w, s := issue(a, o), a.Own()
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		width := w.networks[w.network(row, i, bound(in, 0))].cvv
		return appendDigits(dst, rng.Below(s.At(row), powers[width]), width)
	}), o.err()
}

// newCardExpiry is finance.card_expiry: the month a card ends in, "years"
// (default 4) after the bound day of issue, or else within that time from the
// as-of date. Option "style": MM/YY, MM/YYYY, YYYY-MM.
func newCardExpiry(a Args) (Filler, error) {
	o := read(a)
	years := o.whole("years", 4, 1, 20)
	style := o.choice("style", "MM/YY", "MM/YYYY", "YYYY-MM")
	s := a.Own()
	return each(func(dst []byte, row int64, i int, in []*column.Vector) []byte {
		var year, month int64
		if issued := bound(in, 0); issued != nil && !issued.Null(i) {
			year, month, _ = column.Civil(dayOf(issued, i))
			year += years
		} else {
			year, month, _ = column.Civil(a.AsOf)
			month += int64(rng.Below(s.At(row), uint64(years*12)))
			year += (month - 1) / 12
			month = (month-1)%12 + 1
		}
		switch style {
		case "YYYY-MM":
			dst = append(appendDigits(dst, uint64(year), 4), '-')
			return appendDigits(dst, uint64(month), 2)
		case "MM/YYYY":
			dst = append(appendDigits(dst, uint64(month), 2), '/')
			return appendDigits(dst, uint64(year), 4)
		}
		dst = append(appendDigits(dst, uint64(month), 2), '/')
		return appendDigits(dst, uint64(year%100), 2)
	}), o.err()
}
