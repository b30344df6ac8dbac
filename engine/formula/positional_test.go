package formula

import "testing"

func TestPositional(t *testing.T) {
	for src, want := range map[string]bool{
		"index()":                          true,
		"{0: 'a', 1: 'b'}[1 + size() % 2]": true,
		"let k = index(); k + 1":           true,
		"index + size":                     false,
		"running(index)":                   false,
		"1 + 2":                            false,
	} {
		e, err := Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		if e.Positional() != want {
			t.Errorf("%s: %v", src, !want)
		}
	}
}
