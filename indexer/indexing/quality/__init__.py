"""How well does a generation answer the questions that people have saved, and may it take another's place?"""

from indexer.indexing.quality.question_scores import gate_verdict, has_gate, question_changes, question_scores
from indexer.indexing.quality.saving import save_question, save_questions

__all__ = ["gate_verdict", "has_gate", "question_changes", "question_scores", "save_question", "save_questions"]
