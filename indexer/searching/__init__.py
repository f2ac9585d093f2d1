"""How does a question become an answer?

searcher   the verbs: ask, suggest, related, matches …        snapshot    one generation, open
finder     question -> ranked candidates (ranking/)           rewording   misspelt and joined words
pooling    which passages are ranked together: one list a question, however much of it is wanted
presenting candidates -> hits, notes, facets                  suggester   what could be asked
calibration  how well do questions fit this index at all? (general_questions)
"""

from indexer.searching.searcher import Searcher

__all__ = ["Searcher"]
