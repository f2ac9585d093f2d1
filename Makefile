# `make serve` indexes corpus/ and serves it; `make test` runs the whole suite. Both work from a fresh clone.
# `make bench` measures engines side by side (SIZES=100000,1000000 EVAL=folder of BEIR sets); `make soak` runs the life
# stories of indexes with many seeds (SEEDS=200).
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin

EVAL ?= ../shared/eval
SIZES ?= 100000
SEEDS ?= 200

.PHONY: serve test lint bench soak
serve: .venv/installed
	$(BIN)/passageway index
	$(BIN)/passageway serve --port $(PORT)

test: .venv/tested
	$(BIN)/python -m pytest

lint: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/tested
	$(BIN)/python tests/benchmarks/engines.py --eval $(EVAL) --sizes $(SIZES) --json bench.json

soak: .venv/tested
	PASSAGEWAY_SOAK=$(SEEDS) $(BIN)/python -m pytest tests/engines -k "life"

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	touch $@
