package engine

import (
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/wire"
)

// providers lists what makes values, with a value of each.
func providers() []wire.Provider {
	var out []wire.Provider
	for _, p := range fake.Providers() {
		group, _, _ := strings.Cut(p.Name, ".")
		out = append(out, wire.Provider{Name: p.Name, Group: group, About: p.About, Kind: p.Field.Kind.String(), Inputs: p.Inputs, Example: example(p, group)})
	}
	return out
}

// exampleRows is where an example is looked for: some providers leave cells
// empty on purpose.
const exampleRows = 8

// example is the first value that a provider has in some table, as CSV writes
// it; "" where it needs options.
func example(p fake.Provider, group string) string {
	asOf, _ := parseAsOf("")
	filler, err := p.New(fake.Args{Table: "example", Group: group, Column: p.Name, AsOf: asOf})
	if err != nil {
		return ""
	}
	csv, err := encode.New("csv", []column.Field{p.Field}, encode.Options{})
	if err != nil {
		return ""
	}
	for row := range int64(exampleRows) {
		made := make([]column.Vector, 1)
		made[0].Reset(p.Field, 1)
		filler.Fill(&made[0], &fake.Block{Rows: []int64{row}}, make([]*column.Vector, len(p.Inputs)))
		line := csv.Append(nil, &column.Table{Fields: []column.Field{p.Field}, Cols: made, Rows: 1})
		if text := strings.Trim(strings.TrimRight(string(line), "\n"), `"`); text != "" {
			return text
		}
	}
	return ""
}

// distributions lists the ways of drawing numbers.
func distributions() []wire.Distribution {
	var out []wire.Distribution
	for _, d := range dist.All() {
		params := make([]wire.DistParam, len(d.Params))
		for i, p := range d.Params {
			params[i] = wire.DistParam{Name: p.Name, About: p.About, Unit: p.Unit, Default: p.Default, Min: p.Min, Max: p.Max}
		}
		out = append(out, wire.Distribution{Name: d.Name, About: d.About, Whole: d.Whole, Params: params})
	}
	return out
}
