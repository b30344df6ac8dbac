package fake

import (
	_ "embed"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

//go:embed data/jobs.txt
var jobsData string

// levels are the ranks of a company and their share in 100 employees
// (assumed). Up to Lead a title is a role's, above it a department's.
const levels = `Intern:4 Junior:18 Mid:34 Senior:22 Lead:8 Manager:8 Director:4 VP:1 Chief:1`

// manager is the number of the first level whose title is a department's.
const manager = 5

// jobs draws the job of a row: department, level, title, from streams that
// the group shares.
type jobs struct {
	departments, levels, titles *column.Dict
	departmentOf, levelOf       map[string]uint32
	departmentBy, levelBy       dist.Alias
	start                       [][]uint32 // first title of a department and level
	roles                       []uint64   // how many roles a department has
	department, level, role     rng.Stream
}

// employ reads the options that all job.* providers share.
//
//   - departments, levels: a list to keep to, or an object of weights
func employ(a Args, o *options) *jobs {
	j := &jobs{
		departmentOf: map[string]uint32{}, levelOf: map[string]uint32{},
		department: a.Shared("department"), level: a.Shared("level"), role: a.Shared("role"),
	}
	ranks, rankWeights := weighted(levels)
	for k, rank := range ranks {
		j.levelOf[rank] = uint32(k)
	}
	var departments, titles []string
	var weights []float64
	for line := range dataLines(jobsData) {
		f := words(line)
		department, chief, roles := f[0], f[2], f[3:]
		j.departmentOf[department] = uint32(len(departments))
		departments, weights = append(departments, department), append(weights, wholeOf(f[1]))
		j.roles = append(j.roles, uint64(len(roles)))
		var start []uint32
		for _, prefix := range []string{"", "Junior ", "", "Senior ", "Lead "} {
			start = append(start, uint32(len(titles)))
			for _, role := range roles {
				titles = append(titles, prefix+role)
				if len(start) == 1 {
					titles[len(titles)-1] += " Intern"
				}
			}
		}
		for _, title := range []string{department + " Manager", "Director of " + department, "VP of " + department, chief} {
			start = append(start, uint32(len(titles)))
			titles = append(titles, title)
		}
		j.start = append(j.start, start)
	}
	if given := o.weights("departments", departments); given != nil && len(o.faults) == 0 {
		weights = given
	}
	if given := o.weights("levels", ranks); given != nil && len(o.faults) == 0 {
		rankWeights = given
	}
	j.departments, j.levels, j.titles = column.NewDict(departments), column.NewDict(ranks), column.NewDict(titles)
	j.departmentBy, j.levelBy = mustAlias(weights), mustAlias(rankWeights)
	return j
}

// job makes the constructor of a job.* provider: pick is the code of a row's
// cell in dict, given the numbers of its department and level.
func job(dict func(*jobs) *column.Dict, pick func(j *jobs, row int64, department, level uint32) uint32) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		j := employ(a, o)
		return jobFiller{j, dict(j), pick}, o.err()
	}
}

type jobFiller struct {
	*jobs
	dict *column.Dict
	pick func(j *jobs, row int64, department, level uint32) uint32
}

// Fill follows the inputs department and level.
func (f jobFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	departments, levels := bound(in, 0), bound(in, 1)
	dst.UseDict(f.dict, len(b.Rows))
	for i, row := range b.Rows {
		department := follow(departments, i, f.departmentOf, &f.departmentBy, f.department.At(row))
		level := follow(levels, i, f.levelOf, &f.levelBy, f.level.At(row))
		dst.Codes[i] = f.pick(f.jobs, row, department, level)
	}
}

// follow is the number of a bound cell's text or, where there is none that
// is known, one drawn with the bits u.
func follow(v *column.Vector, i int, numberOf map[string]uint32, by *dist.Alias, u uint64) uint32 {
	if v != nil && !v.Null(i) {
		if k, ok := numberOf[string(v.Bytes(i))]; ok {
			return k
		}
	}
	return by.Pick(u)
}

func departmentDict(j *jobs) *column.Dict { return j.departments }
func levelDict(j *jobs) *column.Dict      { return j.levels }
func titleDict(j *jobs) *column.Dict      { return j.titles }

func pickDepartment(_ *jobs, _ int64, department, _ uint32) uint32 { return department }
func pickLevel(_ *jobs, _ int64, _, level uint32) uint32           { return level }

func pickTitle(j *jobs, row int64, department, level uint32) uint32 {
	first := j.start[department][level]
	if level >= manager {
		return first
	}
	return first + uint32(rng.Below(j.role.At(row), j.roles[department]))
}
