"""Is *answered* true? Questions whose document is there, beside questions on the same subject whose document was taken out.

    python tests/benchmarks/verdicts.py [SET ...] [--meaning] [--questions N]

SETs are folders in BEIR's layout; by default xquad-en, ohr-manual and medquad of ../shared/eval. Every second document of
corpus.jsonl is left out, and of the rest those that say nearly the same as one left out. Printed is the share of questions
called *answered*: of those with a judged document that stayed, and of those whose judged documents all went. Exit code 1
where a set that has limits (see _LIMITS) misses them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from zlib import crc32

import regex

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
SETS = ("xquad-en", "ohr-manual", "medquad")

#: The least share answered of questions whose document stayed, the most of those whose went. Of medquad's documents on one
#: disease each names it; half of .97, what it was by the score alone, is wanted.
_LIMITS = {"xquad-en": (0.80, 0.25), "ohr-manual": (0.80, 0.25), "medquad": (0.80, 0.485)}

#: Texts say nearly the same when they share this much of the word triples of the shorter one.
_SAME = 0.8

#: Of each text the triples with the smallest hashes are compared first: one in common makes a pair to look at.
_SKETCH = 12

_SEED = 7

Shingles = frozenset[tuple[str, ...]]


def _shingles(text: str) -> Shingles:
    words = regex.findall(r"\p{Han}|[\p{L}\p{N}\p{M}]+", text.lower())
    return frozenset(tuple(words[i : i + 3]) for i in range(max(len(words) - 2, 1)))


def _sum_of(shingle: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """What puts triples into an order that has nothing to do with their words, and is the same in every process."""
    return crc32(" ".join(shingle).encode()), shingle


def left_out(texts: Mapping[str, str]) -> set[str]:
    """Every second document, and each other that says nearly the same as one of these."""
    names = list(texts)
    out, shingles = set(names[1::2]), {name: _shingles(text) for name, text in texts.items()}
    sketches = {name: sorted(own, key=_sum_of)[:_SKETCH] for name, own in shingles.items()}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names[1::2]:
        for shingle in sketches[name]:
            holders[shingle].append(name)
    for name in names[0::2]:
        near = {other for shingle in sketches[name] for other in holders[shingle]}
        if any(_alike(shingles[name], shingles[other]) for other in near):
            out.add(name)
    return out


def _alike(a: Shingles, b: Shingles) -> bool:
    return len(a & b) >= _SAME * min(len(a), len(b))


def judged(folder: Path) -> dict[str, set[str]]:
    """The documents judged relevant to each question."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (folder / "qrels").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            question, document, score = line.split("\t")
            if float(score) > 0:
                found[question].add(document)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def answered(folder: Path, settings: Settings, work: Path, most: int) -> tuple[float, float, int, int]:
    """The share called answered of questions whose document stayed and of those whose went, and how many of each."""
    documents = _rows(folder / "corpus.jsonl")
    out = left_out({row["_id"]: row["text"] for row in documents})
    (work / "corpus").mkdir()
    kept = [json.dumps(row, ensure_ascii=False) for row in documents if row["_id"] not in out]
    (work / "corpus" / "corpus.jsonl").write_text("\n".join(kept), encoding="utf-8")
    index_corpus(settings, [work / "corpus"])
    relevant, searcher = judged(folder), Searcher(settings)
    asked = [row for row in _rows(folder / "queries.jsonl") if relevant.get(row["_id"])]
    Random(_SEED).shuffle(asked)
    said: dict[bool, list[bool]] = {True: [], False: []}
    for row in asked[:most]:
        verdict = searcher.ask(row["text"], limit=1).verdict
        said[bool(relevant[row["_id"]] - out)].append(verdict is Verdict.ANSWERED)
    return _share(said[True]), _share(said[False]), len(said[True]), len(said[False])


def _share(said: Sequence[bool]) -> float:
    return sum(said) / max(len(said), 1)


def measure(folders: Iterable[Path], *, meaning: bool, most: int) -> bool:
    """Prints a line a set; whether all limits are kept."""
    kept = True
    for folder in folders:
        with tempfile.TemporaryDirectory() as made:
            language = {"xquad-de": "german", "xquad-ar": "arabic"}.get(folder.name, "english")
            settings = Settings.load(index=Path(made) / "index", semantic="on" if meaning else "off", language=language)
            stayed, went, of_stayed, of_went = answered(folder, settings, Path(made), most)
        least, limit = _LIMITS.get(folder.name, (0.0, 1.0))
        kept = kept and stayed >= least and went <= limit
        print(
            f"{folder.name:14} document stayed {stayed:.3f} of {of_stayed:4}   went {went:.3f} of {of_went:4}",
            flush=True,
        )
    return kept


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", nargs="*", type=Path, default=[EVAL / name for name in SETS])
    arguments.add_argument("--meaning", action="store_true", help="rank by meaning, too")
    arguments.add_argument("--questions", type=int, default=10_000, help="at most so many of each set")
    options = arguments.parse_args()
    sys.exit(0 if measure(options.sets, meaning=options.meaning, most=options.questions) else 1)


if __name__ == "__main__":
    main()
