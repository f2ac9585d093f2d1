"""The description of an answer and the JSON of the record that it describes are one: same names, types and nulls."""

import pytest
from pydantic import ValidationError

from indexer.model import Status, Verdict
from indexer.model.as_json import as_json
from search_ui.api import document_schemas, search_schemas


def described(schema, record):
    """The record's JSON, which the schema must take as it is: every name there, no other, no value turned into another."""
    found = as_json(record)
    assert schema.model_validate(found).model_dump(mode="json", exclude_unset=True) == found
    return found


@pytest.mark.parametrize(
    "question", ["crying after sex", "oxitocin", '"hold me" -sex', "zyxwvut qponmlk", "xyzzy", "how common is it?"]
)
def test_answers(corpus_searcher, question):
    described(search_schemas.Answer, corpus_searcher.ask(question, limit=20))


def test_an_answer_with_all_that_it_can_have(corpus_searcher):
    answer = corpus_searcher.ask("why do I cry aftr sex", limit=5)
    found = described(search_schemas.Answer, answer)
    assert answer.verdict is not Verdict.NOTHING and found["hits"][0]["others"] and found["corrections"]
    assert found["facets"]["documents"] and found["hits"][0]["why"]["terms"] and found["more"]


def test_lists(corpus_searcher):
    suggestions = corpus_searcher.suggest("what is")
    assert suggestions and described(search_schemas.SuggestionList, {"suggestions": suggestions})
    related = corpus_searcher.related("how common is crying?")
    assert related and described(search_schemas.RelatedList, {"related": related})
    matches = corpus_searcher.matches("faq.html", "crying")
    assert matches and described(search_schemas.MatchList, {"document_id": "faq.html", "matches": matches})
    for size in (3, 1000):
        described(document_schemas.DocumentList, corpus_searcher.library(limit=size))
    within = described(document_schemas.DocumentList, corpus_searcher.library(folder=""))
    assert within["folders"] and within["count"] > 1
    passages = corpus_searcher.passages("faq.html")
    assert described(document_schemas.PassageList, {"document_id": "faq.html", "passages": passages, "more": False})


def test_a_status_is_described_without_what_is_nobodys_business(corpus_searcher, client):
    described(document_schemas.Status, client.get("/api/v1/status?look=true").json)
    status = corpus_searcher.status()
    assert isinstance(status, Status)
    with pytest.raises(ValidationError, match="corpus"):
        document_schemas.Status.model_validate(as_json(status))
