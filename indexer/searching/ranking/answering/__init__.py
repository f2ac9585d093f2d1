"""Which words of a passage answer? The sentence that does, or several together (``choosing``), by what each earns
(``sentence_scores``) and is (``passage_sentences``), and whether it says so or denies (``turning``)."""

from indexer.searching.ranking.answering.choosing import AnswerSentences

__all__ = ["AnswerSentences"]
