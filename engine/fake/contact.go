package fake

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// mailHosts are reserved for documentation: no mail reaches anybody
// (RFC 2606, section 3).
var mailHosts = []string{"@example.com", "@example.com", "@example.org", "@example.net"}

// newEmail is person.email: both names, then a number that no other row has,
// at a reserved host or at the bound domain. Inputs: first_name, last_name,
// sex, birth_date, domain.
func newEmail(a Args) (Filler, error) { return newHandles(a, mailHosts) }

// newUsername is person.username: as the e-mail address before the host.
// Inputs: the same without domain.
func newUsername(a Args) (Filler, error) { return newHandles(a, []string{"", "", "", ""}) }

// handles writes the names by which people are known to machines.
type handles struct {
	*people
	style  rng.Stream
	joints pieces // between the names
	number *handleNumber
	hosts  pieces

	numbers pieces // of a block
}

// newHandles joins the two names by a dot in half of the rows, by an
// underscore in a quarter, else by nothing.
func newHandles(a Args, hosts []string) (Filler, error) {
	o := read(a)
	return &handles{
		people: populate(a, o),
		style:  a.Shared("handle"), joints: cut([]string{".", ".", "_", ""}),
		number: numbering(a.Shared("number")),
		hosts:  cut(hosts),
	}, o.err()
}

// handleWidth is the room of a handle whose names are of the roster.
const handleWidth = 5 * longestPiece

func (h *handles) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	first, last := h.names(b, in)
	firsts, lasts, domain := first.codes(), last.codes(), bound(in, 4)
	raw, ends := dst.Room(len(b.Rows), handleWidth)
	h.numbers = slices.Grow(h.numbers[:0], len(b.Rows))[:len(b.Rows)]
	h.number.texts(h.numbers, b.Rows)
	if domain == nil && known(first.bound, h.first) && known(last.bound, h.last) {
		dst.Raw, dst.Plain = raw[:h.join(raw, ends, b.Rows, firsts, lasts)], true
		return
	}
	numbers, p := h.numbers, 0
	for i, row := range b.Rows {
		u := h.style.At(row)
		if f, l := firsts[i], lasts[i]; f != stranger && l != stranger {
			p = h.firstHandle.put(raw, p, f)
			p = h.joints.put(raw, p, uint32(u>>60&3))
			p = h.lastHandle.put(raw, p, l)
		} else {
			raw = h.spell(raw[:p], first.at(i), last.at(i), uint32(u>>60&3))
			p = len(raw)
			raw = extend(raw, (len(b.Rows)-i)*handleWidth+column.Slack)
		}
		p = numbers.put(raw, p, uint32(i))
		if domain == nil || domain.Null(i) || len(domain.Bytes(i)) == 0 {
			p = h.hosts.put(raw, p, uint32(u>>62))
		} else {
			raw = append(append(raw[:p], '@'), domain.Bytes(i)...)
			p = len(raw)
			raw = extend(raw, (len(b.Rows)-i)*handleWidth+column.Slack)
		}
		ends[i] = uint32(p)
	}
	dst.Raw, dst.Plain = raw[:p], domain == nil
}

// join writes handles whose names are all of the roster to raw, and says where
// the last one ends.
func (h *handles) join(raw []byte, ends []uint32, rows []int64, firsts, lasts []uint32) int {
	p, numbers := 0, h.numbers[:len(rows)]
	firsts, lasts, ends = firsts[:len(rows)], lasts[:len(rows)], ends[:len(rows)]
	for i, row := range rows {
		u := h.style.At(row)
		p = h.firstHandle.put(raw, p, firsts[i])
		p = h.joints.put(raw, p, uint32(u>>60&3))
		p = h.lastHandle.put(raw, p, lasts[i])
		p = numbers.put(raw, p, uint32(i))
		p = h.hosts.put(raw, p, uint32(u>>62))
		ends[i] = uint32(p)
	}
	return p
}

// stranger stands for a name that is not of the roster.
const stranger = 1<<32 - 1

// known says that all names of a bound column, if there is one, are of a list.
func known(bound *column.Vector, list *column.Dict) bool {
	return bound == nil || bound.Dict == list && bound.Nulls == nil
}

// codes are the names' numbers in the roster. They are not to be written to.
func (n *names) codes() []uint32 {
	switch {
	case n.bound == nil:
		return n.drawn
	case n.bound.Dict == n.dict && n.bound.Nulls == nil:
		return n.bound.Codes
	}
	codes := make([]uint32, n.bound.Len())
	for i := range codes {
		switch {
		case n.bound.Null(i):
			codes[i] = n.drawn[i]
		case n.bound.Dict == n.dict:
			codes[i] = n.bound.Codes[i]
		default:
			codes[i] = stranger
		}
	}
	return codes
}

// spell appends any two names in lower case with the joint between them.
func (h *handles) spell(dst, first, last []byte, joint uint32) []byte {
	start := len(dst)
	dst = appendSlug(dst, first)
	if len(dst) > start {
		dst = append(dst, h.joints.text(joint)...)
	}
	dst = appendSlug(dst, last)
	switch {
	case len(dst) == start: // names without a letter that ASCII has
		dst = append(dst, "user"...)
	case dst[len(dst)-1] == '.' || dst[len(dst)-1] == '_':
		dst = dst[:len(dst)-1]
	}
	return dst
}
