package report

import (
	"fmt"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

// Texts that differ in few places, wherever these are, stay apart.
func TestLevelsKeepLikeTextsApart(t *testing.T) {
	const signs = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, places := range [][]int{{7, 11, 15}, {0, 8, 16}, {6, 7, 17}, {3, 12, 13}} {
		var v column.Vector
		v.Reset(column.Field{Kind: column.Text}, 0)
		text := []byte("abcd-0000-efgh-000")
		for n := range 40_000 {
			for _, p := range places {
				text[p] = signs[n%len(signs)]
				n /= len(signs)
			}
			v.AppendText(string(text))
		}
		l := newLevels(1 << 16)
		if !l.addAll(&v, v.Len()) || !l.addAll(&v, 1000) || l.used != v.Len() {
			t.Fatalf("%v: %d texts of %d", places, l.used, v.Len())
		}
		i := 0
		l.each(func(text []byte, count int64) {
			want := int64(1)
			if i < 1000 {
				want = 2
			}
			if string(text) != string(v.Bytes(i)) || count != want {
				t.Fatalf("%v: %q %d times, want %q", places, text, count, v.Bytes(i))
			}
			i++
		})
	}
}

func TestLevelsEndAtTheirLimit(t *testing.T) {
	l := newLevels(100)
	for i := range 300 {
		text := fmt.Sprintf("text %d", i%150)
		if ok := l.add([]byte(text), 2); ok != (i%150 < 100) {
			t.Fatalf("%s: %v", text, ok)
		}
	}
	if l.used != 100 {
		t.Errorf("%d texts", l.used)
	}
	if l = newLevels(100); !l.add(make([]byte, levelBytes), 1) || l.add([]byte("a"), 1) {
		t.Error("the texts outgrow their bound")
	}
}
