package encode_test

import (
	"os"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/encode"
)

func Example() {
	table := column.Table{Rows: 2, Fields: []column.Field{
		{Name: "name", Kind: column.Text},
		{Name: "paid", Kind: column.Decimal, Scale: 2, Places: 2},
	}}
	table.Cols = make([]column.Vector, 2)
	for i, f := range table.Fields {
		table.Cols[i].Reset(f, table.Rows)
	}
	table.Cols[0].AppendText("Ann")
	table.Cols[0].AppendText("Bob, jr.")
	table.Cols[1].Ints[0] = 1250
	table.Cols[1].SetNull(1, table.Rows)

	for _, format := range []string{"csv", "json"} {
		e, err := encode.New(format, table.Fields, encode.Options{})
		if err != nil {
			panic(err)
		}
		out := e.Begin(nil)
		out = e.Append(out, &table)
		os.Stdout.Write(e.End(out, 2))
	}
	// Output:
	// name,paid
	// Ann,12.50
	// "Bob, jr.",
	// [
	// {"name":"Ann","paid":12.50},
	// {"name":"Bob, jr.","paid":null}
	// ]
}
