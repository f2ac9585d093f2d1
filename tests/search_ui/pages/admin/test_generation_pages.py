"""Looked at, published, discarded, gone back from and forward to: from the page, each an act of the history."""

import re

import pytest

from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.indexing.jobs import JobProcesses
from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.indexing.lifecycle import held_generation, kept_generations
from indexer.model import JobKind, JobState

pytestmark = pytest.mark.usefixtures("at_once")


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.replace("<wbr>", "")))


@pytest.fixture
def waiting(corpus, post, settings):
    """A generation that waits: a document added, one changed, one removed, one moved."""
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on cold days in winter.\n")
    (corpus / "garden" / "roses.txt").unlink()
    (corpus / "lilies <b>.txt").write_text("Lilies\n\nLilies are white.\n")
    (corpus / "apples.txt").rename(corpus / "garden" / "apples.txt")
    assert post("/admin/runs", preview="1").location == "/admin/runs/2"
    return held_generation(settings).number


def current(settings):
    return next(one.number for one in kept_generations(settings) if one.state == "served")


def test_what_waits_is_shown_and_what_is_served_stays(client, settings, waiting):
    assert (current(settings), waiting) == (1, 2)
    overview = words(client.get("/admin"))
    assert "Generation 2 waits to be published" in overview and "Generation 1, of" in overview
    run = words(client.get("/admin/runs/2"))
    assert (
        "What has changed (preview)" in run
        and "Look at what it changes" in run
        and "generation 2 waited to be published" in run
    )
    counts = "1 added, 1 updated, 1 removed, 1 moved"  # the same wherever it is told
    assert all(counts in said for said in (run, overview, words(client.get("/admin/generations"))))


def test_its_changes_are_shown_document_by_document_and_passage_by_passage(client, waiting):
    page = client.get("/admin/changes/1/2")
    text = words(page)
    assert "Against generation 1, which is served: 1 changed, 1 added, 1 removed, 1 moved." in text
    assert "apples.txt is now garden/apples.txt" in text and "lilies &lt;b&gt;.txt" in page.text
    document = client.get(re.search(r'href="([^"]+bees\.md)"', page.text)[1])
    assert "fly out on <del>warm</del> days" in document.text and "fly out on <ins>cold</ins> days" in document.text
    for name, said in (("lilies%20%3Cb%3E.txt", "New"), ("garden/roses.txt", "Gone")):
        assert said in words(client.get(f"/admin/changes/1/2/{name}"))
    assert client.get("/admin/changes/1/9").status_code == 404
    assert client.get("/admin/changes/1/2/none.txt").status_code == 404


def test_it_is_published_gone_back_from_and_forward_to_and_all_of_that_is_history(client, post, settings, waiting):
    assert post("/admin/generations/2/publish", page="/admin/changes/1/2").location == "/admin/runs/3"
    assert current(settings) == 2 and "Generation 2 is served" in words(client.get("/admin/runs/3"))
    assert client.get("/source/garden/apples.txt").status_code == 200
    assert "Go back to 1" in words(client.get("/admin/generations"))
    post("/admin/generations/1/serve", page="/admin/generations")
    assert current(settings) == 1 and client.get("/source/garden/roses.txt").status_code == 200
    assert "Go forward to 2" in words(client.get("/admin/generations"))
    overview = words(client.get("/admin"))
    assert "gone back from 2 to 1. The next run brings in what has changed since" in overview
    post("/admin/generations/2/serve", page="/admin/generations")
    assert current(settings) == 2 and "gone on from 1 to 2" in words(client.get("/admin"))
    history = words(client.get("/admin/runs"))
    for said in ("Publish generation 2", "Serve generation 1 again", "Serve generation 2 again"):
        assert said in history
    jobs = open_jobs(settings).newest(3)
    assert {job.kind for job in jobs} == {JobKind.PUBLISH, JobKind.ROLL_BACK}
    assert {job.agent for job in jobs} == {"page"} and {job.state for job in jobs} == {JobState.DONE}


def test_what_is_asked_for_already_is_shown_in_place_of_the_buttons(client, post, settings, waiting, monkeypatch):
    monkeypatch.setattr(JobProcesses, "_start", lambda self: None)
    first = post("/admin/generations/2/publish", page="/admin/changes/1/2").location
    for address in ("/admin", "/admin/generations", "/admin/changes/1/2", "/admin/runs/2"):
        page = client.get(address)
        assert "Run 3 , waiting: publish generation 2" in words(page), address
        assert "/generations/2/publish" not in page.text and "/generations/2/discard" not in page.text
    assert post("/admin/generations/2/publish").location == first == "/admin/runs/3"
    carry_out_queued(settings)
    assert "Run 3 , waiting" not in words(client.get("/admin/generations"))
    post("/admin/generations/1/serve", page="/admin/generations")
    page = client.get("/admin/generations")
    assert "Run 4 , waiting: serve generation 1 again" in words(page) and "Go back to 1" not in words(page)


def test_it_is_discarded(client, post, settings, waiting):
    post("/admin/generations/2/discard", page="/admin/changes/1/2")
    assert held_generation(settings) is None and current(settings) == 1
    assert "Generation 2 is gone" in words(client.get("/admin/runs/3"))


def test_what_nobody_has_looked_at_is_not_published(client, post, corpus, settings, waiting):
    """Another preview has taken the place of the one on the page by now."""
    (corpus / "bees.md").write_text("# Bees\n\nThere are no bees.\n")
    index_corpus(settings, preview=True)
    number = held_generation(settings).number
    assert number != waiting
    post(f"/admin/generations/{waiting}/publish")
    assert current(settings) == 1
    assert f"eneration {number} waits to be published, and {waiting} does not any more" in words(
        client.get("/admin/runs/4")
    )


def test_an_act_that_cannot_be_done_fails_with_its_reason_and_can_be_tried_again(client, post, settings):
    for address, said in (
        ("/admin/generations/1/publish", "othing waits to be published"),
        ("/admin/generations/1/serve", "eneration 1 is served already"),
        ("/admin/generations/7/serve", "7"),
    ):
        page = client.get(post(address).location)
        assert "Failed" in words(page) and said in words(page) and "Try again" in words(page)
    again = post("/admin/runs/2/again", page="/admin/runs/2")
    assert open_jobs(settings).get(int(again.location.rsplit("/", 1)[1])).kind is JobKind.PUBLISH


def test_much_is_taken_out_only_where_that_is_said(client, post, corpus, settings):
    for name in ("apples.txt", "bees.md", "garden/roses.txt"):
        (corpus / name).unlink()
    (corpus / "new.txt").write_text("This is new.")
    post("/admin/runs", preview="1")
    assert 'name="remove_many"' in client.get("/admin/changes/1/2").text
    post("/admin/generations/2/publish")
    assert current(settings) == 1 and "would take 3 of 3 documents" in words(client.get("/admin/runs/3"))
    post("/admin/generations/2/publish", remove_many="on")
    assert current(settings) == 2


def test_a_preview_of_nothing_new_makes_nothing(client, post, settings):
    page = client.get(post("/admin/runs", preview="1").location)
    assert "nothing had changed" in words(page).lower() and "Look at what it changes" not in page.text
    assert held_generation(settings) is None


def test_a_generation_of_other_settings_is_not_offered(post, corpus, settings, monkeypatch):
    from search_ui.app import create_app

    (corpus / "new.txt").write_text("This is new.")
    index_corpus(settings.model_copy(update={"passage_words": 60}), full=True)
    other = create_app(settings.model_copy(update={"passage_words": 60})).test_client()
    page = words(other.get("/admin/generations"))
    assert "Made with other settings" in page and "Go back to" not in page


def test_the_first_page_says_that_the_last_run_asks_first_and_what_to_do_until_one_is_done(client, post, corpus):
    assert "The last run" not in words(client.get("/admin"))
    gone = {path: path.read_bytes() for path in corpus.rglob("*.*") if path.suffix != ".xyz"}
    for path in gone:
        path.unlink()
    post("/admin/runs")
    page = client.get("/admin")
    assert "The last run asks first; what is served is as it was before. This run would take 3 of 3" in words(page)
    assert "bring them back to their place" in words(page) and 'name="remove_many" value="on"' in page.text
    assert "asks first" in words(client.get("/admin/runs/2"))
    assert 'href="/admin/runs/2">Run 2</a></p>' in page.text
    for path, content in gone.items():
        path.write_bytes(content)
    post("/admin/runs")
    assert "The last run" not in words(client.get("/admin"))
