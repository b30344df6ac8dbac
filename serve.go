// Command groflex hosts the Groflex page and its REST API, and generates and
// validates from the shell. Everything it does is the engine's; see
// engine/engine.go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// Limits of the server. Larger runs are the shell's, or the page's.
const (
	maxBody    = 256 << 20 // bytes of a request
	maxRows    = 10_000_000
	maxRecords = 100_000 // rows in a JSON answer, which is held in memory
	maxTime    = 5 * time.Minute
)

// serve hosts the page and the API until ctx is done.
func serve(ctx context.Context, args []string, sh shell) int {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8000", "address to listen on")
	site := flags.String("site", "site/dist", "folder of the built page")
	dir := flags.String("schemas", "", "folder of schemas laid over the built-in ones")
	cors := flags.String("cors", "", "origin that may call the API from another site")
	if code, done := sh.parse(flags, args, 0); done {
		return code
	}
	e, err := openEngine(*dir)
	if err != nil {
		return sh.fail(err)
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return sh.fail(err)
	}
	server := &http.Server{
		Handler:           handler(e, *site, *cors),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
	}
	stopped := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(stopped)
		grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(grace); err != nil {
			log.Print(err)
		}
	})
	fmt.Fprintf(sh.stderr, "groflex: http://%s/\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return sh.fail(err)
	}
	<-stopped
	return 0
}

// handler is the page below / and the API below /api/.
func handler(e *engine.Engine, site, cors string) http.Handler {
	a := api{e}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/health", a.health)
	mux.HandleFunc("GET /api/synthetic/schemas", a.schemas)
	mux.HandleFunc("GET /api/synthetic/schemas/{domain}", a.schemas)
	mux.HandleFunc("GET /api/synthetic/schemas/{domain}/{entity}", a.schema)
	mux.HandleFunc("POST /api/synthetic/generate", a.generate)
	mux.HandleFunc("POST /api/synthetic/preview", a.preview)
	mux.HandleFunc("POST /api/synthetic/validate", a.validate)
	mux.HandleFunc("/api/", unknown(mux))
	mux.Handle("/", page(site))
	return allow(cors, mux)
}

// page serves the built page. os.Root keeps every path, links included,
// within the folder.
func page(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "the page is read only", http.StatusMethodNotAllowed)
			return
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			http.Error(w, "the page is not built: run make site", http.StatusNotFound)
			return
		}
		defer root.Close()
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		if strings.HasPrefix(filepath.ToSlash(r.URL.Path), "/assets/") {
			h.Set("Cache-Control", "public, max-age=31536000, immutable") // named by their content
		} else {
			h.Set("Cache-Control", "no-cache")
		}
		http.FileServerFS(root.FS()).ServeHTTP(w, r)
	})
}

// allow lets pages of another origin call the API.
func allow(origin string, next http.Handler) http.Handler {
	if origin == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Vary", "Origin")
		if r.Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "GET, POST")
			h.Set("Access-Control-Allow-Headers", "Content-Type, Accept")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// api is the REST API: the engine's verbs over HTTP.
type api struct{ engine *engine.Engine }

func (a api) health(w http.ResponseWriter, r *http.Request) {
	reply(w, map[string]string{"status": "ok", "engine": engine.Version})
}

// unknown answers what is no part of the API, or is one by another method.
func unknown(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); strings.HasPrefix(pattern, method) {
				w.Header().Set("Allow", method)
				answer(w, wire.Problem{Type: "about:blank", Title: "The method is not allowed", Status: http.StatusMethodNotAllowed,
					Detail: fmt.Sprintf("%s takes %s, not %s", r.URL.Path, method, r.Method)})
				return
			}
		}
		refuse(w, wire.Faults{{Kind: wire.Unknown, Message: fmt.Sprintf("there is no %s %s", r.Method, r.URL.Path)}})
	}
}

func (a api) schemas(w http.ResponseWriter, r *http.Request) {
	catalog, err := a.engine.Catalog(r.PathValue("domain"))
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, catalog)
}

func (a api) schema(w http.ResponseWriter, r *http.Request) {
	catalog, err := a.engine.Catalog(r.PathValue("domain"))
	if err != nil {
		refuse(w, err)
		return
	}
	for _, e := range catalog.Domains[0].Entities {
		if e.Name == r.PathValue("entity") {
			w.Header().Set("Content-Type", "application/schema+json")
			w.Write(e.Schema)
			return
		}
	}
	refuse(w, wire.Faults{{Kind: wire.Unknown, Pointer: "/entity", Message: fmt.Sprintf("there is no table %q", r.PathValue("entity"))}})
}

// generate answers with records and their report, or with the file itself
// where another format than json is asked for.
func (a api) generate(w http.ResponseWriter, r *http.Request) {
	var req wire.Request
	if !read(w, r, &req) {
		return
	}
	if req.Format == "" {
		req.Format = accepted(r.Header.Get("Accept"))
	}
	if req.Entity == engine.AllTables && req.Schema == nil {
		a.linked(w, r, req)
		return
	}
	limit := int64(maxRows)
	if req.Format == "json" {
		limit = maxRecords
	}
	ctx, cancel := context.WithTimeout(r.Context(), maxTime)
	defer cancel()
	if req.Format == "json" {
		answer, err := a.engine.Records(ctx, req, engine.Options{Report: true, Hash: true, MostRows: limit})
		if err != nil {
			refuse(w, err)
			return
		}
		reply(w, answer)
		return
	}
	stream(w, contentTypes[req.Format], func(out io.Writer) error {
		_, err := a.engine.Generate(ctx, req, out, engine.Options{MostRows: limit})
		return err
	})
}

// stream answers with what fill writes. The first block decides between an
// error and a file; after it only breaking the connection can tell that
// something went wrong.
func stream(w http.ResponseWriter, kind string, fill func(out io.Writer) error) {
	out := &body{ResponseWriter: w, kind: kind}
	if err := fill(out); err != nil {
		if !out.begun {
			refuse(w, err)
			return
		}
		panic(http.ErrAbortHandler)
	}
}

var contentTypes = map[string]string{
	"csv":    "text/csv; charset=utf-8; header=present",
	"ndjson": "application/x-ndjson",
	"sql":    "application/sql",

	"parquet": "application/vnd.apache.parquet",
	"xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// accepted is the format of the first media type that there is one for.
func accepted(accept string) string {
	for _, part := range strings.Split(accept, ",") {
		media, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		for format, kind := range contentTypes {
			if known, _, _ := strings.Cut(kind, ";"); media == known {
				return format
			}
		}
	}
	return "json"
}

// body sets the header of a file with its first bytes.
type body struct {
	http.ResponseWriter
	kind  string
	begun bool
}

func (b *body) Write(p []byte) (int, error) {
	if !b.begun && len(p) > 0 {
		b.begun = true
		b.Header().Set("Content-Type", b.kind)
	}
	return b.ResponseWriter.Write(p)
}

func (a api) preview(w http.ResponseWriter, r *http.Request) {
	var req wire.Request
	if !read(w, r, &req) {
		return
	}
	answer, err := a.engine.Preview(r.Context(), req)
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, answer)
}

func (a api) validate(w http.ResponseWriter, r *http.Request) {
	var req wire.ValidateRequest
	if !read(w, r, &req) {
		return
	}
	var answer any
	var err error
	if req.Entity == engine.AllTables && req.Schema == nil {
		answer, err = a.engine.ValidateAll(req)
	} else {
		answer, err = a.engine.Validate(req)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, answer)
}

// read decodes the request's body, or refuses it.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	patience := http.NewResponseController(w)
	_ = patience.SetReadDeadline(time.Now().Add(maxTime)) // a writer without deadlines waits
	defer patience.SetReadDeadline(time.Time{})
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		err = wire.Faults{{Kind: wire.TooLarge, Message: fmt.Sprintf("the request has more than %d bytes", large.Limit), Remedy: "send a smaller sample, or use the shell"}}
	} else if err != nil {
		err = wire.Faults{{Kind: wire.Malformed, Message: err.Error()}}
	} else {
		err = wire.Decode(text, into)
	}
	if err != nil {
		refuse(w, err)
	}
	return err == nil
}

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Print(err)
	}
}

func refuse(w http.ResponseWriter, err error) {
	if errors.Is(err, context.DeadlineExceeded) {
		err = wire.Faults{{Kind: wire.TooLarge, Message: fmt.Sprintf("the rows were not made within %v", maxTime), Remedy: "ask for slices with rows, or use the shell"}}
	}
	answer(w, wire.Explain(err))
}

func answer(w http.ResponseWriter, problem wire.Problem) {
	if problem.Status == http.StatusInternalServerError {
		log.Print(problem.Detail)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(problem.Status)
	if err := json.NewEncoder(w).Encode(problem); err != nil {
		log.Print(err)
	}
}
