"""How long does a command take before it does its work, beside importing what it cannot do without?

    python tests/benchmarks/starting.py [--eval FOLDER] [--runs 15] [--keep FOLDER] [--json]

Each command is run as a process of its own, in turn with what it is compared with, so that all meet the same noise; of all
runs the shortest counts, by cpu time and by the clock. Help, version, completion and wrong usage are compared with
importing click; ``ask`` over the 16,350 documents of medquad with importing numpy, whoosh.searching, pydantic_settings and
click, and onnxruntime where it ranks by meaning. Opening an index is timed inside a process that has imported everything,
for 1,000 documents and for all, without meaning; beside it stands how long all files take to be hashed.

Vectors are drawn at random under the encoder's fingerprint: what they say does not change how long they take.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from indexer.engines.meaning import EncodedText, VectorStore, key_of, load_encoder, passage_text, signs_of
from indexer.indexing import index_corpus
from indexer.settings import Semantic, Settings
from indexer.store import Catalog, Generations

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
QUESTION = "what are the symptoms of glaucoma?"
SIZES = (1_000, 16_350)

CLICK = "import click"
ENGINE = "import numpy, whoosh.searching, pydantic_settings, click"
MEANING = f"{ENGINE}, onnxruntime"

OPEN = """
import sys
from time import perf_counter, process_time
from indexer.searching import Searcher
from indexer.settings import Settings
settings = Settings.load(index=sys.argv[1], semantic="off")
wall, cpu = perf_counter(), process_time()
Searcher(settings)
print(process_time() - cpu, perf_counter() - wall)
"""

HASH = """
import sys
from hashlib import file_digest
from pathlib import Path
from time import perf_counter, process_time
wall, cpu = perf_counter(), process_time()
for path in Path(sys.argv[1]).iterdir():
    file_digest(path.open("rb"), "sha256")
print(process_time() - cpu, perf_counter() - wall)
"""


class Spent(NamedTuple):
    """Seconds of cpu and by the clock."""

    cpu: float
    wall: float


class Case(NamedTuple):
    """A command line of Python, what it is run with, and whether it prints what it spent instead of being timed whole."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    says: bool = False

    def spent(self) -> Spent:
        """What one run spends."""
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        environment = {**os.environ, **self.environment}
        done = subprocess.run([sys.executable, *self.arguments], env=environment, capture_output=True, text=True)
        wall, after = perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        if self.says:
            return Spent(*map(float, done.stdout.split()))
        return Spent(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def main() -> None:
    """Makes the indexes, runs everything, prints milliseconds and ratios."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--eval", type=Path, default=EVAL, help="the folder that has medquad")
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--keep", type=Path, help="keep the indexes there for the next time")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    place = nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="passageway-")
    with place as folder:
        indexes = {size: made(given.eval / "medquad" / "corpus.jsonl", Path(folder), size) for size in SIZES}
        found = measure(indexes, given.runs)
    if given.json:
        print(json.dumps(found, indent=2))
        return
    for name, row in found.items():
        beside = (
            f"   {row['cpu_ratio']:5.2f} and {row['wall_ratio']:5.2f} times {row['beside']}" if "beside" in row else ""
        )
        print(f"{name:32} {row['cpu_ms']:7.1f} ms of cpu, {row['wall_ms']:7.1f} ms by the clock{beside}")


def measure(indexes: dict[int, Path], runs: int) -> dict[str, dict[str, float | str]]:
    """Milliseconds of every case, with its ratio to what it is compared with."""
    cases, beside = all_cases(indexes)
    spent: dict[str, list[Spent]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, case in cases.items():
            spent[name].append(case.spent())
    best = {name: Spent(min(s.cpu for s in of_case), min(s.wall for s in of_case)) for name, of_case in spent.items()}
    found: dict[str, dict[str, float | str]] = {}
    for name, (cpu, wall) in best.items():
        found[name] = {"cpu_ms": 1000 * cpu, "wall_ms": 1000 * wall}
        if name in beside:
            base = best[beside[name]]
            found[name] |= {"beside": beside[name], "cpu_ratio": cpu / base.cpu, "wall_ratio": wall / base.wall}
    return found


def all_cases(indexes: dict[int, Path]) -> tuple[dict[str, Case], dict[str, str]]:
    """The cases by name, and which other each is compared with."""
    small, large = indexes.values()
    words, meaning = {"PASSAGEWAY_SEMANTIC": "off"}, {"PASSAGEWAY_SEMANTIC": "on"}
    ask = ("-m", "indexer", "ask", QUESTION, "--index", str(large))
    complete = {"_PASSAGEWAY_COMPLETE": "bash_complete", "COMP_WORDS": "passageway ask --", "COMP_CWORD": "2"}
    cases = {
        CLICK: Case(("-c", CLICK), {}),
        "--help": Case(("-m", "indexer", "--help"), {}),
        "ask --help": Case(("-m", "indexer", "ask", "--help"), {}),
        "--version": Case(("-m", "indexer", "--version"), {}),
        "completion": Case(("-m", "indexer"), complete),
        "wrong usage": Case(("-m", "indexer", "ask", "--limit", "none", "x"), {}),
        ENGINE: Case(("-c", ENGINE), {}),
        "ask, by words": Case(ask, words),
        MEANING: Case(("-c", MEANING), {}),
        "ask, by meaning too": Case(ask, meaning),
    }
    beside = dict.fromkeys(("--help", "ask --help", "--version", "completion", "wrong usage"), CLICK)
    beside |= {"ask, by words": ENGINE, "ask, by meaning too": MEANING}
    for size, index in zip(SIZES, (small, large), strict=True):
        folder = Generations(index).folder(Generations(index).current())
        cases[f"opening, {size:,} documents"] = Case(("-c", OPEN, str(index)), {}, says=True)
        cases[f"hashing, {size:,} documents"] = Case(("-c", HASH, str(folder)), {}, says=True)
    beside[f"opening, {SIZES[1]:,} documents"] = f"opening, {SIZES[0]:,} documents"
    return cases, beside


def made(corpus: Path, folder: Path, size: int) -> Path:
    """An index of the first documents of a corpus, with vectors; the one that is there, if it is."""
    index = folder / str(size)
    settings = Settings.load(index=index, semantic=Semantic.ON)
    if (index / "CURRENT").exists():
        return index
    source = folder / f"{size}.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    with corpus.open("rb") as lines, source.open("wb") as out:
        out.writelines(islice(lines, size))
    index_corpus(settings.model_copy(update={"semantic": Semantic.OFF}), [source])
    draw_vectors(settings)
    index_corpus(settings)
    return index


def draw_vectors(settings: Settings) -> None:
    """Puts vectors for every passage and its sentences into the store, so that none is encoded."""
    encoder = load_encoder(settings).encoder
    assert encoder is not None
    store, chance = VectorStore(settings.index, encoder.fingerprint, encoder.dimensions), np.random.default_rng(1)
    catalog = Catalog(settings.index / "catalog.sqlite")
    names = list(catalog.document_ids(1))
    passages = (passage for name in names for passage in catalog.passages_of(1, name))
    counts = {key_of(*passage_text(passage)): max(len(passage.sentences), 1) for passage in passages}
    vectors = chance.standard_normal((len(counts), encoder.dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = zip(vectors, counts.items(), strict=True)
    store.additions(list(counts)).add(
        {
            key: EncodedText(vector[None].repeat(1 + count, axis=0), signs_of(vectors[:150]))
            for vector, (key, count) in texts
        }
    )
    catalog.close()


if __name__ == "__main__":
    main()
