# Groflex. `make serve` and `make test` do all the set-up they need on a
# machine with Go, Node and root.

GO       ?= go
WASM      = site/public/engine.wasm
EXEC      = site/public/wasm_exec.js
GOROOT    = $(shell $(GO) env GOROOT)
SOURCES   = $(shell find engine wasm schemas -name '*.go' -o -name '*.json' -o -path 'engine/*/data/*') go.mod go.sum
# `go tool` must be built for this machine, not for the browser.
BROWSER   = env GOOS= GOARCH= $(GO) tool wasmbrowsertest

.PHONY: all wasm site serve test lint test-go test-wasm test-site chromium size bench fuzz realism clean

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

# The engine's tests again, in a browser. A browser's command line is short:
# the environment is passed on only as far as needed.
test-wasm: chromium
	env -i HOME="$$HOME" PATH="$$PATH" GOFLAGS="$$GOFLAGS" GOOS=js GOARCH=wasm $(GO) test -exec '$(BROWSER)' ./engine/... ./wasm

test-site: site chromium
	cd site && npm test

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
	cd site && node bench/speed.mjs ../bin $(ROUNDS)

# The domains against rules, published figures, and plain gofakeit. About two minutes.
realism:
	$(GO) run ./engine/realism

clean:
	rm -rf bin site/dist site/node_modules $(WASM) $(EXEC)
