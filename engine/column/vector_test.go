package column

import (
	"encoding/binary"
	"fmt"
	"testing"
)

func texts(v *Vector) []string {
	out := make([]string, v.Len())
	for i := range out {
		if out[i] = string(v.Bytes(i)); v.Null(i) {
			out[i] = "null"
		}
	}
	return out
}

func same(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestAppendGathersAcrossDictionaries(t *testing.T) {
	field := Field{Kind: Text}
	var red, blue, all Vector
	red.Reset(field, 0)
	red.UseDict(NewDict([]string{"a", "", "c"}), 3)
	copy(red.Codes, []uint32{2, 1, 0})
	blue.Reset(field, 0)
	for _, s := range []string{"x", "yy", "z"} {
		blue.AppendText(s)
	}
	blue.SetNull(2, 3)
	all.Reset(field, 0)
	all.Append(&red, []uint32{0, 2})
	if all.Dict != red.Dict {
		t.Error("one dictionary was not shared")
	}
	all.Append(&blue, []uint32{2, 1, 1})
	all.Append(&red, []uint32{1})
	if got, want := texts(&all), []string{"c", "a", "null", "yy", "yy", ""}; !same(got, want) {
		t.Errorf("gathered %q, want %q", got, want)
	}
}

func TestAppendGathersNumbersAndNulls(t *testing.T) {
	var src, dst Vector
	src.Reset(Field{Kind: Int}, 100)
	for i := range src.Ints {
		src.Ints[i] = int64(i)
	}
	src.SetNull(70, 100)
	dst.Reset(Field{Kind: Int}, 0)
	dst.Append(&src, []uint32{1, 70})
	dst.Append(&src, []uint32{70, 99})
	for i, want := range []int64{1, 70, 70, 99} {
		if dst.Ints[i] != want || dst.Null(i) != (want == 70) {
			t.Errorf("cell %d: %d, null %v", i, dst.Ints[i], dst.Null(i))
		}
	}
}

func TestResetForgetsTheLastBlock(t *testing.T) {
	var v Vector
	v.Reset(Field{Kind: Text}, 0)
	v.UseDict(NewDict([]string{"a"}), 2)
	v.SetNull(1, 2)
	v.Reset(Field{Kind: Text}, 0)
	v.AppendText("b")
	if got := texts(&v); !same(got, []string{"b"}) {
		t.Errorf("after Reset: %q", got)
	}
	v.Reset(Field{Kind: Int}, 3)
	v.Ints[2] = 5
	v.Reset(Field{Kind: Int}, 4)
	if v.Ints[2] != 0 {
		t.Error("Reset left an old number behind")
	}
}

func TestTextsOfARoom(t *testing.T) {
	var v Vector
	for _, cells := range [][]string{{"12345678", "", "ab"}, {"x"}} {
		v.Reset(Field{Kind: Text}, len(cells))
		raw, ends := v.Room(len(cells), 8)
		p := 0
		for i, cell := range cells {
			var padded [8]byte
			n := copy(padded[:], cell)
			Put8(raw, p, binary.LittleEndian.Uint64(padded[:]))
			p += n
			ends[i] = uint32(p)
		}
		v.Raw = raw[:p]
		if v.Len() != len(cells) || cap(v.Raw)-p < Slack {
			t.Errorf("%d cells in %d bytes with %d to spare", v.Len(), p, cap(v.Raw)-p)
		}
		for i, cell := range cells {
			if string(v.Bytes(i)) != cell {
				t.Errorf("cell %d: %q, want %q", i, v.Bytes(i), cell)
			}
		}
	}
}

func TestDigits8(t *testing.T) {
	for x := uint64(0); x < 1e8; x += 1 + x/7 + x%3 {
		var text [8]byte
		binary.LittleEndian.PutUint64(text[:], Digits8(uint32(x)))
		if want := fmt.Sprintf("%08d", x); string(text[:]) != want {
			t.Fatalf("%s, want %s", text, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "Ann-Lee.O_2 (x)+@": true, "a,b": false, `a"b`: false, "a'b": false, `a\b`: false, "é": false, "a\n": false, "a;b": false, "a|b": false, "@[": false,
	} {
		if Plain(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
	v := Vector{Kind: Text, Raw: []byte("a"), Ends: []uint32{1}, Plain: true}
	other := Vector{Kind: Text, Raw: []byte(`"`), Ends: []uint32{1}}
	if v.Append(&other, []uint32{0}); v.Plain {
		t.Error("still plain with a quote")
	}
	v.Plain = true
	if v.Reset(Field{Kind: Text}, 0); v.Plain {
		t.Error("still plain after Reset")
	}
}
