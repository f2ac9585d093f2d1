"""How often does the first hit answer, on documentation that nobody prepared for us, as somebody else judged?

    python tests/benchmarks/field/measure.py FOLDER [--meaning] [--sheet OUT.jsonl] [--json]

FOLDER has one folder of documents for each collection named in ``questions.jsonl`` beside this file; ``collections.json``
says which repository each comes from, at which commit, and which were looked at while ranking was built: what is found on
these says nothing of others, and is counted apart. The questions were written by somebody who had read them, before
anything was asked, and are not changed afterwards. Each collection is indexed for itself, by words or with ``--meaning``,
with the default settings; each question is asked as typed. ``--only`` names collections.

``--sheet`` writes what has to be judged: each question with its first hit, as a reader would see it. Judgements are rows of
``{"question": …, "passage": id, "answers": true or false}`` in ``judged.jsonl``, by somebody who did not write the code; a
passage's id changes with its text, so that a judgement never speaks for other words than those that were read. First hits
without a judgement count as wrong, and are counted apart. Printed for each collection: Success@1; how many answers said
*answered*, and how many of those were right.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.indexing import index_corpus
from indexer.model.answers import Answer, Verdict
from indexer.searching import Searcher
from indexer.settings import Semantic, Settings

HERE = Path(__file__).resolve().parent
QUESTIONS, JUDGED = HERE / "questions.jsonl", HERE / "judged.jsonl"
LOOKED_AT = frozenset(
    row["collection"] for row in json.loads((HERE / "collections.json").read_text("utf-8")) if row["looked_at"]
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a collection, whose documents are written in ``language``: its English name, in small letters."""

    collection: str
    language: str
    question: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a collection's questions: counts, but for the two shares."""

    collection: str
    language: str
    questions: int
    judged: int
    right: int
    answered: int
    answered_right: int

    @property
    def success(self) -> float:
        """Success@1: the share of questions whose first hit answers, 0 to 1."""
        return self.right / self.questions


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it; 1 where a collection of the questions is not in the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--judged", type=Path, default=JUDGED)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--meaning", action="store_true")
    parser.add_argument("--only", nargs="*", help="collections; all without it")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    questions = [Question(**row) for row in rows_of(given.questions)]
    questions = [q for q in questions if not given.only or q.collection in given.only]
    missing = sorted({q.collection for q in questions if not (given.folder / q.collection).is_dir()})
    if missing:
        print(f"{given.folder} has no {', '.join(missing)}.", file=sys.stderr)
        return 1
    judged = {(row["question"], row["passage"]): bool(row["answers"]) for row in rows_of(given.judged)}
    semantic = Semantic.ON if given.meaning else Semantic.OFF
    asked = by_collection(questions).items()
    answers = {name: dict(answers_of(given.folder / name, some, semantic)) for name, some in asked}
    if given.sheet:
        _write_sheet(given.sheet, answers)
    figures = [_figures(asked, judged) for asked in answers.values()]
    print(json.dumps([asdict(row) for row in figures], indent=2) if given.json else _table(figures))
    return 0


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a JSONL file; none where there is no such file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def by_collection(questions: Sequence[Question]) -> Mapping[str, list[Question]]:
    """The questions about each collection."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.collection, []).append(question)
    return found


def answers_of(folder: Path, questions: Sequence[Question], semantic: Semantic) -> Iterator[tuple[Question, Answer]]:
    """Questions about a collection with their answers, from a new index of its folder."""
    with tempfile.TemporaryDirectory() as index:
        settings = Settings.load(index=Path(index) / "index", semantic=semantic)
        index_corpus(settings, [folder])
        searcher = Searcher(settings)
        for question in questions:
            yield question, searcher.ask(question.question)


def _write_sheet(path: Path, answers: Mapping[str, Mapping[Question, Answer]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for question, answer in (pair for asked in answers.values() for pair in asked.items()):
            first = answer.hits[0] if answer.hits else None
            row: dict[str, object] = {"collection": question.collection, "question": question.question}
            row["verdict"] = answer.verdict.value
            if first is not None:
                row |= {"passage": first.passage.id, "document": first.passage.document_id}
                row |= {
                    "title": first.passage.title,
                    "headings": list(first.passage.headings),
                    "text": first.passage.text,
                }
                start = first.passage.start
                row["marked"] = (
                    first.passage.text[first.answer.start - start : first.answer.end - start] if first.answer else ""
                )
            print(json.dumps(row, ensure_ascii=False), file=out)


def _figures(asked: Mapping[Question, Answer], judged: Mapping[tuple[str, str], bool]) -> Figures:
    first = {q: judged.get((q.question, a.hits[0].passage.id)) if a.hits else False for q, a in asked.items()}
    said = [q for q, a in asked.items() if a.verdict is Verdict.ANSWERED]
    some = next(iter(asked))
    return Figures(
        collection=some.collection,
        language=some.language,
        questions=len(asked),
        judged=sum(right is not None for right in first.values()),
        right=sum(right is True for right in first.values()),
        answered=len(said),
        answered_right=sum(first[q] is True for q in said),
    )


def _table(figures: Sequence[Figures]) -> str:
    head = ("questions", "judged", "Success@1", "answered", "right of those")
    lines = [f"{'collection':26}{'language':12}" + "".join(f"{name:>16}" for name in head)]
    for row in figures:
        share = f"{row.answered_right / row.answered:.2f}" if row.answered else "-"
        cells = (row.questions, row.judged, f"{row.success:.2f}", row.answered, share)
        lines.append(f"{row.collection:26}{row.language:12}" + "".join(f"{cell:>16}" for cell in cells))
    groups: dict[str, list[Figures]] = {}
    for row in figures:
        looked_at = ", looked at while ranking was built" if row.collection in LOOKED_AT else ""
        groups.setdefault(("English" if row.language == "english" else "others") + looked_at, []).append(row)
    for name, rows in groups.items():
        share = f"{sum(row.right for row in rows) / sum(row.questions for row in rows):.3f}"
        lines.append(f"{name}: Success@1 {share} over {len(rows)} collections")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
