package encode

import (
	"errors"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

func TestSQLGolden(t *testing.T) {
	fields := []column.Field{
		{Name: "id", Kind: column.Text}, {Name: "parent", Kind: column.Int}, {Name: "amount", Kind: column.Decimal, Scale: 2, Places: 2},
		{Name: "born", Kind: column.Date, Layout: "02/01/2006"}, {Name: "at", Kind: column.Time}, {Name: "ok", Kind: column.Bool}, {Name: "doc", Kind: column.JSON},
	}
	table := &column.Table{Fields: fields, Rows: 1, Cols: make([]column.Vector, len(fields))}
	for i, f := range fields {
		table.Cols[i].Reset(f, 1)
	}
	table.Cols[0].AppendText(`O'Brien \ co`)
	table.Cols[2].Ints[0] = 1250
	table.Cols[4].Ints[0] = 1_767_225_600_500_000
	table.Cols[5].Ints[0] = 1
	table.Cols[6].AppendText(`{"a":"\n"}`)
	table.Cols[1].SetNull(0, 1)
	o := Options{
		Table: "order", PrimaryKey: []string{"id"}, NotNull: []string{"id"},
		ForeignKeys: []ForeignKey{{Columns: []string{"parent"}, Table: "order", References: []string{"id"}}},
	}
	want := map[string]string{
		"postgresql": `SET standard_conforming_strings = on;
CREATE TABLE "order" (
  "id" TEXT NOT NULL,
  "parent" BIGINT,
  "amount" NUMERIC(19,2),
  "born" DATE,
  "at" TIMESTAMP WITH TIME ZONE,
  "ok" BOOLEAN,
  "doc" JSONB,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("parent") REFERENCES "order" ("id")
);
BEGIN;
INSERT INTO "order" ("id", "parent", "amount", "born", "at", "ok", "doc") VALUES
('O''Brien \ co',NULL,12.50,'1970-01-01','2026-01-01T00:00:00.5Z',TRUE,'{"a":"\n"}');
COMMIT;
`,
		"mysql": "SET NAMES utf8mb4;\nCREATE TABLE `order` (\n  `id` VARCHAR(255) NOT NULL,\n  `parent` BIGINT,\n  `amount` DECIMAL(19,2),\n" +
			"  `born` DATE,\n  `at` DATETIME(6),\n  `ok` BOOLEAN,\n  `doc` JSON,\n  PRIMARY KEY (`id`),\n  FOREIGN KEY (`parent`) REFERENCES `order` (`id`)\n);\nBEGIN;\n" +
			"INSERT INTO `order` (`id`, `parent`, `amount`, `born`, `at`, `ok`, `doc`) VALUES\n" +
			`('O''Brien \\ co',NULL,12.50,'1970-01-01','2026-01-01 00:00:00.5',TRUE,'{"a":"\\n"}');` + "\nCOMMIT;\n",
	}
	for dialect, want := range want {
		o.Dialect = dialect
		if got := whole(t, "sql", o, table, 1); got != want {
			t.Errorf("%s: %s", dialect, firstDifference(got, want))
		}
	}
}

// Nothing in a text or a name ends its literal: a small reader of SQL's
// lexical rules finds every text again.
func TestSQLCannotBeInjected(t *testing.T) {
	for _, dialect := range []string{"postgresql", "mysql", "sqlite"} {
		for _, name := range []string{`x"; DROP TABLE t; --`, "x`; DROP TABLE t; --", `x'`, "é"} {
			checkSQL(t, dialect, name, nasty...)
		}
	}
}

func FuzzSQL(f *testing.F) {
	for _, text := range nasty {
		f.Add(text, "x", uint8(0))
	}
	f.Fuzz(func(t *testing.T, text, name string, n uint8) {
		if name != "" && name != "n" && name != "N" { // the other column
			checkSQL(t, []string{"postgresql", "mysql", "sqlite", Portable}[n%4], name, text, "next")
		}
	})
}

func checkSQL(t *testing.T, dialect, name string, texts ...string) {
	t.Helper()
	table := one(column.Field{Name: name, Kind: column.Text}, texts...)
	sql := whole(t, "sql", Options{Table: name, Dialect: dialect}, table, len(texts))
	var want []string
	for _, s := range texts {
		want = append(want, strings.ReplaceAll(fixUTF8(s), "\x00", "\ufffd"))
	}
	if got := literals(t, sql, dialect); strings.Join(got, "\x00") != strings.Join(want, "\x00") {
		t.Errorf("%s, %q: %q, want %q", dialect, name, got, want)
	}
}

// literals reads a script's text literals, by the dialect's rules, and fails
// where a quote is left open.
func literals(t *testing.T, sql, dialect string) []string {
	t.Helper()
	var found []string
	for i := 0; i < len(sql); i++ {
		quote := sql[i]
		if quote != '\'' && quote != '"' && quote != '`' {
			continue
		}
		var text []byte
		for i++; ; i++ {
			if i >= len(sql) {
				t.Fatalf("%s: an open quote in %q", dialect, sql)
			}
			if sql[i] == '\\' && quote == '\'' && dialect == "mysql" {
				i++
			} else if sql[i] == quote {
				if i+1 >= len(sql) || sql[i+1] != quote {
					break
				}
				i++
			}
			text = append(text, sql[i])
		}
		if quote == '\'' {
			found = append(found, string(text))
		}
	}
	return found
}

func TestSQLFaults(t *testing.T) {
	fields := []column.Field{{Name: "id", Kind: column.Int}, {Name: "ID", Kind: column.Int}, {Name: "", Kind: column.Int}}
	_, err := New("sql", fields, Options{Dialect: "sqlite", PrimaryKey: []string{"key"}})
	var faults wire.Faults
	if !errors.As(err, &faults) || len(faults) != 4 {
		t.Errorf("want four faults: no table, two equal names, no name, no such key; got %v", err)
	}
	if _, err := New("sql", fields[:1], Options{Table: "t", Dialect: "oracle"}); err == nil || !strings.Contains(err.Error(), "mysql") {
		t.Errorf("unknown dialect: %v", err)
	}
}

func TestDialectsOfLinkedTables(t *testing.T) {
	fields := []column.Field{{Name: "id", Kind: column.Int}, {Name: "above", Kind: column.Int}}
	table := &column.Table{Fields: fields, Cols: make([]column.Vector, len(fields))}
	for i, f := range fields {
		table.Cols[i].Reset(f, 0)
	}
	o := Options{Table: "t", PrimaryKey: []string{"id"}, ForeignKeys: []ForeignKey{{Columns: []string{"above"}, Table: "t", References: []string{"id"}, Deferred: true}}}
	for dialect, c := range map[string]struct{ begin, key string }{
		"postgresql": {"SET ", " DEFERRABLE INITIALLY DEFERRED"},
		Portable:     {"CREATE TABLE ", " DEFERRABLE INITIALLY DEFERRED"},
		"sqlite":     {"CREATE TABLE ", " DEFERRABLE INITIALLY DEFERRED"},
		"mysql":      {"SET NAMES", ""},
	} {
		o.Dialect = dialect
		got := whole(t, "sql", o, table, 0)
		if !strings.HasPrefix(got, c.begin) || strings.Contains(got, "FOREIGN KEY") != (c.key != "") || !strings.Contains(got, c.key) {
			t.Errorf("%s: %s", dialect, got)
		}
	}
}
