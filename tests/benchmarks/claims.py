"""Claims and the abstracts that hold their evidence: is it among the three closest passages, as often as bm25s finds it?

    python tests/benchmarks/claims.py [FOLDER] [--index DIR]

FOLDER is scifact in BEIR's layout (``corpus.jsonl``, ``claims.jsonl`` with ``split`` and ``evidence``); by default
../shared/eval/scifact. Exit code 1 where fewer claims are served than by bm25s in the same run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from indexer.evaluation.datasets.beir import read_corpus
from indexer.evaluation.rivals.lexical import Bm25s
from indexer.evaluation.rivals.protocol import Bench
from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "eval" / "scifact"
TOP = 3

#: A claim and the documents that hold evidence for or against it.
Claim = tuple[str, frozenset[str]]


def read_claims(path: Path) -> list[Claim]:
    """The claims of the training split that have evidence."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    held = [(row["claim"], frozenset(e["doc"] for e in row["evidence"])) for row in rows if row["split"] == "train"]
    return [claim for claim in held if claim[1]]


def served(claims: Sequence[Claim], rank: Callable[[str], Sequence[str]]) -> list[bool]:
    """For each claim whether one of its documents is among the first three."""
    return [bool(evidence & set(rank(text)[:TOP])) for text, evidence in claims]


def ours(settings: Settings) -> Callable[[str], list[str]]:
    checker = Checker(settings)
    return lambda claim: [near.source.document_id.partition("#")[2] for near in checker.closest(claim, limit=TOP)]


def bm25s(corpus: Path, folder: Path, settings: Settings) -> Callable[[str], list[str]]:
    rival = Bm25s(Bench(folder=folder, settings=settings, passages_of=lambda document: ()))
    rival.build(list(read_corpus(corpus)))
    return lambda claim: rival.rank(claim, TOP)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    arguments.add_argument("--index", type=Path, help="an index of corpus.jsonl that is there already")
    options = arguments.parse_args()
    claims = read_claims(options.folder / "claims.jsonl")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        settings = Settings.load(index=options.index or folder / "index")
        if options.index is None:
            (folder / "corpus").mkdir()
            (folder / "corpus" / "corpus.jsonl").write_bytes((options.folder / "corpus.jsonl").read_bytes())
            index_corpus(settings, [folder / "corpus"])
        found = {}
        for name, rank in (
            ("passageway", ours(settings)),
            ("bm25s", bm25s(options.folder / "corpus.jsonl", folder / "bm25s", settings)),
        ):
            started = perf_counter()
            found[name] = served(claims, rank)
            seconds = perf_counter() - started
            print(
                f"{name:12} {sum(found[name])} of {len(claims)} in the top {TOP}, {seconds / len(claims):.4f} s a claim"
            )
    only = [sum(a and not b for a, b in zip(found[x], found[y], strict=True)) for x, y in
            (("passageway", "bm25s"), ("bm25s", "passageway"))]  # fmt: skip
    print(f"only ours {only[0]}, only bm25s {only[1]}")
    sys.exit(0 if sum(found["passageway"]) >= sum(found["bm25s"]) else 1)


if __name__ == "__main__":
    main()
