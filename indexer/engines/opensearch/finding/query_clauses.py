"""A question, and a filter, as clauses of the cluster's queries: terms as they stand in the index, nothing to be parsed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from indexer.engines.opensearch.finding.id_clauses import id_clause
from indexer.engines.opensearch.index_layout import PASSAGE, indexed, key_of_name
from indexer.engines.protocol import Filter
from indexer.model import ANYTHING, Stated
from indexer.text.analysis import Query
from indexer.text.analysis.folding import fold_accents
from indexer.text.author_words import author_words, may_be_part

__all__ = ["ALL_PASSAGES", "Clause", "named", "named_in", "only_clauses", "question_clause", "stated_clauses"]

Clause = dict[str, Any]

#: Values of one clause, at most (the cluster takes 65,536), and terms of one question (1,024).
_VALUES, _TERMS = 65_000, 1_000

ALL_PASSAGES: Clause = {"term": {"sort": PASSAGE}}
_NOTHING: Clause = {"match_none": {}}


def question_clause(terms: Sequence[tuple[str, float]], query: Query, only: Filter) -> Clause:
    """What holds one of ``terms`` (each with what it is worth) and what phrases, exclusions and ``only`` admit. Of very
    many terms those that are worth most."""
    best = sorted(terms, key=lambda pair: -pair[1])[:_TERMS]
    return {
        "bool": {
            "should": [_worth(term, worth) for term, worth in best],
            "minimum_should_match": 1,
            "filter": [*(_phrase(phrase) for phrase in query.phrases), *only_clauses(only)],
            "must_not": [*(_all_of(excluded) for excluded in query.excluded), *named_in("document", only.but)],
        }
    }


def named(ids: Collection[str]) -> Clause:
    """The passages of these ids."""
    return {"terms": {"name": sorted(ids)}}


def stated_clauses(wanted: Stated) -> list[Clause]:
    """What is stated of a document, or of a passage's."""
    clauses = [clause for author in wanted.authors for clause in _author(author)]
    if wanted.since:
        clauses.append({"range": {"last_day": {"gte": wanted.since.toordinal()}}})
    if wanted.until:
        clauses.append({"range": {"first_day": {"lte": wanted.until.toordinal()}}})
    if wanted.languages:
        clauses.append({"terms": {"written_in": list(wanted.languages)}})
    return clauses


def _worth(term: str, worth: float) -> Clause:
    return {"term": {"words": {"value": indexed(term), "boost": worth}}}


def _phrase(phrase: Sequence[str]) -> Clause:
    """Words one behind the other. Their analysis is to part them where there are spaces, which no word holds then."""
    words = [indexed(fold_accents(word)) for word in phrase]
    return {"match_phrase": {"exact": {"query": " ".join(words), "analyzer": "terms"}}}


def _all_of(terms: Sequence[str]) -> Clause:
    return {"bool": {"filter": [{"term": {"words": {"value": indexed(term)}}} for term in terms]}}


def only_clauses(only: Filter) -> list[Clause]:
    """What a filter asks for; what it leaves out (``but``) is told by ``named_in``."""
    clauses = stated_clauses(only.stated) if only.stated != ANYTHING else []
    if only.kinds:
        clauses.append({"terms": {"kind": sorted(kind.value for kind in only.kinds)}})
    if only.documents is not None:
        clauses.append(id_clause(only.documents))
    return clauses


def named_in(field: str, names: Collection[str]) -> list[Clause]:
    """What has one of these names in a field (``key_of_name``), in as many clauses as are needed."""
    keys = sorted(map(key_of_name, names))
    return [{"terms": {field: keys[at : at + _VALUES]}} for at in range(0, len(keys), _VALUES)]


def _author(author: str) -> list[Clause]:
    words = sorted(author_words(author))
    return [_of_author(word) for word in words] or [_NOTHING]


def _of_author(word: str) -> Clause:
    if may_be_part(word):
        return {"wildcard": {"authors": {"value": f"*{word}*"}}}
    return {"term": {"authors": {"value": indexed(word)}}}
