"""Making labelled questions: a person asks, reads what was found, and says which passage answers."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli.console import say
from indexer.cli.printing.show import show_candidate
from indexer.evaluation import append_question, read_questions
from indexer.model import Hit, LabelledQuestion, Passage
from indexer.model.index.questions import next_id
from indexer.model.plurals import counted
from indexer.searching import Searcher

__all__ = ["make_labels"]

_HELP = "A number: that passage answers; 0: nothing in the corpus does; s: skip; q: stop"


def make_labels(path: Path, searcher: Searcher) -> None:
    """Asks for questions until an empty one, and adds each, labelled, to ``path``; on disk at once.

    Raises EvaluationError where ``path`` is no file of questions; what was labelled before stays, Ctrl-C included.
    """
    questions = read_questions(path) if path.exists() else []
    say(f"{path} has {counted(len(questions), 'question')}. An empty question, or Ctrl-C, stops.")
    while text := click.prompt("Question", default="", show_default=False).strip():
        shown = _shown(searcher, text)
        for number, passage in enumerate(shown, start=1):
            show_candidate(number, passage)
        choice = _choice(len(shown))
        if choice == "q":
            break
        if choice == "s":
            continue
        chosen = shown[int(choice) - 1] if int(choice) else None
        answers = ((chosen.document_id, _quote(chosen)),) if chosen else ()
        question = LabelledQuestion(next_id(questions), text, answers)
        append_question(path, question)
        questions.append(question)
        say(f"{question.id} added: {'an answer' if chosen else 'nothing answers'}.")


def _shown(searcher: Searcher, text: str) -> list[Passage]:
    def with_folded(hit: Hit) -> tuple[Hit, ...]:
        return hit, *hit.others

    return [shown.passage for hit in searcher.ask(text, limit=5).hits for shown in with_folded(hit)][:12]


def _choice(passages: int) -> str:
    allowed = [*map(str, range(passages + 1)), "s", "q"]
    return str(click.prompt(_HELP, type=click.Choice(allowed), show_choices=False))


def _quote(passage: Passage) -> str:
    """The words that answer: typed or pasted, they must stand in the passage; by default its first sentence."""
    first = passage.sentences[0]
    default = passage.text[first.start - passage.start : first.end - passage.start]
    while True:
        typed = str(
            click.prompt("Quote the words that answer (Enter: the first sentence)", default=default, show_default=False)
        )
        if " ".join(typed.split()) in " ".join(passage.text.split()):
            return typed
        say("These words are not in the passage; copy them from above.")
