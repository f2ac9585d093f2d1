"""The facets of an answer, as the page shows them."""

from indexer.model import Facet, Facets
from indexer.model.looked_at.search_facets import FacetRows
from search_ui.pages.asking.facet_views import facets_shown
from search_ui.pages.search_query import SearchQuery

TITLES = {"a/terms.md": "Terms", "b/terms.md": "Terms", "terms-2.md": "Terms", "other.md": "Other"}


def test_documents_of_one_title_are_told_apart_by_their_files_and_those_of_one_file_name_by_their_folders():
    rows = FacetRows(documents=tuple(Facet(name, 1, name, title) for name, title in TITLES.items()))
    (documents,) = facets_shown(Facets(rows, passages=4), SearchQuery(question="terms"))
    assert [row.beside for row in documents.seen] == ["a/terms.md", "b/terms.md", "terms-2.md", ""]


def test_titles_that_differ_in_the_middle_alone_are_seen_whole():
    titles = [
        "Credit note of the company (389) number 47110818 of 31 October 2018",
        "Credit note of the company (381) number 47110819 of 31 October 2018",
        "Credit note of the company (381) number 47110820 of 30 October 2018, second copy",
    ]
    rows = FacetRows(documents=tuple(Facet(f"{n}.pdf", 1, f"{n}.pdf", title) for n, title in enumerate(titles)))
    (documents,) = facets_shown(Facets(rows, passages=3), SearchQuery(question="credit"))
    assert documents.alike == frozenset(titles[:2])
