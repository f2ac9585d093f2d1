"""Small documents changed by compare-and-set: runs, saved questions, what people ask.

protocol (what every place that keeps them must do)   sqlite_records (in a file of the index)   saved_questions
synonym_records
"""

from indexer.store.records.protocol import (
    PATIENCE,
    RecordConflict,
    Records,
    StoredRecord,
    change_record,
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
    "take_over_records",
]
