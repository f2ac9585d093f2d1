"""How does a passage come in? Its words, one passage at a time (entry) and many as arrays (batches); its id in ten bytes."""

from indexer.engines.entries.entry import PHRASE_BREAK, Entry, FieldTerms, RunOfWords, entry_of, phrase_form

__all__ = ["PHRASE_BREAK", "Entry", "FieldTerms", "RunOfWords", "entry_of", "phrase_form"]
