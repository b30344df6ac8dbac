package fake

import (
	"slices"

	"github.com/brianvoe/gofakeit/v6/data"

	"github.com/groflex/groflex/engine/column"
)

// pools are the lists of gofakeit that nothing of the engine's own replaces:
// plain words for users' columns, where all entries are equally likely. Its
// people, places, companies and codes cohere with nothing and stay out.
func pools() map[string][]string {
	all := map[string][]string{}
	for family, lists := range map[string]map[string][]string{
		"animal": data.Animal, "beer": data.Beer, "book": data.Books, "car": data.Car, "color": data.Colors,
		"file": data.Files, "food": data.Food, "hacker": data.Hacker, "movie": data.Movies,
	} {
		for name, list := range lists {
			all[family+"."+name] = list
		}
	}
	return all
}

// newPool is pool.of: an entry of the list that the option "list" names, such
// as car.maker.
func newPool(a Args) (Filler, error) {
	o := read(a)
	all := pools()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	list, err := all[o.choice("list", names...)], o.err()
	if err != nil {
		return nil, err
	}
	list = distinct(list)
	return choice{column.NewDict(list), mustAlias(slices.Repeat([]float64{1}, len(list))), a.Own()}, nil
}

// distinct is the list without empty and repeated entries, sorted.
func distinct(list []string) []string {
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == "" })
	slices.Sort(list)
	return slices.Compact(list)
}
