package sample

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/wire"
)

// grid is a document before its cells have a meaning: names, and the cells of
// each column as numbers of its distinct texts.
type grid struct {
	columns []lexicon
	rows    []span
	comma   byte
	notes   []wire.Note
}

// faultsMax bounds how many faults of one document are told.
const faultsMax = 20

// guessFormat goes by the file's name, then by its first character.
func guessFormat(doc wire.Document) string {
	for suffix, format := range map[string]string{".csv": "csv", ".tsv": "csv", ".txt": "csv",
		".ndjson": "ndjson", ".jsonl": "ndjson"} {
		if strings.HasSuffix(strings.ToLower(doc.Name), suffix) {
			return format
		}
	}
	text := strings.TrimLeft(doc.Data, "\ufeff \t\r\n")
	switch {
	case strings.HasPrefix(text, "["):
		return "json"
	case strings.HasPrefix(text, "{"):
		return "ndjson"
	}
	return "csv"
}

// checkEncoding refuses texts that are not UTF-8, and names the place.
func checkEncoding(text string) error {
	const remedy = "save the file as UTF-8"
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return wire.Faults{faultAt(text, 0, "the text is UTF-16", remedy)}
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return wire.Faults{faultAt(text, at, "here is a byte of zero: the file is UTF-16, or no text", remedy)}
	}
	if utf8.ValidString(text) {
		return nil
	}
	at := 0
	for {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return wire.Faults{faultAt(text, at, fmt.Sprintf("the text is not UTF-8 (byte %#x, perhaps of Latin-1)", text[at]), remedy)}
}

// faultAt is a fault of the document's text at a byte offset.
func faultAt(text string, offset int, message, remedy string) wire.Fault {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	return wire.Fault{
		Kind: wire.Malformed, Pointer: "/data", Message: message, Remedy: remedy,
		Line:   strings.Count(text[:offset], "\n") + 1,
		Column: utf8.RuneCountInString(text[start:offset]) + 1,
	}
}

// nameColumns gives every column a name of its own: empty names become
// column_3, repeated ones get a number; each change is noted.
func (g *grid) nameColumns(names []string) {
	taken := make(map[string]bool, len(names))
	for _, name := range names {
		taken[strings.TrimSpace(name)] = true
	}
	used := make(map[string]bool, len(names))
	for i, given := range names {
		name := strings.TrimSpace(given)
		if name == "" {
			name = free(fmt.Sprintf("column_%d", i+1), taken)
			g.note(name, "the column had no name")
		} else if used[name] {
			fresh := name
			for n := 2; taken[fresh]; n++ {
				fresh = fmt.Sprintf("%s_%d", name, n)
			}
			g.note(fresh, fmt.Sprintf("a second column was called %q", name))
			name = fresh
		}
		taken[name], used[name] = true, true
		g.columns = append(g.columns, lexicon{name: name})
	}
}

func (g *grid) note(column, text string) {
	g.notes = append(g.notes, wire.Note{Column: column, Kind: "name", Text: text})
}

// free is name, or name with underscores until it is not taken.
func free(name string, taken map[string]bool) string {
	for taken[name] {
		name += "_"
	}
	return name
}
