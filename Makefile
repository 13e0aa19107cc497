# Two commands set everything up on a fresh machine: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
AS_ROOT := $(if $(filter-out 0,$(shell id -u)),sudo --non-interactive)

.PHONY: help demo test lint types imports unit charts browser docs screenshots bench clean
.DEFAULT_GOAL := help

help:  ## say what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Comity needs Python 3.11 or newer; call: make PYTHON=/path/to/python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)  ## read the pages under examples/ and print the Japan–Russia timeline
	@rm -f build/demo.db build/demo.db-wal build/demo.db-shm && mkdir -p build
	$(BIN)/comity read examples/pages --ledger build/demo.db
	$(BIN)/comity timeline JPN RUS --ledger build/demo.db
	@echo
	@echo "Next, one event with the sentences that show it, then a folder of your own:"
	@echo "  $(BIN)/comity event ID --ledger build/demo.db"
	@echo "  $(BIN)/comity visa JPN CHN --on 2024-11-25 --ledger build/demo.db"
	@echo "  $(BIN)/comity read FOLDER && $(BIN)/comity timeline Japan Russia"
	@echo "All of it in a browser, at http://127.0.0.1:8470/JPN/RUS:"
	@echo "  $(BIN)/comity serve --ledger build/demo.db"

test: lint types imports unit  ## everything CI runs

lint: $(STAMP)  ## style and form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## strict types, of the charts too (their tsc runs on the Node that pip installed)
	$(BIN)/mypy
	$(BIN)/python charts/bundle.py --types

imports: $(STAMP)  ## what may import what
	$(BIN)/lint-imports

unit: $(STAMP) charts browser  ## the tests
	$(BIN)/pytest

charts: $(STAMP)  ## build what the web pages load, where charts/ has changed
	$(BIN)/python charts/bundle.py

browser:  ## a Chromium for the tests of the web pages, Debian's where there is none
	@command -v chromium chromium-browser google-chrome >/dev/null || \
		{ $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		echo "No Chromium could be installed: the tests that need a browser are skipped, and say so."

docs: $(STAMP)  ## write docs/ anew from the help texts and the ontology
	$(BIN)/python docs/generate.py

screenshots: $(STAMP) charts browser  ## take the pictures under docs/pages anew
	$(BIN)/python docs/screenshots.py

bench: $(STAMP)  ## time starting up and the way of the data
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/throughput.py

clean:  ## remove all that was made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache charts/node_modules src/comity/web/static/built
