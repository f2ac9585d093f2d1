# `make serve` indexes corpus/ and serves it; `make test` runs the whole suite. Both work from a fresh clone.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin

.PHONY: serve test lint
serve: .venv/installed
	$(BIN)/passageway index
	$(BIN)/passageway serve --port $(PORT)

test: .venv/tested
	$(BIN)/python -m pytest

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/mypy

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	touch $@
