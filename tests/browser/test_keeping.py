"""An admin at the machine: adds documents, sees what they change, publishes, goes back, follows a run; saves questions and
synonyms, deletes what people ask."""

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from indexer.engines.opening import open_jobs, open_question_log, open_saved_questions
from indexer.indexing import index_corpus
from indexer.indexing.jobs import JobProcesses
from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.indexing.quality import question_scores, save_question
from indexer.model import AskedQuestion, JobProgress, ScoreGate
from indexer.settings import Settings
from indexer.store import WriterLock
from indexer.store.records.question_log import utc_today
from tests.browser.conftest import served

pytestmark = pytest.mark.browser


@pytest.fixture
def settings(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "garden").mkdir(parents=True)
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on warm days in winter.\n")
    (corpus / "garden" / "roses.txt").write_text("Roses\n\nRoses are cut back in March.\n")
    (corpus / "odd.xyz").write_text("odd")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture
def own_address(settings):
    with served(settings) as address:
        yield address


@pytest.fixture
def open_page_at(own_address, open_page_at):
    """Its pages are closed before the server ends, as they go on asking it."""
    return open_page_at


def ask(page, question):
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()
    page.wait_for_load_state()


def faults(page):
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_admin_adds_previews_publishes_and_goes_back(open_page_at, own_address, settings, monkeypatch, scripts):
    if not scripts:  # once with the processes is enough
        monkeypatch.setattr(JobProcesses, "_start", lambda self: carry_out_queued(self._settings))
    page = open_page_at(own_address + "/", scripts=scripts)
    page.get_by_role("link", name="Keep the index").click()
    page.get_by_role("link", name="Add documents").click()
    lilies = {"name": "lilies.txt", "mimeType": "text/plain", "buffer": b"Lilies\n\nLilies want deep sand.\n"}
    page.get_by_label("Files").set_input_files([lilies])
    page.get_by_label("into").fill("garden")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("garden/lilies.txt")).to_be_visible()
    bees = {
        "name": "bees.md",
        "mimeType": "text/markdown",
        "buffer": b"# Bees\n\nBees fly out on cold days in winter.\n",
    }
    page.get_by_label("Files").set_input_files([bees])
    page.get_by_label("into").fill("")
    page.get_by_label("Replace documents").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("takes the place of the one before")).to_be_visible()

    page.get_by_role("button", name="Preview").click()
    page.get_by_role("link", name="Look at what it changes").click()
    expect(page.get_by_text("1 changed, 1 added")).to_be_visible()
    page.locator("summary", has_text="bees.md").click()
    if not scripts:
        page.get_by_role("link", name="Its passages").first.click()
    expect(page.locator("ins")).to_have_text("cold")
    ask(page, "where do lilies want to be?")
    assert page.locator(".hits").count() == 0 or "sand" not in page.locator(".hits").inner_text()

    page.goto(own_address + "/admin/changes/1/2")
    page.get_by_role("button", name="Publish generation 2").click()
    expect(page.get_by_text("Generation 2 is served")).to_be_visible()
    ask(page, "what do lilies want?")
    expect(page.locator(".hits")).to_contain_text("deep sand")

    page.goto(own_address + "/admin/runs")
    expect(page.locator(".runs")).to_contain_text("Publish generation 2: generation 2 is served")
    expect(page.locator(".runs")).to_contain_text("Put new files into the corpus: garden/lilies.txt")
    page.get_by_role("link", name="Generations").click()
    page.get_by_role("button", name="Go back to 1").click()
    expect(page.get_by_text("Generation 1 is served")).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.locator(".runs > li").first).to_contain_text("Serve generation 1 again")


def test_an_admin_saves_a_question_and_a_synonym_and_deletes_what_was_asked(
    open_page_at, own_address, settings, monkeypatch, brought_about
):
    monkeypatch.setattr(JobProcesses, "_start", lambda self: carry_out_queued(self._settings))
    today = utc_today().isoformat()
    open_question_log(settings).add([AskedQuestion("when are blooms cut back?", 2, 0, 0, 0, 1, today)])
    page = open_page_at(own_address + "/admin", scripts=False)
    page.get_by_role("link", name="Asked").click()
    page.get_by_role("link", name="Save the question: when are blooms cut back?").click()
    expect(page.get_by_label("Question", exact=True)).to_have_value("when are blooms cut back?")
    page.get_by_label("Document that answers").fill("garden/roses.txt")
    page.get_by_label("Words of the passage").fill("in May")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="has the words “in May”")).to_be_visible()
    page.get_by_label("Words of the passage").fill("in March")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("falls by more than").fill("0.1")
    page.get_by_role("button", name="Set the gate").click()
    page.get_by_role("button", name="Ask them now").click()
    page.get_by_role("link", name="How they are answered").click()
    expect(page.get_by_text("q001: answered at rank 1")).to_be_visible()

    page.get_by_role("link", name="Synonyms").click()
    page.get_by_label("Lines of").fill("pollinators => bees\n")
    page.get_by_label("Question to look at").fill("where are the pollinators?")
    page.get_by_role("button", name="Look what it changes").click()
    expect(page.get_by_text("1 of 1 question is answered otherwise")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert settings.synonyms_file.read_text() == "pollinators => bees\n"

    page.get_by_role("link", name="Asked").click()
    page.get_by_label("Delete all that was asked").check()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("All that was asked is deleted.")).to_be_visible()
    brought_about.append("422")  # what was refused, and had to be


def test_a_run_is_followed_live_and_the_keyboard_stays_where_it_is(open_page_at, own_address, settings):
    jobs = open_jobs(settings)
    with WriterLock(settings.index) as writer:
        jobs.begin(writer, agent="shell")
        page = open_page_at(own_address + "/admin/runs/2")
        page.get_by_role("button", name="Cancel").focus()
        for done in (10, 20):
            at = JobProgress("read", done, 3000, f"n{done}.txt", rate=50.0)
            jobs.change(2, lambda job, at=at: replace(job, progress=at))
            expect(page.get_by_text(f"{done} of 3,000 files")).to_be_visible()
            expect(page.get_by_text("about 60 s left", exact=False)).to_be_visible()
        expect(page.locator("#said")).to_have_text("Reading files")
        expect(page.get_by_role("button", name="Cancel")).to_be_focused()
        assert faults(page) == {}
        page.keyboard.press("Enter")
        expect(page.locator(".stage")).to_contain_text("is asked to stop")
        assert jobs.get(2).cancelling
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_where_no_stream_is_free_the_page_asks_now_and_then(open_page_at, own_address, settings, brought_about):
    jobs = open_jobs(settings)
    with WriterLock(settings.index) as writer:
        jobs.begin(writer, agent="shell")
        pages = [open_page_at(own_address + "/admin/runs/2") for _ in range(3)]
        jobs.change(2, lambda job: replace(job, progress=JobProgress("read", 7, 3000, "n.txt")))
        for page in pages:
            expect(page.get_by_text("7 of 3,000 files")).to_be_visible()
    brought_about += ["503", "MIME"]


def test_no_page_has_a_barrier_or_is_wider_than_the_window(open_page_at, own_address, settings):
    corpus = settings.index.parent / "corpus"
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on cold days in winter.\n")
    (corpus / f"{'a-name-without-an-end' * 8}.txt").write_text("Lilies want deep sand.\n")
    index_corpus(settings, preview=True)
    save_question(settings, "when are roses cut back?" * 8, "garden/roses.txt", "in March")
    save_question(settings, "what is cut back?", "bees.md")
    question_scores(settings, 1)
    save_question(settings, "who won?")
    open_saved_questions(settings).set_gate(ScoreGate("success@1", 0.1))
    settings.synonyms_file.write_text("roses = flowers\nno rule\n")
    open_question_log(settings).add([AskedQuestion("when?" * 40, 2, 0, 0, 0, 1, utc_today().isoformat())])
    paths = (
        "",
        "/runs",
        "/runs/1",
        "/runs/2",
        "/changes/1/2",
        "/changes/1/2/bees.md",
        "/generations",
        "/documents",
        "/settings",
        "/asked",
        "/questions",
        "/questions/change?id=q001",
        "/synonyms",
    )
    page = open_page_at(own_address + "/admin")
    for path in paths:
        page.goto(f"{own_address}/admin{path}")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for width, scheme in ((1280, "light"), (360, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert (path, width, faults(page)) == (path, width, {})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
