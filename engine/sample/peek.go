package sample

import (
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// FormatOf is the format a document says it has or, where it says none, seems
// to have by its name and content.
func FormatOf(doc wire.Document) string {
	if doc.Format != "" {
		return doc.Format
	}
	return guessFormat(doc)
}

// CRLF reports whether the first line of the sample ends in \r\n.
func (s *Sample) CRLF() bool {
	line, _, _ := strings.Cut(s.source, "\n")
	return strings.HasSuffix(line, "\r")
}
