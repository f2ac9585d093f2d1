"""How long does a run take in which next to nothing has changed, beside walking the folder and stat-ing its files?

    PASSAGEWAY_SEMANTIC=off python tests/benchmarks/small_changes.py [--documents 100000] [--keep FOLDER] [--rounds 3]

Makes a folder of small documents (Markdown, 300 bytes to 2 KB, a hundred in a folder), indexes it, and then times runs in
one process: with nothing changed, with one changed document, with one added and one removed. Right before each run the
folder is walked: every folder is read by ``os.scandir``, every file in it looked at by ``lstat``, which is the least that
any program does to find out what has changed. Printed are the medians of both and of their ratios, and how long the stages
take. Exits with 1 where a run with one changed document, or with one added and one removed, takes more than 3 times its
walk.

The first run of a process imports what it uses: it is not counted. Ratios hold on a busy machine as well, as both are
measured within seconds; more rounds make them steadier.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from indexer.indexing import index_corpus
from indexer.settings import Settings

#: How many times what the walk takes a run may take that changes one document.
LIMIT = 3.0

#: A file that changed less than so many seconds ago is read in any case: its stamp is not to be trusted yet.
SETTLED = 2.1

A_FOLDER = 100
WORDS = 40_000
SYLLABLES = [f"{a}{b}{c}" for a in "bcdfghklmnprstvw" for b in "aeiou" for c in ["", "n", "r", "l"]]


def main() -> int:
    """Makes what is to be measured, measures it, prints a table; 1 where the limit is passed."""
    given = _options()
    place = nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="passageway-")
    with place as folder:
        corpus, settings = Path(folder) / "corpus", Settings.load(index=Path(folder) / "index")
        if not corpus.exists():
            make_corpus(corpus, given.documents)
        index_corpus(settings, [corpus])  # all, or what has changed since it was kept; and what it imports
        time.sleep(SETTLED)
        index_corpus(settings)
        found = {name: measured(corpus, settings, change, given.rounds) for name, change in CHANGES.items()}
    print(json.dumps(found, indent=2) if given.json else _table(found))
    return int(any(row["ratio"] > LIMIT for name, row in found.items() if name != "nothing changed"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="keep documents and index there for the next time")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each kind")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def make_corpus(corpus: Path, documents: int) -> None:
    """Documents of made-up words that are as rare and as frequent as words are: the same each time."""
    chance = np.random.default_rng(1)
    words = np.array(["".join(chance.choice(SYLLABLES, 2 + n % 2)) for n in range(WORDS)])
    share = 1 / np.arange(3, WORDS + 3)
    for number in range(documents):
        folder = corpus / f"part-{number // A_FOLDER // 10:03}" / f"chapter-{number // A_FOLDER % 10}"
        if number % A_FOLDER == 0:
            folder.mkdir(parents=True, exist_ok=True)
            drawn = chance.choice(words, 260 * A_FOLDER, p=share / share.sum()).tolist()
        first = 260 * (number % A_FOLDER)
        title, body = drawn[first : first + 4], drawn[first + 4 : first + 44 + number * 7919 % 210]
        sentences = [" ".join(body[at : at + 11]).capitalize() + "." for at in range(0, len(body), 11)]
        paragraphs = (" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
        text = "\n\n".join([f"# {' '.join(title).capitalize()}", *paragraphs])
        (folder / f"document-{number:06}.md").write_text(f"{text}\n", "utf-8")


def walk(corpus: Path) -> float:
    """The seconds that it takes to look at every file."""
    started, pending = perf_counter(), [str(corpus)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)
    return perf_counter() - started


def _nothing(corpus: Path, number: int) -> None:
    pass


def _one_changed(corpus: Path, number: int) -> None:
    path = sorted((corpus / "part-000" / "chapter-5").iterdir())[number]
    path.write_text(f"{path.read_text('utf-8')}\nA new word: lighthouse{time.time_ns()}.\n", "utf-8")


def _one_added_one_removed(corpus: Path, number: int) -> None:
    folder = corpus / "part-000" / "chapter-6"
    next(iter(sorted(folder.iterdir()))).unlink()
    (folder / f"new-{time.time_ns()}.md").write_text(f"# Document {number}\n\nIt is about a heron.\n", "utf-8")


CHANGES: dict[str, Callable[[Path, int], None]] = {
    "nothing changed": _nothing,
    "one changed": _one_changed,
    "one added, one removed": _one_added_one_removed,
}


def measured(corpus: Path, settings: Settings, change: Callable[[Path, int], None], rounds: int) -> dict[str, float]:
    """Medians of the walk, the run, the ratio of both, and of the seconds that each stage of the run takes."""
    rows = []
    for number in range(rounds):
        change(corpus, number)
        time.sleep(SETTLED)
        rows.append({"walk": walk(corpus)} | run(settings))
        rows[-1]["ratio"] = rows[-1]["run"] / rows[-1]["walk"]
    return {name: median(row.get(name, 0.0) for row in rows) for name in rows[-1]}


def run(settings: Settings) -> dict[str, float]:
    """The seconds of a run, and of its stages: until it looks at files, until it reads, and so on."""
    started = perf_counter()
    begun: dict[str, float] = {"open": started}

    def progress(stage: str, done: int, total: int | None) -> None:
        begun.setdefault(stage, perf_counter())

    index_corpus(settings, progress=progress)
    ended = perf_counter()
    ends = [*list(begun.values())[1:], ended]
    stages = {stage: end - at for (stage, at), end in zip(begun.items(), ends, strict=True)}
    return {"run": ended - started, **stages}


def _table(found: dict[str, dict[str, float]]) -> str:
    lines = []
    for name, row in found.items():
        stages = ", ".join(f"{stage} {row[stage]:.2f}" for stage in row if stage not in ("walk", "run", "ratio"))
        lines.append(
            f"{name:24} {row['run']:6.2f} s   walk {row['walk']:5.2f} s   {row['ratio']:5.2f} times   ({stages})"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
