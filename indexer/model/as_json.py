"""Records as the JSON objects that other tools read: names and shapes here are a contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from indexer.model import Answer, Facets, Hit, IndexReport, Passage, Span, Why

__all__ = ["answer_json", "hit_json", "passage_json", "report_json"]


def answer_json(answer: Answer) -> dict[str, object]:
    """The object that ``passageway ask --json`` prints and ``/api/v1/search`` returns."""
    return {
        "question": answer.question,
        "generation": answer.generation,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 4),
        "notes": list(answer.notes),
        "corrections": [correction._asdict() for correction in answer.corrections],
        "seconds": round(answer.seconds, 6),
        "hits": [hit_json(hit) for hit in answer.hits],
        "more": answer.more,
        "facets": _facets_json(answer.facets),
    }


def _facets_json(facets: Facets) -> dict[str, object]:
    lists = {name: [asdict(facet) for facet in getattr(facets, name)] for name in ("folders", "documents", "kinds")}
    return {**lists, "passages": facets.passages}


def hit_json(hit: Hit) -> dict[str, object]:
    """A hit with the passage it is, and those folded under it."""
    folded: Mapping[str, object] = {
        "others": [hit_json(other) for other in hit.others],
        "duplicates": [hit_json(twin) for twin in hit.duplicates],
    }
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **passage_json(hit.passage),
        "marks": [[start, end] for start, end in hit.marks],
        "answer": hit.answer and _cut(hit.passage, hit.answer),
        "why": hit.why and _why_json(hit.why),
        **folded,
    }


def _why_json(why: Why) -> dict[str, object]:
    """``parts`` add up to the score; ``fields`` has how often each field of the passage holds the term."""
    return {
        "parts": {name: round(given, 6) for name, given in why.parts},
        "terms": [
            {**term._asdict(), "weight": round(term.weight, 4), "idf": round(term.idf, 4), "fields": dict(term.fields)}
            for term in why.terms
        ],
    }


def passage_json(passage: Passage) -> dict[str, object]:
    """A passage with its place; offsets are code points of the document's text, ``lines`` count from 1."""
    lines = passage.locator.lines
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "title": passage.title,
        "path": passage.path,
        "revision": passage.digest,
        "headings": list(passage.headings),
        "kind": passage.kind.value,
        "start": passage.start,
        "end": passage.end,
        "lines": list(lines) if lines else None,
        "page": passage.locator.page,
        "text": passage.text,
    }


def _cut(passage: Passage, span: Span) -> dict[str, object]:
    start, end = span
    return {"start": start, "end": end, "text": passage.text[start - passage.start : end - passage.start]}


def report_json(report: IndexReport) -> dict[str, object]:
    """The object that ``passageway index --json`` prints."""
    return asdict(report)
