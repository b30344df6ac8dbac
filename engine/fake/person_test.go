package fake

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestPersonColumnsSpeakOfOnePerson(t *testing.T) {
	rows := upTo(3000)
	col := map[string][]string{}
	for _, name := range []string{"sex", "first_name", "last_name", "full_name", "initials", "title", "email", "username", "birth_date", "age"} {
		col[name] = filled(t, "person."+name, rows, nil, nil)
	}
	r := parseRoster()
	for i := range rows {
		first, last := col["first_name"][i], col["last_name"][i]
		if got := col["full_name"][i]; got != first+" "+last {
			t.Fatalf("row %d: full name %q of %q %q", i, got, first, last)
		}
		if got := col["initials"][i]; got != first[:1]+last[:1] {
			t.Fatalf("row %d: initials %q of %q %q", i, got, first, last)
		}
		plain := strings.NewReplacer("'", "", " ", "")
		for _, name := range []string{first, last} {
			part := strings.ToLower(plain.Replace(name))
			if !strings.Contains(col["email"][i], part) || !strings.Contains(col["username"][i], part) {
				t.Fatalf("row %d: %q and %q lack %q", i, col["email"][i], col["username"][i], name)
			}
		}
		code := slices.Index(dictTexts(r.first), first)
		if col["sex"][i] == "male" {
			code = int(r.women) + slices.Index(dictTexts(r.first)[r.women:], first)
		}
		if code < 0 || (code < int(r.women)) != (col["sex"][i] == "female") {
			t.Fatalf("row %d: %q is no name of a %s", i, first, col["sex"][i])
		}
		if title := col["title"][i]; title == "Mr." && col["sex"][i] == "female" || title[1] == 's' && col["sex"][i] == "male" || title == "Mrs." && col["sex"][i] == "male" {
			t.Fatalf("row %d: %s for a %s", i, title, col["sex"][i])
		}
	}
	// The age that the birth date gives is the age drawn.
	born := vector(t, "person.birth_date", rows, nil, nil)
	if ages := filled(t, "person.age", rows, nil, map[string]*column.Vector{"birth_date": born}); !slices.Equal(ages, col["age"]) {
		t.Error("ages by birth date differ from the ages drawn")
	}
}

func dictTexts(d *column.Dict) []string {
	list := make([]string, d.Len())
	for code := range list {
		list[code] = d.Text(uint32(code))
	}
	return list
}

func TestEmailsAndUsernamesAreUnique(t *testing.T) {
	rows := upTo(20_000)
	for _, name := range []string{"person.email", "person.username"} {
		seen := map[string]bool{}
		for _, cell := range filled(t, name, rows, nil, nil) {
			if seen[cell] {
				t.Fatalf("%s: %q twice", name, cell)
			}
			seen[cell] = true
		}
	}
}

// Every span's affine map is a bijection because its step is coprime to the
// span's size, 9·10^k, and its products must fit in 64 bits.
func TestNumbersOfHandlesPermute(t *testing.T) {
	h := numbering(Args{Seed: 1}.Shared("number"))
	gcd := func(a, b uint64) uint64 {
		for b > 0 {
			a, b = b, a%b
		}
		return a
	}
	for k, s := range h {
		if gcd(s.step, s.size) != 1 || s.size > math.MaxUint64/2/s.step {
			t.Errorf("span %d: step %d of %d", k, s.step, s.size)
		}
	}
	seen := map[string]bool{}
	for row := range int64(990) {
		n := string(h.append(nil, row))
		if want := 2 + min(max(int(row)-89, 0), 1); len(n) != want || seen[n] {
			t.Fatalf("row %d: number %s", row, n)
		}
		seen[n] = true
	}
	if n := string(h.append(nil, 999_999_999_999)); len(n) != 13 {
		t.Errorf("row 10^12-1: number %s", n)
	}
}

func TestInputsDecide(t *testing.T) {
	rows := upTo(4)
	first, last := texts("José", "Zoë", "李", "Anne-Marie"), texts("Muñoz", "O'Brien", "王", "van den Berg")
	emails := filled(t, "person.email", rows, nil, map[string]*column.Vector{
		"first_name": first, "last_name": last, "domain": texts("acme.example", "acme.example", "acme.example", "acme.example")})
	for i, want := range []string{"jose munoz", "zoe obrien", "user", "annemarie vandenberg"} {
		local, host, _ := strings.Cut(emails[i], "@")
		local = strings.TrimRight(local, "0123456789")
		got := strings.NewReplacer(".", "", "_", "").Replace(local)
		if got != strings.ReplaceAll(want, " ", "") || host != "acme.example" {
			t.Errorf("e-mail %q for %q", emails[i], want)
		}
	}
	titles := filled(t, "person.title", upTo(200), nil, map[string]*column.Vector{"first_name": texts(slices.Repeat([]string{"Mary"}, 200)...)})
	if slices.Contains(titles, "Mr.") {
		t.Error("Mary is called Mr.")
	}
	sexes := slices.Repeat([]string{"F", "male", "M", "Female"}, 50)
	names := filled(t, "person.first_name", upTo(200), nil, map[string]*column.Vector{"sex": texts(sexes...)})
	women := dictTexts(census().first)[:census().women]
	men := dictTexts(census().first)[census().women:]
	for i, name := range names {
		pool := women
		if sexes[i] == "male" || sexes[i] == "M" {
			pool = men
		}
		if !slices.Contains(pool, name) {
			t.Errorf("%q is called %s", sexes[i], name)
		}
	}
}

func TestFirstNamesFollowTheDecade(t *testing.T) {
	const n = 4000
	count := func(name string, year int64) int {
		var born column.Vector
		born.Reset(date, n)
		for i := range born.Ints {
			born.Ints[i] = column.DateOf(year, 7, 1)
		}
		cells := filled(t, "person.first_name", upTo(n), nil, map[string]*column.Vector{"birth_date": &born})
		return len(slices.DeleteFunc(cells, func(c string) bool { return c != name }))
	}
	// SSA, per 100,000 girls: Mary 5,600 in the 1920s and 130 in the 2010s;
	// Jennifer 20 in the 1940s and 3,400 in the 1970s.
	if early, late := count("Mary", 1925), count("Mary", 2014); early < 10*max(late, 1) {
		t.Errorf("Mary: %d in 1925, %d in 2014", early, late)
	}
	if early, late := count("Jennifer", 1945), count("Jennifer", 1975); late < 10*max(early, 1) {
		t.Errorf("Jennifer: %d in 1945, %d in 1975", early, late)
	}
}

func TestSurnamesAreAsFrequentAsInTheCensus(t *testing.T) {
	const n = 50_000
	r, count := census(), map[string]int{}
	for _, cell := range filled(t, "person.last_name", upTo(n), nil, nil) {
		count[cell]++
	}
	// Of the people who bear one of the 1,000 names: 8,282 + … per million
	// bear Smith, of a total that the file adds up to.
	total := 0.0
	per := map[string]float64{}
	for line := range dataLines(lastNames) {
		name, counts, _ := strings.Cut(line, "\t")
		count, _, _ := strings.Cut(counts, " ")
		per[name] = wholeOf(count)
		total += per[name]
	}
	for _, name := range []string{"Smith", "Johnson", "Garcia", "O'Brien", "Nguyen"} {
		p := per[name] / total
		if got := float64(count[name]) / n; math.Abs(got-p) > 5*math.Sqrt(p*(1-p)/n) {
			t.Errorf("%s: share %.5f, want %.5f", name, got, p)
		}
	}
	if r.last.Len() != 1000 {
		t.Errorf("%d surnames", r.last.Len())
	}
}

func TestAgesFollowTheirOptions(t *testing.T) {
	const n = 20_000
	for _, c := range []struct {
		min, max int
		median   float64
	}{{18, 90, 29}, {18, 90, 52}, {0, 17, 4}, {65, 99, 75}} {
		ages := vector(t, "person.age", upTo(n), map[string]any{"min_age": c.min, "max_age": c.max, "median_age": c.median}, nil).Ints
		sorted := slices.Clone(ages)
		slices.Sort(sorted)
		if sorted[0] < int64(c.min) || sorted[n-1] > int64(c.max) || math.Abs(float64(sorted[n/2])-c.median) > 1 {
			t.Errorf("%+v: ages %d to %d, median %d", c, sorted[0], sorted[n-1], sorted[n/2])
		}
	}
	// The Census Bureau's Vintage 2024: 21.5% under 18, 18.0% at 65 or over.
	young, old := 0, 0
	for _, age := range vector(t, "person.age", upTo(n), map[string]any{"min_age": 0, "max_age": 99}, nil).Ints {
		if age < 18 {
			young++
		}
		if age >= 65 {
			old++
		}
	}
	if math.Abs(float64(young)/n-0.215) > 0.01 || math.Abs(float64(old)/n-0.18) > 0.01 {
		t.Errorf("%d under 18 and %d at 65 or over of %d", young, old, n)
	}
}

func TestBirthDatesGiveTheBoundAge(t *testing.T) {
	for _, today := range []int64{asOf, column.DateOf(2024, 2, 29), column.DateOf(2025, 3, 1), column.DateOf(2023, 2, 28)} {
		var age column.Vector
		age.Reset(integer, 1000)
		for i := range age.Ints {
			age.Ints[i] = int64(i % 100)
		}
		p, _ := Named("person.birth_date")
		back, _ := Named("person.age")
		args := Args{Table: "t", AsOf: today}
		born, got := column.Vector{}, column.Vector{}
		for _, step := range []struct {
			p       Provider
			to, use *column.Vector
		}{{p, &born, &age}, {back, &got, &born}} {
			f, err := step.p.New(args)
			if err != nil {
				t.Fatal(err)
			}
			step.to.Reset(step.p.Field, 1000)
			f.Fill(step.to, &Block{Rows: upTo(1000)}, []*column.Vector{step.use})
		}
		if !slices.Equal(got.Ints, age.Ints) {
			t.Errorf("as of day %d: ages do not come back", today)
		}
	}
}

func TestSocialSecurityNumbersWereNeverIssued(t *testing.T) {
	for _, ssn := range filled(t, "person.ssn", upTo(2000), nil, nil) {
		if len(ssn) != 11 || ssn[0] != '9' || ssn[3] != '-' || ssn[6] != '-' ||
			ssn[4:6] < "01" || ssn[4:6] > "49" || ssn[7:] < "0001" {
			t.Fatalf("number %q", ssn)
		}
	}
}

func TestRaceFollowsTheSurname(t *testing.T) {
	const n = 20_000
	share := func(race string, inputs map[string]*column.Vector) float64 {
		k := 0
		for _, cell := range filled(t, "person.race", upTo(n), nil, inputs) {
			if cell == race {
				k++
			}
		}
		return float64(k) / n
	}
	bound := func(name string) map[string]*column.Vector {
		return map[string]*column.Vector{"last_name": texts(slices.Repeat([]string{name}, n)...)}
	}
	// Census 2010: 96% of the Nguyen are Asian, 92% of the Garcia Hispanic; and
	// of all Americans 64% were white and 16% Hispanic, of those with one of
	// the 1,000 commonest names somewhat fewer and more.
	for _, c := range []struct {
		race     string
		inputs   map[string]*column.Vector
		from, to float64
	}{
		{"Asian", bound("Nguyen"), 0.94, 0.98}, {"Hispanic", bound("Garcia"), 0.9, 0.95},
		{"White", nil, 0.5, 0.68}, {"Hispanic", nil, 0.14, 0.32}, {"Black", nil, 0.1, 0.2},
	} {
		if got := share(c.race, c.inputs); got < c.from || got > c.to {
			t.Errorf("%s: share %.3f, want %v to %v", c.race, got, c.from, c.to)
		}
	}
}

func TestMaritalStatusFollowsTheAge(t *testing.T) {
	const n = 4000
	for age, want := range map[int64]map[string]float64{
		10: {"never married": 1}, 30: {"never married": 0.58, "married": 0.38}, 80: {"widowed": 0.34, "married": 0.5},
	} {
		v := &column.Vector{Kind: column.Int, Ints: slices.Repeat([]int64{age}, n)}
		count := map[string]float64{}
		for _, status := range filled(t, "person.marital_status", upTo(n), nil, map[string]*column.Vector{"age": v}) {
			count[status]++
		}
		for status, share := range want {
			if got := count[status] / n; math.Abs(got-share) > 0.04 {
				t.Errorf("%s at %d: %.3f, want %.2f", status, age, got, share)
			}
		}
	}
}

// Columns of one person that were given different bounds still agree on who
// is young and who is old.
func TestAgesOfDifferentBoundsKeepTheirOrder(t *testing.T) {
	rows := upTo(2000)
	wide := vector(t, "person.age", rows, map[string]any{"min_age": 0, "max_age": 99}, nil).Ints
	narrow := vector(t, "person.age", rows, map[string]any{"min_age": 30, "max_age": 60, "median_age": 50}, nil).Ints
	for i := range rows {
		for j := range 20 {
			if wide[i] > wide[j] && narrow[i] < narrow[j] {
				t.Fatalf("rows %d and %d: ages %d and %d, then %d and %d", i, j, wide[i], wide[j], narrow[i], narrow[j])
			}
		}
	}
}
