package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
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
	case errors.As(err, &syntax):
		f.Line, f.Column = Place(string(text), int(syntax.Offset)-1)
	case errors.As(err, &wrong):
		f.Kind = Invalid
		f.Pointer = "/" + strings.ReplaceAll(wrong.Field, ".", "/")
		f.Message = "a " + wrong.Value + " cannot stand here"
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		f.Kind = Invalid
		f.Message = "unknown name " + strings.TrimPrefix(err.Error(), "json: unknown field ")
	}
	return Faults{f}
}

// Place is the 1-based line and column, in characters, of the byte at offset.
func Place(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	line = 1 + strings.Count(before, "\n")
	return line, 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
}
