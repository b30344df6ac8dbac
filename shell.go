package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

// shell is where a command reads and writes.
type shell struct {
	stdin          io.Reader
	stdout, stderr io.Writer
}

// main stops between two blocks of rows, and leaves no half of a file, when it
// is interrupted or who reads its output goes away. A second interrupt kills.
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGPIPE)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], shell{os.Stdin, os.Stdout, os.Stderr}))
}

// run carries out a command line and returns the exit code: 0, 1 where the
// data or the request is wrong, 2 where the command line is.
func run(ctx context.Context, args []string, sh shell) int {
	name := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	}
	switch name {
	case "serve":
		return serve(ctx, args, sh)
	case "generate":
		return generate(ctx, args, sh)
	case "validate":
		return validate(args, sh)
	case "schemas":
		return listSchemas(args, sh)
	}
	fmt.Fprintf(sh.stderr, "groflex: unknown command %q: use serve, generate, validate or schemas\n", name)
	return 2
}

// parse reads the flags of a command and what follows them, at most that many
// arguments. Where the command ends there, done says so and code how.
func (sh shell) parse(f *flag.FlagSet, args []string, most int) (code int, done bool) {
	f.SetOutput(io.Discard)
	err := f.Parse(args)
	if err == nil && f.NArg() > most {
		err = fmt.Errorf("unexpected %q", f.Arg(most))
	}
	switch {
	case err == nil:
		return 0, false
	case errors.Is(err, flag.ErrHelp):
		f.SetOutput(sh.stderr)
		fmt.Fprintf(sh.stderr, "flags of groflex %s:\n", f.Name())
		f.PrintDefaults()
		return 0, true
	}
	fmt.Fprintf(sh.stderr, "groflex %s: %v (-h lists the flags)\n", f.Name(), err)
	return 2, true
}

// fail tells an error, one fault a line.
func (sh shell) fail(err error) int {
	if errors.Is(err, syscall.EPIPE) {
		return 1 // who reads the output has read enough
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted, and no file was written")
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		fmt.Fprintln(sh.stderr, "groflex: "+line)
	}
	return 1
}

// openEngine lays the schemas of a folder, if one is named, over the built-in
// ones.
func openEngine(dir string) (*engine.Engine, error) {
	files := schemas.Files()
	if dir != "" {
		if _, err := os.ReadDir(dir); err != nil {
			return nil, fmt.Errorf("-schemas: %w", err)
		}
		folder := os.DirFS(dir)
		err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(path) == ".json" {
				files[path], err = fs.ReadFile(folder, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return engine.New(files)
}

// generate writes rows to a file or standard output.
func generate(ctx context.Context, args []string, sh shell) int {
	var req wire.Request
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.StringVar(&req.Domain, "domain", "", "fintech, medical, retail or saas")
	flags.StringVar(&req.Entity, "entity", "", "table of the domain, or all")
	flags.StringVar(&req.Mode, "mode", "", "NEURAL_MATRIX, MIMIC_BUFFER or AUGMENTED_SET")
	flags.StringVar(&req.Profile, "profile", "", "profile of the domain")
	flags.StringVar(&req.Format, "format", "csv", "csv, json, ndjson, sql, parquet or xlsx")
	flags.StringVar(&req.Dialect, "dialect", "", "of sql: postgresql, mysql, sqlite or portable")
	flags.StringVar(&req.AsOf, "as-of", "", "\"today\" for the data, as 2026-01-01")
	flags.Func("seed", "0 to 2^53-1", number(&req.Seed))
	flags.Func("count", "rows to make", func(s string) error {
		req.Count = new(int64)
		return number(req.Count)(s)
	})
	flags.Func("rows", "slice of the rows, as 1000:2000", func(s string) error {
		req.Rows = &wire.Range{}
		return slice(req.Rows, s)
	})
	flags.Func("param", "parameter of the domain, as fraud_rate=0.01; may be repeated", func(s string) error {
		return assign(&req.Params, s)
	})
	flags.Func("where", "condition on new rows of a sample, as Churn=Yes; may be repeated", list(&req.Where))
	flags.Func("balance", "share of all rows that a level of a sample's column should have, as Churn=Yes:0.5; may be repeated for levels of one column", list(&req.Balance))
	flags.BoolFunc("fill-missing", "fill the missing cells of an augmented sample; -fill-missing=age for one column, may be repeated", func(s string) error {
		if s == "true" { // given without a column
			s = "*"
		}
		req.FillMissing = append(req.FillMissing, s)
		return nil
	})
	flags.Func("derive", "column computed from others in the row, as 'ltv = price * months'; may be repeated", list(&req.Derive))
	flags.Func("take", "what a sample's column is taken for, as zip=category: quantity, category, key, text or a provider such as person.email; may be repeated", func(s string) error {
		return take(&req.Take, s)
	})
	flags.Func("free", "column of a sample whose dependency, sum or inequality need not be kept; may be repeated", list(&req.Free))
	flags.Float64Var(&req.Faulty, "faulty", 0, "share of new rows that break one keyword or rule each, as 0.05, for negative tests")
	flags.StringVar(&req.FaultColumn, "fault-column", "_fault", "column that names what a faulty row breaks")
	flags.Func("ref", "document that the schema's $refs lead to; may be repeated", reference(&req.Refs, sh))
	schemaFile := flags.String("schema", "", "JSON Schema file of your own, or an OpenAPI document in JSON: -entity names its schema")
	sampleFile := flags.String("sample", "", "sample file: csv, json or ndjson")
	modelIn := flags.String("model", "", "fitted model to draw from instead of a sample")
	modelOut := flags.String("model-out", "", "file for the fitted model")
	dir := flags.String("schemas", "", "folder of schemas laid over the built-in ones")
	out := flags.String("o", "", "file for the rows, standard output by default; for all tables a folder, or the file of their SQL")
	reportFile := flags.String("report", "", "file for the quality report")
	if code, done := sh.parse(flags, args, 0); done {
		return code
	}
	e, err := openEngine(*dir)
	if err == nil {
		err = errors.Join(readJSON(*schemaFile, &req.Schema), readJSON(*modelIn, &req.Model))
	}
	if err == nil && *sampleFile != "" {
		req.Sample, err = readDocument(*sampleFile, sh)
	}
	if err != nil {
		return sh.fail(err)
	}
	if req.Entity == engine.AllTables && req.Schema == nil {
		err = sh.writeLinked(ctx, e, req, *out, *reportFile)
	} else {
		err = sh.write(ctx, e, req, *out, *reportFile, *modelOut)
	}
	if err != nil {
		return sh.fail(err)
	}
	return 0
}

// write generates the rows of one table. Without a name for them they go to
// standard output.
func (sh shell) write(ctx context.Context, e *engine.Engine, req wire.Request, out, reportFile, modelFile string) error {
	var all files
	defer all.discard()
	rows, err := all.createOr(sh.stdout, out)
	report, err2 := all.createOr(io.Discard, reportFile)
	model, err3 := all.createOr(io.Discard, modelFile)
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	answer, err := e.Generate(ctx, req, rows, engine.Options{Report: reportFile != "", Hash: reportFile != "", KeepModel: modelFile != ""})
	if err != nil {
		return err
	}
	if _, err := model.Write(append(answer.Model, '\n')); err != nil {
		return err
	}
	answer.Model = nil
	if err := writeJSON(report, answer); err != nil {
		return err
	}
	return all.keep()
}

// listSchemas prints one table a line: its name, a tab, its title.
func listSchemas(args []string, sh shell) int {
	flags := flag.NewFlagSet("schemas", flag.ContinueOnError)
	domain := flags.String("domain", "", "only this domain's")
	dir := flags.String("schemas", "", "folder of schemas laid over the built-in ones")
	if code, done := sh.parse(flags, args, 0); done {
		return code
	}
	e, err := openEngine(*dir)
	if err != nil {
		return sh.fail(err)
	}
	catalog, err := e.Catalog(*domain)
	if err != nil {
		return sh.fail(err)
	}
	for _, d := range catalog.Domains {
		for _, entity := range d.Entities {
			name := entity.Name
			if *domain == "" {
				name = d.Name + "/" + name
			}
			fmt.Fprintf(sh.stdout, "%s\t%s\n", name, entity.Title)
		}
	}
	return 0
}

func readJSON(path string, into *json.RawMessage) error {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path)
	*into = bytes.TrimPrefix(text, []byte("\ufeff"))
	return err
}

func readDocument(path string, sh shell) (*wire.Document, error) {
	if path == "-" {
		text, err := io.ReadAll(sh.stdin)
		return &wire.Document{Data: string(text)}, err
	}
	text, err := os.ReadFile(path)
	return &wire.Document{Name: filepath.Base(path), Data: string(text)}, err
}

func reference(refs *[]wire.Document, sh shell) func(string) error {
	return func(path string) error {
		doc, err := readDocument(path, sh)
		*refs = append(*refs, *doc)
		return err
	}
}

// list takes each value of a flag that may be repeated.
func list(into *[]string) func(string) error {
	return func(s string) error {
		*into = append(*into, s)
		return nil
	}
}

func number[T int64 | uint64](into *T) func(string) error {
	return func(s string) error {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 0 {
			return errors.New("give a whole number of at least 0")
		}
		*into = T(n)
		return nil
	}
}

func slice(r *wire.Range, s string) error {
	from, to, ok := strings.Cut(s, ":")
	if !ok || number(&r.From)(from) != nil || number(&r.To)(to) != nil {
		return errors.New("give two row numbers, as 1000:2000")
	}
	return nil
}

// take reads what a column is taken for; its name may have an equals sign.
func take(columns *map[string]string, s string) error {
	at := strings.LastIndexByte(s, '=')
	if at < 1 || at+1 == len(s) {
		return errors.New("give a column and what it is taken for, as zip=category")
	}
	if *columns == nil {
		*columns = map[string]string{}
	}
	(*columns)[s[:at]] = s[at+1:]
	return nil
}

func assign(params *map[string]float64, s string) error {
	name, text, ok := strings.Cut(s, "=")
	value, err := strconv.ParseFloat(text, 64)
	if !ok || err != nil {
		return errors.New("give a name and a number, as fraud_rate=0.01")
	}
	if *params == nil {
		*params = map[string]float64{}
	}
	(*params)[name] = value
	return nil
}
