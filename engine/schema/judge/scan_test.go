package judge

import (
	"encoding/json"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

// The oracle is encoding/json: whatever it reads, Scan passes, and the other
// way round.
func FuzzScanAgreesWithEncodingJSON(f *testing.F) {
	for _, text := range []string{
		`{"a": [1, -2.5e+3, "x\u00e9\n", true, false, null, {}, []]}`, `[1,]`, `{"a":1,}`, `{"a"}`, `01`, `-`, `1.`,
		`1e`, `"\x"`, "\"\t\"", `"\u12"`, `[1 2]`, `tru`, ` 1 `, `1 1`, `"open`, `{"a":`, `[[[]]`, `]`, ``, `"\ud800"`,
	} {
		f.Add([]byte(text))
	}
	limits := Limits{Bytes: 1 << 20, Depth: 1_000, Values: 1 << 20, Digits: 1 << 20, Exponent: 1 << 30}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1_000 {
			return
		}
		err := Scan(text, limits)
		if faults, ok := err.(wire.Faults); ok && faults[0].Kind == wire.TooLarge {
			return // an exponent that does not fit in an int
		}
		if (err == nil) != json.Valid(text) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

func TestScanCountsLinesAndColumns(t *testing.T) {
	err := Scan([]byte("{\n  \"é\": 1,\n  \"b\" 2}"), schemaLimits)
	if want := "/b: line 3, column 7: expected ':' after the property name"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
