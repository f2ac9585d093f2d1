"""Which pieces of a document can answer a question?

    Document -> sections -> units (sentences, list items, table rows) -> Passages

A passage is whole sentences of one section, about ``passage_words`` long. Passages neither overlap nor leave anything
out: what none covers is a heading or white space.
"""

from indexer.documents.splitting.passages import split
from indexer.documents.splitting.sentences import SentenceSplitter

__all__ = ["SentenceSplitter", "split"]
