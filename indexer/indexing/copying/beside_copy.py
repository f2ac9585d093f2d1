"""What people save with an index, for another: questions, the gate, synonyms, and what was asked, if that is wanted.

What the other has of these stays: people made it.
"""

from __future__ import annotations

from enum import StrEnum

from indexer.engines.opening import open_question_log, open_saved_questions
from indexer.errors import SynonymsUnsaved
from indexer.indexing.quality.recorded_text import synonyms_text
from indexer.settings import Settings

__all__ = ["CopiedSynonyms", "copy_question_log", "copy_saved_questions", "copy_synonyms"]


class CopiedSynonyms(StrEnum):
    """What a copy did about synonyms."""

    ABSENT = "none to copy"
    SAME = "the same there"
    COPIED = "copied"
    KEPT = "others there are kept"
    FAILED = "cannot be copied"


def copy_saved_questions(source: Settings, target: Settings) -> int:
    """Adds the saved questions, and the gate, that the target lacks; gives how many it has then."""
    there = open_saved_questions(target)
    there.take_over(open_saved_questions(source))
    return len(there.all())


def copy_question_log(source: Settings, target: Settings) -> None:
    """Adds what was asked on days, and in words, that the target knows nothing of."""
    open_question_log(target).take_over(open_question_log(source))


def copy_synonyms(source: Settings, target: Settings) -> CopiedSynonyms:
    """Saves the text of the synonyms at the target, where that has none."""
    here, there = synonyms_text(source), synonyms_text(target)
    if here.fault or there.fault:
        return CopiedSynonyms.FAILED
    if not here.text:
        return CopiedSynonyms.ABSENT
    if there.text:
        return CopiedSynonyms.SAME if there.text == here.text else CopiedSynonyms.KEPT
    try:
        there.save(here.text)
    except SynonymsUnsaved:
        return CopiedSynonyms.FAILED
    return CopiedSynonyms.COPIED
