// Package schema reads JSON Schema documents with the x-groflex keyword.
//
// Parse takes one document and returns an Entity: the columns of a flat
// table, in the order of its properties, each with what fills it. A schema
// that is not a flat table (nested objects, references, alternatives) is
// parsed as Nested and left to engine/instance. Load reads a whole catalogue.
// All faults of a document come at once.
package schema

import (
	"encoding/json"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Entity is one table.
type Entity struct {
	Domain, Name string
	Title, About string
	Raw          json.RawMessage // the document as it was given
	Columns      []Column        // the properties, in order
	Vars         []Column        // hidden columns that others compute with
	Rules        []Rule
	Parent       *Parent // nil: a root table
	Pool         *Value  // rows there are when other tables refer to it at random
	Key          string  // the primary key's column, if there is one
	Nested       bool    // not a flat table: rows come from engine/instance
}

// Column is one property and how its cells come about.
type Column struct {
	Field    column.Field
	Pointer  string // of the property in the document
	Keywords Keywords
	Required bool
	Nullable bool // null is among its types
	Fill     *Fill
}

// Keywords are the validation keywords of a flat property.
type Keywords struct {
	Format           string            `json:"format"`
	Enum             []json.RawMessage `json:"enum"`
	Const            json.RawMessage   `json:"const"`
	Pattern          string            `json:"pattern"`
	MinLength        *int              `json:"minLength"`
	MaxLength        *int              `json:"maxLength"`
	Minimum          *float64          `json:"minimum"`
	Maximum          *float64          `json:"maximum"`
	ExclusiveMinimum *float64          `json:"exclusiveMinimum"`
	ExclusiveMaximum *float64          `json:"exclusiveMaximum"`
	MultipleOf       *float64          `json:"multipleOf"`
	Description      string            `json:"description"`

	raw json.RawMessage
}

// Raw is the property's whole schema.
func (k *Keywords) Raw() json.RawMessage { return k.raw }

// Rule is a predicate that every row must meet.
type Rule struct {
	Name string `json:"name"`
	Expr string `json:"expr"`
	Why  string `json:"why"`
}

// Parent says that rows of the table come in groups, one group for each row
// of another table.
type Parent struct {
	Entity string
	Fanout Fanout
}

// Fanout is the distribution of the number of children of a parent:
// Plus + a draw of Dist, rounded, within [Min, Max].
type Fanout struct {
	Dist Dist
	Plus float64
	Min  float64
	Max  float64 // 0: none
	Step float64 // children come this many at a time; 0: one
}

// Parse reads one document. The error is wire.Faults.
func Parse(name string, doc []byte) (*Entity, error) {
	var faults wire.Faults
	if fault := wellFormed(doc); fault != nil {
		return nil, wire.Faults{*fault}
	}
	e := &Entity{Name: name, Raw: slices.Clone(doc)}
	members, ok := members(doc)
	if !ok {
		e.Nested = true // true, false: a schema, but not a table
		return e, nil
	}
	var head struct {
		Title       string          `json:"title"`
		Description string          `json:"description"`
		Required    []string        `json:"required"`
		Properties  json.RawMessage `json:"properties"`
	}
	if err := json.Unmarshal(doc, &head); err != nil {
		return nil, typeFault("", err)
	}
	e.Title, e.About = head.Title, head.Description
	e.Nested = !flatTable(members)
	if !e.Nested {
		parseProperties(e, head.Properties, head.Required, &faults)
	}
	if raw := find(members, Extension); raw != nil {
		parseTable(e, raw, &faults)
	}
	if e.Nested {
		refuseSettings(e, head.Properties, &faults)
	}
	return e, faults.Err()
}

func parseProperties(e *Entity, raw json.RawMessage, required []string, faults *wire.Faults) {
	properties, _ := members(raw)
	named := map[string]bool{}
	for _, p := range properties {
		pointer := "/properties" + wire.Token(p.Name)
		if named[p.Name] {
			faults.Add(pointer, "there are two properties of this name")
			continue
		}
		named[p.Name] = true
		c, flat := parseColumn(p.Name, pointer, p.Value, faults)
		if !flat {
			e.Nested = true
			return
		}
		if f := c.Fill; f != nil && f.Null != nil && !c.Nullable && (f.Null.Expr != "" || f.Null.Number > 0) {
			faults.Add(pointer+"/"+Extension+"/null", "the type of the property does not allow null")
		}
		c.Required = slices.Contains(required, p.Name)
		e.Columns = append(e.Columns, c)
	}
}

// refuseSettings says which settings of a nested schema nothing would follow.
func refuseSettings(e *Entity, raw json.RawMessage, faults *wire.Faults) {
	unheeded := func(pointer string) {
		*faults = append(*faults, wire.Fault{Kind: wire.Invalid, Pointer: pointer + "/" + Extension, Message: "settings are followed in flat tables, which this schema is not",
			Remedy: "give every property one type, without items, properties, $ref or the like"})
	}
	if e.Parent != nil || len(e.Vars) > 0 || len(e.Rules) > 0 {
		unheeded("")
	}
	properties, _ := members(raw)
	for _, p := range properties {
		if list, _ := members(p.Value); find(list, Extension) != nil {
			unheeded("/properties" + wire.Token(p.Name))
		}
	}
}

// Column finds a column or var by name.
func (e *Entity) Column(name string) *Column {
	for i := range e.Columns {
		if e.Columns[i].Field.Name == name {
			return &e.Columns[i]
		}
	}
	for i := range e.Vars {
		if e.Vars[i].Field.Name == name {
			return &e.Vars[i]
		}
	}
	return nil
}
