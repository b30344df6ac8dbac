package formula

import "github.com/groflex/groflex/engine/column"

func ints(kind column.Kind, scale uint8, cells ...int64) *column.Vector {
	return &column.Vector{Kind: kind, Scale: scale, Ints: cells}
}

func floats(cells ...float64) *column.Vector {
	return &column.Vector{Kind: column.Float, Floats: cells}
}

func dict(texts []string, codes ...uint32) *column.Vector {
	return &column.Vector{Kind: column.Text, Dict: column.NewDict(texts), Codes: codes}
}

func raw(cells ...string) *column.Vector {
	v := &column.Vector{Kind: column.Text}
	for _, s := range cells {
		v.AppendText(s)
	}
	return v
}

// miss makes cell i of v a null.
func miss(v *column.Vector, i int) *column.Vector {
	v.SetNull(i, v.Len())
	zeroNulls(v)
	return v
}

func as(kind column.Kind, v *column.Vector) *column.Vector {
	v.Kind = kind
	return v
}
