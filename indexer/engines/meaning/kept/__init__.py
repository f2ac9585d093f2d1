"""What was made of texts, as it is kept.

record_file    a file of records by the keys of texts; record_keys    where each text's first one stands in it
vectors        the files of one encoder in an index
passage_keys   which records are those of one generation's passages; rows_of_texts   found again in a file that has changed
"""

from indexer.engines.meaning.kept.passage_keys import CHANGED, MEANING, PassageKeys, write_changed_keys, write_keys
from indexer.engines.meaning.kept.record_file import Records, apart, in_integers
from indexer.engines.meaning.kept.rows_of_texts import RowsOfTexts
from indexer.engines.meaning.kept.vectors import EXACT, VectorStore

__all__ = [
    "CHANGED",
    "EXACT",
    "MEANING",
    "PassageKeys",
    "Records",
    "RowsOfTexts",
    "VectorStore",
    "apart",
    "in_integers",
    "write_changed_keys",
    "write_keys",
]
