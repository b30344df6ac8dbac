// Package judge decides whether a JSON value follows a JSON Schema (drafts 4,
// 6, 7, 2019-09, 2020-12). A schema document enters, with the documents its
// $refs may name; verdicts with every fault leave. It is jsonschema/v5 made
// safe for what strangers upload: limits first, nothing ever fetched or opened
// by a $ref, patterns that Go cannot express taken to an ECMAScript engine.
// Call New, then Validate, or ValidateText where the value is still a text.
package judge

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Judge holds one compiled schema. It is read-only: share it freely.
type Judge struct {
	root *jsonschema.Schema
	docs *documents
}

// Violation is one keyword that a value breaks.
type Violation struct {
	Instance string // JSON Pointer into the value
	Keyword  string // JSON Pointer into the schema document, or a URI with one for another document
	Message  string
}

// New compiles a schema. Everything wrong with it comes back as wire.Faults
// whose pointers lead into the schema document.
//
// A document without $schema is read as 2020-12, as v5 does, and where it is
// not a valid 2020-12 schema, as draft 7 or 4.
func New(schema []byte, refs []Document) (*Judge, error) {
	docs, err := read(schema, refs)
	if err != nil {
		return nil, err
	}
	if err := docs.checkChain(); err != nil {
		return nil, err
	}
	drafts := []*jsonschema.Draft{jsonschema.Draft2020}
	if docs.undated() {
		drafts = append(drafts, jsonschema.Draft7, jsonschema.Draft4)
	}
	var first error
	for _, draft := range drafts {
		root, err := docs.compile(draft)
		if err == nil {
			return &Judge{root, docs}, docs.checkFan(root)
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// Root is the compiled schema, for who wants to walk it.
func (j *Judge) Root() *jsonschema.Schema { return j.root }

// At is the compiled schema at a JSON Pointer of the main document, nil where
// there is none.
func (j *Judge) At(pointer string) *jsonschema.Schema {
	s, err := j.docs.compiler.Compile(mainURI + "#" + fragment(pointer))
	if err != nil {
		return nil
	}
	return s
}

// Place is where a compiled schema stands: a JSON Pointer into the main
// document, or a URI with one.
func (j *Judge) Place(s *jsonschema.Schema) string { return j.docs.place(s.Location) }

// Validate lists everything wrong with a value as encoding/json decodes it
// with UseNumber; nil says that it follows the schema.
func (j *Judge) Validate(value any) []Violation {
	if !affordable(j.root, value) {
		return []Violation{{Message: "checking this value would take too many steps: its schema applies too many subschemas to one place"}}
	}
	return j.docs.violations(j.root.Validate(value))
}

// ValidateText is Validate for JSON text. The error is a fault in the text
// itself.
func (j *Judge) ValidateText(text []byte) ([]Violation, error) {
	value, err := Decode(text)
	if err != nil {
		return nil, err
	}
	return j.Validate(value), nil
}

// Decode reads one JSON value within the limits of a record, numbers as
// json.Number.
func Decode(text []byte) (any, error) {
	if err := Scan(text, recordLimits); err != nil {
		return nil, err
	}
	return decode(text)
}

func decode(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var value any
	err := d.Decode(&value)
	return value, err
}

func encode(value any) ([]byte, error) { return json.Marshal(value) }

// compile runs v5, which reports one fault at a time except for those against
// a draft's meta-schema.
func (d *documents) compile(draft *jsonschema.Draft) (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.Draft, c.LoadURL = draft, d.load
	c.AssertFormat, c.ExtractAnnotations = true, true
	c.RegisterExtension("ecma", nil, ecma{})
	d.compiler, d.missing = c, nil
	root, err := c.Compile(mainURI)
	if err == nil {
		d.base, _, _ = strings.Cut(root.Location, "#")
		return root, nil
	}
	if faults := d.unresolved(); len(faults) > 0 {
		return nil, faults
	}
	return nil, d.explain(err)
}

// explain turns v5's compile error into faults.
func (d *documents) explain(err error) error {
	if se, ok := err.(*jsonschema.SchemaError); ok {
		err = se.Err
	}
	var faults wire.Faults
	if _, ok := err.(*jsonschema.ValidationError); ok {
		for _, v := range d.violations(err) {
			faults.Add(v.Instance, "not a valid schema: %s", v.Message)
		}
		return faults
	}
	message := strings.TrimPrefix(err.Error(), "jsonschema: ")
	message = strings.ReplaceAll(message, mainURI, "")
	if what, found := strings.CutSuffix(message, " not found"); found {
		faults.Add(d.refTo(what), "$ref %q leads nowhere", what)
		faults[0].Remedy = "name a place that exists in the document"
		return faults
	}
	faults.Add("", "not a usable schema: %s", message)
	return faults
}
