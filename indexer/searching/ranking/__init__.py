"""Which candidate comes first, and where in it does the answer stand?

    words of the candidates -> counts (matching) -> parts of the score (parts) -> one sum (fusion)
    -> one hit a document, near-duplicates folded (grouping) -> answer sentence (answering), marks (marking)
    -> verdict (verdict), and why it came out so (explaining)

All pure: arrays, passages and numbers in, numbers and spans out.
"""

from indexer.searching.ranking.answering import answer_sentence, answer_span, sentence_scores
from indexer.searching.ranking.explaining import field_counts, why_of
from indexer.searching.ranking.fusion import PARTS, WEIGHTS, Fused, fused
from indexer.searching.ranking.grouping import Group, WordRuns, grouped
from indexer.searching.ranking.marking import marks_of
from indexer.searching.ranking.matching import Matches, QuestionTerms
from indexer.searching.ranking.verdict import Calibration, judge

__all__ = [
    "Calibration",
    "PARTS",
    "WEIGHTS",
    "Fused",
    "Group",
    "Matches",
    "QuestionTerms",
    "WordRuns",
    "answer_sentence",
    "answer_span",
    "field_counts",
    "fused",
    "grouped",
    "judge",
    "marks_of",
    "sentence_scores",
    "why_of",
]
