package formula

import (
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// FuzzFormula: any text is refused with faults or gives cells that do not
// depend on how rows are split and texts are stored.
func FuzzFormula(f *testing.F) {
	for _, c := range cases {
		f.Add(c.src)
	}
	for _, src := range []string{`a ? `, `{"a": [1]}[x]`, `let i = i; i`, `((((`, `1e999`, `"\u{110000}"`, `x | `, `$env["i"]`, `not not ok in [ok]`} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if err := consistent(src); err != nil {
			t.Error(err)
		}
	})
}

// consistent evaluates src over rows and compares: all rows at once with row
// by row, and dictionary-coded texts with raw ones.
func consistent(src string) error {
	e, err := Parse(src)
	var p *Program
	if err == nil {
		p, err = e.Compile(typesOf(rows))
	}
	if err != nil {
		return refused(src, err)
	}
	block := eval(p, src, rows, Groups{}, 4)
	var dst column.Vector
	p.Eval(&dst, inputs(src, rows, 4), Groups{}, 4)
	for i := range 4 {
		if dst.Null(i) && !blank(&dst, i) {
			return fmt.Errorf("%s: the null cell %d is not zero", src, i)
		}
	}
	if dst.Nulls != nil && (len(dst.Nulls) != 1 || dst.Nulls[0] >= 1<<4) {
		return fmt.Errorf("%s: null bits %b for 4 rows", src, dst.Nulls)
	}
	var single []string
	one := map[string]*column.Vector{}
	for i := range 4 {
		for name, v := range rows {
			one[name] = row(v, i)
		}
		single = append(single, eval(p, src, one, Groups{}, 1))
	}
	if got := strings.Join(single, " "); got != block {
		return fmt.Errorf("%s: row by row %s, at once %s", src, got, block)
	}
	swapped := map[string]*column.Vector{}
	for name, v := range rows {
		swapped[name] = swap(v)
	}
	if got := eval(p, src, swapped, Groups{}, 4); got != block {
		return fmt.Errorf("%s: with texts stored otherwise %s, want %s", src, got, block)
	}
	return nil
}

// blank reports whether the entry of cell i is zero.
func blank(v *column.Vector, i int) bool {
	switch {
	case v.Kind == column.Float:
		return v.Floats[i] == 0
	case v.Dict != nil:
		return v.Codes[i] == 0
	case v.Kind == column.Text || v.Kind == column.JSON:
		return len(v.Bytes(i)) == 0
	}
	return v.Ints[i] == 0
}

// refused reports what is wrong with a refusal.
func refused(src string, err error) error {
	faults, ok := err.(wire.Faults)
	if !ok || len(faults) == 0 {
		return fmt.Errorf("%q: not faults: %v", src, err)
	}
	for _, f := range faults {
		if f.Line < 1 || f.Column < 1 || f.Message == "" || f.Kind != wire.Invalid {
			return fmt.Errorf("%q: fault %+v", src, f)
		}
	}
	return nil
}

// row is cell i of v, or v if it has but one.
func row(v *column.Vector, i int) *column.Vector {
	if v.Len() == 1 {
		return v
	}
	out := &column.Vector{}
	shape(out, Type{v.Kind, v.Scale}, 1)
	switch {
	case v.Kind == column.Float:
		out.Floats[0] = v.Floats[i]
	case v.Dict != nil:
		useDict(out, v.Dict, 1)[0] = v.Codes[i]
	case v.Kind == column.Text || v.Kind == column.JSON:
		out.AppendText(string(v.Bytes(i)))
	default:
		out.Ints[0] = v.Ints[i]
	}
	if v.Null(i) {
		out.SetNull(0, 1)
	}
	return out
}

// swap is v with its texts raw instead of in a dictionary, or the reverse.
func swap(v *column.Vector) *column.Vector {
	if v.Kind != column.Text && v.Kind != column.JSON {
		return v
	}
	out := &column.Vector{Kind: v.Kind, Nulls: v.Nulls}
	if v.Dict == nil {
		for i := range useDict(out, asDict(v, v.Len()), v.Len()) {
			out.Codes[i] = uint32(i)
		}
		return out
	}
	for i := range v.Len() {
		if !v.Null(i) {
			out.Raw = append(out.Raw, v.Bytes(i)...)
		}
		out.EndCell()
	}
	return out
}
