package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Extension is the keyword that says how a property or a table is generated.
// schemas/README.md is its guide, schemas/x-groflex.schema.json its own schema.
const Extension = "x-groflex"

// Fill says where a column's cells come from. Exactly one of Fake, Dist,
// Choice, Cases, Chance, Time, Formula, Sequence and Ref is set.
type Fill struct {
	Fake     string              // a provider: "person.email"
	Dist     *Dist               // a number drawn from a distribution
	Choice   []Option            // one of some values
	Cases    map[string][]Option // one of some values, by the value of the column By
	Chance   *Value              // true with this probability
	Time     *Span               // a moment in a span
	Formula  string              // computed
	Sequence *Sequence           // 1, 2, 3, … or CUS-000001, …
	Ref      *Ref                // the key of a row of another table
	By       string              // of Cases
	Group    string              // of Fake: providers of a group follow the same person or place
	With     map[string]string   // of Fake: input → column
	Options  map[string]any      // of Fake
	Null     *Value              // probability that the cell is missing; 0 or 1 for a condition
	Min, Max *Value              // bounds: draws outside are drawn again
	Order    bool                // ascending within the rows of one parent
}

// Value is a number, or an expression over columns and parameters.
type Value struct {
	Number float64
	Expr   string
}

// UnmarshalJSON takes a number or a string with an expression.
func (v *Value) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &v.Expr)
	}
	return json.Unmarshal(b, &v.Number)
}

// Option is a value of a choice with its weight, at least 0.
type Option struct {
	Value  string // as it is written in CSV
	Weight Value
}

// Dist is a distribution of engine/dist with its parameters: in a schema
// {"lognormal": {"mu": 10.9, "sigma": 0.5}}.
type Dist struct {
	Name   string
	Params map[string]Value
}

// UnmarshalJSON takes an object with one member.
func (d *Dist) UnmarshalJSON(b []byte) error {
	var m map[string]map[string]Value
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	if len(m) != 1 {
		return fmt.Errorf("a distribution is an object with one name, such as {\"normal\": {\"mean\": 0, \"sd\": 1}}")
	}
	for d.Name, d.Params = range m {
	}
	return nil
}

// Span draws a date or time between two moments. The weights, if given, are
// relative: of the seven weekdays from Monday, the twelve months from
// January, the 24 hours from midnight.
type Span struct {
	From     string    `json:"from"` // expressions of kind date or time
	To       string    `json:"to"`
	Weekdays []float64 `json:"weekdays"`
	Months   []float64 `json:"months"`
	Hours    []float64 `json:"hours"`
	Growth   float64   `json:"growth"` // of the density over the span: e^Growth times as dense at its end
}

// Sequence numbers rows: Prefix, then Start + row·Step padded to Width.
type Sequence struct {
	Prefix string `json:"prefix"`
	Start  int64  `json:"start"`
	Step   int64  `json:"step"`
	Width  int    `json:"width"`
}

// Bounds of a sequence. Within them no number of rows is too large to count.
const (
	maxStart = 1 << 53
	maxStep  = 1_000_000
	maxWidth = 100
)

// parse checks a sequence for a column of the kind, and fills in its default.
func (s *Sequence) parse(pointer string, kind column.Kind, faults *wire.Faults) {
	if s.Step == 0 {
		s.Step = 1
	}
	switch {
	case kind != column.Int && kind != column.Text:
		faults.Add(pointer, "a sequence fills integers and texts, this is a %s", kind)
	case kind == column.Int && s.Prefix != "":
		faults.Add(pointer+"/prefix", "an integer has no prefix")
	case s.Start < -maxStart || s.Start > maxStart:
		faults.Add(pointer+"/start", "must be between %d and %d", -maxStart, maxStart)
	case s.Step < -maxStep || s.Step > maxStep:
		faults.Add(pointer+"/step", "must be between %d and %d", -maxStep, maxStep)
	case s.Width < 0 || s.Width > maxWidth:
		faults.Add(pointer+"/width", "must be between 0 and %d", maxWidth)
	}
}

// Ref is the key column of another table: of the row's own parent where
// Entity is the parent, of the last of its own children where it is theirs, of
// one of the same parent's rows where the two tables share it, and else of any
// row. With Pick it is of any row in every case,
// but not of one's own ancestor.
type Ref struct {
	Entity, Column string
	Pick           *Dist  // a distribution over rank; nil: uniform
	At             string // expression: which of the same parent's rows, from 0; "": any
}

// settings is x-groflex on a property, as written.
type settings struct {
	Fake     string                     `json:"fake"`
	Dist     *Dist                      `json:"dist"`
	Choice   json.RawMessage            `json:"choice"`
	Cases    map[string]json.RawMessage `json:"cases"`
	Chance   *Value                     `json:"chance"`
	Time     *Span                      `json:"time"`
	Formula  string                     `json:"formula"`
	Sequence *Sequence                  `json:"sequence"`
	Ref      string                     `json:"ref"`
	Pick     *Dist                      `json:"pick"`
	At       string                     `json:"at"`
	By       string                     `json:"by"`
	Group    string                     `json:"group"`
	With     map[string]string          `json:"with"`
	Options  map[string]any             `json:"options"`
	Null     *Value                     `json:"null"`
	Min      *Value                     `json:"min"`
	Max      *Value                     `json:"max"`
	Order    string                     `json:"order"`
	Source   string                     `json:"source"` // of the figures; for readers
	Note     string                     `json:"note"`
}

// decode is strict: a misspelt setting is a fault, not a silent default.
func decode(raw json.RawMessage, pointer string, into any, faults *wire.Faults) bool {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		return true
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		faults.Add(pointer, "unknown setting %s", name)
	} else {
		*faults = append(*faults, typeFault(pointer, err)...)
	}
	return false
}

func parseFill(raw json.RawMessage, pointer string, c *Column, faults *wire.Faults) *Fill {
	var s settings
	if !decode(raw, pointer, &s, faults) {
		return nil
	}
	f := &Fill{
		Fake: s.Fake, Dist: s.Dist, Chance: s.Chance, Time: s.Time, Formula: s.Formula, Sequence: s.Sequence,
		By: s.By, Group: s.Group, With: s.With, Options: s.Options, Null: s.Null, Min: s.Min, Max: s.Max,
	}
	sources := 0
	for _, set := range []bool{s.Fake != "", s.Dist != nil, s.Choice != nil, s.Cases != nil, s.Chance != nil,
		s.Time != nil, s.Formula != "", s.Sequence != nil, s.Ref != ""} {
		if set {
			sources++
		}
	}
	if sources > 1 {
		faults.Add(pointer, "more than one of fake, dist, choice, cases, chance, time, formula, sequence, ref")
	}
	if s.Choice != nil {
		f.Choice = parseOptions(s.Choice, pointer+"/choice", faults)
	}
	if s.Cases != nil {
		if s.By == "" {
			faults.Add(pointer, "cases without by, the column that chooses among them")
		}
		f.Cases = map[string][]Option{}
		for level, options := range s.Cases {
			f.Cases[level] = parseOptions(options, pointer+"/cases"+wire.Token(level), faults)
		}
	}
	if s.Ref != "" {
		entity, key, ok := strings.Cut(s.Ref, ".")
		if !ok {
			faults.Add(pointer+"/ref", "%q is not entity.column", s.Ref)
		}
		if s.Pick != nil && s.At != "" {
			faults.Add(pointer, "more than one of pick, at")
		}
		f.Ref = &Ref{entity, key, s.Pick, s.At}
	}
	if f.Sequence != nil {
		f.Sequence.parse(pointer+"/sequence", c.Field.Kind, faults)
	}
	s.inRange(pointer, faults)
	switch s.Order {
	case "":
	case "asc":
		f.Order = true
	default:
		faults.Add(pointer+"/order", "unknown order %q: asc is the only one", s.Order)
	}
	if s.Chance != nil && c.Field.Kind != column.Bool {
		faults.Add(pointer+"/chance", "chance fills booleans, this is a %s", c.Field.Kind)
	}
	return f
}

// inRange checks the numbers that do not depend on the row.
func (s *settings) inRange(pointer string, faults *wire.Faults) {
	for _, p := range []struct {
		name  string
		value *Value
	}{{"chance", s.Chance}, {"null", s.Null}} {
		if v := p.value; v != nil && v.Expr == "" && !(v.Number >= 0 && v.Number <= 1) {
			faults.Add(pointer+"/"+p.name, "a probability is between 0 and 1, not %v", v.Number)
		}
	}
	if s.Min != nil && s.Max != nil && s.Min.Expr == "" && s.Max.Expr == "" && s.Min.Number > s.Max.Number {
		faults.Add(pointer+"/min", "%v is above max, %v", s.Min.Number, s.Max.Number)
	}
}

// parseOptions reads {"value": weight, …} in the order of the text.
func parseOptions(raw json.RawMessage, pointer string, faults *wire.Faults) []Option {
	list, ok := members(raw)
	if !ok || len(list) == 0 {
		faults.Add(pointer, "a choice is an object of values and weights, such as {\"yes\": 0.7, \"no\": 0.3}")
		return nil
	}
	options := make([]Option, len(list))
	for i, m := range list {
		options[i].Value = m.Name
		if err := options[i].Weight.UnmarshalJSON(m.Value); err != nil || options[i].Weight.Number < 0 {
			faults.Add(pointer+wire.Token(m.Name), "a weight is a number of at least 0, or an expression")
		}
	}
	return options
}

// tableSettings is x-groflex at the top of a document, as written.
type tableSettings struct {
	Key    string          `json:"key"`
	Rules  []Rule          `json:"rules"`
	Vars   json.RawMessage `json:"vars"`
	Parent *struct {
		Entity string `json:"entity"`
		Fanout struct {
			Dist *Dist   `json:"dist"`
			Plus float64 `json:"plus"`
			Min  float64 `json:"min"`
			Max  float64 `json:"max"`
			Step float64 `json:"step"`
		} `json:"fanout"`
	} `json:"parent"`
	Rows   *Value `json:"rows"`
	Source string `json:"source"`
	Note   string `json:"note"`
}

// MaxFanout bounds the children of a parent.
const MaxFanout = 1e6

func parseTable(e *Entity, raw json.RawMessage, faults *wire.Faults) {
	pointer := "/" + Extension
	var s tableSettings
	if !decode(raw, pointer, &s, faults) {
		return
	}
	e.Rules, e.Pool, e.Key = s.Rules, s.Rows, s.Key
	names := map[string]bool{}
	for i, r := range s.Rules {
		if r.Name == "" || r.Expr == "" || names[r.Name] {
			faults.Add(fmt.Sprintf("%s/rules/%d", pointer, i), "a rule has a name of its own and an expr")
		}
		names[r.Name] = true
	}
	if s.Key != "" && !slices.ContainsFunc(e.Columns, func(c Column) bool { return c.Field.Name == s.Key }) {
		faults.Add(pointer+"/key", "there is no property %q", s.Key)
	}
	if s.Parent != nil {
		f := s.Parent.Fanout
		if whole := f.Step == math.Floor(f.Step); !whole || f.Step < 0 || f.Min < 0 || f.Max < 0 || f.Max > MaxFanout || f.Min > MaxFanout || f.Max > 0 && f.Min > f.Max {
			faults.Add(pointer+"/parent/fanout", "step is a whole number, and min is at most max, both from 0 to %d", int(MaxFanout))
		}
		if f.Dist == nil {
			f.Dist = &Dist{}
		}
		e.Parent = &Parent{s.Parent.Entity, Fanout{*f.Dist, f.Plus, f.Min, f.Max, f.Step}}
	}
	vars, _ := members(s.Vars)
	for _, v := range vars {
		at := pointer + "/vars" + wire.Token(v.Name)
		c, flat := parseColumn(v.Name, at, v.Value, faults)
		switch {
		case !flat:
			faults.Add(at, "a var is one flat value with a type")
		case e.Column(v.Name) != nil:
			faults.Add(at, "there is a property of this name")
		case c.Fill == nil:
			faults.Add(at, "a var needs %s: nothing else says what it is", Extension)
		}
		e.Vars = append(e.Vars, c)
	}
}
