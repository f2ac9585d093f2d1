"""What was read: texts, documents and passages of every generation, in one SQLite file.

schema    its tables                     access    opening it, and what its errors mean
rows      records <-> columns, proved    reading/  what it says
staging   writing it, in a run (statements)      membership   what each generation holds
held_documents   what one generation holds       copying      a copy of it as it is at one moment
kept_texts       what is as it was stored, whatever else has become of the file
"""

from indexer.store.catalog.reading.catalog import Catalog
from indexer.store.catalog.rows import GenerationRow

__all__ = ["Catalog", "GenerationRow"]
