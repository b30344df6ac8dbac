package sample

import (
	"slices"
	"strings"
)

// Splice appends row i as it was read, but for pieces: what stands in place of
// a column's cell. A piece is a cell of CSV, or a member of an object with its
// name; more, each with a comma before it, stand behind the last.
func (s *Sample) Splice(dst []byte, i int, pieces map[int][]byte, more []byte) []byte {
	if s.Format == "csv" {
		return s.spliceCSV(dst, s.rows[i], pieces, more)
	}
	return s.spliceObject(dst, s.rows[i], pieces, more)
}

func (s *Sample) spliceCSV(dst []byte, row span, pieces map[int][]byte, more []byte) []byte {
	r := csvReader{text: s.source, comma: s.Comma, at: row.from}
	for k := range s.Columns {
		if k > 0 {
			r.at++
			dst = append(dst, s.Comma)
		}
		from := r.at
		_ = r.cell() // the text was read before
		if piece, ok := pieces[k]; ok {
			dst = append(dst, piece...)
		} else {
			dst = append(dst, s.source[from:r.at]...)
		}
	}
	return append(append(dst, more...), s.source[r.at:row.to]...)
}

func (s *Sample) spliceObject(dst []byte, row span, pieces map[int][]byte, more []byte) []byte {
	r := jsonReader{text: s.source, at: row.from + 1}
	copied, end := row.from, r.at // end: of the last member
	var seen []int
	for r.space(); r.peek() != '}'; r.space() {
		from := r.at
		k := s.Table.Index(r.stringValue())
		r.space()
		r.at++ // the colon
		r.space()
		r.skip()
		end = r.at
		if piece, ok := pieces[k]; ok {
			dst = append(append(dst, s.source[copied:from]...), piece...)
			copied = end
		}
		seen = append(seen, k)
		if r.space(); r.peek() == ',' {
			r.at++
		}
	}
	dst = append(dst, s.source[copied:end]...)
	first := len(dst)
	for k := range s.Columns { // members that the row lacked
		if piece, ok := pieces[k]; ok && !slices.Contains(seen, k) {
			dst = append(append(dst, ','), piece...)
		}
	}
	dst = append(dst, more...)
	if len(seen) == 0 && len(dst) > first { // the object was empty
		dst = slices.Delete(dst, first, first+1)
	}
	return append(dst, s.source[end:row.to]...)
}

// SpliceHeader is HeaderBytes with more names, each with a comma before it,
// where a CSV sample has a header.
func (s *Sample) SpliceHeader(more string) string {
	header := s.HeaderBytes()
	names := strings.TrimRight(header, "\r\n")
	if s.Format != "csv" || strings.TrimPrefix(names, "\ufeff") == "" {
		return header
	}
	return names + more + header[len(names):]
}
