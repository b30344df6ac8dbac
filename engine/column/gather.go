package column

// Append adds the cells of src that idx names to v, which must be of the same
// kind. An empty text vector takes over src's dictionary; texts of different
// dictionaries become raw.
func (v *Vector) Append(src *Vector, idx []uint32) {
	n := v.Len()
	switch {
	case v.Kind == Float:
		for _, i := range idx {
			v.Floats = append(v.Floats, src.Floats[i])
		}
	case v.Kind != Text && v.Kind != JSON:
		for _, i := range idx {
			v.Ints = append(v.Ints, src.Ints[i])
		}
	default:
		v.appendTexts(src, idx, n)
	}
	v.appendNulls(src, idx, n)
}

func (v *Vector) appendTexts(src *Vector, idx []uint32, n int) {
	if n == 0 {
		v.Dict, v.Codes = src.Dict, v.Codes[:0]
	}
	if v.Dict != nil && v.Dict == src.Dict {
		for _, i := range idx {
			v.Codes = append(v.Codes, src.Codes[i])
		}
		return
	}
	v.Spell()
	v.Plain = false
	for _, i := range idx {
		v.Raw = append(v.Raw, src.Bytes(int(i))...)
		v.EndCell()
	}
}

func (v *Vector) appendNulls(src *Vector, idx []uint32, n int) {
	if src.Nulls == nil && v.Nulls == nil {
		return
	}
	for len(v.Nulls) < (n+len(idx)+63)/64 {
		v.Nulls = append(v.Nulls, 0)
	}
	if src.Nulls == nil {
		return
	}
	for k, i := range idx {
		if src.Nulls.Has(int(i)) {
			v.Nulls.Set(n + k)
		}
	}
}

// Take makes v the cells of src that idx names, null where none, if there is
// one, has a bit, and all of them null where src is empty.
func (v *Vector) Take(f Field, src *Vector, idx []uint32, none Bits) {
	n := len(idx)
	if src.Len() > 0 {
		v.Reset(f, 0)
		v.Append(src, idx)
		for i := range idx {
			if none != nil && none.Has(i) {
				v.SetNull(i, n)
			}
		}
		return
	}
	v.Reset(f, n)
	for i := range n {
		if f.Kind == Text || f.Kind == JSON {
			v.EndCell()
		}
		v.SetNull(i, n)
	}
}

// Spell makes a dictionary-coded vector a raw one.
func (v *Vector) Spell() {
	if v.Dict == nil {
		return
	}
	d := v.Dict
	v.Dict, v.Raw, v.Ends, v.Plain = nil, v.Raw[:0], v.Ends[:0], false
	for _, code := range v.Codes {
		v.Raw = append(v.Raw, d.Bytes(code)...)
		v.EndCell()
	}
	v.Codes = v.Codes[:0]
}

// Gather adds the rows of src that idx names to t. An empty t takes over src's
// fields; else they must be the same.
func (t *Table) Gather(src *Table, idx []uint32) {
	if t.Rows == 0 {
		t.Fields = src.Fields
		if len(t.Cols) != len(t.Fields) {
			t.Cols = make([]Vector, len(t.Fields))
		}
		for i := range t.Cols {
			t.Cols[i].Reset(t.Fields[i], 0)
		}
	}
	for i := range t.Cols {
		t.Cols[i].Append(&src.Cols[i], idx)
	}
	t.Rows += len(idx)
}

// Interval is the numbers from low to below high.
func Interval(low, high int) []uint32 {
	idx := make([]uint32, high-low)
	for i := range idx {
		idx[i] = uint32(low + i)
	}
	return idx
}
