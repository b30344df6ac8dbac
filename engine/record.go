package engine

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// record is one JSON value to be validated, and the line it begins at.
type record struct {
	value any // as encoding/json decodes with UseNumber
	line  int // 1-based; 0: the request's own records
}

// readRecords hands the records of a request to take, one after the other.
func readRecords(req wire.ValidateRequest, e *schema.Entity, take func(record)) error {
	switch {
	case req.Records != nil && req.Sample != nil:
		return wire.Faults{{Kind: wire.Invalid, Pointer: "/sample", Message: "records and a sample were both given", Remedy: "give one"}}
	case req.Records != nil:
		return jsonRecords(string(req.Records), "/records", false, true, take)
	case req.Sample == nil:
		return wire.Faults{{Kind: wire.Invalid, Pointer: "/records", Message: "there is nothing to validate", Remedy: "give records or a sample"}}
	}
	return readDocument(*req.Sample, e, "/sample", take)
}

// readDocument takes a document apart: JSON values as they are, the cells of
// CSV by the types that the schema gives their columns.
func readDocument(doc wire.Document, e *schema.Entity, pointer string, take func(record)) error {
	switch format := sample.FormatOf(doc); format {
	case "csv":
		return pointed(csvRecords(doc.Data, e, take), pointer)
	case "json", "ndjson":
		text := strings.TrimPrefix(doc.Data, "\ufeff")
		list := format == "json" && strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[")
		return jsonRecords(text, pointer+"/data", true, list, take)
	default:
		return wire.Faults{{Kind: wire.Invalid, Pointer: pointer + "/format", Message: "unknown format " + strconv.Quote(format), Remedy: "one of csv, json, ndjson"}}
	}
}

// jsonRecords reads an array of records, or records one after the other.
func jsonRecords(text, pointer string, lines, list bool, take func(record)) error {
	d := json.NewDecoder(strings.NewReader(text))
	if list {
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return unreadable(pointer, text, 0, errors.New("an array should stand here"))
		}
	}
	line, counted := 1, int64(0)
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return unreadable(pointer, text, d.InputOffset(), err)
		}
		value, err := judge.Decode(raw)
		if err != nil {
			return pointed(err, pointer)
		}
		r := record{value: value}
		if start := d.InputOffset() - int64(len(raw)); lines {
			line += strings.Count(text[counted:start], "\n")
			r.line, counted = line, start
		}
		take(r)
	}
	if list {
		if _, err := d.Token(); err != nil {
			return unreadable(pointer, text, d.InputOffset(), err)
		}
	}
	if _, err := d.Token(); err != io.EOF {
		return unreadable(pointer, text, d.InputOffset(), errors.New("something follows the records"))
	}
	return nil
}

func unreadable(pointer, text string, offset int64, err error) error {
	f := wire.Fault{Kind: wire.Malformed, Pointer: pointer, Message: "not JSON: " + err.Error(), Remedy: "give an array of objects, or one object a line"}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset > 0 {
		offset = max(offset, syntax.Offset-1)
	}
	f.Line, f.Column = wire.Place(text, int(offset))
	return wire.Faults{f}
}

// csvRecords makes an object of each line of a CSV text.
func csvRecords(text string, e *schema.Entity, take func(record)) error {
	var header []string
	var columns []*schema.Column
	return sample.Records(text, func(line int, cells []string) {
		if header == nil {
			header = slices.Clone(cells)
			for _, name := range header {
				columns = append(columns, e.Column(name))
			}
			return
		}
		object := make(map[string]any, len(header))
		for i, name := range header {
			if value, ok := cellValue(columns[i], cells[i]); ok {
				object[name] = value
			}
		}
		take(record{object, line})
	})
}

// cellValue reads a cell as its column's kind; what cannot be read so stays a
// text, for the schema to refuse. An empty cell of a column that is not a
// text is missing: null where the schema takes that, and else left out.
func cellValue(c *schema.Column, text string) (value any, present bool) {
	if c == nil {
		return text, true
	}
	k := c.Field.Kind
	if text == "" && (c.Nullable || k != column.Text) {
		return nil, c.Nullable
	}
	switch {
	case k.Numeric():
		if _, err := strconv.ParseFloat(text, 64); err == nil && json.Valid([]byte(text)) {
			return json.Number(text), true
		}
	case k == column.Bool && (text == "true" || text == "false"):
		return text == "true", true
	}
	return text, true
}
