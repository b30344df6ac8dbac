package judge

import (
	"strconv"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/wire"
)

// Limits bounds a JSON text before anything recursive sees it.
type Limits struct {
	Bytes    int // of the text
	Depth    int // of nested arrays and objects
	Values   int // of all kinds, containers included
	Digits   int // of one number
	Exponent int // of one number, its absolute value
}

// schemaLimits is what a schema document may use. Its depth is what the
// validator survives on a browser's default stack, its size twice that of the
// largest published schemas (HL7 FHIR, 3.8 MB).
var schemaLimits = Limits{Bytes: 8 << 20, Depth: 200, Values: 400_000, Digits: 1_000, Exponent: 1_000}

// DocumentLimits is what a document that schemas are picked from may use.
var DocumentLimits = Limits{Bytes: 64 << 20, Depth: 200, Values: 4_000_000, Digits: 1_000, Exponent: 1_000}

// recordLimits is what one instance may use.
var recordLimits = Limits{Bytes: 64 << 20, Depth: 1_000, Values: 4_000_000, Digits: 1_000, Exponent: 1_000}

// scanner walks a JSON text (RFC 8259) with a stack of its own, so that no
// depth of nesting can exhaust ours.
type scanner struct {
	text   []byte
	at     int
	values int
	limits Limits
	open   []frame
}

// frame is one open container and the place in it.
type frame struct {
	object bool
	name   []byte // of the current member, quoted
	index  int    // of the current element
}

// Scan checks that text is one JSON value within limits. The fault says
// where: a JSON Pointer, a line and a column.
func Scan(text []byte, limits Limits) error {
	s := scanner{text: text, limits: limits}
	if len(text) > limits.Bytes {
		return wire.Faults{{Kind: wire.TooLarge,
			Message: "the document has " + strconv.Itoa(len(text)) + " bytes, the limit is " + strconv.Itoa(limits.Bytes),
			Remedy:  "split it, or leave out what the rows do not need"}}
	}
	if f := s.document(); f != nil {
		return wire.Faults{*f}
	}
	return nil
}

func (s *scanner) document() *wire.Fault {
	for {
		s.space()
		if f := s.value(); f != nil {
			return f
		}
		// After a value: close what ends here, or step to the next member.
		for {
			s.space()
			if len(s.open) == 0 {
				if s.at < len(s.text) {
					return s.fault("unexpected text after the JSON value")
				}
				return nil
			}
			top := &s.open[len(s.open)-1]
			if s.take(',') {
				s.space()
				top.index++
				if top.object {
					if f := s.member(top); f != nil {
						return f
					}
				}
				break
			}
			if closing := closer(top.object); !s.take(closing) {
				return s.fault("expected ',' or '" + string(closing) + "'")
			}
			s.open = s.open[:len(s.open)-1]
		}
	}
}

// value reads a scalar, or opens containers down to the first scalar.
func (s *scanner) value() *wire.Fault {
	for {
		if s.values++; s.values > s.limits.Values {
			return s.tooLarge("more than " + strconv.Itoa(s.limits.Values) + " values")
		}
		if s.at == len(s.text) {
			return s.fault("the JSON text ends where a value is expected")
		}
		switch c := s.text[s.at]; {
		case c == '{' || c == '[':
			if len(s.open) == s.limits.Depth {
				return s.tooLarge("nested deeper than " + strconv.Itoa(s.limits.Depth) + " levels")
			}
			s.at++
			s.open = append(s.open, frame{object: c == '{'})
			top := &s.open[len(s.open)-1]
			s.space()
			if s.take(closer(top.object)) {
				s.open = s.open[:len(s.open)-1]
				return nil
			}
			if top.object {
				if f := s.member(top); f != nil {
					return f
				}
			}
		case c == '"':
			_, f := s.string()
			return f
		case c == '-' || c >= '0' && c <= '9':
			return s.number()
		default:
			for _, word := range []string{"true", "false", "null"} {
				if len(s.text)-s.at >= len(word) && string(s.text[s.at:s.at+len(word)]) == word {
					s.at += len(word)
					return nil
				}
			}
			return s.fault("expected a JSON value")
		}
	}
}

// member reads `"name" :` of an object.
func (s *scanner) member(top *frame) *wire.Fault {
	if s.at == len(s.text) || s.text[s.at] != '"' {
		return s.fault("expected a property name in double quotes")
	}
	raw, f := s.string()
	if f != nil {
		return f
	}
	top.name = raw
	s.space()
	if !s.take(':') {
		return s.fault("expected ':' after the property name")
	}
	s.space()
	return nil
}

// string reads a quoted string and returns it with its quotes.
func (s *scanner) string() ([]byte, *wire.Fault) {
	start := s.at
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return s.text[start:s.at], nil
		case c < ' ':
			return nil, s.fault("a control character in a string must be escaped")
		case c == '\\':
			s.at++
			if s.at < len(s.text) && s.text[s.at] == 'u' {
				for range 4 {
					s.at++
					if s.at == len(s.text) || !isHex(s.text[s.at]) {
						return nil, s.fault(`expected four hexadecimal digits after \u`)
					}
				}
			} else if s.at == len(s.text) || !isEscape(s.text[s.at]) {
				return nil, s.fault("unknown escape in a string")
			}
		}
	}
	return nil, s.fault("the string is not closed")
}

func (s *scanner) number() *wire.Fault {
	start := s.at
	s.take('-')
	if !s.take('0') && s.digits() == 0 {
		return s.fault("expected a digit")
	}
	if s.take('.') && s.digits() == 0 {
		return s.fault("expected a digit after the decimal point")
	}
	if s.at-start > s.limits.Digits {
		return s.tooLarge("a number of more than " + strconv.Itoa(s.limits.Digits) + " digits")
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		from := s.at
		if s.digits() == 0 {
			return s.fault("expected a digit in the exponent")
		}
		if n, err := strconv.Atoi(string(s.text[from:s.at])); err != nil || n > s.limits.Exponent {
			return s.tooLarge("a number with an exponent beyond " + strconv.Itoa(s.limits.Exponent))
		}
	}
	return nil
}

func (s *scanner) digits() int {
	from := s.at
	for s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9' {
		s.at++
	}
	return s.at - from
}

func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

func (s *scanner) take(c byte) bool {
	if s.at < len(s.text) && s.text[s.at] == c {
		s.at++
		return true
	}
	return false
}

func (s *scanner) fault(message string) *wire.Fault {
	line, column := 1, 1
	for i := 0; i < s.at && i < len(s.text); {
		r, size := utf8.DecodeRune(s.text[i:])
		i += size
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	return &wire.Fault{Kind: wire.Malformed, Pointer: s.pointer(), Line: line, Column: column, Message: message}
}

func (s *scanner) tooLarge(message string) *wire.Fault {
	f := s.fault(message)
	f.Kind = wire.TooLarge
	f.Remedy = "the limits keep the page alive; simplify the document there"
	return f
}

// pointer is where the scanner stands, its first 40 levels at most.
func (s *scanner) pointer() string {
	pointer := ""
	open := s.open
	if len(open) > 40 {
		open = open[:40]
	}
	for _, f := range open {
		if f.object {
			pointer += wire.Token(unquote(f.name))
		} else {
			pointer += "/" + strconv.Itoa(f.index)
		}
	}
	return pointer
}

func closer(object bool) byte {
	if object {
		return '}'
	}
	return ']'
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func isEscape(c byte) bool {
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	}
	return false
}
