package fake

import (
	"fmt"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// places draws the place of a row: a state by its population, then any of its
// places alike, from streams that the whole group shares. A bound ZIP code or
// state decides instead.
type places struct {
	*atlas
	state, within rng.Stream
	stateBy       dist.Alias
	options       string
}

// settle reads the option that all place.* providers share.
//
//   - states: a list of state codes to keep to, or an object of weights by code
func settle(a Args, o *options) *places {
	atlas := gazetteer()
	codes := make([]string, len(atlas.states))
	people := make([]float64, len(atlas.states))
	for i, s := range atlas.states {
		codes[i], people[i] = s.code, s.people
	}
	weights := people
	if given := o.weights("states", codes); given != nil && len(o.faults) == 0 {
		weights = given
		if _, object := o.given["states"].(map[string]any); !object {
			for i := range weights {
				weights[i] *= people[i]
			}
		}
	}
	return &places{atlas, a.Shared("state"), a.Shared("place"), mustAlias(weights), fmt.Sprint(o.given["states"])}
}

// of is the number of each row's place. All place.* providers have the inputs
// zip and state first.
func (p *places) of(b *Block, in []*column.Vector) []uint32 {
	zip, state := bound(in, 0), bound(in, 1)
	places, fresh := b.codes(draw{p.within, p.options}, zip, state)
	if !fresh {
		return places
	}
	for i, row := range b.Rows {
		places[i] = p.stateBy.Pick(p.state.At(row))
	}
	if state != nil {
		p.followState(places, state)
	}
	for i, row := range b.Rows {
		s := &p.states[places[i]]
		places[i] = s.first + uint32(rng.Below(p.within.At(row), uint64(s.count)))
	}
	if zip != nil {
		p.followZIP(places, zip)
	}
	return places
}

// followState takes the states of a bound column, where they are known.
func (p *places) followState(states []uint32, bound *column.Vector) {
	for i := range states {
		if bound.Null(i) {
			continue
		}
		if bound.Dict == p.stateCodes || bound.Dict == p.stateNames {
			states[i] = bound.Codes[i]
		} else if k, ok := p.stateNumber[string(bound.Bytes(i))]; ok {
			states[i] = uint32(k)
		}
	}
}

// followZIP takes the places of a bound column's ZIP codes.
func (p *places) followZIP(places []uint32, bound *column.Vector) {
	for i := range places {
		if bound.Null(i) {
			continue
		}
		if bound.Dict == p.zips {
			places[i] = bound.Codes[i]
		} else if place, ok := p.nearZIP(bound.Bytes(i)); ok {
			places[i] = place
		}
	}
}

// place makes the constructor of a place.* provider with no options of its
// own.
func place(fill func(p *places, dst *column.Vector, b *Block, in []*column.Vector)) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		p := settle(a, o)
		return blockwise(func(dst *column.Vector, b *Block, in []*column.Vector) { fill(p, dst, b, in) }), o.err()
	}
}

// coded fills dst with the texts of a dictionary; codes holds one a place.
func (p *places) coded(dst *column.Vector, b *Block, in []*column.Vector, d *column.Dict, codes []uint16) {
	dst.UseDict(d, len(b.Rows))
	for i, place := range p.of(b, in) {
		dst.Codes[i] = uint32(codes[place])
	}
}

func fillCity(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coded(dst, b, in, p.cities, p.cityOf)
}

func fillCounty(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coded(dst, b, in, p.counties, p.countyOf)
}

func fillState(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coded(dst, b, in, p.stateCodes, p.stateOf)
}

func fillStateName(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coded(dst, b, in, p.stateNames, p.stateOf)
}

func fillTimezone(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coded(dst, b, in, p.zones, p.zoneOf)
}

func fillZIP(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	dst.UseDict(p.zips, len(b.Rows))
	copy(dst.Codes, p.of(b, in))
}

// Coordinates lie within about 2 km of the ZIP code's centroid in each
// direction, denser towards it, in steps of a millionth of a degree.
func fillLatitude(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coordinate(dst, b, in, p.latitude, p.within.Lane(1))
}

func fillLongitude(p *places, dst *column.Vector, b *Block, in []*column.Vector) {
	p.coordinate(dst, b, in, p.longitude, p.within.Lane(2))
}

func (p *places) coordinate(dst *column.Vector, b *Block, in []*column.Vector, centre []int32, s rng.Stream) {
	const spread = 9_000 // millionths of a degree, twice
	places := p.of(b, in)
	for i, row := range b.Rows {
		u := s.At(row)
		offset := int64((u>>32)*(2*spread)>>32) + int64((u&0xffffffff)*(2*spread)>>32) - 2*spread
		dst.Floats[i] = float64(int64(centre[places[i]])*10_000+offset) / 1e6
	}
}

// newCountry is place.country: the atlas has the United States alone. Its
// option "style" is code2, code3 or name.
func newCountry(a Args) (Filler, error) {
	o := read(a)
	words := map[string]string{"code2": "US", "code3": "USA", "name": "United States"}
	dict := column.NewDict([]string{words[o.choice("style", "code2", "code3", "name")]})
	settle(a, o) // for its options
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) { dst.UseDict(dict, len(b.Rows)) }), o.err()
}
