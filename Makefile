# `make serve` indexes corpus/ by words and by meaning, and serves it; `make test` runs the tests. Both work from a
# fresh clone. Where what ranks by meaning cannot be had, `make serve` says so and ranks by words.
# `make bench` measures engines side by side (SIZES=100000,1000000 EVAL=folder of BEIR sets); `make soak` tries many
# times what tests try a few times: life stories of indexes, kills of commands (SEEDS=200). `make mutants` puts small
# faults into a room, one at a time, and tells which of them its tests do not notice (ROOM=text, a folder of indexer/;
# SAMPLE=80; SEED=1). `make long-test` runs what takes long: kills, lost power, full disks, life stories, the tests of tests.
# `make cluster-test` runs the tests that need a real OpenSearch, in three processes: one has three nodes and mostly waits, two
# have a node each; all are started from Maven Central's jars (Java 17, Maven). `make cluster` shows the product on three of them. `make translations` puts
# the messages of the code into the catalogs of search_ui/translations.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin

EVAL ?= ../shared/eval
SIZES ?= 100000
SEEDS ?= 200
ROOM ?= text
SAMPLE ?= 80
SEED ?= 1

# The files that have tests of a mark, by what stands in them: to collect all others would take longer than some of the tests.
# tests/conftest.py sees to it that none is missed.
marked = $(sort $(shell grep -rlE '$(1)' tests --include='test_*.py'))

.PHONY: serve test long-test lint bench soak mutants cluster cluster-test translations
serve: .venv/installed
	$(BIN)/passageway index
	@echo "For your own folder: export PASSAGEWAY_INDEX=~/.notes-index; $(BIN)/passageway index FOLDER; $(BIN)/passageway serve"
	$(BIN)/passageway serve --port $(PORT)

test: .venv/tested
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

long-test: .venv/tested
	$(BIN)/python -m pytest -m 'long or soak' -n auto --maxprocesses 4 --dist loadfile $(call marked,mark[.](long|soak)|hypothesis)

lint: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/tested
	$(BIN)/python tests/benchmarks/engines.py --eval $(EVAL) --sizes $(SIZES) --json bench.json

soak: .venv/tested
	PASSAGEWAY_SOAK=$(SEEDS) $(BIN)/python -m pytest -m soak

cluster: .venv/tested
	$(BIN)/python -m tests.cluster.showing --port $(PORT) corpus $(wildcard $(EVAL)/medquad)

cluster-test: .venv/tested
	$(BIN)/python -m pytest -m cluster -n 3 --dist loadgroup --no-loadscope-reorder $(call marked,mark[.]cluster)

mutants: .venv/tested
	$(BIN)/python -m tests.mutation $(ROOM) --sample $(SAMPLE) --seed $(SEED)

translations: .venv/tested
	$(BIN)/python -m tests.search_ui.translations.catalogs

.venv/installed: pyproject.toml constraints.txt
	@echo "Installing into .venv, half a gigabyte: it takes a minute or more, and says nothing meanwhile."
	$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[semantic]' || \
		{ echo "Meaning cannot be had here; words rank alone."; $(BIN)/python -m pip install --quiet -c constraints.txt -e .; }
	touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	touch $@
