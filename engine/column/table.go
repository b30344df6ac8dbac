package column

// Table is a list of columns over the same rows: a whole sample, or one block
// of what is being generated. First is the number of its first row in the
// table it is a block of.
type Table struct {
	Name   string
	Fields []Field
	Cols   []Vector // one a field
	First  int64
	Rows   int
}

// Index is the number of the named column, or -1.
func (t *Table) Index(name string) int {
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			return i
		}
	}
	return -1
}
