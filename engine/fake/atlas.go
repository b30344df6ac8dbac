package fake

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/groflex/groflex/engine/column"
)

//go:embed data/places.txt
var placesData string

// atlas is the ZIP codes of the embedded data, column by column. The places
// of a state follow one another, and each stands for as many people as any
// other of its state (data/README.md).
type atlas struct {
	states []state

	zip                      []uint32 // 1001 is 01001
	stateOf, zoneOf          []uint16
	cityOf, countyOf, areaOf []uint16
	latitude, longitude      []int32 // hundredths of a degree, north and east
	areas                    []area
	areaCodes                []uint16 // telephone area codes of the areas
	byZIP                    []uint16 // by ZIP code: the place's number plus 1
	zips, cities, counties   *column.Dict
	stateCodes, stateNames   *column.Dict
	zones                    *column.Dict
	stateNumber              map[string]uint16 // by code and by name
}

// state is a state's first place, how many it has, and its people in 2020.
type state struct {
	code, name   string
	first, count uint32
	people       float64
}

// area is a telephone area: its first code and how many it has.
type area struct{ first, count uint16 }

// gazetteer is the atlas of the embedded data, parsed when first asked for.
var gazetteer = sync.OnceValue(parseAtlas)

func parseAtlas() *atlas {
	const most = 4096 // places
	a := &atlas{
		zip: make([]uint32, 0, most), latitude: make([]int32, 0, most), longitude: make([]int32, 0, most),
		cityOf: make([]uint16, 0, most), countyOf: make([]uint16, 0, most), stateOf: make([]uint16, 0, most),
		zoneOf: make([]uint16, 0, most), areaOf: make([]uint16, 0, most),
		byZIP: make([]uint16, 100_000), stateNumber: map[string]uint16{},
	}
	zips, cities, counties := make([]string, 0, most), make([]string, 0, most), make([]string, 0, most)
	var codes, names, zones []string
	zoneNumber := map[string]uint16{}
	zoneOf := func(zone string) uint16 {
		k, ok := zoneNumber[zone]
		if !ok {
			k = uint16(len(zones))
			zoneNumber[zone], zones = k, append(zones, zone)
		}
		return k
	}
	var stateZone, zone uint16
	areaBase := 0
	for line := range dataLines(placesData) {
		head, rest, _ := strings.Cut(line, "\t")
		switch head[0] {
		case '=':
			f := strings.Split(rest, "\t")
			stateZone = zoneOf(f[2])
			s := state{code: head[1:], name: f[0], people: wholeOf(f[1]), first: uint32(len(a.zip))}
			a.stateNumber[s.code], a.stateNumber[s.name] = uint16(len(codes)), uint16(len(codes))
			a.states, codes, names = append(a.states, s), append(codes, s.code), append(names, s.name)
			areaBase = len(a.areas)
			for codes := range strings.FieldsSeq(f[3]) {
				first := len(a.areaCodes)
				for code := range strings.SplitSeq(codes, "/") {
					a.areaCodes = append(a.areaCodes, uint16(wholeOf(code)))
				}
				a.areas = append(a.areas, area{uint16(first), uint16(len(a.areaCodes) - first)})
			}
		case '+':
			counties = append(counties, head[1:])
			zone = stateZone
			if rest != "" {
				zone = zoneOf(rest)
			}
		default:
			cities = append(cities, head)
			for more := true; more; {
				var place string
				place, rest, more = strings.Cut(rest, " ")
				zips = append(zips, place[:5])
				a.zip = append(a.zip, uint32(wholeOf(place[:5])))
				a.areaOf = append(a.areaOf, uint16(areaBase+int(place[5]-'a')))
				a.latitude = append(a.latitude, int32(wholeOf(place[6:10])))
				a.longitude = append(a.longitude, -int32(wholeOf(place[10:])))
				a.cityOf = append(a.cityOf, uint16(len(cities)-1))
				a.countyOf = append(a.countyOf, uint16(len(counties)-1))
				a.stateOf = append(a.stateOf, uint16(len(codes)-1))
				a.zoneOf = append(a.zoneOf, zone)
				a.byZIP[a.zip[len(a.zip)-1]] = uint16(len(a.zip))
			}
			a.states[len(a.states)-1].count = uint32(len(a.zip)) - a.states[len(a.states)-1].first
		}
	}
	a.zips, a.cities, a.counties = column.NewDict(zips), column.NewDict(cities), column.NewDict(counties)
	a.stateCodes, a.stateNames, a.zones = column.NewDict(codes), column.NewDict(names), column.NewDict(zones)
	return a
}

// nearZIP is the place of a ZIP code or, where the atlas lacks it, a place
// whose code begins with the same three digits: the same postal region.
func (a *atlas) nearZIP(text []byte) (place uint32, ok bool) {
	if len(text) < 5 {
		return 0, false
	}
	code := 0
	for _, c := range text[:5] {
		if c < '0' || c > '9' {
			return 0, false
		}
		code = code*10 + int(c-'0')
	}
	if k := a.byZIP[code]; k > 0 {
		return uint32(k - 1), true
	}
	for region, k := code/100*100, 0; k < 100; k++ {
		if place := a.byZIP[region+(code%100+k)%100]; place > 0 {
			return uint32(place - 1), true
		}
	}
	return 0, false
}
