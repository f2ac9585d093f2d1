"""An index of its own for each test that changes it, and one for those that only look."""

import re

import pytest

from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.indexing.jobs.job_process import JobProcesses
from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.settings import Settings
from search_ui.app import create_app
from tests.waiting import until


def indexed_below(folder):
    """Settings of an index of three documents, one of them in a folder, and of a file that cannot be read."""
    corpus = folder / "corpus"
    (corpus / "garden").mkdir(parents=True)
    (corpus / "apples.txt").write_text("Apples\n\nApples are picked in September.\n")
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on warm days in winter.\n")
    (corpus / "garden" / "roses.txt").write_text("Roses\n\nRoses are cut back in March.\n")
    (corpus / "odd.xyz").write_bytes(b"no such thing")
    settings = Settings.load(index=folder / "index", workers=1)
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture
def settings(tmp_path):
    return indexed_below(tmp_path)


@pytest.fixture
def corpus(settings):
    return settings.index.parent / "corpus"


@pytest.fixture
def app(settings):
    return create_app(settings)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def same_settings(tmp_path_factory):
    """Settings of an index that no test changes."""
    return indexed_below(tmp_path_factory.mktemp("same"))


@pytest.fixture
def same_client(same_settings):
    return create_app(same_settings).test_client()


@pytest.fixture
def at_once(monkeypatch):
    """Runs are carried out by what their process would call, before the answer."""
    monkeypatch.setattr(JobProcesses, "_start", lambda self: carry_out_queued(self._settings))


@pytest.fixture
def post(client):
    """Sends a form of these pages, with its token."""

    def post(address, page="/admin", **fields):
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)[1]
        return client.post(address, data={"csrf_token": token, **fields})

    return post


@pytest.fixture
def ended(settings):
    """The run of a number, once it has ended."""
    return lambda number: until(
        lambda: (job := open_jobs(settings).get(number)).state not in ("queued", "running") and job
    )
