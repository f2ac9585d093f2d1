"""Which words of a passage answer? The sentence that does, or several together (``choosing``), by what each earns
(``sentence_scores``) and is (``passage_sentences``), whether it says so or denies (``turning``, ``called_off``),
whether what stands above it asks already (``headed``), and whether a number or name in it is said of just what is asked
(``said_of_it``), and of whom (``said_of_whom``), and whether a reason or the way that is asked for is left unsaid
(``reasons_and_ways``)."""

from indexer.searching.ranking.answering.choosing import AnswerSentences

__all__ = ["AnswerSentences"]
