"""How does a question become an answer?

searcher   the verbs: ask, suggest, related, matches …        opened      what the index holds, generation by generation
finder     question -> ranked candidates (ranking/)           ranked_candidates   what was found, pool by pool
question_reader  question -> query, in the words of one index (rewording/: misspelt and joined words)
pooling    which passages are ranked together: one list a question, however much of it is wanted
presenting candidates -> hits, notes, facets                  suggester   what could be asked
calibration  how well do questions fit this index at all? (general_questions)
"""

from indexer.searching.searcher import Searcher

__all__ = ["Searcher"]
