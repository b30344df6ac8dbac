package formula

import "github.com/groflex/groflex/engine/column"

// A text column usually has few distinct texts. A kernel whose only varying
// argument is dictionary-coded runs on the dictionary's entries, and the rows
// look its results up. Dictionaries are immutable and shared between blocks,
// so the results are kept from block to block.

// memo is what a step keeps between blocks.
type memo struct {
	dict    *column.Dict  // the dictionary whose results are kept
	entries column.Vector // its entries as cells
	results column.Vector
	nulls   column.Bits
	texts   *column.Dict // the results, where they are texts

	rows []int32 // scratch of the scan functions

	sources []*column.Dict // of the last merge
	merged  *column.Dict
}

// worth reports whether working by entry of d is no more work than by row.
func (m *memo) worth(d *column.Dict, n int) bool {
	return d.Len() > 0 && (m.dict == d || d.Len() <= n)
}

// byEntry runs s on the entries of its varying argument's dictionary, if that
// has not been done, and gathers the results.
func (p *Program) byEntry(s *step, x *call) {
	m, varying := x.memo, x.in[s.entry]
	if m.dict != varying.Dict {
		p.fillMemo(s, m, varying.Dict)
	}
	codes := varying.Codes[:x.n]
	shape(x.out, s.typ, x.n)
	x.inherit(varying.Nulls)
	switch {
	case s.typ.Kind == column.Float:
		gather(x.out.Floats, m.results.Floats, codes)
	case s.typ.text():
		copy(useDict(x.out, m.texts, x.n), codes)
	default:
		gather(x.out.Ints, m.results.Ints, codes)
	}
	if missing := m.results.Nulls; missing != nil {
		for i, code := range codes {
			if missing.Has(int(code)) {
				x.null(i)
			}
		}
	}
	zeroNulls(x.out)
}

func (p *Program) fillMemo(s *step, m *memo, d *column.Dict) {
	m.dict = nil
	for code := range useDict(&m.entries, d, d.Len()) {
		m.entries.Codes[code] = uint32(code)
	}
	m.entries.Kind = p.steps[s.args[s.entry]].typ.Kind
	in := make([]*column.Vector, len(s.args))
	for k, a := range s.args {
		if in[k] = &m.entries; k != s.entry {
			in[k] = p.constant(a, d.Len())
		}
	}
	s.execute(&call{out: &m.results, in: in, n: d.Len(), spare: &m.nulls, memo: &memo{}})
	if s.typ.text() {
		m.texts = asDict(&m.results, d.Len())
	}
	m.dict = d
}

func gather[T any](dst, table []T, codes []uint32) {
	dst = dst[:len(codes)]
	for i, code := range codes {
		dst[i] = table[code]
	}
}

// asDict is the n cells of v as a dictionary.
func asDict(v *column.Vector, n int) *column.Dict {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = string(v.Bytes(i))
	}
	return column.NewDict(texts)
}

// mergeLimit bounds the entries of a merged dictionary: beyond it, choosing
// between texts copies them.
const mergeLimit = 1 << 12

// merge is the dictionaries of the vectors one after the other, and where
// each begins; nil if one has none, or they are too large.
func (m *memo) merge(vectors []*column.Vector) *column.Dict {
	same, total := len(m.sources) == len(vectors), 0
	for k, v := range vectors {
		if v.Dict == nil {
			return nil
		}
		total += v.Dict.Len()
		same = same && m.sources[k] == v.Dict
	}
	if same {
		return m.merged
	}
	if total > mergeLimit {
		return nil
	}
	m.sources = m.sources[:0]
	texts := make([]string, 0, total)
	for _, v := range vectors {
		m.sources = append(m.sources, v.Dict)
		for code := range v.Dict.Len() {
			texts = append(texts, v.Dict.Text(uint32(code)))
		}
	}
	m.merged = column.NewDict(texts)
	return m.merged
}
