package formula

import "slices"

// Positional reports whether e asks for the row's place among the rows of its
// parent, index() or size(): then it differs between rows though it may read
// no column.
func (e *Expr) Positional() bool { return e.root.positional() }

func (n *node) positional() bool {
	return n.op == opCall && (n.text == "index" || n.text == "size") || slices.ContainsFunc(n.kids, (*node).positional)
}
