package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// files are what a command writes. They are made beside the names they will
// have, and take them together when all of them are whole: a failure leaves
// none of them, and no half of one.
type files []pending

type pending struct {
	*os.File
	name string // to take; "": it is written where it is, as /dev/null and pipes are
}

// createOr begins a file that is to have the name; without one it is w.
func (all *files) createOr(w io.Writer, name string) (io.Writer, error) {
	if name == "" {
		return w, nil
	}
	return all.create(name)
}

func (all *files) create(name string) (io.Writer, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s is a folder: name a file", name)
	case err == nil && !info.Mode().IsRegular():
		file, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err == nil {
			*all = append(*all, pending{file, ""})
		}
		return file, err
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".groflex-*")
	if err != nil {
		return nil, cannotWrite(name, err)
	}
	*all = append(*all, pending{file, name})
	return file, nil
}

// keep gives the files their names.
func (all *files) keep() error {
	var err error
	for _, f := range *all {
		if f.name != "" {
			err = errors.Join(err, f.Chmod(0o644))
		}
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return err
	}
	for _, f := range *all {
		if f.name == "" {
			continue
		}
		if err := os.Rename(f.Name(), f.name); err != nil {
			return cannotWrite(f.name, err)
		}
	}
	return nil
}

// discard removes what was not kept.
func (all *files) discard() {
	for _, f := range *all {
		f.Close()
		if f.name != "" {
			os.Remove(f.Name())
		}
	}
}

// cannotWrite names the file that was asked for, not the one made beside it.
func cannotWrite(name string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &path) {
		err = path.Err
	} else if errors.As(err, &link) {
		err = link.Err
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}

// writeJSON writes a value indented, for people.
func writeJSON(w io.Writer, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err == nil {
		_, err = w.Write(append(text, '\n'))
	}
	return err
}
