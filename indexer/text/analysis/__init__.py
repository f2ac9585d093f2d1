"""What are the words of a text, where do they stand, and by what do they match?

One ``Analyzer`` serves the index and the question, so that both sides fold and stem alike:

    text -> words with spans (tokenizing) -> folded forms (folding) -> stems (NLTK Snowball) -> Token
    question -> how it is written (question_syntax, question_form) -> weighted terms, phrases, exclusions (query) -> Query
"""

from indexer.text.analysis.analyzer import OF_ANOTHER, Analyzer
from indexer.text.analysis.forms.sequence import sequence_of
from indexer.text.analysis.query import Query
from indexer.text.analysis.question_form import asks_whether, ends_asking, is_question, opens_question
from indexer.text.analysis.weighing import WeightedTerm
from indexer.text.analysis.word_table import Text, WordTable

__all__ = [
    "OF_ANOTHER",
    "Analyzer",
    "Query",
    "Text",
    "WeightedTerm",
    "WordTable",
    "asks_whether",
    "ends_asking",
    "is_question",
    "opens_question",
    "sequence_of",
]
