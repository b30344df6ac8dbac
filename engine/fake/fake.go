// Package fake makes realistic values: people, places, companies, texts,
// identifiers. A Provider makes one kind of value; look it up with Named,
// give New the seed, the table and the options, and let the Filler fill
// blocks of rows. Values are a function of (seed, table, group or column,
// row): the person.* columns of one group describe one person in each row,
// and the place.* columns one place.
package fake

import (
	"slices"
	"sync"

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
// cell for each of the block's rows. in holds a column for each of the
// provider's Inputs, with a cell for each of them; nil where not bound.
type Filler interface {
	Fill(dst *column.Vector, b *Block, in []*column.Vector)
}

// Named is the provider of that name.
func Named(name string) (Provider, bool) {
	all := table()
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
	moment  = column.Field{Kind: column.Time}
	text    = column.Field{Kind: column.Text}
)

// Providers lists every provider, one family after the other.
func Providers() []Provider { return slices.Clone(table()) }

// table is made when first asked for.
var table = sync.OnceValue(func() []Provider {
	return []Provider{
		// Identifiers.
		{"id.uuid", "UUID of version 4; rows never share one", text, nil, newUUID},
		{"id.uuid7", "UUID of version 7, in order of time", text, []string{"time"}, newUUID7},
		{"id.ulid", "ULID, in order of time", text, []string{"time"}, newULID},
		{"id.nano", "21 URL-safe characters; rows never share one", text, nil, newNano},
		{"id.stripe", "name of an object as Stripe forms it: cus_…; prefix, length", text, nil, newStripe},
		{"id.pattern", "unique identifier of a pattern: # digit, ? letter, * either", text, nil, newPattern},

		// Money: one bank, country, currency and card in each row of a group.
		{"finance.iban", "account number with right check digits, national ones too; country", text, []string{"country"}, newIBAN},
		{"finance.bic", "code of a made-up bank in the country of the IBAN; branch", text, []string{"country", "iban"}, newBIC},
		{"finance.aba", "US routing number with its check digit", text, nil, newABA},
		{"finance.account_number", "unique digits; length", text, nil, newAccountNumber},
		{"finance.card_network", "visa, mastercard, amex or discover; networks", text, nil, newCardNetwork},
		{"finance.card_number", "unique number in a range for tests, with its check digit", text, []string{"network"}, newCardNumber},
		{"finance.card_expiry", "month the card ends in; years, style", text, []string{"issued"}, newCardExpiry},
		{"finance.cvv", "security code, four digits of American Express", text, []string{"network"}, newCVV},
		{"finance.lei", "legal entity identifier with its check digits", text, nil, newLEI},
		{"finance.isin", "security's number with its check digit; country", text, nil, newISIN},
		{"finance.currency", "currency, of the country where it is bound; currencies", text, []string{"country"}, newCurrency},
		{"finance.currency_name", "name of the currency", text, []string{"currency"}, bookColumn(&currencyData, "currency", 2)},
		{"finance.minor_units", "decimals of the currency", integer, []string{"currency"}, bookNumber(&currencyData, "currency", 1)},
		{"finance.mcc", "merchant category code", text, nil, bookColumn(&mccData, "merchant category", 0)},
		{"finance.mcc_description", "what the merchant category code says", text, []string{"mcc"}, bookColumn(&mccData, "merchant category", 1)},
		{"finance.uetr", "reference of a transfer, a UUID of version 4", text, nil, newUUID},

		// Medicine: one diagnosis, observation and drug in each row of a group.
		{"medical.npi", "provider's number with its check digit", text, nil, newNPI},
		{"medical.mbi", "Medicare beneficiary's identifier", text, nil, newMBI},
		{"medical.mrn", "unique record number; prefix, length", text, nil, newMRN},
		{"medical.icd10", "diagnosis, a billable ICD-10-CM code that fits sex and age", text, []string{"sex", "age"}, newICD10},
		{"medical.icd10_display", "description of the diagnosis", text, []string{"icd10"}, bookColumn(&icd10Data, "diagnosis", 4)},
		{"medical.loinc", "observation, a LOINC code", text, nil, bookColumn(&loincData, "observation", 0)},
		{"medical.loinc_display", "name of the observation", text, []string{"loinc"}, bookColumn(&loincData, "observation", 5)},
		{"medical.loinc_class", "vital or laboratory", text, []string{"loinc"}, bookColumn(&loincData, "observation", 4)},
		{"medical.ucum", "unit of the observation", text, []string{"loinc"}, bookColumn(&loincData, "observation", 1)},
		{"medical.ref_low", "lower end of the observation's usual range", float, []string{"loinc"}, bookNumber(&loincData, "observation", 2)},
		{"medical.ref_high", "upper end of the observation's usual range", float, []string{"loinc"}, bookNumber(&loincData, "observation", 3)},
		{"medical.drug", "drug given for the bound ICD-10-CM code at the bound age, if there is one", text, []string{"condition", "drug", "age"}, drugColumn(drugName)},
		{"medical.dose", "ordinary dose of the drug", text, []string{"condition", "drug", "age"}, drugColumn(drugDose)},
		{"medical.rxcui", "RxNorm's number of the drug's ingredient", text, []string{"condition", "drug", "age"}, drugColumn(drugCode)},
		{"medical.ndc", "National Drug Code of an unused labeler; style", text, []string{"condition", "drug", "age"}, newNDC},

		// Articles.
		{"commerce.gtin13", "article number with its check digit; prefix", text, nil, gtin(13, "2")},
		{"commerce.gtin12", "the same of 12 digits (UPC)", text, nil, gtin(12, "4")},
		{"commerce.gtin14", "the same of 14 digits, of a case", text, nil, gtin(14, "12")},
		{"commerce.gtin8", "the same of 8 digits", text, nil, gtin(8, "2")},
		{"commerce.gln", "location number in GS1's range for examples", text, nil, gtin(13, "952")},
		{"commerce.sku", "article number of the shop, from category and brand", text, []string{"category", "brand"}, newSKU},

		// Networks.
		{"internet.ipv4", "address kept for documentation", text, nil, newIPv4},
		{"internet.ipv6", "address kept for documentation", text, nil, newIPv6},
		{"internet.mac", "locally assigned hardware address", text, nil, newMAC},
		{"internet.domain", "domain under .example", text, nil, newDomain},
		{"internet.url", "page of the domain", text, []string{"domain"}, newURL},
		{"internet.user_agent", "browser that was out at the time, of the device: mac safari", text, []string{"time", "device"}, newUserAgent},
		{"net.semver", "version by semver.org; prerelease", text, nil, newSemver},

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
		{"person.race", "race and ethnicity, as frequent as among bearers of the surname; style: short, long", text, []string{"last_name"}, newRace},
		{"person.marital_status", "never married, married, divorced or widowed, by age", text, []string{"age", "birth_date"}, newMaritalStatus},
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
		{"company.name", "made-up name that fits the industry, with a legal form of the country", text, []string{"industry", "country"}, newCompanyName},
		{"company.industry", "industry; industries keeps to some of them or weighs them", text, nil, newIndustry},
		{"company.domain", "host name made of the company's, under .example", text, []string{"name", "industry"}, newCompanyDomain},
		{"company.employees", "head count, most firms small; min, max", integer, nil, newEmployees},
		{"job.department", "department; departments keeps to some of them or weighs them", text, []string{"department", "level"}, job(departmentDict, pickDepartment)},
		{"job.level", "rank from Intern to Chief; levels keeps to some of them or weighs them", text, []string{"department", "level"}, job(levelDict, pickLevel)},
		{"job.title", "title that fits department and level", text, []string{"department", "level"}, job(titleDict, pickTitle)},

		// Products: one in each row of a group.
		{"product.category", "category; categories keeps to some of them or weighs them", text, nil, product(fillCategory)},
		{"product.name", "name that fits the category and the price", text, []string{"category", "price"}, product(fillProductName)},
		{"product.brand", "coined brand, one of eight in a category", text, []string{"category"}, product(fillBrand)},
		{"product.price", "list price in US dollars that fits the product", money, []string{"category"}, product(fillPrice)},
		{"product.cost", "what it cost the shop: less than the price", money, []string{"category", "price"}, product(fillCost)},
		{"product.weight", "grams that fit the product", integer, []string{"category", "price"}, product(fillWeight)},

		// Texts.
		{"text.word", "everyday word", text, nil, phrase("word")},
		{"pool.of", "entry of one of the lists of gofakeit; list: animal.dog, car.maker, food.fruit …", text, nil, newPool},
		{"text.title", "headline of a few words", text, nil, phrase("title")},
		{"text.sentence", "sentence from an office", text, nil, phrase("sentence")},
		{"text.paragraph", "two to five sentences; min, max", text, nil, newParagraph},
		{"review.stars", "1 to 5 stars, most of them 5", integer, nil, newStars},
		{"review.title", "headline of a review that fits its stars", text, []string{"stars", "category"}, review("verdict")},
		{"review.text", "review of a product that fits its stars and category", text, []string{"stars", "category"}, review("review")},
		{"survey.comment", "what someone says with a score from 0 to 10", text, []string{"score"}, newComment},
		{"ticket.category", "what a support ticket is about", text, nil, newTicketKind},
		{"ticket.subject", "subject line that fits the category", text, []string{"category"}, newTicketSubject},
		{"ticket.priority", "low, normal, high or urgent", text, nil, oneOf(priorities)},
		{"color.name", "color of a product", text, nil, oneOf(colors)},
		{"color.hex", "#rrggbb", text, nil, newHexColor},
		{"saas.plan", "subscription plan", text, nil, oneOf(plans)},
		{"saas.feature", "feature of a web application", text, nil, oneOf(features)},
		{"saas.event", "name of a tracked event, in snake_case", text, nil, newEvent},
		{"status.account", "active, inactive, pending or suspended", text, nil, oneOf(statuses)},

		// Numbers, flags and times for columns of which only the name is known.
		{"money.amount", "lognormal sum of money; median, sigma, min, max", money, nil, amounts(60, 1, 0.01, 1e6, 100)},
		{"money.cents", "the same in cents; median, sigma, min, max", integer, nil, amounts(6000, 1, 1, 1e8, 1)},
		{"number.count", "lognormal count; median, sigma, min, max", integer, nil, amounts(12, 1, 0, 1e6, 1)},
		{"number.quantity", "1 to 12, small ones likelier", integer, nil, numbers(1, 1, halving, 12)},
		{"number.score", "0 to 100, the middle likelier", integer, nil, numbers(0, 1, hump, 101)},
		{"number.percent", "0.0 to 100.0", float, nil, numbers(0, 10, level, 1001)},
		{"number.share", "0.000 to 1.000", float, nil, numbers(0, 1000, level, 1001)},
		{"number.rating", "1.0 to 5.0, high ones likelier", float, nil, numbers(10, 10, towardsEnd, 41)},
		{"number.year", "one of the last 30 years", integer, nil, newYear},
		{"flag.usual", "true in most rows; share", boolean, nil, chance(0.85)},
		{"flag.rare", "true in few rows; share", boolean, nil, chance(0.06)},
		{"time.past", "moment of the last three years, busy hours likelier; days", moment, nil, span(1095, false, false)},
		{"time.recent", "moment of the last 30 days; days", moment, nil, span(30, false, false)},
		{"time.future", "moment of the next 90 days; days", moment, nil, span(90, true, false)},
		{"time.after", "moment between its start and the as-of date; days", moment, []string{"start"}, after(false)},
		{"date.past", "day of the last three years; days", date, nil, span(1095, false, true)},
		{"date.recent", "day of the last 30; days", date, nil, span(30, false, true)},
		{"date.future", "day of the next 180; days", date, nil, span(180, true, true)},
		{"date.after", "day between its start and the as-of date; days", date, []string{"start"}, after(true)},
	}
})
