"""Which candidate comes first, and where in it does the answer stand?

    words of the question -> what each is worth (question_terms)
    -> counts of them in the candidates (matching) -> parts of the score (evidence, polarity) -> one sum (fusion)
    -> one hit a document, copies and translations folded (grouping) -> answer sentence (answering), marks (marking)
    -> how much of the question a passage holds, and the verdict (judging), and why it came out so (explaining)

Words that are as good as the question's: synonym_worth; phrases that are one term of it: named_phrases. All pure: arrays,
passages and numbers in, numbers and spans out.
"""

from indexer.searching.ranking.answering import AnswerSentences
from indexer.searching.ranking.explaining import Reasons
from indexer.searching.ranking.fusion import LOOKED_INTO, PARTS, WEIGHTS, Fused, fused, token_by_token
from indexer.searching.ranking.grouping import NO_PAGES, Group, SamePages, WordRuns, grouped, leading_version
from indexer.searching.ranking.judging import ANSWERED, Calibration, Support, form_terms, judge
from indexer.searching.ranking.marking import Marks
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.named_phrases import is_of_phrase, with_phrases
from indexer.searching.ranking.question_terms import QuestionTerms
from indexer.searching.ranking.synonym_worth import widened

__all__ = [
    "ANSWERED",
    "AnswerSentences",
    "Calibration",
    "LOOKED_INTO",
    "NO_PAGES",
    "PARTS",
    "SamePages",
    "WEIGHTS",
    "Fused",
    "Group",
    "Marks",
    "Matches",
    "QuestionTerms",
    "Reasons",
    "Support",
    "WordRuns",
    "form_terms",
    "fused",
    "grouped",
    "is_of_phrase",
    "judge",
    "leading_version",
    "token_by_token",
    "widened",
    "with_phrases",
]
