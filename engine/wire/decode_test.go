package wire

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestDecodeSaysWhatIsWrongAndWhere(t *testing.T) {
	for text, want := range map[string]string{
		``:                       `there is no document (give one JSON object)`,
		"{\n \"domain\": \"x":    `line 2, column 14: the document ends too early`,
		"{\n \"domain\" 5}":      `line 2, column 11: invalid character '5' after object key`,
		`{} {}`:                  `something follows the document`,
		`[]`:                     `this is an array (give an object)`,
		`{"count":"5"}`:          `/count: this is a string (give a whole number)`,
		`{"count":1.5}`:          `/count: this is the number 1.5 (give a whole number)`,
		`{"seed":-1}`:            `/seed: this is the number -1 (give a whole number of at least 0)`,
		`{"where":"a=b"}`:        `/where: this is a string (give an array)`,
		`{"faulty":true}`:        `/faulty: this is true or false (give a number)`,
		`{"rows":{"to":[]}}`:     `/rows/to: this is an array (give a whole number)`,
		`{"sample":{"data":{}}}`: `/sample/data: this is an object (give a text)`,
		`{"sample":"a,b"}`:       `/sample: this is a string (give an object)`,
		`{"dominion":"x"}`:       `unknown name "dominion"`,
	} {
		var req Request
		err := Decode([]byte(text), &req)
		if _, ok := err.(Faults); !ok || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// Whatever the text, it is read as encoding/json reads it, or there are faults
// whose places lie in the text.
func FuzzDecode(f *testing.F) {
	f.Add(`{"domain":"retail","rows":{"from":1,"to":2},"params":{"a":1}}`)
	f.Add("{\n\"seed\": 1e3}")
	f.Fuzz(func(t *testing.T, text string) {
		var strict, plain Request
		err := Decode([]byte(text), &strict)
		if err == nil {
			if json.Unmarshal([]byte(text), &plain) != nil {
				t.Errorf("%q is taken", text)
			}
			return
		}
		faults, ok := err.(Faults)
		if !ok || len(faults) == 0 || faults[0].Line > 1+strings.Count(text, "\n") || Explain(err).Status == 500 {
			t.Errorf("%q: %v", text, err)
		}
	})
}
