"""What do people ask, and how well does a generation answer what they have saved: may it take another's place?"""

from indexer.indexing.quality.asking import asked_questions
from indexer.indexing.quality.question_scores import (
    gate_verdict,
    has_gate,
    kept_scores,
    question_changes,
    question_scores,
)
from indexer.indexing.quality.saving import change_question, save_question, save_questions
from indexer.indexing.quality.synonym_effects import counted_rules, synonym_changes

__all__ = [
    "asked_questions",
    "change_question",
    "counted_rules",
    "gate_verdict",
    "has_gate",
    "kept_scores",
    "question_changes",
    "question_scores",
    "save_question",
    "save_questions",
    "synonym_changes",
]
