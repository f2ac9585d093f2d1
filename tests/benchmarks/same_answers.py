"""Does a quicker way still give the same answers? All that is said of each question is kept, and compared later.

    python tests/benchmarks/same_answers.py keep FILE [--eval FOLDER] [--indexes FOLDER] [--sets medquad,cisi] [--every 1]
    python tests/benchmarks/same_answers.py compare FILE [...]

Kept are the answers to the questions of every BEIR set by words alone, without synonyms: ids, order, scores, marks, answer
sentences and their places, reasons, what is folded, verdict, confidence, notes, corrections, facets, and the hits of
pages behind the first for some. Numbers may differ by 1e-9 of what they are, all else must be the same. Exit code 1 where
something is not. Indexes are made where ``--indexes`` has none; both runs must use the same.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from time import process_time
from zlib import crc32

from indexer import Searcher, Settings, index_corpus
from indexer.engines.whoosh.scoring import scored_by, warm_up
from indexer.model import Answer, FacetRows, Facets, Passage, Why

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
LANGUAGES = {"xquad-de": "german", "xquad-ar": "arabic"}
NEARLY = 1e-9

#: Longer questions are cut, which a searcher takes none of.
_LONGEST = 2000

#: Of one question in so many, a page behind the first is kept, and more, too.
_DEEPER = 10

#: Differences that are shown of a set.
_SHOWN = 5


def plain(value: object) -> object:
    """A record as nested tuples of plain values; a passage as its id and a digest of all that it says."""
    if isinstance(value, Passage):
        return (value.id, sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16])
    if isinstance(value, Why):
        return (plain(value.parts), plain(value.terms))
    if isinstance(value, Facets):
        return tuple(plain(getattr(value, name)) for name in (*FacetRows._fields, "passages"))
    if isinstance(value, Answer):
        return tuple((f.name, plain(getattr(value, f.name))) for f in fields(value) if f.name != "seconds")
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((field.name, plain(getattr(value, field.name))) for field in fields(value))
    if isinstance(value, (tuple, list)):
        return tuple(map(plain, value))
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


def differences(old: object, new: object, place: str = "") -> Iterator[str]:
    """Where two such values differ, and in what."""
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        named = bool(old) and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in old)
        for number, (mine, theirs) in enumerate(zip(old, new, strict=True)):
            yield from differences(mine, theirs, f"{place}.{mine[0]}" if named else f"{place}[{number}]")
    elif isinstance(old, float) and isinstance(new, float):
        if abs(old - new) > NEARLY * max(1.0, abs(old)):
            yield f"{place}: {old!r} became {new!r}"
    elif old != new or type(old) is not type(new):
        yield f"{place}: {str(old)[:120]!r} became {str(new)[:120]!r}"


def answers(searcher: Searcher, questions: list[str]) -> Iterator[tuple[str, object]]:
    """All that is said of each question."""
    for question in questions:
        first = searcher.ask(question)
        yield question, plain(first)
        if crc32(question.encode()) % _DEEPER == 0:
            yield (
                f"{question} (as typed, hits 11 to 25)",
                plain(searcher.ask(question, limit=15, skip=10, as_typed=True)),
            )
            yield (
                f"{question} (its best document)",
                plain(searcher.matches(first.hits[0].passage.document_id, question) if first.hits else ()),
            )
            yield f"{question} (related)", plain(searcher.related(question))


def index_of(folder: Path, name: str, corpus: Path) -> Settings:
    """The settings of an index of a set, which is made if it is not there."""
    language = LANGUAGES.get(name, "english")
    settings = Settings.load(index=folder / name, semantic="off", language=language)
    if not (folder / name / "CURRENT").exists():
        index_corpus(settings, [corpus])
    return settings


def main() -> None:
    """Keeps or compares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("keep", "compare"))
    options.add_argument("file", type=Path)
    options.add_argument("--eval", type=Path, default=EVAL)
    options.add_argument("--indexes", type=Path, default=Path("indexes"), help="where the indexes are, or are made")
    options.add_argument("--sets", default="", help="separated by commas; all where none is named")
    options.add_argument("--every", type=int, default=1, help="only every so manieth question")
    options.add_argument("--plain", action="store_true", help="without numba")
    given = options.parse_args()
    if not given.plain:
        warm_up()
    print(f"scored by {scored_by() if not given.plain else 'numpy'}")
    kept: dict[str, object] = pickle.loads(given.file.read_bytes()) if given.what == "compare" else {}
    named = given.sets.split(",") if given.sets else sorted(p.parent.name for p in given.eval.glob("*/queries.jsonl"))
    wrong = 0
    for name in named:
        lines = (given.eval / name / "queries.jsonl").read_text("utf-8").splitlines()[:: given.every]
        questions = [json.loads(line)["text"][:_LONGEST] for line in lines]
        searcher = Searcher(index_of(given.indexes, name, given.eval / name / "corpus.jsonl"), without=["synonyms"])
        started, differing, count = process_time(), 0, 0
        for question, answer in answers(searcher, questions):
            key, count = f"{name}: {question}", count + 1
            if given.what == "keep":
                kept[key] = answer
                continue
            found = list(differences(kept.get(key), answer))
            differing += bool(found)
            if found and differing <= _SHOWN:
                print(f"{key}\n    " + "\n    ".join(found[:_SHOWN]))
        searcher.close()
        wrong += differing
        print(f"{name}: {count} answers, {differing} differ, {process_time() - started:.1f} s of cpu", flush=True)
    if given.what == "keep":
        given.file.write_bytes(pickle.dumps(kept, protocol=5))
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
