package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// visits is a sample of weekday visits at working hours, in order: how long
// each takes, and when the visitor was born.
func visits(rows int) *wire.Document {
	var b strings.Builder
	b.WriteString("born,came,left,desk\n")
	at := time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)
	for i := range rows {
		if at = at.Add(time.Duration(20+i*37%90) * time.Minute); at.Hour() >= 17 {
			at = time.Date(at.Year(), at.Month(), at.Day()+1, 8, i%60, 0, 0, time.UTC)
		}
		for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
			at = at.AddDate(0, 0, 1)
		}
		born := time.Date(1950+i*31%50, time.Month(1+i%12), 1+i*7%28, 0, 0, 0, 0, time.UTC)
		fmt.Fprintf(&b, "%s,%s,%s,%d\n", born.Format(time.DateOnly), at.Format(time.DateTime), at.Add(time.Duration(5+i*13%50)*time.Minute).Format(time.DateTime), i%4)
	}
	return &wire.Document{Name: "visits.csv", Data: b.String()}
}

func TestNewRowsGoOnWithTime(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Mode: wire.AugmentedSet, Sample: visits(700), Format: "csv", Count: count(2000), Seed: 4}
	text, answer := generate(t, e, req, engine.Options{Report: true})
	checkSlices(t, e, req, text)
	if !strings.HasPrefix(text, req.Sample.Data) {
		t.Error("the sample's rows changed")
	}
	_, rows := table(t, text)
	last := ""
	for i, row := range rows {
		came, err := time.Parse(time.DateTime, row[1])
		if err != nil {
			t.Fatal(err)
		}
		if row[1] < last || came.Hour() < 8 || came.Hour() > 17 || came.Weekday() == time.Saturday || came.Weekday() == time.Sunday {
			t.Fatalf("row %d: %s after %s", i, row[1], last)
		}
		left, _ := time.Parse(time.DateTime, row[2])
		if stay := left.Sub(came); stay < 0 || stay > 2*time.Hour || row[0] > "2000" {
			t.Fatalf("row %d: %v", i, row)
		}
		last = row[1]
	}
	if !slices.ContainsFunc(answer.Quality.Notes, func(n wire.Note) bool { return n.Kind == "clock" && n.Column == "came" }) {
		t.Error("the report does not tell that time goes on")
	}
	req.Free = []string{"came"}
	text, _ = generate(t, e, req, engine.Options{})
	if _, rows = table(t, text); slices.IsSortedFunc(rows, func(a, b []string) int { return strings.Compare(a[1], b[1]) }) {
		t.Error("a freed column goes on all the same")
	}
}

func TestRegularTimeGoesOnRegularly(t *testing.T) {
	e := newEngine(t)
	var b strings.Builder
	b.WriteString("day,v\n")
	day := time.Date(2024, 1, 30, 0, 0, 0, 0, time.UTC)
	for i := range 150 {
		fmt.Fprintf(&b, "%s,%d\n", day.AddDate(0, 0, i).Format("02.01.2006"), i%5)
	}
	text, _ := generate(t, e, wire.Request{Mode: wire.AugmentedSet, Sample: &wire.Document{Name: "d.csv", Data: b.String()}, Format: "csv", Count: count(400), Seed: 1}, engine.Options{})
	_, rows := table(t, text)
	for i, row := range rows {
		if want := day.AddDate(0, 0, i).Format("02.01.2006"); row[0] != want {
			t.Fatalf("row %d: %s, want %s", i, row[0], want)
		}
	}
}
