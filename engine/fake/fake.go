// Package fake makes realistic values: people, places, companies, texts,
// identifiers. A Provider makes one kind of value; look it up with Named,
// give New the seed, the table and the options, and let the Filler fill
// blocks of rows. Values are a function of (seed, table, group or column,
// row): the person.* columns of one group describe one person in each row,
// and the place.* columns one place.
package fake

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Provider makes one kind of value: "person.first_name".
type Provider struct {
	Name, About string
	Field       column.Field               // kind and scale; Name is empty
	Inputs      []string                   // columns it follows where they are bound: "sex", "first_name"
	New         func(Args) (Filler, error) // errors: wire.Faults, pointers relative to the options
}

// Args says which column a Filler is for.
type Args struct {
	Seed    uint64
	Table   string
	Group   string // providers of one group in a table draw the same person or place; the family by default
	Column  string
	Options map[string]any
	AsOf    int64 // "today" for the data, in days since 1970-01-01
}

// Shared is the stream that all providers of the group draw purpose from.
func (a Args) Shared(purpose string) rng.Stream {
	return rng.New(a.Seed, a.Table, a.Group, purpose)
}

// Own is the stream of the column alone.
func (a Args) Own() rng.Stream { return rng.New(a.Seed, a.Table, a.Column) }

// Filler fills dst, which has been Reset for the provider's Field, with one
// cell for each of rows: row numbers in any order. in holds a column for each
// of the provider's Inputs, with a cell for each of rows; nil where not bound.
type Filler interface {
	Fill(dst *column.Vector, rows []int64, in []*column.Vector)
}

// Named is the provider of that name.
func Named(name string) (Provider, bool) {
	all := Providers()
	i := slices.IndexFunc(all, func(p Provider) bool { return p.Name == name })
	if i < 0 {
		return Provider{}, false
	}
	return all[i], true
}

// The fields of the table below.
var (
	boolean = column.Field{Kind: column.Bool}
	integer = column.Field{Kind: column.Int}
	float   = column.Field{Kind: column.Float}
	money   = column.Field{Kind: column.Decimal, Scale: 2, Places: 2}
	date    = column.Field{Kind: column.Date}
	text    = column.Field{Kind: column.Text}
)

// Providers lists every provider, one family after the other.
func Providers() []Provider {
	return []Provider{
		// Identifiers, money, codes, networks.

		// People.

		// Places.

		// Companies, products, texts.
	}
}
