"""Which words of a passage answer? The sentence that does, or several together (``choosing``), by what each sentence of the
passage is (``passage_sentences``), and whether it says so or denies (``turning``); what is asked by a name with a number is
not what others have (``numbered_names``), nor what is asked of somebody what is said of others (``subjects``)."""

from indexer.searching.ranking.answering.choosing import AnswerSentences

__all__ = ["AnswerSentences"]
