"""What people ask: shown to admins alone, as files without formulas in them, and forgotten by a form of ours."""

import csv
import io
import json

import pytest

from indexer.model import Verdict
from indexer.store import QuestionLog
from indexer.store.question_log import utc_today
from tests.store.test_question_log import asked

TODAY = utc_today().isoformat()


@pytest.fixture
def log(settings):
    log = QuestionLog(settings.index)
    log.add([asked("when do bees fly?", day=TODAY)] * 3 + [asked("=1+1 <b>", Verdict.NOTHING, TODAY, 0)])
    return log


def test_the_questions_asked_most_often_come_first_and_are_escaped(client, log):
    page = client.get("/admin/questions").text
    assert page.index("when do bees fly?") < page.index("=1+1 &lt;b&gt;") and "<b>" not in page
    assert "Asked 3 times" in page and "What people ask is not kept" in page
    only = client.get("/admin/questions?only=unanswered").text
    assert "when do bees fly?" not in only and "=1+1" in only


def test_files_have_them_all(client, log):
    answer = client.get("/admin/questions/asked.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="asked.csv"'
    assert answer.mimetype == "text/csv" and answer.headers["X-Content-Type-Options"] == "nosniff"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["question", "when do bees fly?", "'=1+1 <b>"]
    lines = client.get("/admin/questions/to-label.jsonl?only=unanswered").text.splitlines()
    assert [(json.loads(line)["text"], json.loads(line)["answers"]) for line in lines] == [("=1+1 <b>", [])]


def test_only_a_form_of_these_pages_forgets_and_only_admins_see(client, log, post):
    assert client.post("/admin/questions/forget").status_code == 403 and log.path.exists()
    for address in ("/admin/questions", "/admin/questions/asked.csv", "/admin/questions/to-label.jsonl"):
        assert client.get(address, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 403
    assert post("/admin/questions/forget", page="/admin/questions").status_code == 303 and not log.path.exists()
    assert "forgotten" in client.get("/admin/questions").text
    assert "No question is kept." in client.get("/admin/questions").text
