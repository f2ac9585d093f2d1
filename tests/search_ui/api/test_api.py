"""The HTTP API: the documented objects, and problems that say what to do."""

import json

import pytest

from indexer.indexing import index_corpus
from indexer.model.as_json import as_json
from indexer.settings import Settings
from search_ui.api import document_schemas, schemas, search_schemas
from search_ui.api import writers_schemas as written
from search_ui.app import create_app


def test_search_gives_the_object_of_ask(client, corpus_searcher):
    given = client.get("/api/v1/search?q=tears&limit=2&document=understanding/*&skip=1&kind=text").json
    meant = as_json(corpus_searcher.ask("tears", limit=2, skip=1, documents="understanding/*", kinds=["text"]))
    assert list(given) == list(meant)
    assert {**given, "seconds": 0} == {**meant, "seconds": 0}
    names = {"rank", "score", "passage_id", "document_id", "title", "path", "headings", "start", "end", "lines", "page"}
    assert names | {"text", "marks", "answer", "revision", "why"} <= set(given["hits"][0])
    assert given["hits"][0]["rank"] == 2


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("/search?q=tears", search_schemas.Answer),
        ("/search?q=oxitocin&as_typed=true", search_schemas.Answer),
        ("/search?q=xyzzy&document=none", search_schemas.Answer),
        ("/suggest?q=why+do", search_schemas.SuggestionList),
        ("/suggest?q=", search_schemas.SuggestionList),
        ("/related?q=how+common+is+crying", search_schemas.RelatedList),
        ("/matches?document_id=faq.html&q=crying", search_schemas.MatchList),
        ("/documents?limit=3", document_schemas.DocumentList),
        ("/passages?document_id=faq.html&limit=3", document_schemas.PassageList),
        ("/source?document_id=faq.html", document_schemas.SourceText),
        ("/status", document_schemas.Status),
        ("/find?q=after+sex", written.PlaceList),
        ("/find?q=tears+crying&within=30&offsets=utf16", written.PlaceList),
        ("/resolve?document_id=faq.html&quote=tears", written.Resolution),
        ("/resolve?document_id=none&quote=tears", written.Resolution),
        ("/cite?document_id=faq.html&at=20-50", written.Citation),
    ],
)
def test_answers_are_just_what_the_description_says(client, address, answer):
    response = client.get("/api/v1" + address)
    assert response.status_code == 200 and response.mimetype == "application/json"
    answer.model_validate_json(response.data, strict=False)


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("", 400, "q"),
        ("q=+", 400, "q"),
        ("q=pcd&limit=0", 400, "limit"),
        ("q=pcd&limit=101", 400, "limit"),
        ("q=pcd&limit=x", 400, "limit"),
        ("q=pcd&kind=poem", 400, "kind"),
        ("q=pcd&documents=help/*", 400, "documents"),
        ("q=pcd&offsets=bytes", 400, "offsets"),
        ("q=pcd&q=tears", 400, "only once"),
        ("q=pcd&document=", 400, "document"),
        ("q=" + "x" * 3000, 400, "limit is 2,000"),
    ],
)
def test_problems_are_problem_objects(client, query, status, word):
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == response.json["status"] == status
    assert response.mimetype == "application/problem+json" and word in response.json["detail"]
    schemas.Problem.model_validate(response.json)


@pytest.mark.parametrize(
    "address", ["/source?document_id=none", "/passages?document_id=none", "/matches?document_id=none&q=x"]
)
def test_a_document_that_is_not_there_is_not_found(client, address):
    response = client.get("/api/v1" + address)
    assert response.status_code == 404 and response.mimetype == "application/problem+json"


def test_kinds_may_be_given_several_times(client):
    both = client.get("/api/v1/search?q=tears&kind=list&kind=text&limit=100").json
    assert {hit["kind"] for hit in both["hits"]} == {"list", "text"}


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


def test_the_documents_can_be_walked_page_by_page(client, corpus_searcher):
    found, after = [], ""
    while after is not None:
        page = client.get("/api/v1/documents", query_string={"after": after, "limit": 5}).json
        found += [row["document_id"] for row in page["documents"]]
        after = page["next"]
    assert found == sorted(found) and len(found) == corpus_searcher.status().documents


def test_the_passages_of_a_document_come_in_order_and_by_pages(client, corpus_searcher):
    pages = [client.get(f"/api/v1/passages?document_id=faq.html&skip={n}&limit=7").json for n in (0, 7, 14)]
    ids = [passage["passage_id"] for page in pages for passage in page["passages"]]
    assert ids == [p.id for p in corpus_searcher.passages("faq.html")]
    assert [page["more"] for page in pages] == [True, True, False]


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A client over an index whose one document has signs beyond the first plane, and has been changed since."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "corpus").mkdir()
    path = folder / "corpus" / "note.txt"
    settings = Settings.load(index=folder / "index")
    path.write_text("Old 😀 words about zebras stand here.\n")
    index_corpus(settings, [folder / "corpus"])
    path.write_text("New 😀 words 😀 about zebras and yaks stand here now.\n")
    index_corpus(settings, [folder / "corpus"])
    return create_app(settings).test_client()


def units(text):
    return len(text.encode("utf-16-le")) // 2


def test_offsets_count_code_points_or_what_javascript_counts(changed):
    ours = changed.get("/api/v1/search?q=yaks").json["hits"][0]
    theirs = changed.get("/api/v1/search?q=yaks&offsets=utf16").json["hits"][0]
    text = changed.get("/api/v1/source?document_id=note.txt").json["text"]
    ((start, end),) = ours["marks"]
    assert text[start:end] == "yaks" and theirs["marks"] == [[units(text[:start]), units(text[:end])]]
    assert theirs["end"] == units(text[: ours["end"]]) != ours["end"]


def test_what_is_nearest_to_words_that_do_not_stand_is_placed_as_offsets_count(changed):
    cited = "/api/v1/cite?document_id=note.txt&quote=words 😀 about zebras and goats&offsets="
    for offsets, place in (("codepoints", "6-35"), ("utf16", "7-37")):
        said = changed.get(cited + offsets).json["detail"]
        assert f"“words 😀 about zebras and yaks” (at {place})" in said


def test_a_place_that_leaves_the_text_is_refused_as_offsets_count(changed):
    text = changed.get("/api/v1/source?document_id=note.txt").json["text"]
    for offsets, length in (("codepoints", len(text)), ("utf16", units(text))):
        refused = changed.get(f"/api/v1/cite?document_id=note.txt&at=9-90&offsets={offsets}")
        assert refused.status_code == 404
        assert "[9, 90) is no span" in refused.json["detail"]
        assert f"has {length} characters" in refused.json["detail"]


def test_a_cut_of_a_source_is_made_where_it_was_asked_for(changed):
    ours = changed.get("/api/v1/source?document_id=note.txt&start=4&end=7").json
    theirs = changed.get("/api/v1/source?document_id=note.txt&start=4&end=8&offsets=utf16").json
    assert ours["text"] == theirs["text"] == "😀 w"
    assert (ours["start"], ours["end"], theirs["start"], theirs["end"]) == (4, 7, 4, 8)
    past = changed.get("/api/v1/source?document_id=note.txt&start=9000").json
    assert past["text"] == "" and past["start"] == past["end"] == past["length"]


@pytest.mark.parametrize("endpoint", ["source", "pages"])
def test_a_cut_that_ends_before_it_begins_is_refused(changed, endpoint):
    refused = changed.get(f"/api/v1/{endpoint}?document_id=note.txt&start=7&end=4")
    assert refused.status_code == 400
    assert refused.json["errors"] == [{"name": "end", "message": "must not be less than start"}]


def test_the_text_of_an_earlier_revision_is_kept_and_said_to_be_earlier(changed):
    now = changed.get("/api/v1/source?document_id=note.txt").json
    hit = changed.get("/api/v1/search?q=zebras").json["hits"][0]
    assert now["current"] and hit["revision"] == now["revision"]
    import hashlib

    old = hashlib.sha256("Old 😀 words about zebras stand here.\n".encode()).hexdigest()
    for name in (old, old[:8]):
        then = changed.get(f"/api/v1/source?document_id=note.txt&revision={name}").json
        assert then["revision"] == old and not then["current"] and then["text"].startswith("Old 😀")
    assert changed.get("/api/v1/source?document_id=note.txt&revision=00000000").status_code == 404


def test_what_was_read_is_not_sent_again_until_the_index_changes(corpus_settings, tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Apples are red.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    first = client.get("/api/v1/search?q=apples")
    tag = first.headers["ETag"]
    again = client.get("/api/v1/search?q=apples", headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.data == b"" and again.headers["ETag"] == tag
    (tmp_path / "corpus" / "b.txt").write_text("Some apples are green.")
    index_corpus(settings)
    fresh = client.get("/api/v1/search?q=apples", headers={"If-None-Match": tag})
    assert fresh.status_code == 200 and fresh.headers["ETag"] != tag and len(fresh.json["hits"]) == 2


def test_the_description_is_of_openapi_3_1_and_names_every_endpoint(app, client):
    described = client.get("/api/v1/openapi.json")
    body = described.json
    assert body["openapi"].startswith("3.1") and body["info"]["version"]
    rules = {str(rule) for rule in app.url_map.iter_rules() if str(rule).startswith("/api/v1/")}
    assert set(body["paths"]) == rules - {"/api/v1/openapi.json"}
    for path, item in body["paths"].items():
        for operation in item.values():
            assert operation["summary"].endswith("."), path
            assert all(p["description"] for p in operation.get("parameters", [])), path
            assert {"200", "400", "503"} <= set(operation["responses"])
    references = json.dumps(body).split('"#/components/schemas/')[1:]
    assert {r.partition('"')[0] for r in references} <= set(body["components"]["schemas"])


def test_the_page_about_the_api_shows_every_endpoint_parameter_and_field(client):
    page, body = client.get("/api").text, client.get("/api/v1/openapi.json").json
    for path, item in body["paths"].items():
        assert path in page
        assert all(f"<code>{p['name']}</code>" in page for o in item.values() for p in o.get("parameters", []))
    for name, schema in body["components"]["schemas"].items():
        assert f'id="o-{name}"' in page
        assert all(f"<code>{field}</code>" in page for field in schema.get("properties", {}))


def test_an_endpoint_for_bodies_is_declared_checked_and_described_like_the_others(corpus_settings, monkeypatch):
    """Declared on a blueprint of its own, so that the application proper does not have it."""
    from flask_openapi3 import APIBlueprint
    from pydantic import BaseModel, ConfigDict

    from search_ui.api import frame

    class Sent(BaseModel):
        model_config = ConfigDict(extra="forbid")
        text: str

    class Counted(BaseModel):
        length: int

    monkeypatch.setattr(frame, "blueprint", APIBlueprint("probe", __name__, url_prefix="/api/v1"))

    @frame.endpoint("/count", Counted, "Writing", post=True)
    def count(body: Sent) -> dict[str, object]:
        """The length of what was sent."""
        return {"length": len(body.text)}

    app = create_app(corpus_settings)
    app.register_api(frame.blueprint)
    client = app.test_client()
    assert client.post("/api/v1/count", json={"text": "abc"}).json == {"length": 3}
    for wrong in ({"json": {}}, {"json": {"text": 1}}, {"json": {"text": "a", "more": 1}}, {"data": b"\xff{"}):
        response = client.post("/api/v1/count", **wrong)
        assert response.status_code == 400 and response.mimetype == "application/problem+json"
    assert client.post("/api/v1/count", json={"text": "x" * 2_000_000}).status_code == 413
    described = client.get("/api/v1/openapi.json").json["paths"]["/api/v1/count"]["post"]
    assert (
        set(described["responses"]) == {"200", "400", "403", "413", "415", "503"}
        and described["operationId"] == "count"
    )
    assert "/api/v1/count" in client.get("/api").text


def test_several_patterns_of_documents_are_one_or_the_other(client):
    for path, rows in (("search?q=tears", "hits"), ("find?q=tears", "places"), ("related?q=why+tears+come", "related")):
        found = client.get(f"/api/v1/{path}").json[rows]
        assert {row["document_id"].split("/")[0] for row in found} - {"help", "faq.html"}, path
        only = client.get(f"/api/v1/{path}&document=help/*&document=faq.html").json[rows]
        assert only and {row["document_id"].split("/")[0] for row in only} <= {"help", "faq.html"}, path
    assert client.get("/api/v1/search?q=tears&document=").status_code == 400
