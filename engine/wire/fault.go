package wire

import (
	"fmt"
	"strings"
)

// Kind sorts faults by what a server answers: it decides the HTTP status.
type Kind string

const (
	Malformed Kind = "malformed" // cannot be read at all: 400
	Unknown   Kind = "unknown"   // names something that does not exist: 404
	TooLarge  Kind = "too_large" // above a limit: 413
	Invalid   Kind = "invalid"   // read, but cannot be carried out: 422
)

// Fault is one thing wrong with what a user gave, the place of it, and what
// to do about it.
type Fault struct {
	Kind    Kind   `json:"kind"`
	Pointer string `json:"pointer"`          // JSON Pointer (RFC 6901) into the request: "/sample/data"
	Line    int    `json:"line,omitempty"`   // 1-based line of the text there, 0 when it has none
	Column  int    `json:"column,omitempty"` // 1-based character of that line
	Message string `json:"message"`          // what is wrong: lower case, no full stop, names quoted
	Remedy  string `json:"remedy,omitempty"` // what to do about it
}

func (f Fault) Error() string {
	var b strings.Builder
	if f.Pointer != "" {
		b.WriteString(f.Pointer + ": ")
	}
	if f.Line > 0 {
		fmt.Fprintf(&b, "line %d, column %d: ", f.Line, f.Column)
	}
	b.WriteString(f.Message)
	if f.Remedy != "" {
		b.WriteString(" (" + f.Remedy + ")")
	}
	return b.String()
}

// Faults is everything wrong at once. It is the error that every stage
// returns for a user's mistake; any other error is a fault of ours.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Add appends a fault of kind Invalid.
func (fs *Faults) Add(pointer, format string, args ...any) {
	*fs = append(*fs, Fault{Kind: Invalid, Pointer: pointer, Message: fmt.Sprintf(format, args...)})
}

// Err is fs as an error: nil when there is no fault.
func (fs Faults) Err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

// Under is fs with every pointer moved below prefix.
func (fs Faults) Under(prefix string) Faults {
	moved := make(Faults, len(fs))
	for i, f := range fs {
		f.Pointer = prefix + f.Pointer
		moved[i] = f
	}
	return moved
}

// Token escapes a property name for use in a JSON Pointer.
func Token(name string) string {
	if strings.ContainsAny(name, "~/") {
		name = strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
	}
	return "/" + name
}
