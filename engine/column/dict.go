package column

// Dict is an immutable list of distinct or repeated texts that vectors point
// into by number. Make one with NewDict; never copy it by value.
type Dict struct {
	raw  []byte
	ends []uint32
}

// NewDict holds the given texts under the codes 0, 1, 2, …
func NewDict(texts []string) *Dict {
	d := &Dict{ends: make([]uint32, len(texts))}
	for i, s := range texts {
		d.raw = append(d.raw, s...)
		d.ends[i] = uint32(len(d.raw))
	}
	return d
}

// Len is the number of entries.
func (d *Dict) Len() int { return len(d.ends) }

// Bytes is entry code's text; read only.
func (d *Dict) Bytes(code uint32) []byte {
	var start uint32
	if code > 0 {
		start = d.ends[code-1]
	}
	return d.raw[start:d.ends[code]]
}

// Text is entry code's text as a new string.
func (d *Dict) Text(code uint32) string { return string(d.Bytes(code)) }
