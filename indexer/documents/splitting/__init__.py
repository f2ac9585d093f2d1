"""Which pieces of a document can answer a question?

    Document -> sections -> units (sentences, list items, table rows) -> Passages

A passage is whole sentences of one section, about ``passage_words`` long. Passages neither overlap nor leave anything
out: what none covers is a heading or white space.
"""

from indexer.documents.splitting.sentences import SentenceSplitter
from indexer.documents.splitting.splitter import split

__all__ = ["SentenceSplitter", "split"]
