"""Small documents changed by compare-and-set: runs, saved questions, what people ask.

protocol         what every place that keeps them must do       sqlite_records   in a file of the index
job_store        runs (index_serving: how it is known what became of one that was killed)
saved_questions  with the gate for publishing                   question_log     what people ask, by day
synonym_records  the file of synonyms, where a cluster keeps it
"""

from indexer.store.records.protocol import (
    PATIENCE,
    RecordConflict,
    Records,
    StoredRecord,
    change_record,
    key_of,
    take_over_records,
)
from indexer.store.records.sqlite_records import RECORD_FILES, SqliteRecords

__all__ = [
    "PATIENCE",
    "RECORD_FILES",
    "RecordConflict",
    "Records",
    "SqliteRecords",
    "StoredRecord",
    "change_record",
    "key_of",
    "take_over_records",
]
