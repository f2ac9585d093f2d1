"""What speaks for a passage beside the engine's score? Each part is a pure function of the matches, one number a passage.

Each is at least 0 and at most about ``terms.ideal``, what a passage would get that had every term without end, so that
the parts keep their proportion whatever the corpus and the question.
"""

from indexer.searching.ranking.evidence.adjacent_words import adjacency
from indexer.searching.ranking.evidence.defining_sentences import defined_by_sentences, definition
from indexer.searching.ranking.evidence.like_letters import likeness
from indexer.searching.ranking.evidence.nearness import meaning, reliance
from indexer.searching.ranking.evidence.sentence_window import WINDOW_WORDS, window
from indexer.searching.ranking.evidence.title_lines import closeness
from indexer.searching.ranking.evidence.values_held import value
from indexer.searching.ranking.evidence.words_held import coverage, document, exactness

__all__ = [
    "WINDOW_WORDS",
    "adjacency",
    "closeness",
    "coverage",
    "defined_by_sentences",
    "definition",
    "document",
    "exactness",
    "likeness",
    "meaning",
    "reliance",
    "value",
    "window",
]
