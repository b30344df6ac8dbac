package formula

import (
	"slices"
	"strings"
)

// A node of the parsed formula. Its op is an operator as it is written, or
// one of the words below.
type node struct {
	op   string
	at   int    // rune offset in the source
	text string // a literal's text, a function's or bound name
	ref  Ref    // of opRef
	kids []*node
}

const (
	opNil    = "nil"
	opBool   = "bool"   // text: true or false
	opNumber = "number" // text: as written
	opText   = "text"
	opRef    = "ref"
	opCall   = "call"  // text: the function; kids: its arguments
	opIf     = "if"    // kids: condition, then, else
	opList   = "list"  // kids: elements
	opMap    = "map"   // kids: key, value, key, value, …; keys are opText
	opIndex  = "index" // kids: what, by what
	opChain  = "chain" // text: the comparisons between the kids: "< <="
	opLet    = "let"   // text: the name; kids: its value, the body
	opNegate = "negate"
	opNot    = "not"
)

// bound reports whether n is a plain name in the list.
func (n *node) bound(names []string) bool {
	return n.ref.Fn == "" && n.ref.Scope == "" && slices.Contains(names, n.ref.Name)
}

// String writes the tree in prefix form, for tests: (+ a (* b 2)).
func (n *node) String() string {
	switch n.op {
	case opRef:
		return n.ref.String()
	case opNil:
		return "nil"
	case opBool, opNumber:
		return n.text
	case opText:
		return "'" + n.text + "'"
	}
	parts := []string{n.op}
	if n.text != "" {
		parts = append(parts, n.text)
	}
	for _, kid := range n.kids {
		parts = append(parts, kid.String())
	}
	return "(" + strings.Join(parts, " ") + ")"
}
