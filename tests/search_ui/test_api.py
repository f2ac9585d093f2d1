"""The HTTP API: the documented object, and problems that say what to do."""

import pytest

from indexer.jsonable import answer_json
from indexer.settings import Settings
from search_ui import create_app


def test_search_gives_the_object_of_ask(client, corpus_searcher):
    given = client.get("/api/v1/search?q=what+is+pcd&limit=2&document=understanding/*").json
    meant = answer_json(corpus_searcher.ask("what is pcd", limit=2, documents="understanding/*"))
    assert list(given) == list(meant)
    assert {**given, "seconds": 0} == {**meant, "seconds": 0}
    names = {"rank", "score", "passage_id", "document_id", "title", "path", "headings", "start", "end", "lines", "page"}
    assert names | {"text", "marks", "answer"} <= set(given["hits"][0])


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("", 400, "q"),
        ("q=+", 400, "q"),
        ("q=pcd&limit=0", 400, "limit"),
        ("q=pcd&limit=101", 400, "limit"),
        ("q=pcd&limit=x", 400, "limit"),
        ("q=" + "x" * 3000, 400, "limit is 2,000"),
    ],
)
def test_problems_are_problem_objects(client, query, status, word):
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == response.json["status"] == status
    assert response.mimetype == "application/problem+json" and word in response.json["detail"]


def test_unknown_addresses_and_methods_are_problems_too(client):
    assert client.get("/api/v1/nothing").mimetype == "application/problem+json"
    response = client.post("/api/v1/search?q=x")
    assert response.status_code == 405 and "GET" in response.headers["Allow"]


def test_without_an_index_it_is_unavailable_and_says_why(tmp_path):
    client = create_app(Settings.load(index=tmp_path / "none")).test_client()
    search = client.get("/api/v1/search?q=x")
    assert search.status_code == 503 and "passageway index" in search.json["detail"]
    health = client.get("/healthz")
    assert health.status_code == 503 and "passageway index" in health.json["reason"]


def test_health_names_the_generation(client):
    response = client.get("/healthz")
    assert response.status_code == 200 and response.json == {"status": "ok", "generation": 1}
