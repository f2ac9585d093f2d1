"""Saved questions on the page: added only where the index answers them, changed, removed, asked; the gate; as a file."""

import io
import json
import os
import re

import pytest

from indexer.engines.opening import open_jobs, open_saved_questions
from indexer.errors import IndexProblem
from indexer.indexing import index_corpus
from indexer.indexing.quality import kept_scores, save_question
from indexer.model import JobKind, ScoreGate
from indexer.searching import Searcher
from indexer.store import SavedQuestions

BEES = "when do bees fly out?"
ROSES = "when are roses cut back?"
PAGE = "/admin/questions"


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.replace("<wbr>", "")))


@pytest.fixture
def saved(settings):
    return open_saved_questions(settings)


def test_a_question_is_saved_with_what_answers_it(client, post, saved):
    assert "There is none: what a run makes is published" in words(client.get(PAGE))
    sent = post(PAGE, PAGE, question=f"  {BEES} ", document="bees.md", quote="fly out on\r\nwarm days")
    assert sent.status_code == 303
    (question,) = saved.all()
    assert (question.id, question.text, question.answers) == ("q001", BEES, (("bees.md", "fly out on\nwarm days"),))
    page = words(client.get(PAGE))
    assert "Saved as q001" in page and "q001: not asked yet" in page and "They have not been asked" in page


@pytest.mark.parametrize(
    ("document", "quote", "said"),
    [
        ("bees.md", "fly <b>never</b>", "No passage of bees.md has the words “fly &lt;b&gt;never&lt;/b&gt;”"),
        ("none.md", "", "has no document &#39;none.md&#39;"),
        ("", "warm days", "Name the document that has the words “warm days”"),
    ],
)
def test_what_the_index_does_not_have_is_not_saved_and_what_was_typed_stays(post, saved, document, quote, said):
    refused = post(PAGE, PAGE, question="<i>bees?", document=document, quote=quote)
    assert refused.status_code == 422 and said in refused.text and saved.all() == ()
    assert 'value="&lt;i&gt;bees?"' in refused.text and f'value="{document}"' in refused.text
    assert quote.replace("<", "&lt;").replace(">", "&gt;") + "</textarea>" in refused.text


def test_an_empty_question_and_one_without_end_are_not_saved(post, saved):
    for question, said in (("  ", "The question is empty"), ("bees " * 1000, "2,000 are taken")):
        assert said in post(PAGE, PAGE, question=question).text
    assert saved.all() == ()


def test_a_question_is_changed_and_removed(client, post, settings, saved):
    save_question(settings, BEES, "bees.md", "warm days")
    form = client.get(f"{PAGE}/change?id=q001").text
    assert form.count('name="document"') == 2 and "warm days</textarea>" in form
    change = f"{PAGE}/change"
    fields = {"id": "q001", "question": ROSES, "document": ["bees.md", "garden/roses.txt"], "quote": ["", "in June"]}
    refused = post(change, f"{change}?id=q001", **fields)
    assert refused.status_code == 422 and "in June</textarea>" in refused.text and saved.all()[0].text == BEES
    assert post(change, f"{change}?id=q001", **{**fields, "quote": ["", "in March"]}).status_code == 303
    assert saved.all()[0].answers == (("bees.md", ""), ("garden/roses.txt", "in March"))
    post(f"{PAGE}/remove", f"{change}?id=q001", id="q001")
    assert saved.all() == () and client.get(f"{change}?id=q001").status_code == 404
    assert "is not saved any more" in post(change, PAGE, **{**fields, "quote": ["", ""]}).text and saved.all() == ()


@pytest.mark.usefixtures("at_once")
def test_they_are_asked_by_a_run_and_those_that_fail_come_first(client, post, settings, saved):
    save_question(settings, BEES, "bees.md", "warm days")
    save_question(settings, "what is Roses?", "apples.txt")
    run = post(f"{PAGE}/score", PAGE).location
    job = open_jobs(settings).get(int(run.rsplit("/", 1)[1]))
    assert job.kind is JobKind.SCORE and job.state == "done" and job.progress.stage == "ask"
    assert "Ask the saved questions" in words(client.get("/admin/runs")) and PAGE in client.get(run).text
    page = words(client.get(PAGE))
    assert "Not answered as they should be (1) what is Roses? q002: not answered among the first ten" in page
    assert page.index("what is Roses?") < page.index(BEES) and "q001: answered at rank 1" in page
    assert "success@1 0.500" in page and "Ask them now" not in page
    save_question(settings, "who won the match?")
    page = words(client.get(PAGE))
    assert "Ranks are from before" in page and "Ask them now" in page and "success@1 0.5" not in page


@pytest.mark.usefixtures("at_once")
def test_nobody_asks_them_but_a_run(client, post, corpus, settings, saved, monkeypatch):
    """The page of changes shows scores that are kept; it neither asks for them nor writes."""
    save_question(settings, BEES, "bees.md", "warm days")
    saved.set_gate(ScoreGate("success@1", 0))
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on cold days in winter.\n")
    index_corpus(settings)
    save_question(settings, ROSES, "garden/roses.txt")
    with monkeypatch.context() as patch:
        patch.setattr(Searcher, "ask", lambda *_, **__: pytest.fail("it asks"))
        patch.setattr(SavedQuestions, "keep_scores", lambda *_: pytest.fail("it writes"))
        page = words(client.get("/admin/changes/1/2"))
        client.get(PAGE)
    assert "not asked yet of both generations" in page and "Publish generation 2" in page
    post(f"{PAGE}/score", "/admin/changes/1/2")
    page = words(client.get("/admin/changes/1/2"))
    assert "The gate held it back. success@1 was 1.000 and is 0.500" in page and f"Worse: {BEES}" in page


def test_a_read_only_index_shows_all_of_it(client, settings, corpus, monkeypatch):
    save_question(settings, BEES, "bees.md", "warm days")
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on cold days in winter.\n")
    index_corpus(settings, preview=True)
    save_question(settings, ROSES, "garden/roses.txt")

    def refused(*_, **__):
        raise IndexProblem("attempt to write a readonly database")

    monkeypatch.setattr("indexer.store.records.SqliteRecords._writing", refused)
    for path in (PAGE, "/admin/changes/1/2", f"{PAGE}/change?id=q001"):
        assert client.get(path).status_code == 200


def test_the_gate_is_set_and_taken_away(client, post, saved):
    post(f"{PAGE}/gate", PAGE, measure="mrr@10", fall="0,05")
    assert saved.gate() == ScoreGate("mrr@10", 0.05)
    page = client.get(PAGE)
    assert "where mrr@10 falls by more than 0.05" in words(page) and "<option selected>mrr@10" in page.text
    for measure, fall in (("recall", "0.1"), ("mrr@10", "2"), ("mrr@10", "nan"), ("mrr@10", "much")):
        post(f"{PAGE}/gate", PAGE, measure=measure, fall=fall)
        assert "The gate is as it was" in words(client.get(PAGE)) and saved.gate() == ScoreGate("mrr@10", 0.05)
    post(f"{PAGE}/gate", PAGE, off="1", measure="mrr@10", fall="")
    assert saved.gate() is None


def test_they_come_from_a_file_and_go_into_one(client, post, saved):
    lines = [
        {"_id": "a", "text": "bees?", "answers": [{"document": "later.md", "quote": "x\u2028y"}]},
        {"_id": "b/../c", "text": "none?", "answers": []},
    ]
    raw = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    post(f"{PAGE}/import", PAGE, file=(io.BytesIO(b"\xef\xbb\xbf" + raw), "mine.jsonl"))
    assert [one.id for one in saved.all()] == ["a", "b/../c"]
    assert client.get(f"{PAGE}/change?id=b/../c").status_code == 200
    sent = client.get(f"{PAGE}.jsonl")
    assert [json.loads(line) for line in sent.text.split("\n") if line] == lines
    assert sent.headers["Content-Disposition"].startswith("attachment")
    refused = post(f"{PAGE}/import", PAGE, file=(io.BytesIO(raw + b"\n{}"), "mine.jsonl"))
    assert refused.status_code == 422 and "mine.jsonl, line 3: no question" in words(refused)
    assert "choose a file first" in post(f"{PAGE}/import", PAGE).text


def test_two_who_save_at_once_have_both(settings, saved, monkeypatch):
    real, late = SavedQuestions.all, []

    def all_of(self):
        found = real(self)
        if not late:
            late.append(True)
            saved.add(real_question)
        return found

    save_question(settings, BEES)
    real_question = saved.all()[0]
    monkeypatch.setattr(SavedQuestions, "all", all_of)
    assert save_question(settings, ROSES).id == "q003"
    assert [one.id for one in real(saved)] == ["q001", "q002", "q003"]


def test_what_people_ask_leads_to_saving_it(client):
    assert 'value="who &lt;b&gt; won?"' in client.get(PAGE, query_string={"text": "who <b> won?"}).text


def test_without_an_index_the_page_says_so(tmp_path):
    from indexer.settings import Settings
    from search_ui.app import create_app

    page = create_app(Settings.load(index=tmp_path / "none")).test_client().get(PAGE)
    assert page.status_code == 200 and not os.path.exists(tmp_path / "none" / "saved.sqlite")


def test_scores_of_a_generation_are_kept_while_nothing_they_depend_on_changes(settings, post):
    assert kept_scores(settings, 1).questions == ()
    save_question(settings, BEES)
    assert kept_scores(settings, 1) is None
