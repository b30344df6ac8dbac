package formula_test

import (
	"fmt"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
)

func Example() {
	expr, err := formula.Parse(`round(amount * {"CA": 0.0725, "NY": 0.04}[state], 2)`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("reads", expr.Refs())

	types := map[string]formula.Type{"amount": {Kind: column.Decimal, Scale: 2}, "state": {Kind: column.Text}}
	program, err := expr.Compile(func(r formula.Ref) (formula.Type, bool) {
		t, ok := types[r.Name]
		return t, ok
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("gives", program.Type())

	amount := &column.Vector{Kind: column.Decimal, Scale: 2, Ints: []int64{10000, 2050}}
	state := &column.Vector{Kind: column.Text, Dict: column.NewDict([]string{"NY", "CA"}), Codes: []uint32{0, 1}}
	var tax column.Vector
	program.Eval(&tax, []*column.Vector{amount, state}, formula.Groups{}, 2)
	fmt.Println("cents", tax.Ints)

	_, err = formula.Parse(`roundd(amount, 2)`)
	fmt.Println(err)
	// Output:
	// reads [amount state]
	// gives decimal(2)
	// cents [400 149]
	// line 1, column 1: there is no function "roundd" (did you mean round?)
}
