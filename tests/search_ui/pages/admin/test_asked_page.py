"""What people ask, as the page shows it to admins, and as files."""

import csv
import io
import json
import re

import pytest

from indexer.engines.opening import open_question_log
from indexer.model import AskedQuestion
from indexer.store.records.question_log import utc_today
from search_ui.app import create_app


@pytest.fixture
def asked(settings):
    today = utc_today().isoformat()
    open_question_log(settings).add(
        [
            AskedQuestion("when are apples picked?", 3, 3, 0, 5, 1, today),
            AskedQuestion("where are the <b>figs</b>?", 2, 0, 0, 0, 1, today),
            AskedQuestion("=cmd()", 1, 0, 1, 2, 1, today),
        ]
    )
    return create_app(settings.model_copy(update={"question_log": True})).test_client()


def test_the_questions_are_shown_the_most_frequent_first(asked):
    page = asked.get("/admin/asked").text
    assert page.index("when are apples") < page.index("where are the &lt;b&gt;figs") < page.index("=cmd()")
    assert "3 times, answered" in page and "<strong>nothing found</strong>" in page and "<b>figs" not in page


def test_and_those_that_were_not_answered(asked):
    page = asked.get("/admin/asked?nothing=1").text
    assert "figs" in page and "=cmd()" in page and "when are apples" not in page


def test_files_have_them_all_and_are_kept_not_shown(asked):
    table = asked.get("/admin/asked.csv")
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert [row["question"] for row in rows] == ["when are apples picked?", "where are the <b>figs</b>?", "'=cmd()"]
    lines = asked.get("/admin/asked.jsonl?nothing=1")
    assert [json.loads(line) for line in lines.text.splitlines()][0] and len(lines.text.splitlines()) == 2
    for answer in (table, lines):
        assert answer.headers["Content-Disposition"].startswith("attachment") and answer.mimetype != "text/html"
        assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_log_the_page_says_how_to_have_one(same_client):
    assert "PASSAGEWAY_QUESTION_LOG=on" in same_client.get("/admin/asked").text


def test_nobody_else_reads_them(asked):
    for path in ("/admin/asked", "/admin/asked.csv", "/admin/asked.jsonl"):
        assert asked.get(path, environ_overrides={"REMOTE_ADDR": "192.168.1.7"}).status_code == 403


def test_all_of_it_is_deleted_where_that_is_meant(asked, settings):
    page = asked.get("/admin/asked").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    asked.post("/admin/asked/forget", data={"csrf_token": token})
    assert "tick that you mean it" in asked.get("/admin/asked").text and open_question_log(settings).is_there()
    assert asked.post("/admin/asked/forget", data={"sure": "on"}).status_code == 403
    asked.post("/admin/asked/forget", data={"csrf_token": token, "sure": "on"})
    page = asked.get("/admin/asked").text
    assert "is deleted" in page and "Nothing has been asked yet" in page and "Delete it" not in page
    assert not open_question_log(settings).is_there()
