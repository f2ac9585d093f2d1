"""Which words stand in a passage, sentence by sentence? The forward index, beside the engine's inverted one.

The engine says which passages hold a word; ranking looks into the best of them. What it needs there, the words of each
sentence, heading and title in order, is stored once while indexing, as numbers in flat arrays, so that a question reads
some tens of kilobytes for its candidates and tokenises nothing.

    passage  = runs: its sentences in order, then its title, each heading of its path, its context
    run      = words in order of position, as numbers in the vocabulary

forward_files (what is on disk, array by array) · vocabulary (words, their terms, how many passages hold them) · grams ·
segment_arrays · writer · reader · gathering (many ranges as one array) · lexicon (the numbers as ranking reads them) ·
word_list (the words by their letters) · native (what of it is compiled).
"""

from indexer.engines.forward.reader import ForwardIndex
from indexer.engines.forward.vocabulary import Vocabulary
from indexer.engines.forward.word_list import ForwardWordList

__all__ = ["ForwardIndex", "ForwardWordList", "Vocabulary"]
