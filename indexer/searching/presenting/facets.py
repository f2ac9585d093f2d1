"""Ways to narrow a search, counted over what was found. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from glob import escape
from posixpath import commonpath, dirname
from typing import TypeVar

from indexer.model import Facet, FacetRows, PassageKind, names_of
from indexer.text.author_words import author_words

__all__ = ["facets_of"]

T = TypeVar("T")

#: Facets of each sort, at most: more are no help in choosing.
_MOST = 10


def facets_of(
    documents: Counter[str],
    kinds: Mapping[PassageKind, int],
    paths: Mapping[str, str],
    authors: Mapping[str, str],
    languages: Mapping[str, str],
) -> FacetRows:
    """The facets of passages, given how many each document has and how many are of each kind, and the path, stated author
    and language of each document."""
    if not documents:
        return FacetRows()
    shared = commonpath([dirname(f"/{path}") for path in {paths[name] for name in documents}])
    inside = shared.strip("/")
    files: dict[tuple[str, bool], int] = {}  # a JSONL file has many documents
    for name, count in documents.items():
        file = paths[name], name == paths[name]
        files[file] = files.get(file, 0) + count
    folders: Counter[tuple[str, str]] = Counter()
    for (path, whole), count in files.items():
        if folder := _folder(path, whole, inside):
            folders[folder] += count
    return FacetRows(
        folders=tuple(Facet(name, count, pattern) for (name, pattern), count in _fullest(folders)),
        documents=tuple(Facet(name, count, escape(name)) for name, count in _fullest(documents)),
        kinds=tuple(Facet(kind.value, count, kind.value) for kind, count in _fullest(kinds)),
        authors=tuple(Facet(name, count, name) for name, count in _fullest(_authors(documents, authors))),
        languages=tuple(Facet(name, count, name) for name, count in _fullest(_languages(documents, languages))),
    )


def _authors(documents: Counter[str], stated: Mapping[str, str]) -> Counter[str]:
    """How many passages each author has; one who is written in several ways goes by the way met most."""
    written: dict[frozenset[str], Counter[str]] = {}
    for document, author in stated.items():
        for name in names_of(author):
            written.setdefault(author_words(name), Counter())[name] += documents[document]
    return Counter({_fullest(ways)[0][0]: ways.total() for ways in written.values()})


def _languages(documents: Counter[str], languages: Mapping[str, str]) -> Counter[str]:
    """How many passages are in each language; none where there is but one."""
    counts = Counter[str]()
    if len({languages.get(document, "") for document in documents}) > 1:
        for document, count in documents.items():
            counts[languages.get(document, "")] += count
    return counts


def _folder(path: str, whole: bool, shared: str) -> tuple[str, str] | None:
    """The folder directly below ``shared`` ("" for the corpus) that a document is in, and its pattern; a JSONL file, of
    which a document is not the ``whole``, is the folder of its lines."""
    first, inside, _ = path[len(shared) :].lstrip("/").partition("/")
    if inside:
        folder = f"{shared}/{first}".lstrip("/")
        return folder, f"{escape(folder)}/*"
    return None if whole else (path, f"{escape(path)}#*")


def _fullest(counts: Mapping[T, int]) -> list[tuple[T, int]]:
    """The highest counts first, ties by name."""
    by_name = sorted(counts, key=str)
    return [(name, counts[name]) for name in sorted(by_name, key=counts.__getitem__, reverse=True)[:_MOST]]
