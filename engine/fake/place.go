package fake

import (
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
	return &places{atlas, a.Shared("state"), a.Shared("place"), mustAlias(weights)}
}

// at is the number of the row's place. zip and state are bound columns or nil.
func (p *places) at(row int64, i int, zip, state *column.Vector) uint32 {
	if zip != nil && !zip.Null(i) {
		if place, ok := p.nearZIP(zip.Bytes(i)); ok {
			return place
		}
	}
	k, ok := uint16(0), false
	if state != nil && !state.Null(i) {
		k, ok = p.stateNumber[string(state.Bytes(i))]
	}
	if !ok {
		k = uint16(p.stateBy.Pick(p.state.At(row)))
	}
	s := &p.states[k]
	return s.first + uint32(rng.Below(p.within.At(row), uint64(s.count)))
}

// place makes the constructor of a place.* provider with no options of its
// own; its inputs are zip and state.
func place(fill func(p *places, dst *column.Vector, rows []int64, in []*column.Vector)) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		p := settle(a, o)
		return placeFiller{p, fill}, o.err()
	}
}

type placeFiller struct {
	*places
	fill func(p *places, dst *column.Vector, rows []int64, in []*column.Vector)
}

func (f placeFiller) Fill(dst *column.Vector, rows []int64, in []*column.Vector) {
	f.fill(f.places, dst, rows, in)
}

// coded fills dst with the texts of a dictionary; codes holds one a place.
func (p *places) coded(dst *column.Vector, rows []int64, in []*column.Vector, d *column.Dict, codes []uint16) {
	zip, state := bound(in, 0), bound(in, 1)
	dst.UseDict(d, len(rows))
	for i, row := range rows {
		dst.Codes[i] = uint32(codes[p.at(row, i, zip, state)])
	}
}

func fillCity(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coded(dst, rows, in, p.cities, p.cityOf)
}

func fillCounty(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coded(dst, rows, in, p.counties, p.countyOf)
}

func fillState(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coded(dst, rows, in, p.stateCodes, p.stateOf)
}

func fillStateName(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coded(dst, rows, in, p.stateNames, p.stateOf)
}

func fillTimezone(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coded(dst, rows, in, p.zones, p.zoneOf)
}

func fillZIP(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	zip, state := bound(in, 0), bound(in, 1)
	dst.UseDict(p.zips, len(rows))
	for i, row := range rows {
		dst.Codes[i] = p.at(row, i, zip, state)
	}
}

// Coordinates lie within about 2 km of the ZIP code's centroid in each
// direction, denser towards it, in steps of a millionth of a degree.
func fillLatitude(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coordinate(dst, rows, in, p.latitude, p.within.Lane(1))
}

func fillLongitude(p *places, dst *column.Vector, rows []int64, in []*column.Vector) {
	p.coordinate(dst, rows, in, p.longitude, p.within.Lane(2))
}

func (p *places) coordinate(dst *column.Vector, rows []int64, in []*column.Vector, centre []int32, s rng.Stream) {
	const spread = 9_000 // millionths of a degree, twice
	zip, state := bound(in, 0), bound(in, 1)
	for i, row := range rows {
		u := s.At(row)
		offset := int64((u>>32)*(2*spread)>>32) + int64((u&0xffffffff)*(2*spread)>>32) - 2*spread
		dst.Floats[i] = float64(int64(centre[p.at(row, i, zip, state)])*10_000+offset) / 1e6
	}
}

// newCountry is place.country: the atlas has the United States alone. Its
// option "style" is code2, code3 or name.
func newCountry(a Args) (Filler, error) {
	o := read(a)
	words := map[string]string{"code2": "US", "code3": "USA", "name": "United States"}
	dict := column.NewDict([]string{words[o.choice("style", "code2", "code3", "name")]})
	p := settle(a, o)
	return placeFiller{p, func(_ *places, dst *column.Vector, rows []int64, _ []*column.Vector) {
		dst.UseDict(dict, len(rows))
	}}, o.err()
}
