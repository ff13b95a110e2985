# The one task file. Each verb sets up .venv first if it has to; nothing outside this folder is touched.
#
#   make assess   install, then test the claims of the reference scenario
#   make test     install, then run the tests
#   make slow     the slow and the statistical tests; needs gcc
#   make check    formatting, lint and types
#   make bench    the benchmarks: a table, and bench-results.json; needs gcc
#   make docs     the manual, into site/
#   make clean    remove .venv and what the tools left behind

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: help assess test slow check bench docs dist clean warm

VENV := .venv
BIN := $(VENV)/bin
# Files are not compiled to bytecode at install: Python does that for those it uses, in half the time.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile -c constraints.txt
SCENARIO := aleppo-2016

help:
	@sed -n 's/^#   //p' Makefile

assess: $(VENV)/.core
	$(BIN)/hinge assess $(SCENARIO)

test: $(VENV)/.test warm
	$(BIN)/python -m pytest -n auto

slow: $(VENV)/.test $(VENV)/.bench warm
	$(BIN)/python -m pytest -n auto -m "slow or statistical"

check: $(VENV)/.check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.bench warm
	$(BIN)/python bench/run.py

docs: $(VENV)/.docs
	$(BIN)/mkdocs build --strict --quiet
	@echo "The manual is in site/index.html"

dist: $(VENV)/.check
	rm -rf dist
	$(BIN)/python -m build --outdir dist .

# Once, before tests run side by side: otherwise each of them would compile the engine.
warm: $(VENV)/.core
	$(BIN)/hinge compile

clean:
	rm -rf $(VENV) dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis

# One stamp for each set of parts; a newer pyproject.toml or constraints.txt installs again.
$(VENV)/.core: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Hinge into $(VENV) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.core
	@echo "Installing what the tests need ..."
	@$(PIP) -e ".[test]"
	@touch $@

$(VENV)/.bench: $(VENV)/.core
	@echo "Installing what the benchmarks need ..."
	@$(PIP) -e ".[bench]"
	@touch $@

$(VENV)/.check: $(VENV)/.core
	@$(PIP) -e ".[test,check]"
	@touch $@

$(VENV)/.docs: $(VENV)/.core
	@$(PIP) -e ".[docs]"
	@touch $@

# The first Python from 3.11 up that can make a virtual environment; PYTHON=... chooses another.
$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version) ..."; \
	    exec "$$python" -m venv $(VENV); \
	  fi; \
	done; \
	echo "Hinge needs Python 3.11 or newer with its venv module, and none is on the PATH." >&2; \
	echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or name it: make PYTHON=/path/to/python3.11 ..." >&2; \
	exit 1
