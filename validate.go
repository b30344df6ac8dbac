package main

import (
	"archive/zip"
	"bufio"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// validate holds a file of records against a schema, or all tables of a domain
// against each other.
func validate(args []string, sh shell) int {
	var req wire.ValidateRequest
	flags := flag.NewFlagSet("validate", flag.ContinueOnError)
	flags.StringVar(&req.Domain, "domain", "", "fintech, medical, retail or saas")
	flags.StringVar(&req.Entity, "entity", "", "table of the domain, or all for a folder, a zip or several files, each named after its table")
	flags.StringVar(&req.Profile, "profile", "", "profile of the domain, for its rules")
	flags.Func("param", "parameter of the domain that rules name, as fraud_rate=0.01; may be repeated", func(s string) error {
		return assign(&req.Params, s)
	})
	flags.StringVar(&req.AsOf, "as-of", "", "\"today\" for the rules, as 2026-01-01")
	flags.StringVar(&req.FaultColumn, "fault-column", "_fault", "labels of faulty rows, left out unless the schema names the column")
	flags.Func("ref", "document that the schema's $refs lead to; may be repeated", reference(&req.Refs, sh))
	schemaFile := flags.String("schema", "", "JSON Schema file of your own")
	dir := flags.String("schemas", "", "folder of schemas laid over the built-in ones")
	if code, done := sh.parse(flags, args, len(args)); done {
		return code
	}
	all := req.Entity == engine.AllTables && *schemaFile == ""
	if flags.NArg() == 0 || flags.NArg() > 1 && !all {
		fmt.Fprintln(sh.stderr, "groflex validate: name one file of records (- for standard input); with -entity all a folder, a zip or several files")
		return 2
	}
	e, err := openEngine(*dir)
	if err == nil {
		err = readJSON(*schemaFile, &req.Schema)
	}
	if err != nil {
		return sh.fail(err)
	}
	if all {
		return sh.validateAll(e, req, flags.Args())
	}
	if req.Sample, err = readDocument(flags.Arg(0), sh); err != nil {
		return sh.fail(err)
	}
	answer, err := e.Validate(req)
	if err != nil {
		return sh.fail(err)
	}
	w := bufio.NewWriter(sh.stdout)
	defer w.Flush()
	sh.tellTable(w, "", answer)
	fmt.Fprintf(w, "%d of %d rows are valid\n", answer.Rows-answer.Invalid, answer.Rows)
	return verdictCode(answer.Valid)
}

func (sh shell) validateAll(e *engine.Engine, req wire.ValidateRequest, paths []string) int {
	for _, path := range paths {
		documents, err := readTables(path)
		if err != nil {
			return sh.fail(err)
		}
		req.Tables = append(req.Tables, documents...)
	}
	answer, err := e.ValidateAll(req)
	if err != nil {
		return sh.fail(err)
	}
	w := bufio.NewWriter(sh.stdout)
	defer w.Flush()
	for _, table := range answer.Tables {
		sh.tellTable(w, table.Name+": ", table.ValidateAnswer)
		fmt.Fprintf(w, "%s: %d of %d rows are valid\n", table.Name, table.Rows-table.Invalid, table.Rows)
	}
	if answer.Absent != nil {
		fmt.Fprintf(sh.stderr, "groflex: there is no file of %s\n", strings.Join(answer.Absent, ", "))
	}
	fmt.Fprintf(w, "%d of %d rows are valid in %d tables\n", answer.Rows-answer.Invalid, answer.Rows, len(answer.Tables))
	return verdictCode(answer.Valid)
}

// tellTable tells each fault in a line of its own, and what was not checked.
func (sh shell) tellTable(w io.Writer, file string, answer wire.ValidateAnswer) {
	for _, f := range answer.Faults {
		place := f.Keyword
		if f.Rule != "" {
			place = "rule " + strconv.Quote(f.Rule)
		}
		fmt.Fprintf(w, "%sline %d: %s: %s [%s]\n", file, f.Line, orRoot(f.Instance), f.Message, place)
	}
	total := int64(0)
	for _, f := range answer.Quality.Compliance.Faults {
		total += f.Count
	}
	if more := total - int64(len(answer.Faults)); more > 0 {
		fmt.Fprintf(w, "%sand %d faults more\n", file, more)
	}
	for _, r := range slices.Concat(answer.Relations, answer.Quality.Rules) {
		if r.Needs != nil {
			fmt.Fprintf(sh.stderr, "groflex: %srule %q is not checked: the rows do not have %s\n", file, r.Name, strings.Join(r.Needs, ", "))
		}
	}
}

func verdictCode(valid bool) int {
	if valid {
		return 0
	}
	return 1
}

func orRoot(pointer string) string {
	if pointer == "" {
		return "the record"
	}
	return pointer
}

// readTables reads the tables in a folder, a zip or a file.
func readTables(name string) ([]wire.Document, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return readFolder(os.DirFS(name), name)
	}
	if strings.EqualFold(filepath.Ext(name), ".zip") {
		z, err := zip.OpenReader(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		defer z.Close()
		return readFolder(z, name)
	}
	text, err := os.ReadFile(name)
	return []wire.Document{{Name: filepath.Base(name), Data: string(text)}}, err
}

// readFolder reads the files of tables in a folder and those below it; others,
// such as a README, are passed over.
func readFolder(folder fs.FS, name string) ([]wire.Document, error) {
	var documents []wire.Document
	err := fs.WalkDir(folder, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".csv", ".tsv", ".json", ".ndjson", ".jsonl"}, strings.ToLower(path.Ext(file))) ||
			strings.HasPrefix(path.Base(file), ".") || strings.HasPrefix(file, "__MACOSX/") {
			return err
		}
		text, err := fs.ReadFile(folder, file)
		documents = append(documents, wire.Document{Name: file, Data: string(text)})
		return err
	})
	if err == nil && documents == nil {
		err = wire.Faults{{Kind: wire.Invalid, Message: name + " has no table in it", Remedy: "give files of csv, json or ndjson, each named after its table"}}
	}
	return documents, err
}
