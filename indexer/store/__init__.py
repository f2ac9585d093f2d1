"""What is on disk, and which generation is served?

catalog.sqlite   texts (each once), documents and passages by generation (catalog/)
generations/<n>  the engine's files and their manifest, published by one atomic rename (generations, manifest)
WRITER           the one run that may write, and the lock that it holds (locking)
jobs.sqlite      what runs there were, and how far the one is that is running (records/)
saved.sqlite     questions whose answer is known, and the gate for publishing (records/)
asked.sqlite     what people ask, where that is kept (records/)

Every file of arrays is a container of pages with checksums (container/, blobs). An index may be another user's, who keeps
it to himself (reaching).
"""

from indexer.store.catalog import Catalog, GenerationRow
from indexer.store.generations import Generations, Held
from indexer.store.locking import Writer, WriterLock, holder
from indexer.store.manifest import Manifest
from indexer.store.records.job_store import Jobs
from indexer.store.records.question_log import QuestionLog
from indexer.store.records.saved_questions import SavedQuestions
from indexer.store.records.synonym_records import SYNONYMS, SynonymRecords

__all__ = [
    "Catalog",
    "GenerationRow",
    "Generations",
    "Held",
    "Jobs",
    "Manifest",
    "QuestionLog",
    "SavedQuestions",
    "SYNONYMS",
    "SynonymRecords",
    "Writer",
    "WriterLock",
    "holder",
]
