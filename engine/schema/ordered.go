package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"

	"github.com/groflex/groflex/engine/wire"
)

// member is one name and value of a JSON object.
type member struct {
	Name  string
	Value json.RawMessage
}

// members lists an object's members in the order of the text, which a Go map
// would lose and a table's columns need. It reports false for other values.
func members(raw json.RawMessage) ([]member, bool) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	var list []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, false
		}
		list = append(list, member{name.(string), value})
	}
	return list, true
}

func find(list []member, name string) json.RawMessage {
	for _, m := range list {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// wellFormed is nil for JSON text, and else the fault with its place.
func wellFormed(doc []byte) *wire.Fault {
	var any json.RawMessage
	err := json.Unmarshal(doc, &any)
	if err == nil {
		return nil
	}
	f := wire.Fault{Kind: wire.Malformed, Message: "not JSON: " + err.Error(), Remedy: "give one JSON document"}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		f.Line, f.Column = wire.Place(string(doc), int(syntax.Offset)-1)
	}
	return &f
}

// typeFault explains a json.Unmarshal error of a well-formed text.
func typeFault(pointer string, err error) wire.Faults {
	f := wire.Fault{Kind: wire.Invalid, Message: err.Error()}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		f = wire.Mistyped(wrong)
	}
	return wire.Faults{f}.Under(pointer)
}

// PropertyNames lists the properties that a schema names at its top, in the
// order of the text.
func PropertyNames(doc json.RawMessage) []string {
	list, _ := members(doc)
	properties, _ := members(find(list, "properties"))
	var names []string
	for _, p := range properties {
		names = append(names, p.Name)
	}
	return names
}

// Property is a name and its schema.
type Property struct {
	Name   string
	Schema json.RawMessage
}

// Extend is a schema of objects with more properties, none of them required.
// Any other document stays as it is.
func Extend(doc json.RawMessage, more []Property) json.RawMessage {
	if len(more) == 0 {
		return doc
	}
	list, ok := members(doc)
	properties, named := members(find(list, "properties"))
	if !ok || !named && find(list, "properties") != nil {
		return doc
	}
	for _, p := range more {
		properties = append(properties, member{p.Name, p.Schema})
	}
	at := slices.IndexFunc(list, func(m member) bool { return m.Name == "properties" })
	if at < 0 {
		at, list = len(list), append(list, member{Name: "properties"})
	}
	list[at].Value = object(properties)
	return object(list)
}

// object is the text of an object with the members.
func object(list []member) json.RawMessage {
	text := []byte{'{'}
	for i, m := range list {
		if i > 0 {
			text = append(text, ',')
		}
		name, _ := json.Marshal(m.Name)
		text = append(append(append(text, name...), ':'), m.Value...)
	}
	return append(text, '}')
}
