package instance

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// A value of an instance is nil, bool, json.Number, string, []any or *object.

// object is a JSON object whose members keep their order.
type object struct {
	names   []string
	members map[string]any
}

func newObject(size int) *object {
	return &object{make([]string, 0, size), make(map[string]any, size)}
}

func (o *object) put(name string, value any) {
	if _, ok := o.members[name]; !ok {
		o.names = append(o.names, name)
	}
	o.members[name] = value
}

func (o *object) has(name string) bool {
	_, ok := o.members[name]
	return ok
}

// adopt turns a value that encoding/json decoded into ours; members are
// sorted by name, because their order is lost.
func adopt(value any) any {
	switch value := value.(type) {
	case map[string]any:
		o := newObject(len(value))
		for name := range value {
			o.names = append(o.names, name)
		}
		slices.Sort(o.names)
		for _, name := range o.names {
			o.members[name] = adopt(value[name])
		}
		return o
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = adopt(element)
		}
		return list
	case float64:
		text, _ := json.Marshal(value)
		return json.Number(text)
	}
	return value
}

// appendValue writes compact JSON.
func appendValue(dst []byte, value any) []byte {
	switch value := value.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		if value {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case json.Number:
		return append(dst, value...)
	case string:
		return appendText(dst, value)
	case []any:
		dst = append(dst, '[')
		for i, element := range value {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendValue(dst, element)
		}
		return append(dst, ']')
	case *object:
		dst = append(dst, '{')
		for i, name := range value.names {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendText(dst, name)
			dst = append(dst, ':')
			dst = appendValue(dst, value.members[name])
		}
		return append(dst, '}')
	}
	panic("instance: a value of no JSON type")
}

// appendText writes a JSON string (RFC 8259 §7), escaping no more than it must.
func appendText(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < ' ' || r == 0x7f:
			dst = append(dst, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// identity is a text that two values share exactly when JSON Schema calls
// them equal: 1 and 1.0 are, and the order of members does not count.
func identity(value any) string { return string(appendIdentity(nil, value)) }

func appendIdentity(dst []byte, value any) []byte {
	switch value := value.(type) {
	case json.Number:
		if integer(string(value)) {
			return append(dst, value...)
		}
		return append(dst, rat(value).RatString()...)
	case []any:
		dst = append(dst, '[')
		for _, element := range value {
			dst = append(appendIdentity(dst, element), ',')
		}
		return append(dst, ']')
	case *object:
		names := slices.Clone(value.names)
		slices.Sort(names)
		dst = append(dst, '{')
		for _, name := range names {
			dst = append(appendText(dst, name), ':')
			dst = append(appendIdentity(dst, value.members[name]), ',')
		}
		return append(dst, '}')
	}
	return appendValue(dst, value)
}

// integer reports whether a number is written as a plain integer, -0 aside.
func integer(s string) bool {
	return !strings.ContainsAny(s, ".eE") && s != "-0"
}

func rat(n json.Number) *big.Rat {
	r, ok := new(big.Rat).SetString(string(n))
	if !ok {
		return new(big.Rat)
	}
	return r
}

// kinds is a set of the seven kinds that types tell apart: "number" is both
// whole and fractional ones, "integer" the whole.
type kinds uint8

const (
	null kinds = 1 << iota
	boolean
	whole
	fraction
	text
	array
	structure

	number   = whole | fraction
	anything = 1<<7 - 1
)

func kindsOf(types []string) kinds {
	if len(types) == 0 {
		return anything
	}
	var k kinds
	for _, t := range types {
		switch t {
		case "null":
			k |= null
		case "boolean":
			k |= boolean
		case "integer":
			k |= whole
		case "number":
			k |= number
		case "string":
			k |= text
		case "array":
			k |= array
		case "object":
			k |= structure
		}
	}
	return k
}

func kindOf(value any) kinds {
	switch value := value.(type) {
	case nil:
		return null
	case bool:
		return boolean
	case json.Number:
		if integer(string(value)) || rat(value).IsInt() {
			return whole
		}
		return fraction
	case string:
		return text
	case []any:
		return array
	}
	return structure
}
