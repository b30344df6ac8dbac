package formula

import (
	"slices"

	"github.com/groflex/groflex/engine/wire"
)

// Positional reports whether e asks for the row's place among the rows of its
// parent, index() or size(): then it differs between rows though it may read
// no column.
func (e *Expr) Positional() bool { return e.root.positional() }

func (n *node) positional() bool {
	return n.op == opCall && (n.text == "index" || n.text == "size") || slices.ContainsFunc(n.kids, (*node).positional)
}

// Grouped reports whether e reads other rows of the same parent.
func (e *Expr) Grouped() bool { return e.root.grouped() }

func (n *node) grouped() bool {
	return n.op == opCall && slices.Contains(groupFunctions[:], n.text) || slices.ContainsFunc(n.kids, (*node).grouped)
}

// Alone is nil where a row's own columns suffice to compute e. Else the error
// is wire.Faults that name what it reads of other rows or other tables.
func (e *Expr) Alone() error {
	var faults wire.Faults
	e.root.others(func(n *node) {
		what := n.text + "()"
		if n.op == opRef {
			what = n.ref.String()
		}
		faults = append(faults, fault(e.src, n.at, "use the columns of the row alone", "%s reads other rows", what))
	})
	return faults.Err()
}

// others visits what reads rows other than its own.
func (n *node) others(visit func(*node)) {
	if n.op == opRef && (n.ref.Fn != "" || n.ref.Scope != "") || n.op == opCall && slices.Contains(groupFunctions[:], n.text) {
		visit(n)
	}
	for _, kid := range n.kids {
		kid.others(visit)
	}
}

// Scans reports whether p looks at other rows of the group.
func (p *Program) Scans() bool {
	return slices.ContainsFunc(p.steps, func(s step) bool { return s.mode == scan })
}
