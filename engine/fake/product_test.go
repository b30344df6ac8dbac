package fake

import (
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestProductsCohere(t *testing.T) {
	rows := upTo(4000)
	categories, names := filled(t, "product.category", rows, nil, nil), filled(t, "product.name", rows, nil, nil)
	prices := vector(t, "product.price", rows, nil, nil)
	costs := vector(t, "product.cost", rows, nil, nil)
	brands := filled(t, "product.brand", rows, nil, nil)

	type span struct{ least, greatest float64 }
	known := map[string]map[string]span{} // by category and noun, read here anew
	var category string
	for line := range dataLines(productsData) {
		if line[0] == '=' {
			category = words(line[1:])[0]
			known[category] = map[string]span{}
			continue
		}
		for _, entry := range words(line) {
			noun, figures, _ := strings.Cut(entry, ":")
			prices, _, _ := strings.Cut(figures, ":")
			least, greatest, _ := strings.Cut(prices, "-")
			known[category][noun] = span{wholeOf(least), wholeOf(greatest)}
		}
	}
	brandsOf := map[string]map[string]bool{}
	for i := range rows {
		_, noun, _ := strings.Cut(names[i], " ")
		usual, ok := known[categories[i]][noun]
		if !ok {
			t.Fatalf("row %d: %q in %s", i, names[i], categories[i])
		}
		price := float64(prices.Ints[i]) / 100
		if price < usual.least || price > usual.greatest+1 {
			t.Fatalf("row %d: %q costs %.2f, usually %v", i, names[i], price, usual)
		}
		if cost := costs.Ints[i]; cost < 1 || cost >= prices.Ints[i] {
			t.Fatalf("row %d: cost %d of price %d", i, cost, prices.Ints[i])
		}
		if brandsOf[categories[i]] == nil {
			brandsOf[categories[i]] = map[string]bool{}
		}
		brandsOf[categories[i]][brands[i]] = true
	}
	for category, brands := range brandsOf {
		if len(brands) > brandsEach {
			t.Errorf("%s has %d brands", category, len(brands))
		}
	}

	given := slices.Repeat([]string{"Grocery", "Furniture"}, 100)
	bound := map[string]*column.Vector{"category": texts(given...)}
	for i, name := range filled(t, "product.name", upTo(200), nil, bound) {
		_, noun, _ := strings.Cut(name, " ")
		if _, ok := known[given[i]][noun]; !ok {
			t.Errorf("%q for a bound category of %s", name, given[i])
		}
	}
	bound = map[string]*column.Vector{"category": texts("Furniture", "Grocery", "Jewelry", "Books"), "price": {Kind: column.Float, Floats: []float64{1500, 1.5, 700, 99999}}}
	names, weights := filled(t, "product.name", upTo(4), nil, bound), vector(t, "product.weight", upTo(4), nil, bound)
	for i, want := range []struct {
		noun        string
		least, most int64 // grams
	}{{"Sofa", 41000, 69000}, {"Pasta Lentils", 350, 640}, {"Watch", 56, 94}, {"Atlas", 1050, 1750}} { // the last is the dearest there is
		_, noun, _ := strings.Cut(names[i], " ")
		if !strings.Contains(want.noun, noun) {
			t.Errorf("%q for the bound price of row %d", names[i], i)
		}
		if grams := weights.Ints[i]; grams < want.least || grams > want.most {
			t.Errorf("%q weighs %d g", names[i], grams)
		}
	}
}

func TestCostFollowsTheBoundPrice(t *testing.T) {
	for name, v := range map[string]*column.Vector{
		"decimal of scale 2": {Kind: column.Decimal, Scale: 2, Ints: []int64{1000}},
		"decimal of scale 0": {Kind: column.Decimal, Ints: []int64{10}},
		"decimal of scale 4": {Kind: column.Decimal, Scale: 4, Ints: []int64{100_000}},
		"int":                {Kind: column.Int, Ints: []int64{10}},
		"float":              {Kind: column.Float, Floats: []float64{10}},
	} {
		cost := vector(t, "product.cost", upTo(1), nil, map[string]*column.Vector{"price": v}).Ints[0]
		if cost < 400 || cost > 750 {
			t.Errorf("%s: %d cents for a price of 10 dollars", name, cost)
		}
	}
}

func TestCategoriesOption(t *testing.T) {
	options := map[string]any{"categories": map[string]any{"Books": 3.0, "Garden": 1.0}}
	books := 0
	for _, c := range filled(t, "product.category", upTo(8000), options, nil) {
		switch c {
		case "Books":
			books++
		case "Garden":
		default:
			t.Fatalf("category %q", c)
		}
	}
	if books < 5800 || books > 6200 { // 6,000 ± 5 standard deviations
		t.Errorf("%d books of 8,000", books)
	}
}
