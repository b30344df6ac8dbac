package engine_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// stock is a sample with a person's name, a key, and a total that never falls
// below its part.
func stock() *wire.Document {
	var b strings.Builder
	b.WriteString("id,first_name,part,total\n")
	for i := range 400 {
		part := i * 37 % 101
		fmt.Fprintf(&b, "%d,%s,%d,%d\n", i+1, []string{"Ada", "Bo", "Cy", "Dee"}[i%4], part, part+i*53%89)
	}
	return &wire.Document{Name: "stock.csv", Data: b.String()}
}

func notesOf(t *testing.T, req wire.Request) (rows string, notes map[string]string) {
	t.Helper()
	var b strings.Builder
	req.Format = "csv"
	answer, err := newEngine(t).Generate(context.Background(), req, &b, engine.Options{Report: true})
	if err != nil {
		t.Fatal(err)
	}
	notes = map[string]string{}
	for _, n := range answer.Quality.Notes {
		notes[n.Column] += n.Kind + " "
	}
	return b.String(), notes
}

func TestWhatIsInferredOfASampleCanBeSwitchedOff(t *testing.T) {
	_, notes := notesOf(t, wire.Request{Sample: stock()})
	if notes["id"] != "key " || notes["first_name"] != "personal " || notes["part"]+notes["total"] != "inequality " {
		t.Fatalf("inferred: %v", notes)
	}
	tied := "part"
	if notes["total"] != "" {
		tied = "total"
	}
	rows, notes := notesOf(t, wire.Request{Sample: stock(), Take: map[string]string{"first_name": "category"}, Free: []string{tied}})
	if notes["first_name"] != "told " || notes[tied] != "free " {
		t.Errorf("switched off: %v", notes)
	}
	below := 0
	for _, line := range strings.Split(strings.TrimSpace(rows), "\n")[1:] {
		var id, part, total int
		name := strings.Split(line, ",")[1]
		if !strings.Contains("Ada Bo Cy Dee", name) {
			t.Fatalf("the name %q is not the sample's", name)
		}
		if _, err := fmt.Sscanf(strings.Replace(line, name, "0", 1), "%d,0,%d,%d", &id, &part, &total); err != nil {
			t.Fatal(err)
		}
		if total < part {
			below++
		}
	}
	if below == 0 {
		t.Error("no row breaks the inequality that is switched off")
	}
}

func TestFaultsOfTakeAndFree(t *testing.T) {
	req := wire.Request{Sample: stock(), Free: []string{"part", "nothing"}, Take: map[string]string{"id": "magic", "part": "number.count"}}
	_, err := newEngine(t).Open(req, engine.Options{})
	if got := fmt.Sprint(err); !strings.Contains(got, "/take/id") || !strings.Contains(got, "/take/part") || !strings.Contains(got, "/free/1") {
		t.Error(got)
	}
}
