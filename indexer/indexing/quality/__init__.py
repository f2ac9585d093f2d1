"""What do people ask, and how well does a generation answer what they have saved: may it take another's place?"""

from indexer.indexing.quality.asking import asked_questions
from indexer.indexing.quality.documents_synonyms import take_over
from indexer.indexing.quality.question_scores import (
    gate_verdict,
    has_gate,
    kept_scores,
    question_changes,
    question_scores,
)
from indexer.indexing.quality.recorded_text import RecordedText, synonyms_text
from indexer.indexing.quality.saving import change_question, save_question, save_questions
from indexer.indexing.quality.synonym_effects import (
    CountedRule,
    SynonymChange,
    counted_rules,
    known_questions,
    synonym_changes,
)
from indexer.indexing.quality.synonyms_text import SynonymsText

__all__ = [
    "CountedRule",
    "RecordedText",
    "SynonymChange",
    "SynonymsText",
    "asked_questions",
    "change_question",
    "counted_rules",
    "gate_verdict",
    "has_gate",
    "kept_scores",
    "known_questions",
    "question_changes",
    "question_scores",
    "save_question",
    "save_questions",
    "synonym_changes",
    "synonyms_text",
    "take_over",
]
