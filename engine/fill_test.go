package engine_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// gaps is a sample whose cells go together, some of them missing: size follows
// from shape in every row, weight from shape but for a little.
func gaps(rows int) (full [][]string, doc *wire.Document) {
	var b strings.Builder
	b.WriteString("id,shape,size,weight,color,mail\n")
	shapes := []string{"cube", "ball", "cone"}
	for i := range rows {
		k := i * 7 % 3
		row := []string{strconv.Itoa(500 + i), shapes[k], []string{"S", "M", "L"}[k], strconv.Itoa(100*k + i*11%10), []string{"red", "blue"}[i*13%2], fmt.Sprintf("a%d@mail.example", i)}
		full = append(full, slices.Clone(row))
		switch i % 10 {
		case 0:
			row[1] = ""
		case 1:
			row[2] = ""
		case 2:
			row[3], row[4] = "", ""
		case 3:
			row[5] = ""
		case 4:
			row[1], row[3] = "", ""
		}
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return full, &wire.Document{Name: "gaps.csv", Data: b.String()}
}

func TestMissingCellsAreFilledFromTheRestOfTheirRow(t *testing.T) {
	e := newEngine(t)
	full, doc := gaps(1000)
	req := wire.Request{Mode: wire.AugmentedSet, Sample: doc, Format: "csv", Count: count(100), Seed: 4, FillMissing: []string{"*"}}
	text, answer := generate(t, e, req, engine.Options{Report: true})
	checkSlices(t, e, req, text)
	_, rows := table(t, text)
	given := strings.Split(doc.Data, "\n")[1:]
	near, right, filled := 0, 0, map[string]int64{}
	for i, row := range rows[:1000] {
		before := strings.Split(given[i], ",")
		for c, cell := range row {
			if before[c] != "" && cell != before[c] {
				t.Fatalf("row %d: %q became %q", i, before[c], cell)
			}
			if before[c] == "" {
				filled[answer.Quality.Columns[c].Name]++
				if cell == "" {
					t.Fatalf("row %d: column %d is still missing", i, c)
				}
			}
		}
		if row[1] == full[i][1] && row[2] == full[i][2] {
			right++
		}
		have, _ := strconv.Atoi(row[3])
		want, _ := strconv.Atoi(full[i][3])
		if have/100 == want/100 {
			near++
		}
	}
	if right < 998 || near < 990 {
		t.Errorf("shape and size are right in %d rows of 1000, weight is near in %d", right, near)
	}
	told := map[string]int64{}
	for _, f := range answer.Quality.Filled {
		told[f.Column] = f.Cells
	}
	if fmt.Sprint(told) != fmt.Sprint(filled) {
		t.Errorf("the report tells of %v, filled are %v", told, filled)
	}
}

func TestOnlyNamedColumnsAreFilled(t *testing.T) {
	e := newEngine(t)
	_, doc := gaps(200)
	req := wire.Request{Mode: wire.AugmentedSet, Sample: doc, Format: "csv", Count: count(0), Seed: 4, FillMissing: []string{"size"}}
	text, answer := generate(t, e, req, engine.Options{Report: true})
	given, got := strings.Split(doc.Data, "\n"), strings.Split(text, "\n")
	for i := range given {
		if i%10 != 2 && given[i] != got[i] { // the header is line 0
			t.Fatalf("line %d: %q became %q", i, given[i], got[i])
		}
	}
	if f := answer.Quality.Filled; len(f) != 1 || f[0] != (wire.Filled{Column: "size", Cells: 20}) {
		t.Errorf("%+v", f)
	}
	req.FillMissing = []string{"size", "gone"}
	if faults := faultsOf(t, e, req); faults[0].Pointer != "/fill_missing/1" {
		t.Errorf("%v", faults)
	}
	req.Mode = wire.MimicBuffer
	if faults := faultsOf(t, e, req); faults[0].Pointer != "/fill_missing" {
		t.Errorf("%v", faults)
	}
}

// All kinds of cells are filled as their column writes them.
func TestFilledCellsKeepTheirColumnsSpelling(t *testing.T) {
	e := newEngine(t)
	var b strings.Builder
	for i := range 400 {
		row := []string{fmt.Sprintf(`"price": "$%d.50"`, 1+i%5), fmt.Sprintf(`"day": "%02d.%02d.2023"`, 1+i%28, 1+i%12),
			fmt.Sprintf(`"ok": %v`, i%3 == 0), fmt.Sprintf(`"rate": %g`, 0.5+float64(i%7)), fmt.Sprintf(`"n": %d`, i*31%97)}
		switch i % 9 {
		case 8:
		case 7:
			row[i%5] = row[i%5][:strings.IndexByte(row[i%5], ':')] + ": null"
		default:
			row = slices.Delete(row, i%5, i%5+1)
		}
		b.WriteString("{ " + strings.Join(row, ", ") + " }\n")
	}
	req := wire.Request{Mode: wire.AugmentedSet, Sample: &wire.Document{Data: b.String(), Format: "ndjson"}, Format: "ndjson", Count: count(10), Seed: 4, FillMissing: []string{"*"}}
	text, _ := generate(t, e, req, engine.Options{})
	for i, line := range strings.Split(text, "\n")[:400] {
		var row struct {
			Price, Day *string
			Ok         *bool
			Rate, N    *float64
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil || row.Price == nil || row.Day == nil || row.Ok == nil || row.Rate == nil || row.N == nil ||
			!strings.HasPrefix(*row.Price, "$") || len(*row.Day) != 10 || (*row.Day)[2] != '.' {
			t.Fatalf("row %d: %s, %v", i, line, err)
		}
	}
}

func TestFilledNumbersAreWrittenWithTheirSigns(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Mode: wire.AugmentedSet, Sample: &wire.Document{Name: "p.csv", Data: people(300, "\r\n")}, Format: "csv", Count: count(1), Seed: 4, FillMissing: []string{"Score"}}
	text, _ := generate(t, e, req, engine.Options{})
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:301] {
		whole, tenth, ok := strings.Cut(row[4], ",")
		if n, err := strconv.Atoi(whole); !ok || len(tenth) != 1 || err != nil || n > 16 {
			t.Fatalf("row %d: score %q", i, row[4])
		}
	}
}
