"""An index of its own for each test, as admins change it."""

import re

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app


@pytest.fixture
def settings(tmp_path):
    """Settings of an index of three documents, one of them in a folder, and of a file that cannot be read."""
    corpus = tmp_path / "corpus"
    (corpus / "garden").mkdir(parents=True)
    (corpus / "apples.txt").write_text("Apples\n\nApples are picked in September.\n")
    (corpus / "bees.md").write_text("# Bees\n\nBees fly out on warm days in winter.\n")
    (corpus / "garden" / "roses.txt").write_text("Roses\n\nRoses are cut back in March.\n")
    (corpus / "broken.pdf").write_bytes(b"no such thing")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture
def corpus(settings):
    return settings.index.parent / "corpus"


@pytest.fixture
def app(settings):
    return create_app(settings)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def post(client):
    """Sends a form of these pages, with its token."""

    def post(address, page="/admin", **fields):
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)[1]
        return client.post(address, data={"csrf_token": token, **fields})

    return post
