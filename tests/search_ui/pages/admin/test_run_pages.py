"""Runs from the page: asked for, followed, cancelled, tried again; servers and processes that end in the middle."""

import json
import os
import re
import signal
from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from indexer.engines import open_writer
from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.indexing.jobs import JobProcesses
from indexer.model import JobKind, JobProgress, JobState
from search_ui.app import create_app
from search_ui.pages.admin import run_pages, run_stream
from tests.waiting import PATIENCE, until
from tests.web_server import served


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.replace("<wbr>", "")))


def add_notes(corpus, count):
    for number in range(count):
        (corpus / f"n{number:04d}.txt").write_text(f"Note {number}\n\nThis note is about the number {number}.\n")


def test_the_first_page_says_what_is_served_what_was_skipped_and_what_ran(client, corpus):
    page = words(client.get("/admin"))
    for said in ("Documents 3", "Passages 3", str(corpus), "no reader for .xyz", "3 added, 1 skipped", "Python"):
        assert said in page


def test_files_that_were_skipped_for_like_reasons_are_one_line(client, corpus, settings):
    (corpus / "a.abc").write_text("x")
    (corpus / "b.xyz").write_text("x")
    index_corpus(settings, [corpus])
    page = words(client.get("/admin"))
    assert "3 files: no reader for .abc, .xyz" in page and "a.abc : no reader for .abc" in page


def test_a_run_is_carried_out_and_its_page_says_what_came_of_it(client, post, corpus, settings, at_once, ended):
    (corpus / "garden" / "lilies.txt").write_text("Lilies\n\nLilies are white.\n")
    (corpus / "elsewhere.txt").write_text("Elsewhere\n\nThis is elsewhere.\n")
    answer = post("/admin/runs", folder="garden", how="changed")
    assert answer.status_code == 303 and answer.location == "/admin/runs/2"
    job = ended(2)
    assert (job.state, job.agent, job.outcome.added, job.paths) == (JobState.DONE, "page", 1, (str(corpus / "garden"),))
    page = words(client.get("/admin/runs/2"))
    assert "What has changed, in garden" in page and "1 added; 4 passages, generation 2" in page


@pytest.mark.parametrize(
    ("how", "full", "by_digest"), [("all", True, False), ("bytes", False, True), ("?", False, False)]
)
def test_what_is_to_be_read_is_as_the_form_says(post, settings, monkeypatch, how, full, by_digest):
    monkeypatch.setattr(JobProcesses, "_start", lambda self: None)
    post("/admin/runs", how=how, remove_many="on")
    job = open_jobs(settings).get(2)
    assert (job.full, job.by_digest, job.remove_many, job.paths) == (full, by_digest, True, ())


@pytest.mark.parametrize("folder", ["..", "/etc", "nowhere"])
def test_no_folder_elsewhere_is_indexed(client, post, settings, folder):
    assert post("/admin/runs", folder=folder).location == "/admin"
    assert 'role="alert"' in client.get("/admin").text and open_jobs(settings).current().number == 1


def test_what_was_skipped_is_tried_again_by_itself(post, corpus, settings, at_once, ended):
    (corpus / "new.txt").write_text("This is new.")
    (corpus / "odd.xyz").write_bytes(b"<!doctype html><html><p>It is mended, as a page.</p></html>")
    post("/admin/skipped")
    assert ended(2).paths == (str(corpus / "odd.xyz"),) and ended(2).outcome.added == 1
    assert ended(2).by_digest  # else what is as it was would not be tried


def test_what_was_skipped_and_is_gone_by_now_is_looked_for_where_it_was(post, corpus, settings, at_once, ended):
    (corpus / "odd.xyz").unlink()
    post("/admin/skipped")
    assert ended(2).paths == (str(corpus),) and ended(2).state is JobState.DONE


def test_a_run_is_followed_as_it_gets_on(client, settings):
    jobs = open_jobs(settings)
    with open_writer(settings) as index:
        jobs.begin(index.who, agent="shell")
        at = JobProgress("read", 1200, 3000, "ä <b>.txt", rate=60.0, passages=7)
        jobs.change(2, lambda job: replace(job, progress=at))
        page = client.get("/admin/runs/2")
        text = words(page)
        for said in ("Reading files", "1,200 of 3,000 files", "7 passages", "60 files a second", "about 30 s left"):
            assert said in text
        assert "ä &lt;b&gt;.txt" in page.text and '<meta http-equiv="refresh" content="4">' in page.text
        state = client.get("/admin/runs/2/progress").json
        assert (state["stage"], state["over"]) == ("Reading files", False) and "1,200 of 3,000" in state["html"]
        jobs.change(2, lambda job: replace(job, progress=replace(at, rate=None)))
        assert "left" not in words(client.get("/admin/runs/2"))
    assert client.get("/admin/runs/2/progress").json["over"] is True
    assert "http-equiv" not in client.get("/admin/runs/2").text


def test_a_stream_of_events_ends_with_the_run(client, settings, monkeypatch):
    monkeypatch.setattr(run_stream, "_LOOK", 0.01)
    jobs, events = open_jobs(settings), []
    with open_writer(settings) as index:
        jobs.begin(index.who, agent="shell")
        stream = client.get("/admin/runs/2/events")
        assert stream.mimetype == "text/event-stream"
        steps = iter([{"progress": JobProgress("read", 1, 2)}, {"progress": JobProgress("index", 0, 2)}])
        done = {"state": JobState.DONE, "ended": "2026-01-01T00:00:00+00:00"}
        for event in stream.response:
            if event.startswith(b"data: "):
                events.append(json.loads(event[6:]))
                step = next(steps, done)
                jobs.change(2, lambda job, step=step: replace(job, **step))
        stream.close()
    assert [event["over"] for event in events] == [False] * (len(events) - 1) + [True]
    assert {"going on", "Reading files", "Indexing documents", "done"} <= {event["stage"] for event in events}


def test_streams_are_few_short_and_given_back(client, settings, monkeypatch):
    monkeypatch.setattr(run_stream, "_LOOK", 0.01)
    monkeypatch.setattr(run_stream, "_LASTS", 0.05)
    open_jobs(settings).queue(agent="shell")
    for _ in range(5):
        with client.get("/admin/runs/2/events") as stream:
            assert len(list(stream.response)) >= 2
    open_ones = [client.get("/admin/runs/2/events") for _ in range(2)]
    assert (
        client.get("/admin/runs/2/events").status_code == 503
        and client.get("/admin/runs/2/progress").status_code == 200
    )
    for one in open_ones:
        one.close()
    with client.get("/admin/runs/2/events") as stream:
        assert stream.status_code == 200


def test_a_browser_that_goes_away_gives_its_stream_back(settings, monkeypatch):
    monkeypatch.setattr(run_stream, "_SIGN", 0.1)
    open_jobs(settings).queue(agent="shell")
    app = create_app(settings)
    desk = app.extensions["passageway.admin"]
    monkeypatch.setattr(desk.processes, "take_up", lambda: None)

    def both_are_free():
        free = [desk.streams.acquire(blocking=False) for _ in range(2)]
        for one in free:
            if one:
                desk.streams.release()
        return all(free)

    with served(app) as address:
        for _ in range(2):
            connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
            connection.request("GET", "/admin/runs/2/events")
            assert connection.getresponse().read(10)
            connection.close()
        until(both_are_free)


def test_a_run_is_cancelled_from_the_page_waiting_or_going_on(client, post, settings, monkeypatch):
    monkeypatch.setattr(JobProcesses, "_start", lambda self: None)
    jobs = open_jobs(settings)
    with open_writer(settings) as index:
        jobs.begin(index.who, agent="shell")
        post("/admin/runs", how="bytes")
        assert post("/admin/runs/3/cancel").location == "/admin/runs/3"
        assert jobs.get(3).state is JobState.CANCELLED and "Cancelled" in words(client.get("/admin/runs/3"))
        post("/admin/runs/2/cancel")
        assert jobs.get(2).cancelling and "is asked to stop" in words(client.get("/admin/runs/2"))
    post("/admin/runs/3/cancel")
    assert "has ended already" in client.get("/admin/runs/3").text


def test_a_run_that_nobody_carries_out_is_taken_up_when_the_page_is_looked_at(client, settings, at_once, ended):
    open_jobs(settings).queue(agent="page")
    client.get("/admin")
    assert ended(2).state is JobState.DONE


def test_a_killed_process_is_shown_by_a_server_started_anew_and_the_run_can_be_started_again(
    client, post, corpus, settings, ended
):
    add_notes(corpus, 150)
    post("/admin/runs", how="bytes")
    again = create_app(settings).test_client()
    running = until(lambda: (job := open_jobs(settings).get(2)).state is JobState.RUNNING and job.progress and job)
    assert running.process != os.getpid() and "Run 2" in words(again.get("/admin"))
    os.kill(running.process, signal.SIGKILL)
    until(lambda: "its process was ended by SIGKILL" in words(client.get("/admin/runs/2")))
    page = words(again.get("/admin/runs/2"))
    assert "Interrupted" in page and "Try again" in page and "Documents 3" in words(again.get("/admin"))
    assert post("/admin/runs/2/again", page="/admin/runs/2").location == "/admin/runs/3"
    job = ended(3)
    assert job.by_digest and job.outcome.added == 150 and "150 added" in words(again.get("/admin/runs"))


def test_a_run_that_would_take_out_much_says_so_and_does_when_it_may(client, post, corpus, settings, at_once, ended):
    for name in ("apples.txt", "bees.md", "garden/roses.txt"):
        (corpus / name).unlink()
    post("/admin/runs")
    assert ended(2).state is JobState.FAILED
    page = client.get("/admin/runs/2")
    assert "would take 3 of 3 documents" in page.text and 'name="remove_many"' in page.text
    post("/admin/runs/2/again", page="/admin/runs/2", remove_many="on")
    assert ended(3).outcome.removed == 3


def test_what_is_begun_in_a_shell_alone_cannot_be_tried_again_from_the_page(client, post, settings):
    jobs = open_jobs(settings)
    with open_writer(settings) as index:
        job = jobs.begin_act(index.who, JobKind.RESTORE, None, agent="command line")
        jobs.change(job.number, lambda job: replace(job, state=JobState.FAILED, error="no room"))
    page = client.get(f"/admin/runs/{job.number}")
    assert "No room" in page.text and "Try again" not in page.text
    assert post(f"/admin/runs/{job.number}/again", page="/admin").status_code == 409
    assert jobs.newest(1)[0].number == job.number


def test_a_page_is_not_a_place_to_queue_without_end(post, monkeypatch):
    monkeypatch.setattr(run_pages, "_MOST_WAITING", 2)
    monkeypatch.setattr(JobProcesses, "_start", lambda self: None)
    assert [post("/admin/runs").status_code for _ in range(3)] == [303, 303, 429]


def test_a_run_that_there_never_was(client, post):
    for path in ("/admin/runs/99", "/admin/runs/99/events", "/admin/runs/99/progress"):
        assert client.get(path).status_code == 404
    assert post("/admin/runs/99/again").status_code == 404


def test_an_index_of_other_settings_can_be_made_anew_from_the_page(settings, at_once, ended):
    client = create_app(settings.model_copy(update={"language": "german"})).test_client()
    page = client.get("/admin")
    assert page.status_code == 200 and "Nothing can be served" in page.text and "Read everything again" in page.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    client.post("/admin/runs", data={"csrf_token": token, "how": "all"})
    assert ended(2).state is JobState.DONE
    assert "Documents 3" in words(client.get("/admin"))
