package instance

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema/judge"
)

// probes are values that fit some of the schemas in part.
var probes = []string{
	`null`, `true`, `0`, `1`, `1.0`, `3`, `5`, `-7`, `0.0015`, `12`, `1e300`, `1e-13`, `""`, `"a"`, `"abc z"`, `"AB12345678"`, `"cat"`, `"a@b.io"`,
	`"bnVsbA=="`, `[]`, `[1]`, `[1,1]`, `[1,2,3]`, `["a",true]`, `["x",5,6]`, `[null,"a","b"]`, `[100,200,1,2,3]`, `[[1],[1.0]]`,
	`{}`, `{"a":1}`, `{"b":1}`, `{"a":1,"b":2}`, `{"a":1,"x-y":"s","x-z":"t"}`, `{"red":1,"blue":2}`, `{"card":"c","address":"d","zip":1}`,
	`{"kind":"a","x":1,"z":1}`, `{"kind":"b","y":1}`, `{"v":1,"kids":[{"v":2},{"v":"x"}]}`, `{"next":{"next":null}}`, `{"data":1,"children":[{"daat":1}]}`,
	`{"data":1,"children":[{"data":1}]}`, `{"name":"n","child":{"name":"m","other":1}}`, `{"a":"abcdef"}`, `{"a":"abc"}`, `{"a":1,"c":3,"b":2}`,
	`{"ok":1,"never":2}`, `{"city":"Bonn"}`,
}

// The oracle is jsonschema/v5, on instances, on probes and on damaged instances.
func TestCheckerAgreesWithTheJudge(t *testing.T) {
	agreed := map[bool]int{}
	for name, schema := range schemas {
		g := compile(t, schema)
		texts := append([]string{}, probes...)
		for row := range int64(5) {
			if text, err := g.Append(nil, rng.New(9, "test"), row); err == nil {
				texts = append(texts, string(text))
			}
		}
		for _, text := range texts {
			decoded, err := judge.Decode([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			for i, value := range append([]any{decoded}, damaged(decoded)...) {
				c := checker{steps: stepLimit, tracked: g.tracked}
				want := len(g.judge.Validate(value)) == 0
				if got := c.holds(g.root, nil, adopt(value)); got != want {
					t.Errorf("%s: %s, damage %d (%v): the checker says %v", name, text, i, value, got)
				}
				agreed[want]++
			}
		}
	}
	if agreed[true] < 500 || agreed[false] < 500 {
		t.Errorf("too few verdicts of a kind: %v", agreed)
	}
}

// damaged are copies of a value with one part removed, added or replaced.
func damaged(value any) []any {
	var list []any
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			without, other := map[string]any{}, map[string]any{}
			for k, v := range value {
				if other[k] = v; k != name {
					without[k] = v
				}
			}
			other[name] = []any{"damage"}
			list = append(list, without, other)
		}
		more := map[string]any{"unheard of": true}
		for k, v := range value {
			more[k] = v
		}
		list = append(list, more)
	case []any:
		for i := range value {
			other := append([]any{}, value...)
			other[i] = map[string]any{}
			list = append(list, append(append([]any{}, value[:i]...), value[i+1:]...), other)
		}
		list = append(list, append(append([]any{}, value...), "more"))
	case string:
		list = append(list, value+"!", "")
	default:
		list = append(list, fmt.Sprint(value), []any{value})
	}
	return list
}
