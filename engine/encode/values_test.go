package encode

import (
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestValuesStandAlone(t *testing.T) {
	table := column.Table{Rows: 2, Cols: make([]column.Vector, 1)}
	table.Cols[0].Reset(column.Field{Kind: column.JSON}, 0)
	table.Cols[0].AppendText(`[1,2]`)
	table.Cols[0].AppendText(`null`)
	next := table
	next.First = 2
	for format, want := range map[string]string{
		"json":   "[\n[1,2],\nnull,\n[1,2],\nnull\n]\n",
		"ndjson": "[1,2]\nnull\n[1,2]\nnull\n",
	} {
		e := NewValues(format)
		got := e.End(e.Append(e.Append(e.Begin(nil), &table), &next), 4)
		if string(got) != want {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
}
