package sample

import (
	"fmt"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// csvReader cuts a CSV text (RFC 4180, any one-byte delimiter, any line end)
// into records. It keeps offsets, so that rows can be given back byte by byte.
type csvReader struct {
	text  string
	comma byte
	at    int
	cells []string // of the last record
	step  wire.Step
}

// openCSV reads up to the end of the first record, which stays in r.cells;
// first is where that begins.
func openCSV(text string) (r *csvReader, first int, err error) {
	r = &csvReader{text: text, at: len(text) - len(strings.TrimPrefix(text, "\ufeff"))}
	r.comma = sniffComma(text[r.at:])
	r.skipBlank()
	if r.at == len(text) {
		return nil, 0, wire.Faults{{Kind: wire.Malformed, Pointer: "/data", Message: "the sample is empty",
			Remedy: "give a header line and at least one row"}}
	}
	first = r.at
	return r, first, r.record()
}

// Records cuts a CSV document (UTF-8) into its header, which it visits first, and
// its rows, each with its line, 1-based, and as many cells as the header has.
// The cells are the visitor's until it returns. The error is wire.Faults.
func Records(text string, visit func(line int, cells []string)) error {
	if err := checkEncoding(text); err != nil {
		return err
	}
	r, at, err := openCSV(text)
	if err != nil {
		return err
	}
	line := 1 + strings.Count(text[:at], "\n")
	visit(line, r.cells)
	return r.each(len(r.cells), func(from int) {
		line += strings.Count(text[at:from], "\n")
		at = from
		visit(line, r.cells)
	})
}

// parseCSV reads a document whose first record is its header.
func parseCSV(text string, step wire.Step) (*grid, error) {
	r, first, err := openCSV(text)
	if err != nil {
		return nil, err
	}
	r.step = step
	g := &grid{comma: r.comma}
	g.nameColumns(r.cells)
	if looksLikeData(r.cells) {
		g.columns = nil
		g.nameColumns(make([]string, len(r.cells)))
		r.at = first
	}
	return g, r.rows(g)
}

// stepBits is how often a reader tells where it is: every 2^stepBits bytes.
const stepBits = 18

// each visits the records from r.at on, with the offset where they begin;
// those of another width are faults.
func (r *csvReader) each(width int, visit func(from int)) error {
	var faults wire.Faults
	for r.at < len(r.text) {
		// An empty line is a row only where a row is one cell.
		if width > 1 && r.skipBlank() && r.at == len(r.text) {
			break
		}
		from := r.at
		if err := r.record(); err != nil {
			return err
		}
		if r.at>>stepBits != from>>stepBits {
			if err := r.step.Tell(r.at, 2*len(r.text)); err != nil {
				return err
			}
		}
		if len(r.cells) == width {
			visit(from)
		} else if len(faults) < faultsMax {
			faults = append(faults, faultAt(r.text, from,
				fmt.Sprintf("the row has %d cells where the header has %d", len(r.cells), width),
				"give every row as many cells as the header; quote cells that hold the delimiter"))
		}
	}
	return faults.Err()
}

// rows reads the records after the header.
func (r *csvReader) rows(g *grid) error {
	err := r.each(len(g.columns), func(from int) {
		for i, cell := range r.cells {
			g.columns[i].add(cell)
		}
		g.rows = append(g.rows, span{from, r.at})
	})
	if err != nil {
		return err
	}
	// Blank lines belong to the row before them, so that rows join up.
	for i := range g.rows {
		g.rows[i].to = len(r.text)
		if i+1 < len(g.rows) {
			g.rows[i].to = g.rows[i+1].from
		}
	}
	if len(g.rows) == 0 {
		return wire.Faults{{Kind: wire.Malformed, Pointer: "/data", Message: "the sample has a header but no rows",
			Remedy: "give at least one row"}}
	}
	return nil
}

// record cuts the record at r.at into r.cells and moves behind its line end.
func (r *csvReader) record() error {
	r.cells = r.cells[:0]
	for {
		if err := r.cell(); err != nil {
			return err
		}
		if r.at < len(r.text) && r.text[r.at] == r.comma {
			r.at++
			continue
		}
		r.lineEnd()
		return nil
	}
}

// cell takes one cell and stops before what separates it from the next.
func (r *csvReader) cell() error {
	text := r.text
	if r.at < len(text) && text[r.at] == '"' {
		return r.quoted()
	}
	from := r.at
	for r.at < len(text) && text[r.at] != r.comma && text[r.at] != '\n' && text[r.at] != '\r' {
		r.at++
	}
	r.cells = append(r.cells, text[from:r.at])
	return nil
}

// quoted takes a cell in quotes, in which a quote is written twice.
func (r *csvReader) quoted() error {
	open := r.at
	from := open + 1
	doubled := false
	for at := from; ; {
		step := strings.IndexByte(r.text[at:], '"')
		if step < 0 {
			return wire.Faults{faultAt(r.text, open, "a quote is opened here and never closed",
				"close it, or write a quote inside quotes twice")}
		}
		at += step + 1
		if at < len(r.text) && r.text[at] == '"' {
			doubled = true
			at++
			continue
		}
		if at < len(r.text) && r.text[at] != r.comma && r.text[at] != '\n' && r.text[at] != '\r' {
			return wire.Faults{faultAt(r.text, at, "a cell goes on after its closing quote",
				"write a quote inside quotes twice")}
		}
		cell := r.text[from : at-1]
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		r.cells = append(r.cells, cell)
		r.at = at
		return nil
	}
}

// lineEnd moves behind one LF, CRLF or CR.
func (r *csvReader) lineEnd() {
	if r.at < len(r.text) && r.text[r.at] == '\r' {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == '\n' {
		r.at++
	}
}

// skipBlank moves behind empty lines.
func (r *csvReader) skipBlank() bool {
	for r.at < len(r.text) && (r.text[r.at] == '\n' || r.text[r.at] == '\r') {
		r.at++
	}
	return true
}

// sniffComma takes the delimiter that cuts the first lines into the same
// number of cells, the larger number first; a comma where none does.
func sniffComma(text string) byte {
	best, most := byte(','), 0
	for _, comma := range []byte(",;\t|") {
		r := csvReader{text: text, comma: comma}
		r.skipBlank()
		width := 0
		for line := 0; line < 20 && r.at < len(text); line++ {
			if r.record() != nil {
				width = 0
				break
			}
			if line == 0 {
				width = len(r.cells)
			}
			if len(r.cells) != width {
				// Ragged for this delimiter: only a choice where no other fits.
				width = min(width, 2) - 1
				break
			}
			r.skipBlank()
		}
		if width > max(most, 1) {
			best, most = comma, width
		}
	}
	if most > 1 {
		return best
	}
	// No delimiter cuts evenly: the one the header has most of.
	header, _, _ := strings.Cut(text, "\n")
	for _, comma := range []byte(",;\t|") {
		if n := strings.Count(header, string(comma)); n > most {
			best, most = comma, n
		}
	}
	return best
}

// looksLikeData reports whether a first record is a row and not a header:
// all its cells are numbers, and not all of them years.
func looksLikeData(cells []string) bool {
	years := true
	for _, cell := range cells {
		number, ok := parseNumber(strings.TrimSpace(cell))
		if !ok {
			return false
		}
		years = years && number.scale == 0 && number.unscaled >= 1000 && number.unscaled < 3000
	}
	return !years
}
