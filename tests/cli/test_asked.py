"""passageway asked: what people ask, in a shell and for other programs."""

import csv
import io
import json
from datetime import timedelta

import pytest

from indexer.evaluation import read_questions
from indexer.indexing.quality import save_questions
from indexer.model import LabelledQuestion, Verdict
from indexer.settings import Settings
from indexer.store import QuestionLog
from indexer.store.records.question_log import utc_today
from tests.store.test_question_log import asked

TODAY = utc_today()


@pytest.fixture
def index(tmp_path):
    index = tmp_path / "index"
    index.mkdir()
    QuestionLog.in_folder(index).add(
        [asked("how long do refunds take?", day=(TODAY - timedelta(days=n)).isoformat()) for n in (0, 1, 2)]
        + [asked("=HYPERLINK(1)", Verdict.NOTHING, (TODAY - timedelta(days=1)).isoformat(), 0)] * 2
        + [asked('corona, "rules"', Verdict.RELATED, TODAY.isoformat(), 7)]
        + [asked("long ago", day=(TODAY - timedelta(days=400)).isoformat())]
    )
    return index


def test_those_asked_most_often_come_first_and_what_is_too_old_is_not_shown(run, index):
    code, out, _ = run("asked", "--index", index)
    assert code == 0 and "3 ×  how long do refunds take?" in out and "answered each time" in out
    assert "long ago" not in out and "PASSAGEWAY_QUESTION_LOG=on" in out
    assert "not kept now" not in out, "a shell does not know with which settings a server was started"
    assert out.index("refunds") < out.index("HYPERLINK") < out.index("corona")
    code, out, _ = run("asked", "--index", index, "--limit", 1)
    assert "And 2 more" in out and "corona" not in out


def test_the_json_has_every_count(run, index):
    code, out, _ = run("asked", "--index", index, "--nothing", "--json")
    assert code == 0
    assert json.loads(out) == {
        "questions": [
            {"question": "=HYPERLINK(1)", "times": 2, "answered": 0, "related": 0, "nothing": 2, "passages": 0,
             "generation": 1, "last": (TODAY - timedelta(days=1)).isoformat()},
            {"question": 'corona, "rules"', "times": 1, "answered": 0, "related": 1, "nothing": 0, "passages": 7,
             "generation": 1, "last": TODAY.isoformat()},
        ],
        "count": 2,
    }  # fmt: skip


def test_since_is_a_day_month_or_year(run, index):
    code, out, _ = run("asked", "--index", index, "--since", TODAY.isoformat(), "--json")
    assert code == 0 and [(q["question"], q["times"]) for q in json.loads(out)["questions"]] == [
        ('corona, "rules"', 1),
        ("how long do refunds take?", 1),
    ]
    code, _, err = run("asked", "--index", index, "--since", "soon")
    assert code == 1 and "'soon' is no date" in err


def test_the_table_holds_no_formula(run, index, tmp_path):
    code, _, _ = run("asked", "--index", index, "--csv", tmp_path / "asked.csv")
    written = (tmp_path / "asked.csv").read_bytes().decode("utf-8-sig")
    assert code == 0 and (tmp_path / "asked.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written)))
    day = (TODAY - timedelta(days=1)).isoformat()
    assert rows[0] == ["question", "times", "answered", "related", "nothing", "passages", "generation", "last"]
    assert rows[2] == ["'=HYPERLINK(1)", "2", "0", "0", "2", "0", "1", day]
    assert rows[3][0] == 'corona, "rules"' and '"corona, ""rules"""' in written


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "＝1", "|calc", "\u00a0+1"])
def test_whatever_a_spreadsheet_would_reckon_with_is_guarded(cell):
    from indexer.evaluation.question_exports import _guarded

    assert _guarded(cell) == f"'{cell}" and _guarded(f"a{cell}") == f"a{cell}"


def test_they_are_the_start_of_saved_questions_but_for_those_that_are(run, index, tmp_path):
    settings = Settings.load(index=index)
    save_questions(settings, [LabelledQuestion("q001", "how long do  refunds take?", (("shop.md", ""),))])
    for name in ("one.jsonl", "two.jsonl"):
        assert run("asked", "--index", index, "--to-questions", tmp_path / name)[0] == 0
    found = read_questions(tmp_path / "one.jsonl")
    assert [q.text for q in found] == ["=HYPERLINK(1)", 'corona, "rules"'] and not any(q.answers for q in found)
    assert found == read_questions(tmp_path / "two.jsonl") and all(q.id.startswith("asked-") for q in found)


def test_forget_deletes_all(run, index):
    assert "Forgotten." in run("asked", "--index", index, "--forget")[1]
    assert not QuestionLog.in_folder(index).is_there()
    assert run("asked", "--index", index, "--forget")[0] == 3
    code, out, _ = run("asked", "--index", index)
    assert code == 3 and "No question is kept." in out
    assert run("asked", "--index", index, "--forget", "--nothing")[0] == 2
