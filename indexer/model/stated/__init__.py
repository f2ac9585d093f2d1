"""What does a document say of itself beside its text: who wrote it, when, in which language, about what?

about   what is said, as it was written, and what a search wants to be said     dates   a date as people write it -> days
people  the names in a line of authors
"""

from indexer.model.stated.about import ANYTHING, About, Stated, about_json
from indexer.model.stated.dates import Days, days_of
from indexer.model.stated.people import names_of

__all__ = ["ANYTHING", "About", "Days", "Stated", "about_json", "days_of", "names_of"]
