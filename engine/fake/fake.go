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

		// People: one person in each row of a group.
		{"person.sex", "female or male; spelled by style: word, capital, letter", text, []string{"first_name"}, newSex},
		{"person.first_name", "first name that fits sex and decade of birth", text, []string{"sex", "birth_date"}, person(fillFirstName)},
		{"person.middle_initial", "first letter of a second first name", text, nil, person(fillMiddleInitial)},
		{"person.last_name", "surname, as frequent as in the US", text, nil, person(fillLastName)},
		{"person.full_name", "first and last name", text, []string{"first_name", "last_name", "sex", "birth_date"}, person(fillFullName)},
		{"person.initials", "initials of first and last name", text, []string{"first_name", "last_name", "sex", "birth_date"}, person(fillInitials)},
		{"person.title", "Ms., Mrs., Mr. or Dr., fitting the sex", text, []string{"sex", "first_name"}, newTitle},
		{"person.birth_date", "date of birth, from min_age, max_age, median_age", date, []string{"age"}, newBirthDate},
		{"person.age", "completed years at the as-of date", integer, []string{"birth_date"}, newAge},
		{"person.email", "unique address made of the names, at a reserved host", text, []string{"first_name", "last_name", "sex", "birth_date", "domain"}, newEmail},
		{"person.username", "unique name made of the names", text, []string{"first_name", "last_name", "sex", "birth_date"}, newUsername},
		{"person.ssn", "social security number of the never issued kind", text, nil, person(fillSSN)},

		// Places: one place in each row of a group, in the United States.
		{"place.street", "house number and street", text, nil, newStreet},
		{"place.unit", "apartment, in a share of the rows", text, nil, newUnit},
		{"place.city", "city", text, []string{"zip", "state"}, place(fillCity)},
		{"place.county", "county", text, []string{"zip", "state"}, place(fillCounty)},
		{"place.state", "state, two letters; states keeps to some of them or weighs them", text, []string{"zip", "state"}, place(fillState)},
		{"place.state_name", "state, its name", text, []string{"zip", "state"}, place(fillStateName)},
		{"place.zip", "ZIP code of the city, drawn by population", text, []string{"zip", "state"}, place(fillZIP)},
		{"place.country", "the United States, by style: code2, code3, name", text, nil, newCountry},
		{"place.latitude", "degrees north, within 2 km or so of the ZIP code's centroid", float, []string{"zip", "state"}, place(fillLatitude)},
		{"place.longitude", "degrees east, likewise", float, []string{"zip", "state"}, place(fillLongitude)},
		{"place.timezone", "time zone of the IANA database", text, []string{"zip", "state"}, place(fillTimezone)},
		{"place.area_code", "telephone area code of the place", text, []string{"zip", "state"}, newAreaCode},
		{"place.phone", "fictional number of the place's area, by style: e164, national, dashed", text, []string{"zip", "state"}, newPhone},
		{"place.address", "street, city, state and ZIP code in a line", text, []string{"zip", "state", "street", "city"}, newAddress},

		// Companies and jobs: one of each in each row of a group.
		{"company.name", "made-up name that fits the industry", text, []string{"industry"}, newCompanyName},
		{"company.industry", "industry; industries keeps to some of them or weighs them", text, nil, newIndustry},
		{"company.domain", "host name made of the company's, under .example", text, []string{"name", "industry"}, newCompanyDomain},
		{"company.employees", "head count, most firms small; min, max", integer, nil, newEmployees},
		{"job.department", "department; departments keeps to some of them or weighs them", text, []string{"department", "level"}, job(departmentDict, pickDepartment)},
		{"job.level", "rank from Intern to Chief; levels keeps to some of them or weighs them", text, []string{"department", "level"}, job(levelDict, pickLevel)},
		{"job.title", "title that fits department and level", text, []string{"department", "level"}, job(titleDict, pickTitle)},

		// Products, texts.
	}
}
