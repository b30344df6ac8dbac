# Groflex. `make serve` and `make test` do all the set-up they need on a
# machine with Go, Node and root.

GO       ?= go
WASM      = site/public/engine.wasm
EXEC      = site/public/wasm_exec.js
GOROOT    = $(shell $(GO) env GOROOT)
SOURCES   = $(shell find engine wasm schemas -name '*.go' -o -name '*.json' -o -path 'engine/*/data/*') go.mod go.sum
SHARED   ?= ../shared
CORPUS    = $(abspath $(or $(GROFLEX_CORPUS),$(SHARED)/data/jsonschema))

.PHONY: all wasm site single serve test lint test-go test-wasm test-site chromium size shots \
        bench bench-fidelity realism conformance parity fuzz clean

all: site

wasm: $(WASM) $(EXEC)

$(WASM): $(SOURCES)
	GOOS=js GOARCH=wasm $(GO) build -trimpath -ldflags='-s -w' -o $@ ./wasm

$(EXEC): $(GOROOT)/lib/wasm/wasm_exec.js
	cp $< $@

site/node_modules: site/package-lock.json
	cd site && npm ci --no-audit --no-fund
	touch $@

site: wasm site/node_modules
	cd site && npm run build

serve: site
	$(GO) run . serve

test: lint size test-go test-wasm test-site

lint: site/node_modules
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./wasm ./engine/...
	cd site && npm run check

test-go:
	$(GO) test ./...

# The engine's tests again, in a browser. What a test sees of the environment
# must be short in a browser, so only what Go needs is passed on.
test-wasm: chromium bin/wasmbrowsertest
	GOOS=js GOARCH=wasm $(GO) test -run '^$$' -exec true ./engine/... ./wasm >/dev/null
	env -i HOME="$$HOME" PATH="$$PATH" GOFLAGS="$$GOFLAGS" GOOS=js GOARCH=wasm \
	  $(GO) test -exec '$(CURDIR)/bin/wasmbrowsertest' ./engine/... ./wasm

bin/wasmbrowsertest: go.mod
	$(GO) build -o $@ github.com/agnivade/wasmbrowsertest

test-site: site chromium
	cd site && npm test

# One file that works when it is opened from disk.
single: wasm site/node_modules
	cd site && npm run single

shots: site chromium
	cd site && npm run shots

chromium:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; } || \
	  { echo 'Chromium is needed for the tests: install it as "chromium" on the PATH' >&2; exit 1; }

# What a visitor loads, against the budget.
size: wasm
	@node wasm/size.mjs $(WASM) wasm/budget.txt

# Figures of BENCHMARKS.md, section Speed. ROUNDS=1 is a quick look.
ROUNDS ?= 5
bench: site chromium
	@mkdir -p bin
	$(GO) build -o bin/bench ./engine/bench
	GOOS=js GOARCH=wasm $(GO) build -trimpath -ldflags='-s -w' -o bin/bench.wasm ./engine/bench
	cd engine/bench/gofakeit && $(GO) build -o ../../../bin/gofakeit .
	cd site && node bench/speed.mjs ../bin $(ROUNDS) && node bench/preview.mjs $(ROUNDS)

# The domains against rules, published figures, and plain gofakeit. About two minutes.
realism:
	$(GO) run ./engine/realism

# Rows like a sample's, judged by a program that is not ours, on real data.
bench-fidelity:
	sh engine/model/bench/fidelity.sh $(SHARED)/bench/fidelity.py $(SHARED)/data

# Instances of every schema of a corpus, judged by jsonschema/v5 and ajv.
conformance: site/node_modules
	@test -d '$(CORPUS)' || { echo 'no corpus at $(CORPUS): set GROFLEX_CORPUS'; exit 0; }; mkdir -p bin && \
	GROFLEX_CORPUS='$(CORPUS)' GROFLEX_INSTANCES='$(CURDIR)/bin/instances.ndjson' \
	  $(GO) test -tags conformance -count 1 -v ./engine/instance/conformance && \
	cd site && node bench/conformance.mjs ../bin/instances.ndjson '$(CORPUS)'

# The report's figures against the sdmetrics package.
parity:
	python3 -m venv bin/parity && bin/parity/bin/pip install -q -r engine/report/parity/requirements.txt
	bin/parity/bin/python engine/report/parity/compare.py

# Each fuzz target for half a minute.
fuzz:
	@for p in $$($(GO) list ./engine/...); do for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	  echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s $$p || exit 1; done; done

clean:
	rm -rf bin site/dist site/node_modules $(WASM) $(EXEC)
