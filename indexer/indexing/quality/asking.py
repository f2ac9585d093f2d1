"""What people asked, as far back as it is kept."""

from __future__ import annotations

from datetime import date, timedelta

from indexer.engines.opening import open_question_log
from indexer.model import AskedQuestion
from indexer.settings import Settings
from indexer.store.records.question_log import utc_today

__all__ = ["asked_questions"]


def asked_questions(
    settings: Settings, *, since: date | None = None, unanswered: bool = False
) -> tuple[AskedQuestion, ...]:
    """The questions asked on or after a day, those asked most often first; nothing that is older than it is to be kept.

    Where ``unanswered``, only those that were not always answered, by how often. Raises IndexDamaged and IndexProblem.
    """
    kept = utc_today() - timedelta(days=settings.question_log_days - 1)
    found = open_question_log(settings).since(max(since or kept, kept))
    if not unanswered:
        return found
    missed = (question for question in found if question.answered < question.times)
    return tuple(sorted(missed, key=lambda question: (question.answered - question.times, question.text)))
