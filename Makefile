# `make` alone lists what there is. Everything is set up by the target that needs it; nothing has to be installed first
# but Python 3.11 or newer (with venv) and make.

PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate

# The certificates that the machine trusts, as pip and apt do: uv brings its own, and knows no organisation's proxy.
UV_SYSTEM_CERTS ?= true
export UV_SYSTEM_CERTS

# What the tests need from Debian: a browser, a database server, and letters for every language that we print.
SYSTEM_PACKAGES := chromium postgresql fonts-noto-core
# A file stays with one worker, so that a server or a wheel that its tests share is made once.
PYTEST := $(BIN)/python -m pytest --dist loadfile
# Two at a time: the machine that checks every change has two cores.
PARALLEL ?= 2

.PHONY: help run demo test check bench soak browser wheel lock clean system static second-opinion
.DEFAULT_GOAL := help

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- setting up

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "consult needs Python 3.11 or newer; '$(PYTHON)' is `$(PYTHON) --version 2>&1`. Name another one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv

# Two stamps: who only wants to look at consult does not wait for the tools of who works on it.
.venv/for-running: requirements.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

.venv/for-work: requirements-dev.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

system:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(SYSTEM_PACKAGES)"; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends $(SYSTEM_PACKAGES) >/dev/null; \
	else \
		echo "The tests need$$missing, which this machine does not have. Install it, for example with:" >&2; \
		echo "  sudo apt-get install $(SYSTEM_PACKAGES)" >&2; \
		exit 1; \
	fi

# Expressions are held against those of Enketo, whose package only npm fetches; the tests that need it say so without it.
second-opinion:
	@if [ -d tests/npm/node_modules/openrosa-xpath-evaluator ]; then exit 0; fi; \
	if command -v npm >/dev/null; then npm ci --prefix tests/npm --silent || echo "npm could not fetch it: a test will say that it was not run" >&2; \
	else echo "npm is not installed: the second opinion on expressions will not be asked" >&2; fi

# --- using

run: .venv/for-running  ## Set up, make the demonstration and serve it on http://127.0.0.1:5000
	CONSULT_DATA=data/demo $(BIN)/consult demo --keep
	CONSULT_DATA=data/demo $(BIN)/consult run

demo: .venv/for-running  ## Make the demonstration anew in data/demo
	CONSULT_DATA=data/demo $(BIN)/consult demo

# --- working on it

static: .venv/for-work
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: static system second-opinion  ## Everything a change must pass: format, lint, types, import contracts, tests, all that ships
	$(PYTEST) -n $(PARALLEL) -m "not soak"
	@# In an empty folder: it judges the instruments, plan and translations of this checkout, not who works in it.
	@empty=$$(mktemp -d); CONSULT_DATA=$$empty $(BIN)/consult check; ended=$$?; rm -rf "$$empty"; exit $$ended

check: test  ## The same, and the installation in the data folder (CONSULT_DATA)
	$(BIN)/consult check

browser: .venv/for-work system second-opinion  ## Only the tests in a real browser
	$(PYTEST) -n $(PARALLEL) -m "browser and not soak"

soak: .venv/for-work system  ## The long counts that `make test` samples
	$(PYTEST) -n $(PARALLEL) -m soak

bench: .venv/for-work  ## Measure journeys beside bare Flask, tables beside DuckDB, exports, expressions; writes docs/benchmarks/
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.tabulating
	$(BIN)/python -m tests.benchmarks.exports
	$(BIN)/python -m tests.benchmarks.expressions

wheel: .venv/for-work  ## Build dist/consult-*.whl
	$(BIN)/uv build --quiet --wheel --out-dir dist

lock: $(BIN)/uv  ## Resolve the dependencies of pyproject.toml anew into both lock files
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --extra dev --output-file requirements-dev.lock

clean:  ## Remove what make made; never the data folder
	rm -rf tests/npm/node_modules .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find consult tests -name __pycache__ -type d -prune -exec rm -rf {} +
