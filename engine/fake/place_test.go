package fake

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestPlaceColumnsSpeakOfOnePlace(t *testing.T) {
	rows := upTo(3000)
	col := map[string][]string{}
	for _, name := range []string{"city", "county", "state", "state_name", "zip", "timezone", "area_code", "phone", "street", "address"} {
		col[name] = filled(t, "place."+name, rows, nil, nil)
	}
	lat, lon := vector(t, "place.latitude", rows, nil, nil), vector(t, "place.longitude", rows, nil, nil)

	type entry struct{ city, county, state, name, areas, zone, place string }
	file := map[string][]entry{} // by ZIP code, read here anew
	var at entry
	var stateZone string
	var areas []string
	for line := range dataLines(placesData) {
		f := strings.Split(line, "\t")
		switch line[0] {
		case '=':
			at.state, at.name, stateZone, areas = f[0][1:], f[1], f[3], strings.Split(f[4], " ")
		case '+':
			at.county, at.zone = f[0][1:], stateZone
			if len(f) > 1 {
				at.zone = f[1]
			}
		default:
			at.city = f[0]
			for _, place := range strings.Split(f[1], " ") {
				at.areas, at.place = areas[place[5]-'a'], place[6:]
				file[place[:5]] = append(file[place[:5]], at)
			}
		}
	}
	for i := range rows {
		e := file[col["zip"][i]]
		if len(e) == 0 || e[0].city != col["city"][i] || e[0].county != col["county"][i] || e[0].state != col["state"][i] ||
			e[0].name != col["state_name"][i] || e[0].zone != col["timezone"][i] {
			t.Fatalf("row %d: %s is %+v, but %s, %s, %s, %s", i, col["zip"][i], e, col["city"][i], col["county"][i], col["state"][i], col["timezone"][i])
		}
		if !strings.Contains(e[0].areas, col["area_code"][i]) {
			t.Fatalf("row %d: area code %s in an area of %s", i, col["area_code"][i], e[0].areas)
		}
		if want := "+1" + col["area_code"][i] + "55501"; !strings.HasPrefix(col["phone"][i], want) || len(col["phone"][i]) != 12 {
			t.Fatalf("row %d: phone %s in area %s", i, col["phone"][i], col["area_code"][i])
		}
		if want := col["street"][i] + ", " + col["city"][i] + ", " + col["state"][i] + " " + col["zip"][i]; col["address"][i] != want {
			t.Fatalf("row %d: address %q, want %q", i, col["address"][i], want)
		}
		north, west := wholeOf(e[0].place[:4])/100, wholeOf(e[0].place[4:])/100
		if d := kilometres(lat.Floats[i], lon.Floats[i], north, -west); d > 5 {
			t.Fatalf("row %d: %.1f km from the centroid of %s", i, d, col["zip"][i])
		}
	}
}

// kilometres is the great-circle distance by the haversine formula.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	h := func(x float64) float64 { return math.Pow(math.Sin(x*degree/2), 2) }
	return 2 * radius * math.Asin(math.Sqrt(h(lat2-lat1)+math.Cos(lat1*degree)*math.Cos(lat2*degree)*h(lon2-lon1)))
}

// Known places from other sources than the data file: the US Postal Service's
// prefixes by state and the coordinates of well-known cities.
func TestAtlasAgreesWithKnownPlaces(t *testing.T) {
	a := gazetteer()
	if len(a.states) != 51 || len(a.zip) < 3500 {
		t.Fatalf("%d states, %d places", len(a.states), len(a.zip))
	}
	first := map[string]string{ // the first digits of a state's ZIP codes
		"CA": "9", "NY": "01", "TX": "78", "FL": "3", "IL": "6", "WA": "9", "MA": "0", "GA": "3", "OH": "4", "CO": "8",
		"AK": "9", "HI": "9", "VT": "0", "DC": "2", "WY": "8", "NV": "8", "NM": "8", "KS": "6", "LA": "7", "WI": "5",
	}
	for i := range a.zip {
		s := a.states[a.stateOf[i]].code
		zip := a.zips.Bytes(uint32(i))
		if digits, ok := first[s]; ok && !strings.Contains(digits, string(zip[:1])) {
			t.Errorf("%s in %s", zip, s)
		}
		if lat := a.latitude[i]; lat < 1800 || lat > 7200 || a.longitude[i] > -6600 || a.longitude[i] < -17000 {
			t.Errorf("%s at %d %d", zip, lat, a.longitude[i])
		}
	}
	for _, c := range []struct {
		city, state, zone string
		lat, lon          float64
	}{
		{"Chicago", "IL", "America/Chicago", 41.88, -87.63}, {"Houston", "TX", "America/Chicago", 29.76, -95.37},
		{"El Paso", "TX", "America/Denver", 31.76, -106.49}, {"Seattle", "WA", "America/Los_Angeles", 47.61, -122.33},
		{"Miami", "FL", "America/New_York", 25.76, -80.19}, {"Pensacola", "FL", "America/Chicago", 30.42, -87.22},
		{"Honolulu", "HI", "Pacific/Honolulu", 21.31, -157.86}, {"Knoxville", "TN", "America/New_York", 35.96, -83.92},
		{"Denver", "CO", "America/Denver", 39.74, -104.99}, {"Phoenix", "AZ", "America/Phoenix", 33.45, -112.07},
	} {
		n := 0
		for i := range a.zip {
			if a.cities.Text(uint32(a.cityOf[i])) != c.city || a.states[a.stateOf[i]].code != c.state {
				continue
			}
			n++
			d := kilometres(float64(a.latitude[i])/100, float64(a.longitude[i])/100, c.lat, c.lon)
			if zone := a.zones.Text(uint32(a.zoneOf[i])); d > 50 || zone != c.zone {
				t.Errorf("%s, %s: %s is %.0f km off, in zone %s", c.city, c.state, a.zips.Bytes(uint32(i)), d, zone)
			}
		}
		if n == 0 {
			t.Errorf("%s, %s is not there", c.city, c.state)
		}
	}
}

func TestStatesAreDrawnByPopulation(t *testing.T) {
	const n, us = 50_000, 331449281 // 2020 census
	count := map[string]float64{}
	for _, s := range filled(t, "place.state", upTo(n), nil, nil) {
		count[s]++
	}
	for s, people := range map[string]float64{"CA": 39538223, "TX": 29145505, "OH": 11799448, "WY": 576851} {
		p := people / us
		if got := count[s] / n; math.Abs(got-p) > 5*math.Sqrt(p*(1-p)/n) {
			t.Errorf("%s: share %.4f, want %.4f", s, got, p)
		}
	}
}

func TestStatesOption(t *testing.T) {
	const n = 5000
	share := func(options map[string]any, state string) float64 {
		k := 0
		for _, s := range filled(t, "place.state", upTo(n), options, nil) {
			if s == state {
				k++
			}
		}
		return float64(k) / n
	}
	if got := share(map[string]any{"states": map[string]any{"OH": 0.85, "KY": 0.15}}, "OH"); math.Abs(got-0.85) > 0.03 {
		t.Errorf("share of Ohio %.3f", got)
	}
	// By population: California has 39.5 of the 42.6 million of both.
	if got := share(map[string]any{"states": []any{"CA", "NV"}}, "CA"); math.Abs(got-0.927) > 0.02 {
		t.Errorf("share of California %.3f", got)
	}
	p, _ := Named("place.city")
	_, err := p.New(Args{Options: map[string]any{"states": []any{"CA", "XX"}}})
	if err == nil || !strings.Contains(err.Error(), `/states: "XX" is not known`) {
		t.Errorf("unknown state: %v", err)
	}
}

func TestPlacesFollowBoundZIPAndState(t *testing.T) {
	rows := upTo(4)
	zips := texts("10001", "10048", "94601-1234", "no zip") // 10048 is not in use: the same region
	got := filled(t, "place.state", rows, nil, map[string]*column.Vector{"zip": zips, "state": texts("WY", "WY", "WY", "Ohio")})
	if want := []string{"NY", "NY", "CA", "OH"}; !slices.Equal(got, want) {
		t.Errorf("states %v, want %v", got, want)
	}
	address := filled(t, "place.address", rows, nil, map[string]*column.Vector{"zip": zips})
	if !strings.HasSuffix(address[0], "NY 10001") {
		t.Errorf("address %q", address[0])
	}
}

func TestPhoneStyles(t *testing.T) {
	for style, shape := range map[string]string{
		"e164": `^\+1[2-9]\d\d55501\d\d$`, "national": `^\([2-9]\d\d\) 555-01\d\d$`, "dashed": `^[2-9]\d\d-555-01\d\d$`,
	} {
		for _, phone := range filled(t, "place.phone", upTo(200), map[string]any{"style": style}, nil) {
			if !regexp.MustCompile(shape).MatchString(phone) {
				t.Fatalf("%s: %q", style, phone)
			}
		}
	}
}

func TestUnitsAreNullForHouses(t *testing.T) {
	cells := filled(t, "place.unit", upTo(4000), map[string]any{"share": 0.3}, nil)
	units := slices.DeleteFunc(cells, func(c string) bool { return c == "null" })
	if got := float64(len(units)) / 4000; math.Abs(got-0.3) > 0.03 {
		t.Errorf("share of units %.3f", got)
	}
}
