"""Which candidate comes first, and where in it does the answer stand?

    words of the candidates -> counts (matching) -> parts of the score (evidence, polarity) -> one sum (fusion)
    -> one hit a document, near-duplicates folded (grouping) -> answer sentence (answering), marks (marking)
    -> how much of the question a passage holds (support, form_words) -> verdict (verdict), and why it came out so
    (explaining)

Words that are as good as the question's: synonym_worth. All pure: arrays, passages and numbers in, numbers and spans out.
"""

from indexer.searching.ranking.answering import answer_span, sentence_scores
from indexer.searching.ranking.explaining import field_counts, why_of
from indexer.searching.ranking.form_words import form_terms
from indexer.searching.ranking.fusion import PARTS, WEIGHTS, Fused, fused
from indexer.searching.ranking.grouping import Group, WordRuns, grouped
from indexer.searching.ranking.marking import marks_of
from indexer.searching.ranking.matching import Matches, QuestionTerms
from indexer.searching.ranking.support import Support
from indexer.searching.ranking.synonym_worth import widened
from indexer.searching.ranking.verdict import ANSWERED, Calibration, judge

__all__ = [
    "ANSWERED",
    "Calibration",
    "PARTS",
    "WEIGHTS",
    "Fused",
    "Group",
    "Matches",
    "QuestionTerms",
    "Support",
    "WordRuns",
    "answer_span",
    "field_counts",
    "form_terms",
    "fused",
    "grouped",
    "judge",
    "marks_of",
    "sentence_scores",
    "why_of",
    "widened",
]
