"""Which words of a passage answer? The sentence that does, or several together (``choosing``), by what each sentence of the
passage is (``passage_sentences``)."""

from indexer.searching.ranking.answering.choosing import AnswerSentences

__all__ = ["AnswerSentences"]
