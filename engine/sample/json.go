package sample

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// jsonKinds says which kinds of JSON values a column holds.
type jsonKinds struct{ text, number, boolean, nested bool }

// jsonReader takes the records of a text that is known to be valid JSON.
type jsonReader struct {
	text   string
	at     int
	grid   *grid
	byName map[string]int
	step   wire.Step
}

// parseJSON reads an array of objects.
func parseJSON(text string, step wire.Step) (*grid, error) {
	body := strings.TrimPrefix(text, "\ufeff")
	skipped := len(text) - len(body)
	if err := checkJSON(text, skipped, len(text)); err != nil {
		return nil, err
	}
	r := jsonReader{text: text, at: skipped, grid: &grid{}, byName: map[string]int{}, step: step}
	r.space()
	if r.peek() == '{' {
		// One object is a table of one row.
		return r.done(r.object())
	}
	if r.peek() != '[' {
		return nil, wire.Faults{faultAt(text, r.at, "a sample in JSON is an array of objects", "wrap the rows in [ and ]")}
	}
	r.at++
	for r.space(); r.peek() != ']'; r.space() {
		if err := r.object(); err != nil {
			return nil, err
		}
		if r.space(); r.peek() == ',' {
			r.at++
		}
	}
	return r.done(nil)
}

// parseNDJSON reads one object a line; blank lines are allowed.
func parseNDJSON(text string, step wire.Step) (*grid, error) {
	r := jsonReader{text: text, at: len(text) - len(strings.TrimPrefix(text, "\ufeff")), grid: &grid{}, byName: map[string]int{}, step: step}
	var faults wire.Faults
	for r.at < len(text) && len(faults) < faultsMax {
		end := len(text)
		if n := strings.IndexByte(text[r.at:], '\n'); n >= 0 {
			end = r.at + n + 1
		}
		from := r.at
		if strings.TrimSpace(text[from:end]) != "" {
			if err := checkJSON(text, from, end); err != nil {
				faults = append(faults, err...)
			} else {
				r.space()
				err := r.object()
				if bad, ok := err.(wire.Faults); ok {
					faults = append(faults, bad...)
				} else if err != nil {
					return nil, err
				} else {
					r.grid.rows[len(r.grid.rows)-1] = span{from, end}
				}
			}
		}
		r.at = end
	}
	// Blank lines belong to the row before them, so that rows join up.
	for i := 1; i < len(r.grid.rows); i++ {
		r.grid.rows[i-1].to = r.grid.rows[i].from
	}
	return r.done(faults.Err())
}

// checkJSON names the place of a syntax error in text[from:to].
func checkJSON(text string, from, to int) wire.Faults {
	body := []byte(text[from:to])
	if json.Valid(body) {
		return nil
	}
	var value json.RawMessage
	at, message := to, "the JSON ends too early"
	if err, ok := json.Unmarshal(body, &value).(*json.SyntaxError); ok {
		at, message = min(from+int(err.Offset), to), strings.TrimPrefix(err.Error(), "json: ")
	}
	return wire.Faults{faultAt(text, max(at-1, from), message, "")}
}

// done makes all columns as long as the table.
func (r *jsonReader) done(err error) (*grid, error) {
	if err != nil {
		return nil, err
	}
	if len(r.grid.rows) == 0 || len(r.grid.columns) == 0 {
		return nil, wire.Faults{{Kind: wire.Malformed, Pointer: "/data", Message: "the sample has no rows",
			Remedy: "give at least one object with at least one member"}}
	}
	for i := range r.grid.columns {
		r.grid.columns[i].pad(len(r.grid.rows))
	}
	return r.grid, nil
}

// object takes one row. Members that a row lacks are missing cells.
func (r *jsonReader) object() error {
	from, row := r.at, len(r.grid.rows)
	if r.peek() != '{' {
		return wire.Faults{faultAt(r.text, r.at, "a row of a JSON sample is an object", `write {"name": value, …}`)}
	}
	r.at++
	for r.space(); r.peek() != '}'; r.space() {
		name := r.stringValue()
		r.space()
		r.at++ // the colon
		r.space()
		if err := r.member(name, row); err != nil {
			return err
		}
		if r.space(); r.peek() == ',' {
			r.at++
		}
	}
	r.at++
	r.grid.rows = append(r.grid.rows, span{from, r.at})
	if r.at>>stepBits != from>>stepBits {
		return r.step.Tell(r.at, 2*len(r.text))
	}
	return nil
}

// member takes one value into its column.
func (r *jsonReader) member(name string, row int) error {
	i, known := r.byName[name]
	if !known {
		i = len(r.grid.columns)
		r.byName[name] = i
		r.grid.columns = append(r.grid.columns, lexicon{name: name})
	}
	col, from := &r.grid.columns[i], r.at
	col.pad(row)
	if len(col.codes) > row {
		return wire.Faults{faultAt(r.text, from, fmt.Sprintf("the object has two members %q", name), "give each member once")}
	}
	switch r.peek() {
	case '"':
		col.kinds.text = true
		col.add(r.stringValue())
	case '{', '[':
		col.kinds.nested = true
		r.skip()
		var compact strings.Builder
		compactJSON(&compact, r.text[from:r.at])
		col.add(compact.String())
	case 'n':
		r.skip()
		col.add("")
	case 't', 'f':
		col.kinds.boolean = true
		r.skip()
		col.add(r.text[from:r.at])
	default:
		col.kinds.number = true
		r.skip()
		col.add(r.text[from:r.at])
	}
	return nil
}

func (r *jsonReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

// stringValue takes a string and undoes its escapes.
func (r *jsonReader) stringValue() string {
	from := r.at
	r.skip()
	raw := r.text[from:r.at]
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	var s string
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		return raw // cannot be: the text was checked
	}
	return s
}

// skip moves behind one value.
func (r *jsonReader) skip() {
	depth := 0
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case '"':
			for r.at++; r.text[r.at] != '"'; r.at++ {
				if r.text[r.at] == '\\' {
					r.at++
				}
			}
		case '{', '[':
			depth++
		case '}', ']', ',':
			if depth == 0 {
				return // behind a bare number or word
			}
			if r.text[r.at] != ',' {
				depth--
			}
		case ' ', '\t', '\r', '\n':
			if depth == 0 {
				return
			}
			r.at++
			continue
		default:
			r.at++
			continue
		}
		r.at++
		if depth == 0 {
			return
		}
	}
}

// compactJSON writes a valid JSON text without the space between its tokens.
func compactJSON(b *strings.Builder, text string) {
	quoted := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quoted && c == '\\':
			b.WriteByte(c)
			i++
			c = text[i]
		case c == '"':
			quoted = !quoted
		case !quoted && strings.IndexByte(" \t\r\n", c) >= 0:
			continue
		}
		b.WriteByte(c)
	}
}
