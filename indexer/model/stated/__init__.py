"""Which documents are meant: what are they called, who wrote them, when, in which language, about what?

about   what a document says of itself, and what a search wants to be said     dates         a date as written -> days
people  the names in a line of authors                                         nobody        names that are no author's
id_patterns   shell patterns on their ids                                      day_words     days and moments in words
language_names   languages as we, ISO 639, people and files call them          page_versions  the version that a path names
"""

from indexer.model.stated.about import ANYTHING, About, Stated, about_json
from indexer.model.stated.dates import Days, days_of, stated_date, years_of
from indexer.model.stated.people import listed, names_of, stated_author

__all__ = [
    "ANYTHING",
    "About",
    "Days",
    "Stated",
    "about_json",
    "days_of",
    "listed",
    "names_of",
    "stated_author",
    "stated_date",
    "years_of",
]
