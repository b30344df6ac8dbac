package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// report is what is told about a linked set: the answer for each table.
type report struct {
	Tables []wire.Answer `json:"tables"`
}

// writeLinked generates all tables of a domain: one SQL script, or a folder
// with a file a table.
func (sh shell) writeLinked(ctx context.Context, e *engine.Engine, req wire.Request, out, reportFile string) error {
	requests, err := e.Linked(req)
	if err != nil {
		return err
	}
	var all files
	defer all.discard()
	telling, err := all.createOr(io.Discard, reportFile)
	if err != nil {
		return err
	}
	var told report
	generate := func(one wire.Request, w io.Writer) error {
		answer, err := e.Generate(ctx, one, w, engine.Options{Report: reportFile != "", Hash: reportFile != ""})
		told.Tables = append(told.Tables, answer)
		return err
	}
	if req.Format == "sql" {
		var script io.Writer
		if script, err = all.createOr(sh.stdout, out); err == nil {
			err = joined(script, requests, generate)
		}
	} else {
		err = folder(out, requests, generate)
	}
	if err == nil {
		err = writeJSON(telling, told)
	}
	if err != nil {
		return err
	}
	return all.keep()
}

// folder writes one file a table into the folder out. They are made in
// another beside it, which takes its name, or whose files are moved into it
// where it exists, when all of them are whole.
func folder(out string, requests []wire.Request, generate func(wire.Request, io.Writer) error) error {
	if out == "" {
		return wire.Faults{{Kind: wire.Invalid, Pointer: "/entity", Message: "all tables are several files, which do not fit standard output",
			Remedy: "name a folder with -o, or use -format sql"}}
	}
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file: name a folder", out)
	}
	made, err := os.MkdirTemp(filepath.Dir(filepath.Clean(out)), ".groflex-*")
	if err != nil {
		return cannotWrite(out, err)
	}
	defer os.RemoveAll(made)
	for _, one := range requests {
		file, err := os.Create(filepath.Join(made, fileOf(one)))
		if err != nil {
			return err
		}
		if err := errors.Join(generate(one, file), file.Close()); err != nil {
			return err
		}
	}
	if _, err := os.Stat(out); errors.Is(err, os.ErrNotExist) {
		return errors.Join(os.Chmod(made, 0o755), os.Rename(made, out))
	}
	for _, one := range requests {
		if err := os.Rename(filepath.Join(made, fileOf(one)), filepath.Join(out, fileOf(one))); err != nil {
			return err
		}
	}
	return nil
}

func fileOf(req wire.Request) string { return req.Entity + "." + req.Format }

// linked answers with all tables of a domain: one SQL script, or a zip with a
// file a table. The zip has no times, so the same request gives the same bytes.
func (a api) linked(w http.ResponseWriter, r *http.Request, req wire.Request) {
	requests, err := a.engine.Linked(req)
	if err != nil {
		refuse(w, err)
		return
	}
	total := int64(0)
	for _, one := range requests {
		total += *one.Count
	}
	if total > maxRows {
		refuse(w, wire.Faults{{Kind: wire.TooLarge, Pointer: "/count", Message: fmt.Sprintf("the tables have %d rows together; the server makes at most %d a request", total, maxRows),
			Remedy: "ask for fewer, or use the shell"}})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), maxTime)
	defer cancel()
	kind, pack := "application/zip", zipped
	if req.Format == "sql" {
		kind, pack = contentTypes["sql"], joined
	}
	stream(w, kind, func(out io.Writer) error {
		return pack(out, requests, func(one wire.Request, w io.Writer) error {
			_, err := a.engine.Generate(ctx, one, w, engine.Options{})
			return err
		})
	})
}

func joined(w io.Writer, requests []wire.Request, generate func(wire.Request, io.Writer) error) error {
	for _, one := range requests {
		if err := generate(one, w); err != nil {
			return err
		}
	}
	return nil
}

func zipped(w io.Writer, requests []wire.Request, generate func(wire.Request, io.Writer) error) error {
	z := zip.NewWriter(w)
	for _, one := range requests {
		file, err := z.CreateHeader(&zip.FileHeader{Name: fileOf(one), Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := generate(one, file); err != nil {
			return err
		}
	}
	return z.Close()
}
