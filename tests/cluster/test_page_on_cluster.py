"""Two servers of one index on a cluster, which two processes have written, as people use them in a browser."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.indexing.runs.sharing import file_parts as dealing
from tests.browser.conftest import brought_about, open_page_at, opened, served  # noqa: F401 - fixtures
from tests.cluster.fixtures import cluster_settings
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests

pytestmark = [pytest.mark.cluster, pytest.mark.browser]


@pytest.fixture(scope="module")
def browser():
    with opened() as browser:
        yield browser


@pytest.fixture
def corpus(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "garden").mkdir(parents=True)
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on warm days in winter. They keep warm together.\n")
    (corpus / "garden" / "roses.txt").write_text("Roses\n\nRoses are cut back in March.\n")
    for number in range(20):
        (corpus / "garden" / f"bed{number}.txt").write_text(f"Bed {number}\n\nIn bed {number} stands plant {number}.\n")
    return corpus


@pytest.fixture
def settings(node, own_name, corpus, monkeypatch):
    """The index of a run that a worker helped with."""
    from indexer.engines.opensearch.writing.sharing import stage_sharing  # tests without a cluster do without it

    monkeypatch.setattr(dealing, "_MUCH", 0)
    monkeypatch.setattr(dealing, "_EACH", 1_000_000)
    more = {"opensearch_name": own_name, "opensearch_partitions": 2, "semantic": "off", "workers": 1}
    settings = cluster_settings([node.url], **more, index=corpus.parent / "caches")
    given = {f"PASSAGEWAY_{name.upper()}": str(value) for name, value in more.items()}
    environment = {**os.environ, **given, "PASSAGEWAY_ENGINE": "opensearch", "PASSAGEWAY_OPENSEARCH": node.url}
    command = [sys.executable, "-m", "indexer", "index", "--worker", "--corpus", str(corpus), "--json"]
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    offer = stage_sharing.offer_stage

    def wait_for_a_part(*given):
        offer(*given)
        monkeypatch.setattr(stage_sharing, "offer_stage", offer)
        assert worker.stdout.readline().startswith("{")

    monkeypatch.setattr(stage_sharing, "offer_stage", wait_for_a_part)
    index_corpus(settings, [corpus])
    worker.terminate()
    worker.communicate(timeout=30)
    return settings


def ask(page, question):
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()
    page.wait_for_load_state()


def test_a_reader_a_writer_and_an_admin_find_on_a_cluster_what_they_know(open_page_at, settings, corpus):  # noqa: F811
    other_server = settings.model_copy(update={"opensearch_seconds": settings.opensearch_seconds + 1})
    with served(settings) as first, served(other_server) as second:
        page = open_page_at(first)
        ask(page, "when are roses cut back?")
        hit = page.locator("ol.hits > li").first
        expect(hit).to_contain_text("in March")
        hit.get_by_role("heading").get_by_role("link").click()
        page.wait_for_url("**/source/**")
        expect(page.locator("#passage mark.answer").first).to_contain_text("cut back in March")

        page.get_by_role("link", name="Check a draft").click()
        quoted = "“Roses are cut back in May.” and “Bees fly out on warm days in winter.”"
        page.get_by_label("Your draft").fill(f"As they say, {quoted}")
        page.get_by_role("button", name="Check", exact=True).click()
        page.locator(".report").wait_for()
        expect(page.locator(".verdict-note.altered")).to_contain_text("March")
        expect(page.locator(".verdict-note.verbatim")).to_have_count(1)

        page.goto(f"{first}/library")
        expect(page.locator("main")).to_contain_text("garden")

        (corpus / "bees.md").write_text("# Bees\n\nBees fly out on cold days in winter. They keep warm together.\n")
        page.goto(f"{first}/admin")
        page.get_by_role("button", name="Preview").click()
        page.get_by_role("link", name="Look at what it changes").click()
        expect(page.get_by_text("1 changed")).to_be_visible()
        other = open_page_at(second)
        ask(other, "on what days do bees fly out?")
        expect(other.locator("ol.hits > li").first).to_contain_text("warm days")
        page.goto(f"{first}/admin/changes/1/2")
        page.get_by_role("button", name="Publish generation 2").click()
        expect(page.get_by_text("Generation 2 is served")).to_be_visible()
        ask(other, "on what days do bees fly out?")
        expect(other.locator("ol.hits > li").first).to_contain_text("cold days")

        other.goto(f"{second}/admin/generations")
        other.get_by_role("button", name="Go back to 1").click()
        expect(other.get_by_text("Generation 1 is served")).to_be_visible()
        ask(page, "on what days do bees fly out?")
        expect(page.locator("ol.hits > li").first).to_contain_text("warm days")
        page.goto(f"{first}/admin/runs/1")
        expect(page.locator("main")).to_contain_text("Several processes shared it")
        open_jobs(settings).change(1, lambda job: replace(job, host="elsewhere"))
        page.reload()
        expect(page.locator("main")).to_contain_text("is kept on elsewhere")
