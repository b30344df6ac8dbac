package instance

import (
	"regexp/syntax"
	"slices"
	"unicode"

	"github.com/groflex/groflex/engine/rng"
)

// walker draws strings that match a regular expression, of any length in
// runes that the expression can have. It walks the program of regexp/syntax
// at random, kept on course by a table that says, for every instruction, in
// exactly how many runes the end can be reached.
type walker struct {
	program *syntax.Prog
	reach   [][]bool // [runes left][instruction], past the start of the text
	start   []bool   // [runes]: whether a whole match of that length exists
	seen    []int    // scratch of closure: the round an instruction was met in
	round   int
}

// maxTable bounds the cells of a walker's table: its instructions times the
// longest match.
const maxTable = 2_000_000

// newWalker prepares matches of at most longest runes; nil where the
// expression is not one of Go's or too large.
func newWalker(source string, longest int) *walker {
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil
	}
	program, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil
	}
	longest = min(longest, maxTable/len(program.Inst))
	w := &walker{program: program, seen: make([]int, len(program.Inst))}
	for left := 0; left <= longest; left++ {
		row := make([]bool, len(program.Inst))
		w.reach = append(w.reach, row)
		for pc := range program.Inst {
			row[pc] = len(w.ends(uint32(pc), left, false)) > 0
		}
		w.start = append(w.start, len(w.ends(uint32(program.Start), left, true)) > 0)
	}
	return w
}

// ends lists the instructions that the empty moves from pc lead to and from
// where the end can be reached in exactly left runes: rune instructions, or
// the match itself when left is 0. In order of preference of the expression.
func (w *walker) ends(pc uint32, left int, atStart bool) []uint32 {
	w.round++
	var found []uint32
	var visit func(pc uint32)
	visit = func(pc uint32) {
		if w.seen[pc] == w.round {
			return
		}
		w.seen[pc] = w.round
		switch inst := &w.program.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(inst.Out)
			visit(inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			visit(inst.Out)
		case syntax.InstEmptyWidth:
			op := syntax.EmptyOp(inst.Arg)
			// Word boundaries and lines are left to the check of the whole string.
			if op&syntax.EmptyBeginText != 0 && !atStart || op&syntax.EmptyEndText != 0 && left > 0 {
				return
			}
			visit(inst.Out)
		case syntax.InstMatch:
			if left == 0 {
				found = append(found, pc)
			}
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			if left > 0 && w.reach[left-1][inst.Out] {
				found = append(found, pc)
			}
		}
	}
	visit(pc)
	return found
}

// lengths are the lengths from shortest to longest (none: any) that a match
// can have.
func (w *walker) lengths(shortest, longest int) []int {
	var list []int
	for n, ok := range w.start {
		if ok && n >= shortest && (longest == none || n <= longest) {
			list = append(list, n)
		}
	}
	return list
}

// draw walks to a match of exactly that many runes, which must be one of
// lengths. The result still has to be checked for word boundaries.
func (w *walker) draw(r *rng.Rand, length int) string {
	runes := make([]rune, 0, length)
	pc := uint32(w.program.Start)
	for left := length; left > 0; left-- {
		ends := w.ends(pc, left, left == length)
		inst := &w.program.Inst[ends[r.Below(uint64(len(ends)))]]
		runes = append(runes, runeOf(inst, r))
		pc = inst.Out
	}
	return string(runes)
}

// Alphabets from which a class of characters is drawn, the likeliest first.
var alphabets = [][]rune{
	{'a', 'z', '0', '9'},
	{'a', 'z', 'A', 'Z', '0', '9'},
	{'!', '~'},
	{' ', '~'},
	{0xa1, 0x24f},
}

// runeOf draws a rune that the instruction takes: letters and digits where it
// takes them, other printable characters where not.
func runeOf(inst *syntax.Inst, r *rng.Rand) rune {
	var ranges []rune
	switch inst.Op {
	case syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		ranges = []rune{' ', '~'}
	default:
		ranges = inst.Rune
		if len(ranges) == 1 {
			ranges = []rune{ranges[0], ranges[0]}
			if syntax.Flags(inst.Arg)&syntax.FoldCase != 0 && r.Below(2) == 0 {
				folded := unicode.SimpleFold(ranges[0])
				ranges = []rune{folded, folded}
			}
		}
	}
	all := size(ranges)
	if all > 70 && r.Below(40) == 0 {
		// A class as wide as this one also takes spaces and marks.
		if c, ok := among(overlap(ranges, alphabets[2]), r); ok {
			return c
		}
	}
	for _, alphabet := range alphabets {
		if c, ok := among(overlap(ranges, alphabet), r); ok {
			if all <= 70 && alphabet[0] == 'a' {
				// A small class is drawn from as a whole.
				if whole, ok := among(overlap(ranges, alphabets[2]), r); ok {
					return whole
				}
			}
			return c
		}
	}
	if c, ok := among(overlap(ranges, []rune{0x20, 0xd7ff, 0xe000, 0xffef}), r); ok {
		return c
	}
	c, _ := among(ranges, r)
	return c
}

// overlap intersects two lists of inclusive ranges.
func overlap(a, b []rune) []rune {
	var both []rune
	for i := 0; i+1 < len(a); i += 2 {
		for j := 0; j+1 < len(b); j += 2 {
			if low, high := max(a[i], b[j]), min(a[i+1], b[j+1]); low <= high {
				both = append(both, low, high)
			}
		}
	}
	return both
}

func size(ranges []rune) int {
	n := 0
	for i := 0; i+1 < len(ranges); i += 2 {
		n += int(ranges[i+1]-ranges[i]) + 1
	}
	return n
}

func among(ranges []rune, r *rng.Rand) (rune, bool) {
	n := size(ranges)
	if n == 0 {
		return 0, false
	}
	k := int(r.Below(uint64(n)))
	for i := 0; ; i += 2 {
		if width := int(ranges[i+1]-ranges[i]) + 1; k < width {
			return ranges[i] + rune(k), true
		} else {
			k -= width
		}
	}
}

// typical draws one of the possible lengths: not the shortest where there is
// a choice, and rarely far from it.
func typical(lengths []int, r *rng.Rand) int {
	if len(lengths) == 1 {
		return lengths[0]
	}
	slices.Sort(lengths)
	near := lengths[1:min(len(lengths), 14)]
	return near[r.Below(uint64(len(near)))]
}
