"""What people ask, for other programs: a table for a spreadsheet, and the start of labelled questions."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from hashlib import sha256
from io import StringIO

from indexer.evaluation.datasets.labelled_questions import question_line
from indexer.model import AskedQuestion, LabelledQuestion
from indexer.model.as_json import as_json

__all__ = ["asked_csv", "to_be_labelled"]

#: The names of a question's JSON.
_COLUMNS = ("question", "times", "answered", "related", "nothing", "passages", "generation", "last")

#: What a spreadsheet takes for the beginning of a formula, also where white space or a wide form hides it
#: (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = tuple("=+-@＝＋－＠\t\r\n|%")

#: Hex digits of a question's SHA-256 in the id that it is given.
_DIGITS = 8


def asked_csv(questions: Iterable[AskedQuestion]) -> str:
    """A table of questions (RFC 4180), with a byte order mark, without which Excel does not read UTF-8. A cell that a
    spreadsheet would take for a formula has an apostrophe before it."""
    written = StringIO()
    rows = csv.DictWriter(written, _COLUMNS)
    rows.writeheader()
    rows.writerows({name: _guarded(value) for name, value in as_json(question).items()} for question in questions)
    return "\ufeff" + written.getvalue()


def _guarded(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA) else value


def to_be_labelled(questions: Iterable[AskedQuestion], saved: Sequence[LabelledQuestion]) -> str:
    """The questions as labelled ones (JSONL), but for those that are ``saved`` already: each without answers, to be
    filled in. The same question always has the same id."""
    known = {" ".join(question.text.split()) for question in saved}
    return "".join(
        question_line(LabelledQuestion(_id(question.text), question.text, ()))
        for question in questions
        if question.text not in known
    )


def _id(text: str) -> str:
    return f"asked-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
