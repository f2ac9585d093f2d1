"""The server keeps what people ask only where it is to, says so, and never slows or fails a question by it."""

from datetime import date, timedelta
from threading import Event

import pytest

from indexer.engines.opening import open_question_log
from indexer.indexing import index_corpus
from indexer.settings import Settings
from indexer.store import QuestionLog
from indexer.store.records.question_log import utc_today
from search_ui.app import create_app
from search_ui.request import question_recorder
from tests.store.test_question_log import asked
from tests.waiting import PATIENCE, until

LONG_AGO = date(2000, 1, 1)
SAID = "Questions are kept for 30 days, without who asked."


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "bees.md").write_text("# Bees\n\nBees fly out on warm days in winter.\n")
    settings = Settings.load(index=folder / "index", workers=1)
    index_corpus(settings, [folder / "corpus"])
    return settings


@pytest.fixture
def settings(plain):
    open_question_log(plain).forget()
    return plain.model_copy(update={"question_log": True})


@pytest.fixture
def app(settings):
    return create_app(settings)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def recorder(app):
    return app.extensions["passageway.asked"]


def kept(settings):
    return {q.text: q for q in open_question_log(settings).since(LONG_AGO)}


def test_page_and_api_are_counted_and_typing_paging_and_narrowing_are_not(client, recorder, settings):
    headers = {"User-Agent": "secret-agent", "Cookie": "secret=cookie", "X-Forwarded-For": "203.0.113.7"}
    for address in (
        "/search?q=when+do+bees+fly%3F", "/api/v1/search?q=when+do++bees+fly%3F", "/search?q=zebra+crossing",
        "/api/v1/suggest?q=whe", "/search?q=bees+x&page=2", "/api/v1/search?q=bees+y&skip=10",
        "/search?q=bees+z&document=b*", "/api/v1/search?q=bees+u&kind=list", "/api/v1/related?q=bees+v",
        "/source/bees.md?q=bees+w", "/", "/search?q=+",
    ):  # fmt: skip
        assert client.get(address, headers=headers).status_code in (200, 302), address
    recorder.wait()
    found = kept(settings)
    assert {text: question.times for text, question in found.items()} == {"when do bees fly?": 2, "zebra crossing": 1}
    assert found["when do bees fly?"].answered == 2 and found["zebra crossing"].nothing == 1
    assert found["when do bees fly?"].passages == 1 and found["when do bees fly?"].generation == 1
    assert found["when do bees fly?"].last == utc_today().isoformat()
    written = (settings.index / "asked.sqlite").read_bytes()
    assert not [word for word in (b"secret", b"203.0.113.7", b"127.0.0.1") if word in written]


def test_the_page_says_so_while_it_is_on_and_nothing_is_kept_while_it_is_off(client, plain, settings):
    assert SAID in client.get("/").text and SAID in client.get("/search?q=bees").text
    client.application.extensions["passageway.asked"].wait()
    open_question_log(plain).forget()
    off = create_app(plain).test_client()
    assert "without who asked" not in off.get("/").text + off.get("/search?q=bees").text
    off.application.extensions["passageway.asked"].wait()
    assert not (plain.index / "asked.sqlite").exists()


def test_a_log_that_cannot_be_written_fails_no_question(client, recorder, settings, caplog):
    path = settings.index / "asked.sqlite"
    path.mkdir()
    try:
        for _ in range(5):
            assert client.get("/search?q=bees").status_code == 200
        recorder.wait()
    finally:
        path.rmdir()
    assert caplog.text.count("not counted now") == 1, "once a minute is enough"
    assert client.get("/search?q=honey").status_code == 200
    recorder.wait()
    assert list(kept(settings)) == ["honey"], "and it goes on where it can"


def test_a_log_that_writes_slowly_keeps_nobody_waiting(client, recorder, monkeypatch, settings):
    go_on, written, add = Event(), [], QuestionLog.add

    def slowly(log, questions):
        go_on.wait(PATIENCE)
        written.append(questions)
        add(log, questions)

    monkeypatch.setattr(QuestionLog, "add", slowly)
    monkeypatch.setattr(question_recorder, "_WAITING", 5)
    slow = create_app(settings).extensions["passageway.asked"]
    answer = client.application.extensions["passageway"].searcher().ask("bees")
    for _ in range(1000):
        slow.record(answer)
    assert written == []
    go_on.set()
    slow.wait()
    recorder.wait()
    assert 0 < kept(settings)["bees"].times <= question_recorder._TOGETHER + 6, "the rest is left out"


def test_what_is_too_old_is_forgotten_also_where_it_is_off(plain):
    log = open_question_log(plain)
    log.forget()
    days = [(utc_today() - timedelta(days=n)).isoformat() for n in (0, 29, 30, 400)]
    log.add([asked(f"tea {n}", day=day) for n, day in enumerate(days)])
    recorder = create_app(plain).extensions["passageway.asked"]
    recorder.tidy()
    until(lambda: len(kept(plain)) <= 2)
    assert set(kept(plain)) == {"tea 0", "tea 1"}


def test_a_program_that_asks_without_end_does_not_fill_a_disk(settings, monkeypatch):
    monkeypatch.setattr(question_recorder, "_MOST_A_DAY", 10)
    recorder = create_app(settings).extensions["passageway.asked"]
    recorder._write([asked(f"tea {n}") for n in range(50)])
    recorder._write([asked("tea 3"), asked("tea 49")])
    assert len(kept(settings)) == 10 and kept(settings)["tea 3"].times == 2
