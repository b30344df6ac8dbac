package schema

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// Domain is a family of tables with the parameters they share.
type Domain struct {
	Name     string
	Title    string         `json:"title"`
	About    string         `json:"about"`
	Root     string         `json:"root"`     // the table that a count of linked rows is about
	Order    []string       `json:"entities"` // tables in the order they are shown
	Params   []wire.Param   `json:"params"`
	Profiles []wire.Profile `json:"profiles"` // the first is the default
	Entities []*Entity      `json:"-"`
}

// Catalog is all built-in domains, and what the user laid over them.
type Catalog struct{ Domains []*Domain }

// Load reads a catalogue from files named <domain>/domain.json and
// <domain>/<entity>.json. Other names, and a domain's targets.json, are passed over. The error is
// wire.Faults with pointers below the file's name.
func Load(files map[string][]byte) (*Catalog, error) {
	var faults wire.Faults
	c := &Catalog{}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if dir, base := path.Split(name); base == "domain.json" && strings.Count(name, "/") == 1 {
			d := &Domain{Name: strings.TrimSuffix(dir, "/")}
			if err := parseDomain(d, files[name]); err != nil {
				faults = append(faults, err.(wire.Faults).Under(name+"#")...)
			}
			c.Domains = append(c.Domains, d)
		}
	}
	for _, name := range names {
		dir, base := path.Split(name)
		d := c.Domain(strings.TrimSuffix(dir, "/"))
		if d == nil || base == "domain.json" || base == "targets.json" || path.Ext(base) != ".json" {
			continue
		}
		e, err := Parse(strings.TrimSuffix(base, ".json"), files[name])
		if err != nil {
			faults = append(faults, err.(wire.Faults).Under(name+"#")...)
			continue
		}
		e.Domain = d.Name
		d.Entities = append(d.Entities, e)
	}
	for _, d := range c.Domains {
		d.sort()
	}
	return c, faults.Err()
}

func parseDomain(d *Domain, doc []byte) error {
	if fault := wellFormed(doc); fault != nil {
		return wire.Faults{*fault}
	}
	var faults wire.Faults
	if !decode(doc, "", d, &faults) {
		return faults
	}
	known := map[string]wire.Param{}
	for i, p := range d.Params {
		if p.Name == "" || p.Source == "" || p.Default < p.Min || p.Default > p.Max {
			faults.Add("/params/"+itoa(i), "a parameter has a name, a source and a default between min and max")
		}
		known[p.Name] = p
	}
	if len(d.Profiles) == 0 {
		faults.Add("/profiles", "a domain has at least one profile")
	}
	for i, profile := range d.Profiles {
		for name, value := range profile.Params {
			if p, ok := known[name]; !ok || value < p.Min || value > p.Max {
				faults.Add("/profiles/"+itoa(i)+"/params"+wire.Token(name), "not a parameter of the domain, or out of its range")
			}
		}
	}
	return faults.Err()
}

// sort puts tables in the order the domain gives, others after by name.
func (d *Domain) sort() {
	rank := func(e *Entity) int {
		if i := slices.Index(d.Order, e.Name); i >= 0 {
			return i
		}
		return len(d.Order)
	}
	slices.SortStableFunc(d.Entities, func(a, b *Entity) int { return rank(a) - rank(b) })
}

// Domain finds a domain by name, or returns nil.
func (c *Catalog) Domain(name string) *Domain {
	for _, d := range c.Domains {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// Entity finds a table by name, or returns nil.
func (d *Domain) Entity(name string) *Entity {
	for _, e := range d.Entities {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// Resolve lays a profile over the parameters' defaults, and the given values
// over both.
func (d *Domain) Resolve(profile string, given map[string]float64) (map[string]float64, error) {
	var faults wire.Faults
	values := map[string]float64{}
	limits := map[string]wire.Param{}
	for _, p := range d.Params {
		values[p.Name], limits[p.Name] = p.Default, p
	}
	at := slices.IndexFunc(d.Profiles, func(p wire.Profile) bool { return p.Name == profile })
	if profile == "" {
		at = 0
	}
	if at < 0 {
		faults = append(faults, wire.Fault{Kind: wire.Unknown, Pointer: "/profile", Message: "there is no profile " + quote(profile),
			Remedy: "one of " + list(d.Profiles, func(p wire.Profile) string { return p.Name })})
	} else {
		for name, value := range d.Profiles[at].Params {
			values[name] = value
		}
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		p, ok := limits[name]
		switch {
		case !ok:
			faults = append(faults, wire.Fault{Kind: wire.Unknown, Pointer: "/params" + wire.Token(name), Message: "the domain has no such parameter",
				Remedy: "one of " + list(d.Params, func(p wire.Param) string { return p.Name })})
		case !(given[name] >= p.Min && given[name] <= p.Max):
			faults.Add("/params"+wire.Token(name), "must be between %v and %v", p.Min, p.Max)
		default:
			values[name] = given[name]
		}
	}
	return values, faults.Err()
}

// Wire is the catalogue as it is shown to users.
func (c *Catalog) Wire() wire.Catalog {
	out := wire.Catalog{Domains: []wire.Domain{}}
	for _, d := range c.Domains {
		shown := wire.Domain{Name: d.Name, Title: d.Title, About: d.About, Profiles: d.Profiles, Params: d.Params}
		for _, e := range d.Entities {
			shown.Entities = append(shown.Entities, wire.Entity{Name: e.Name, Title: e.Title, About: e.About, Schema: json.RawMessage(e.Raw)})
		}
		out.Domains = append(out.Domains, shown)
	}
	return out
}
