"""Any record becomes plain JSON: its fields by name, unless the record says otherwise."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import pytest

from indexer.model import DocumentPage, DocumentRow, IndexReport, Skipped, Span, Status
from indexer.model.as_json import as_json


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    first: int
    second: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Record:
    colour: Colour
    pair: Pair
    counts: dict[Colour, float | None]


def test_a_record_is_an_object_of_its_fields_in_order():
    found = as_json(Record(Colour.RED, Pair(1, (Span(2, 3),)), {Colour.RED: 0.1, "blue": None}))
    assert found == {"colour": "red", "pair": {"first": 1, "second": [[2, 3]]}, "counts": {"red": 0.1, "blue": None}}
    assert list(found) == ["colour", "pair", "counts"]
    assert type(found["colour"]) is str and {type(name) for name in found["counts"]} == {str}


@pytest.mark.parametrize("value", [{1, 2}, b"x", object(), Record, [Record], {"a": {3}}])
def test_what_has_no_json_is_an_error(value):
    with pytest.raises(TypeError, match="no JSON form"):
        as_json(value)


def test_a_record_can_say_otherwise_also_inside_of_others():
    @dataclass
    class Own:
        secret: int

    as_json.register(Own, lambda own: {"shown": own.secret + 1})
    assert as_json({"all": (Own(1), Own(2))}) == {"all": [{"shown": 2}, {"shown": 3}]}


def plain(value):
    """Whether a value is made of what JSON has, and of nothing that merely prints like it."""
    if type(value) is dict:
        return all(type(name) is str and plain(held) for name, held in value.items())
    return all(map(plain, value)) if type(value) is list else type(value) in (str, int, float, bool, type(None))


def test_the_records_of_asking_are_plain_json(corpus_searcher):
    answer = corpus_searcher.ask("why do people cry after sex?")
    for record in (answer, corpus_searcher.status(), corpus_searcher.suggest("how c"), corpus_searcher.documents()):
        found = as_json(record)
        assert found and plain(found) and json.loads(json.dumps(found)) == found
    assert len(as_json(answer)["hits"]) == len(answer.hits) > 1


def test_numbers_are_rounded_where_more_digits_say_nothing(corpus_searcher):
    answer = corpus_searcher.ask("crying after sex")
    found, hit = as_json(answer), answer.hits[0]
    assert found["confidence"] == round(answer.confidence, 4) and found["seconds"] == round(answer.seconds, 6)
    assert found["hits"][0]["score"] == round(hit.score, 6)
    assert found["hits"][0]["why"]["parts"] == {name: round(given, 6) for name, given in hit.why.parts}
    assert [term["idf"] for term in found["hits"][0]["why"]["terms"]] == [round(t.idf, 4) for t in hit.why.terms]


def test_a_hit_has_its_passage_and_the_words_of_its_answer(corpus_searcher):
    hit = next(hit for hit in corpus_searcher.ask("how common is it?").hits if hit.answer)
    found = as_json(hit)
    assert as_json(hit.passage).items() <= found.items()
    text = corpus_searcher.document(hit.passage.document_id).text
    assert text[found["answer"]["start"] : found["answer"]["end"]] == found["answer"]["text"]


def rows(*ids):
    return [DocumentRow(name, f"{name}.txt", "", "0" * 64, "text/plain", 1) for name in ids]


def test_a_page_of_documents_names_where_the_next_begins():
    assert DocumentPage.of(rows("a", "b", "c"), 2, count=9) == DocumentPage(tuple(rows("a", "b")), "b", 9)
    assert DocumentPage.of(rows("a", "b"), 2, count=2).next is None
    assert DocumentPage.of([], 2, count=0) == DocumentPage((), None, 0)
    assert as_json(DocumentPage.of(rows("a"), 2, count=1))["documents"][0]["document_id"] == "a"


def test_what_anybody_may_know_of_an_index_names_no_path_and_no_process():
    status = Status(
        1, 2, 3, 4, "english", {"english": 2}, "day", "w", "f", "/home/me", "pid 7", None, (Skipped("a", "b"),), "off"
    )
    assert as_json(status)["skipped"] == [{"path": "a", "reason": "b"}]
    assert as_json(status.public) == {
        "generation": 1, "published": "day", "documents": 2, "passages": 3, "language": "english",
        "languages": {"english": 2}, "semantic": "off",
        "writing": True, "job": None,
    }  # fmt: skip


def test_a_report_names_what_changed():
    report = IndexReport(("a",), (), ("s",), ("r",), (Skipped("x", "why"),), 1, 0.5, 2, (("r", "a"),))
    assert as_json(report.changes) == {"added": ["a"], "updated": [], "removed": ["r"]}
    assert as_json(report)["skipped"] == [{"path": "x", "reason": "why"}] and as_json(report)["moved"] == [["r", "a"]]
