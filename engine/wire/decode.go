package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
)

// Decode reads one JSON document into a request. It is strict: a name that is
// not in the request's shape is a fault, not passed over. The error is Faults.
func Decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return nil
		}
		err = errors.New("something follows the document")
	}
	f := Fault{Kind: Malformed, Message: err.Error()}
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case err == io.EOF:
		f.Message, f.Remedy = "there is no document", "give one JSON object"
	case err == io.ErrUnexpectedEOF:
		f.Message = "the document ends too early"
		f.Line, f.Column = Place(string(text), len(text))
	case errors.As(err, &syntax):
		f.Line, f.Column = Place(string(text), int(syntax.Offset)-1)
	case errors.As(err, &wrong):
		f = Mistyped(wrong)
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		f.Kind = Invalid
		f.Message = "unknown name " + strings.TrimPrefix(err.Error(), "json: unknown field ")
	}
	return Faults{f}
}

// Mistyped says where in a document a value is of a type that does not fit.
func Mistyped(wrong *json.UnmarshalTypeError) Fault {
	f := Fault{Kind: Invalid, Message: "this is " + article(wrong.Value)}
	if wrong.Field != "" {
		f.Pointer = "/" + strings.ReplaceAll(wrong.Field, ".", "/")
	}
	switch wrong.Type.Kind() {
	case reflect.String:
		f.Remedy = "give a text"
	case reflect.Bool:
		f.Remedy = "give true or false"
	case reflect.Float64:
		f.Remedy = "give a number"
	case reflect.Int, reflect.Int64:
		f.Remedy = "give a whole number"
	case reflect.Uint64:
		f.Remedy = "give a whole number of at least 0"
	case reflect.Slice:
		f.Remedy = "give an array"
	default:
		f.Remedy = "give an object"
	}
	return f
}

// article puts one before what encoding/json calls a value.
func article(value string) string {
	switch {
	case value == "array" || value == "object":
		return "an " + value
	case value == "bool":
		return "true or false"
	case strings.HasPrefix(value, "number "):
		return "the " + value
	}
	return "a " + value
}

// Place is the 1-based line and column, in characters, of the byte at offset.
func Place(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	line = 1 + strings.Count(before, "\n")
	return line, 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
}
