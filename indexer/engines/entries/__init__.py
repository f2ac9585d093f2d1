"""How does a passage come in? One at a time as words (entry), many as arrays (batches), of another process (analysed)."""

from indexer.engines.entries.entry import PHRASE_BREAK, Entry, FieldTerms, RunOfWords, entry_of

__all__ = ["PHRASE_BREAK", "Entry", "FieldTerms", "RunOfWords", "entry_of"]
