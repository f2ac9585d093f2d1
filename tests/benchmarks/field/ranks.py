"""At which rank does the first hit come that answers, on the English collections of ``questions.jsonl``?

    python tests/benchmarks/field/ranks.py FOLDER [--meaning] [--misses]

``measure.py`` says how often the first hit answers, and needs a judgement for each new first hit. For tuning this is the
quicker ground: ``gold.jsonl`` says by what the passages are known that answer a question, as rows of ``{"question": …,
"document": a part of the document's id, "holds": a regular expression that stands in the passage, white space as one
space}``. A passage answers that is judged so in ``judged.jsonl``, or that is known by a row and not judged otherwise;
questions of which nothing is known are left out. Printed are Success@1, Success@3 and MRR@10, and with ``--misses`` each
question whose first hit is wrong, the rank of the right one, and the place of both.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import regex
from measure import HERE, JUDGED, QUESTIONS, Question, answers_of, by_collection, rows_of

from indexer.model import Hit
from indexer.settings import Semantic

GOLD = HERE / "gold.jsonl"


class Known(NamedTuple):
    """What is known of a question's passages: ids judged right and wrong, and (part of a document's id, pattern)."""

    right: set[str]
    wrong: set[str]
    patterns: list[tuple[str, regex.Pattern[str]]]

    def answers(self, hit: Hit) -> bool:
        """Whether a hit is a passage that answers."""
        passage, text = hit.passage, " ".join(hit.passage.text.split())
        if passage.id in self.right or passage.id in self.wrong:
            return passage.id in self.right
        return any(part in passage.document_id and pattern.search(text) for part, pattern in self.patterns)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meaning", action="store_true")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args(arguments)
    known = _known()
    asked = [Question(**row) for row in rows_of(QUESTIONS) if row["language"] == "english" and row["question"] in known]
    ranks: list[int] = []
    for name, some in by_collection(asked).items():
        for question, answer in answers_of(given.folder / name, some, Semantic.ON if given.meaning else Semantic.OFF):
            found = known[question.question]
            rank = next((hit.rank for hit in answer.hits if found.answers(hit)), 0)
            ranks.append(rank)
            if given.misses and rank != 1:
                places = [answer.hits[0], *answer.hits[max(rank - 1, 0) : rank]] if answer.hits else []
                shown = " / ".join(f"{hit.passage.document_id}: {' > '.join(hit.passage.headings)}" for hit in places)
                print(f"{rank or '-':>2} {name}: {question.question}\n      {shown}")
    print(_line(ranks))
    return 0


def _known() -> Mapping[str, Known]:
    """What is known of each question of which a passage that answers is known."""
    found: dict[str, Known] = defaultdict(lambda: Known(set(), set(), []))
    for row in rows_of(JUDGED):
        (found[row["question"]].right if row["answers"] else found[row["question"]].wrong).add(row["passage"])
    for row in rows_of(GOLD):
        found[row["question"]].patterns.append((row["document"], regex.compile(row["holds"])))
    return {question: known for question, known in found.items() if known.right or known.patterns}


def _line(ranks: Sequence[int]) -> str:
    """The measures of the first right hits' ranks; 0 where none of the hits is right."""
    count = max(len(ranks), 1)
    first, third = sum(rank == 1 for rank in ranks) / count, sum(0 < rank <= 3 for rank in ranks) / count
    mrr = sum(1 / rank for rank in ranks if rank) / count
    return f"{len(ranks)} questions: Success@1 {first:.3f}, Success@3 {third:.3f}, MRR@10 {mrr:.3f}"


if __name__ == "__main__":
    sys.exit(main())
