package encode

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// batch is the rows of one INSERT statement.
const batch = 500

// dialect is what sets one SQL database apart.
type dialect struct {
	name      string
	types     [column.JSON + 1]string // of columns; "%d" takes the scale
	keyText   string                  // type of texts in keys
	quote     byte                    // around names
	backslash bool                    // escapes in literals
	yes, no   string
	timestamp string // layout of Time cells
	setup     string // before the table
	foldsCase bool   // names differing in case alone are the same
	deferred  string // of keys that are checked late; "": there are none
}

// The TIMESTAMPs are in UTC. MySQL cannot read a Z (before 8.0.19 no zone at
// all), SQLite keeps times as text. https://www.postgresql.org/docs/current/datatype.html,
// https://dev.mysql.com/doc/refman/8.4/en/data-types.html, https://sqlite.org/datatype3.html.
var dialects = [...]dialect{
	{
		name: "postgresql",
		types: [...]string{
			column.Bool: "BOOLEAN", column.Int: "BIGINT", column.Decimal: "NUMERIC(19,%d)", column.Float: "DOUBLE PRECISION",
			column.Date: "DATE", column.Time: "TIMESTAMP WITH TIME ZONE", column.Text: "TEXT", column.JSON: "JSONB",
		},
		keyText: "TEXT", quote: '"', yes: "TRUE", no: "FALSE", timestamp: isoTime,
		setup: "SET standard_conforming_strings = on;\n", deferred: " DEFERRABLE INITIALLY DEFERRED",
	},
	{
		name: "mysql",
		types: [...]string{
			column.Bool: "BOOLEAN", column.Int: "BIGINT", column.Decimal: "DECIMAL(19,%d)", column.Float: "DOUBLE",
			column.Date: "DATE", column.Time: "DATETIME(6)", column.Text: "LONGTEXT", column.JSON: "JSON",
		},
		keyText: "VARCHAR(255)", quote: '`', backslash: true, yes: "TRUE", no: "FALSE",
		timestamp: "2006-01-02 15:04:05.999999",
		setup:     "SET NAMES utf8mb4;\n", foldsCase: true,
	},
	{
		name: "sqlite",
		types: [...]string{
			column.Bool: "BOOLEAN", column.Int: "INTEGER", column.Decimal: "NUMERIC", column.Float: "REAL",
			column.Date: "TEXT", column.Time: "TEXT", column.Text: "TEXT", column.JSON: "TEXT",
		},
		keyText: "TEXT", quote: '"', yes: "1", no: "0", timestamp: isoTime, foldsCase: true, deferred: " DEFERRABLE INITIALLY DEFERRED",
	},
}

// newSQL writes CREATE TABLE and INSERT statements of up to 500 rows, in one
// transaction where the database has them for DDL. Statements begin at rows
// whose number is a multiple of 500, so that slices join. Dates and times are
// written as the database reads them, whatever their layout.
func newSQL(fields []column.Field, o Options) (*rows, error) {
	d, faults := resolve(o.Dialect)
	if d == nil {
		return nil, faults
	}
	faults = append(faults, d.check(fields, o)...)
	if len(faults) > 0 {
		return nil, faults
	}

	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	insert := "INSERT INTO " + d.ident(o.Table) + " (" + d.idents(names) + ") VALUES\n("
	r := &rows{
		begin: d.setup + d.create(fields, o) + "BEGIN;\n",
		open:  ",\n(", close: ")",
		every: batch, first: insert, again: ";\n" + insert,
		end: func(rows int64) string {
			if rows == 0 {
				return "COMMIT;\n"
			}
			return ";\nCOMMIT;\n"
		},
	}
	for i, f := range fields {
		st := style{null: "NULL", yes: d.yes, no: d.no, quote: '\'', plain: d.plain, escape: d.escape}
		if i > 0 {
			st.before = ","
		}
		f.Layout, f.Zone, f.Capitals = "", 0, false
		if f.Kind == column.Time {
			f.Layout = d.timestamp
		}
		r.add(f, st)
	}
	return r, nil
}

// resolve is the dialect of a name.
func resolve(name string) (*dialect, wire.Faults) {
	if name == "" {
		name = "postgresql"
	}
	if name == Portable {
		d := dialects[0]
		d.name, d.setup, d.foldsCase = Portable, "", true
		return &d, nil
	}
	known := make([]string, len(dialects))
	for i := range dialects {
		if dialects[i].name == name {
			d := dialects[i]
			return &d, nil
		}
		known[i] = dialects[i].name
	}
	known = append(known, Portable)
	return nil, wire.Faults{{
		Kind: wire.Invalid, Pointer: "/dialect",
		Message: fmt.Sprintf("unknown SQL dialect %q", name),
		Remedy:  "use one of " + strings.Join(known, ", "),
	}}
}

// check finds names that the database would refuse.
func (d *dialect) check(fields []column.Field, o Options) wire.Faults {
	var faults wire.Faults
	if o.Table == "" {
		faults.Add("/table", "SQL needs the name of a table")
	}
	if len(fields) == 0 {
		faults.Add("/schema", "a SQL table needs at least one column")
	}
	seen := map[string]string{}
	for _, f := range fields {
		if f.Name == "" {
			faults.Add("/schema", "a SQL column needs a name")
			continue
		}
		folded := f.Name
		if d.foldsCase {
			folded = strings.ToLower(f.Name)
		}
		if other, ok := seen[folded]; ok {
			faults.Add("/schema", "columns %q and %q are the same to %s", other, f.Name, d.name)
		}
		seen[folded] = f.Name
	}
	named := func(pointer string, names []string) {
		for _, name := range names {
			if !slices.ContainsFunc(fields, func(f column.Field) bool { return f.Name == name }) {
				faults.Add(pointer, "there is no column %q", name)
			}
		}
	}
	named("/primary_key", o.PrimaryKey)
	named("/not_null", o.NotNull)
	for _, key := range o.ForeignKeys {
		named("/foreign_keys", key.Columns)
	}
	return faults
}

// create is the CREATE TABLE statement.
func (d *dialect) create(fields []column.Field, o Options) string {
	keys := slices.Clone(o.PrimaryKey)
	for _, key := range o.ForeignKeys {
		keys = append(keys, key.Columns...)
	}
	var lines []string
	for _, f := range fields {
		kind := d.types[f.Kind]
		if f.Kind == column.Text && slices.Contains(keys, f.Name) {
			kind = d.keyText
		}
		if strings.Contains(kind, "%d") {
			kind = fmt.Sprintf(kind, f.Scale)
		}
		if slices.Contains(o.NotNull, f.Name) {
			kind += " NOT NULL"
		}
		lines = append(lines, d.ident(f.Name)+" "+kind)
	}
	if len(o.PrimaryKey) > 0 {
		lines = append(lines, "PRIMARY KEY ("+d.idents(o.PrimaryKey)+")")
	}
	for _, key := range o.ForeignKeys {
		line := "FOREIGN KEY (" + d.idents(key.Columns) + ") REFERENCES " + d.ident(key.Table) + " (" + d.idents(key.References) + ")"
		switch {
		case !key.Deferred:
			lines = append(lines, line)
		case d.deferred != "":
			lines = append(lines, line+d.deferred)
		}
	}
	return "CREATE TABLE " + d.ident(o.Table) + " (\n  " + strings.Join(lines, ",\n  ") + "\n);\n"
}

// ident is a quoted name.
func (d *dialect) ident(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), "\x00", "\ufffd")
	q := string(rune(d.quote))
	return q + string(double(nil, []byte(name), d.quote)) + q
}

func (d *dialect) idents(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = d.ident(name)
	}
	return strings.Join(quoted, ", ")
}

// plain reports that text may stand between single quotes as it is.
func (d *dialect) plain(text []byte) bool {
	return usual(text, '\'', '\\') || bytes.IndexByte(text, '\'') < 0 && bytes.IndexByte(text, 0) < 0 &&
		(!d.backslash || bytes.IndexByte(text, '\\') < 0) && utf8.Valid(text)
}

// escape appends text as it stands between single quotes. Quotes are doubled
// and never escaped with a backslash, so that no setting of the server can
// make one of them end the literal. No database here takes NUL or what is not
// UTF-8 in a text: both become U+FFFD.
func (d *dialect) escape(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			char, n := utf8.DecodeRune(text[i:])
			dst = utf8.AppendRune(dst, char)
			i += n
			continue
		case c == 0:
			dst = append(dst, "\ufffd"...)
		case c == '\'' || c == '\\' && d.backslash:
			dst = append(dst, c, c)
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}
