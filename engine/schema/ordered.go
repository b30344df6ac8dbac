package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

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
	f := wire.Fault{Kind: wire.Invalid, Pointer: pointer, Message: err.Error()}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		if wrong.Field != "" {
			f.Pointer += "/" + strings.ReplaceAll(wrong.Field, ".", "/")
		}
		f.Message = "a " + wrong.Value + " cannot stand here"
		f.Remedy = "give a " + wrong.Type.String()
	}
	return wire.Faults{f}
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
