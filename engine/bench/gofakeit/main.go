// Command gofakeit makes the columns of retail/customers as a program that
// uses github.com/brianvoe/gofakeit plainly would: a call a cell, a record a
// row, encoding/csv. It is a module of its own, so that the library stays out
// of the engine's. It prints one JSON object a round, as engine/bench does.
package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/brianvoe/gofakeit/v6"
)

func main() {
	rows := flag.Int("rows", 100_000, "rows a round")
	rounds := flag.Int("rounds", 1, "rounds")
	flag.Parse()
	for range *rounds {
		began, spent := time.Now(), cpu()
		size := generate(*rows)
		json.NewEncoder(os.Stdout).Encode(map[string]int64{
			"rows": int64(*rows), "bytes": size, "wall": time.Since(began).Nanoseconds(), "cpu": cpu() - spent,
		})
	}
}

func generate(rows int) int64 {
	f := gofakeit.New(9)
	var out counter
	w := csv.NewWriter(&out)
	first, last := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)
	segments := []any{"consumer", "loyalty", "business"}
	shares := []float32{0.62, 0.3, 0.08}
	for i := range rows {
		name, surname, address := f.FirstName(), f.LastName(), f.Address()
		segment, _ := f.Weighted(segments, shares)
		w.Write([]string{
			fmt.Sprintf("CUS-%08d", i+1), name, surname,
			strings.ToLower(name + "." + surname + "@" + f.DomainName()), f.Phone(),
			address.Street, address.City, f.StateAbr(), address.Zip,
			strconv.FormatFloat(f.Latitude(), 'f', 6, 64), strconv.FormatFloat(f.Longitude(), 'f', 6, 64), f.CountryAbr(),
			segment.(string),
			strconv.FormatFloat(f.Price(0, 10_000), 'f', 2, 64),
			f.DateRange(first, last).Format(time.DateOnly),
		})
	}
	w.Flush()
	return int64(out)
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// cpu is the time that this process has had of all cores, in ns.
func cpu() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
