"""Labelled questions: which quote of which document answers, or that none does.

Format: JSONL with ``_id``, ``text`` and ``answers``, a list of {"document", "quote"}; an empty list means that nothing
in the corpus answers.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from indexer.errors import EvaluationError
from indexer.model import LabelledQuestion

__all__ = ["append_question", "question_line", "questions_of", "read_questions"]


def read_questions(path: Path) -> list[LabelledQuestion]:
    """The labelled questions of a file, perhaps none; raises EvaluationError, naming the line."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read ({error}).") from error
    return questions_of(content, str(path))


def questions_of(content: bytes, name: str) -> list[LabelledQuestion]:
    """The labelled questions of a file's bytes, perhaps none; raises EvaluationError, naming the file and the line."""
    try:
        # Not splitlines(): JSON may hold U+2028 inside a line.
        lines = content.decode("utf-8-sig").split("\n")
    except ValueError as error:
        raise EvaluationError(f"{name} cannot be read ({error}).") from error
    return [_question(name, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _question(name: str, number: int, line: str) -> LabelledQuestion:
    try:
        row = json.loads(line)
        answers = tuple((str(a["document"]), str(a["quote"])) for a in row["answers"])
        return LabelledQuestion(str(row["_id"]), str(row["text"]), answers)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EvaluationError(
            f'{name}, line {number}: no question with "_id", "text", "answers" ({error!r}).'
        ) from error


def question_line(question: LabelledQuestion) -> str:
    """The line, with its end, that stands for a question."""
    answers = [{"document": document, "quote": quote} for document, quote in question.answers]
    return json.dumps({"_id": question.id, "text": question.text, "answers": answers}, ensure_ascii=False) + "\n"


def append_question(path: Path, question: LabelledQuestion) -> None:
    """Adds a line, on disk when this returns; lines already there stay, whatever happens. Raises EvaluationError."""
    line = question_line(question)
    try:
        with path.open("ab+", buffering=0) as file:
            if file.tell() and not _ends_line(path):
                line = "\n" + line
            # One call for the whole line: a kill comes before it or after it.
            file.write(line.encode("utf-8", "replace"))
            os.fsync(file.fileno())
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written ({error.strerror or error}).") from error


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
