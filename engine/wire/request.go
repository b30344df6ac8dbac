// Package wire is what goes in and out of the engine: the JSON shapes of
// requests and answers, once for the browser, the server and the shell. Its
// twin on the page is site/src/wire.ts. A Request enters, an Answer or Faults
// leave.
package wire

import "encoding/json"

// The three modes, by the names the product gives them.
const (
	NeuralMatrix = "NEURAL_MATRIX" // from a schema, a profile and parameters
	MimicBuffer  = "MIMIC_BUFFER"  // new rows like the sample's
	AugmentedSet = "AUGMENTED_SET" // the sample's rows, then new ones
)

// Request asks for rows. The zero value of a field means its default.
type Request struct {
	Domain  string             `json:"domain,omitempty"`  // "fintech", "medical", "retail", "saas"
	Entity  string             `json:"entity,omitempty"`  // a table of the domain; "all" where tables are generated together
	Mode    string             `json:"mode,omitempty"`    // default NEURAL_MATRIX, or MIMIC_BUFFER with a sample
	Count   *int64             `json:"count,omitempty"`   // new rows, 0 to 10^12; default 250, or the sample's rows
	Rows    *Range             `json:"rows,omitempty"`    // only this slice of them
	Roots   int64              `json:"roots,omitempty"`   // rows of the domain's root table, where the table is one of a linked set; then count follows
	Seed    uint64             `json:"seed,omitempty"`    // 0 to 2^53-1
	Profile string             `json:"profile,omitempty"` // of the domain; default the domain's first
	Params  map[string]float64 `json:"params,omitempty"`  // of the domain, over the profile's
	AsOf    string             `json:"as_of,omitempty"`   // "today" for the data, YYYY-MM-DD; default 2026-01-01
	Schema  json.RawMessage    `json:"schema,omitempty"`  // the user's own JSON Schema, or an OpenAPI document whose schema Entity names
	Refs    []Document         `json:"refs,omitempty"`    // documents that its $refs lead to, by name
	Sample  *Document          `json:"sample,omitempty"`
	Format  string             `json:"format,omitempty"`  // csv, json, ndjson, sql; parquet, xlsx, without rows; default json
	Dialect string             `json:"dialect,omitempty"` // of sql: postgresql, mysql, sqlite, portable; default postgresql, portable for linked tables
	Where   []string           `json:"where,omitempty"`   // conditions on new rows, with a sample: "Churn=Yes"
	Free    []string           `json:"free,omitempty"`    // columns of a sample whose dependencies, sums and inequalities need not be kept
	Take    map[string]string  `json:"take,omitempty"`    // what columns of a sample are taken for: quantity, category, key, text, or the provider that replaces personal data
	Model   json.RawMessage    `json:"model,omitempty"`   // a fitted model instead of a sample

	Balance     []string `json:"balance,omitempty"`      // levels of one column and their share of all rows, with a sample: "Churn=Yes:0.5"
	FillMissing []string `json:"fill_missing,omitempty"` // columns whose missing cells in an augmented sample are filled; "*": all
	Derive      []string `json:"derive,omitempty"`       // columns computed from others in the row: "ltv = price * months"
	Faulty      float64  `json:"faulty,omitempty"`       // share of the new rows that break one keyword or rule each, 0 to 1
	FaultColumn string   `json:"fault_column,omitempty"` // the column that names what a faulty row breaks; default "_fault"
}

// Range is a slice of rows: From is in it, To is not.
type Range struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// Document is a text the user gives.
type Document struct {
	Name   string `json:"name,omitempty"`   // a file name, for messages and to guess the format
	Format string `json:"format,omitempty"` // csv, json, ndjson; default: by name, then by content
	Data   string `json:"data"`
}

// ValidateRequest asks whether records follow a schema and its rules.
type ValidateRequest struct {
	Domain  string             `json:"domain,omitempty"`
	Entity  string             `json:"entity,omitempty"`
	Profile string             `json:"profile,omitempty"` // for the parameters that rules name
	Params  map[string]float64 `json:"params,omitempty"`  // likewise, over the profile's
	AsOf    string             `json:"as_of,omitempty"`   // "today" for the rules; default 2026-01-01
	Schema  json.RawMessage    `json:"schema,omitempty"`
	Refs    []Document         `json:"refs,omitempty"`    // documents that its $refs lead to
	Records json.RawMessage    `json:"records,omitempty"` // an array of JSON values, or
	Sample  *Document          `json:"sample,omitempty"`  // a file of them, or
	Tables  []Document         `json:"tables,omitempty"`  // with entity "all": a file a table, named after it: "order_items.csv"

	FaultColumn string `json:"fault_column,omitempty"` // labels of faulty rows, which is left out unless the schema names it
}
