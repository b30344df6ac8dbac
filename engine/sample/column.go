package sample

import "github.com/groflex/groflex/engine/column"

// Role says what a column is for, and so how new cells of it are made.
type Role string

const (
	Quantity Role = "quantity" // ordered: numbers, dates, times
	Category Role = "category" // levels without an order
	Key      Role = "key"      // no value twice: continued, not modelled
	Personal Role = "personal" // about a person: replaced by Provider's values
	FreeText Role = "text"     // sentences: replaced
	Constant Role = "constant" // one value in every row
	Empty    Role = "empty"    // no value in any row
)

// Column is what was inferred of one column of the sample.
type Column struct {
	Role     Role
	Missing  []string // how missing cells are written, the most frequent first
	Nulls    int      // rows
	Distinct int      // different values, missing aside
	Provider string   // what replaces personal data and free text: "person.email"
	Told     bool     // the role was asked for, not inferred
	Recast   bool     // moments written in several ways, of which new cells have one
	Pattern  *Pattern // of a Text key, or of a personal column with a fixed shape
	Format   *Format  // of numbers written with signs: "$1,234.50", "12%"

	// Number holds the quantities of a Text column with a Format, null where a
	// cell is missing or is a word. Kind is Decimal.
	Number *column.Vector
}
