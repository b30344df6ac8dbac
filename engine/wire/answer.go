package wire

import "encoding/json"

// Answer is what Generate and Preview say beside, or around, the rows.
type Answer struct {
	Records json.RawMessage `json:"records,omitempty"` // an array of objects; absent where the rows went to a file
	Schema  json.RawMessage `json:"schema"`            // of a row: given, built in, or inferred from the sample
	Quality Quality         `json:"quality"`
	Meta    Meta            `json:"meta"`
	Model   json.RawMessage `json:"model,omitempty"` // fitted to the sample, where it is asked for
}

// Meta says how to get the same bytes again.
type Meta struct {
	Engine  string `json:"engine"` // version
	Mode    string `json:"mode"`
	Domain  string `json:"domain,omitempty"`
	Entity  string `json:"entity,omitempty"`
	Profile string `json:"profile,omitempty"`
	Seed    uint64 `json:"seed"`
	Count   int64  `json:"count"`           // rows in the output
	First   int64  `json:"first,omitempty"` // of them in the whole, 0-based
	AsOf    string `json:"as_of"`
	Format  string `json:"format"`
	Bytes   int64  `json:"bytes"`  // of the output in that format
	SHA256  string `json:"sha256"` // of those bytes, in hex
}

// ValidateAnswer lists what is wrong with records.
type ValidateAnswer struct {
	Valid   bool          `json:"valid"`
	Rows    int64         `json:"rows"`
	Invalid int64         `json:"invalid"` // rows with at least one fault
	Faults  []RecordFault `json:"faults"`  // by row, at most 1,000,000; Quality counts them all
	Quality Quality       `json:"quality"`

	// Relations are what the schema says of keys and of the rows below a row,
	// counted like rules; what takes tables that are not given names them as
	// Needs. The records that break one are among Faults.
	Relations []Rule `json:"relations,omitempty"`
}

// DataSetAnswer is the verdict on tables of a domain that belong together.
type DataSetAnswer struct {
	Valid   bool          `json:"valid"`
	Rows    int64         `json:"rows"`             // of all tables
	Invalid int64         `json:"invalid"`          // likewise
	Tables  []TableAnswer `json:"tables"`           // those that were given, each after those that its keys lead to
	Absent  []string      `json:"absent,omitempty"` // tables of the domain that were not given
}

// TableAnswer is the verdict on one of them.
type TableAnswer struct {
	Entity string `json:"entity"`
	Name   string `json:"name"` // of its file
	ValidateAnswer
}

// RecordFault is one fault of one record.
type RecordFault struct {
	Row      int64  `json:"row"`               // 0-based
	Line     int    `json:"line,omitempty"`    // in the file, 1-based
	Instance string `json:"instance"`          // JSON Pointer into the record
	Keyword  string `json:"keyword,omitempty"` // JSON Pointer into the schema
	Rule     string `json:"rule,omitempty"`    // or the name of the broken rule
	Message  string `json:"message"`
}

// Catalog is what can be asked for.
type Catalog struct {
	Domains       []Domain       `json:"domains"`
	Providers     []Provider     `json:"providers,omitempty"`     // what x-groflex can fill a column with; of the whole catalogue only
	Distributions []Distribution `json:"distributions,omitempty"` // likewise
}

// Provider makes one kind of value: "person.email".
type Provider struct {
	Name    string   `json:"name"`
	Group   string   `json:"group"` // its family, "person": one person in each row
	About   string   `json:"about"`
	Kind    string   `json:"kind"`              // as in Summary
	Inputs  []string `json:"inputs,omitempty"`  // what it follows where columns are bound to it
	Example string   `json:"example,omitempty"` // a value; absent where it needs options
}

// Distribution is a way of drawing numbers.
type Distribution struct {
	Name   string      `json:"name"`
	About  string      `json:"about"`
	Whole  bool        `json:"whole"` // it draws whole numbers only
	Params []DistParam `json:"params"`
}

// DistParam is a parameter of a distribution; its range is closed.
type DistParam struct {
	Name    string  `json:"name"`
	About   string  `json:"about,omitempty"`
	Unit    string  `json:"unit,omitempty"`
	Default float64 `json:"default"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
}

// Domain is a family of related tables with its settings.
type Domain struct {
	Name     string    `json:"name"`
	Title    string    `json:"title"`
	About    string    `json:"about,omitempty"`
	Entities []Entity  `json:"entities"`
	Profiles []Profile `json:"profiles"`
	Params   []Param   `json:"params"`
}

// Entity is one table of a domain.
type Entity struct {
	Name   string          `json:"name"`
	Title  string          `json:"title"`
	About  string          `json:"about,omitempty"`
	Schema json.RawMessage `json:"schema"`
}

// Profile is a named setting of a domain's parameters.
type Profile struct {
	Name   string             `json:"name"`
	Title  string             `json:"title"`
	About  string             `json:"about,omitempty"`
	Params map[string]float64 `json:"params"`
}

// Param is a number that the domain's schemas refer to.
type Param struct {
	Name    string  `json:"name"`
	Title   string  `json:"title"`
	Default float64 `json:"default"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
	Unit    string  `json:"unit,omitempty"`
	Source  string  `json:"source"` // where the default comes from, or "assumed"
}

// Progress says how far a run is.
type Progress struct {
	Phase string `json:"phase"` // "read", "fit", "rows" or "report"
	Done  int64  `json:"done"`  // bytes, rows or steps
	Total int64  `json:"total"`
	Bytes int64  `json:"bytes"` // written so far
}

// Step is told how far a stage is, done of total, and may stop it: the stage
// returns its error. A nil Step lets everything go on.
type Step func(done, total int) error

// Tell calls the step, if there is one.
func (s Step) Tell(done, total int) error {
	if s == nil {
		return nil
	}
	return s(done, total)
}

// Part is the report on a slice of the rows, as it travels from one worker to
// where the parts are joined. Its content is the engine's own.
type Part struct {
	Sketch     []byte     `json:"sketch"`
	Compliance Compliance `json:"compliance"`
	Rules      []Rule     `json:"rules,omitempty"`
	Faulty     *Faulty    `json:"faulty,omitempty"`
	Rows       int64      `json:"rows"`
	Bytes      int64      `json:"bytes"`
}
