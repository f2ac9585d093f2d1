"""Code, strong words and links of the source, on the pages: results, the source, how it was cut."""

import html
import re

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.app import create_app
from tests.search_ui.results_alone import copied_from, results_alone

GUIDE = """# Installing

Run `passageway index` to **index** a folder, as [the tour](tour.md#start) and [the web](https://example.org/a?b=1&c) say.
Then see [the folder](../notes/), [what is gone](gone.md) or [this](javascript:alert(1)).
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    corpus = tmp_path_factory.mktemp("marks")
    for name, text in {
        "guide/install.md": GUIDE,
        "guide/tour.md": "# Tour\n\nA tour of *all* rooms.\n",
        "notes/index.md": "# Notes\n\nWhat was noted.\n",
    }.items():
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text(text)
    settings = Settings.load(index=corpus / ".index")
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture(scope="module")
def client(made):
    return create_app(made).test_client()


def shown_links(page):
    return [html.unescape(a) for a in re.findall(r'<a href="([^"]*)" rel="nofollow noopener noreferrer">', page)]


@pytest.mark.parametrize(
    "address",
    ["/search?q=how+do+I+run+passageway+index", "/source/guide/install.md", "/library/split/guide/install.md"],
)
def test_the_words_that_its_author_set_apart_are(client, address):
    page = client.get(address).text
    assert re.search(r"<code>(<mark[^>]*>)?passageway", page) and re.search(r"<strong>(<mark[^>]*>)?index", page)
    assert set(shown_links(page)) == {"https://example.org/a?b=1&c", "/source/guide/tour.md", "/source/notes/index.md"}
    assert "gone.md" not in page and '"javascript' not in page


def test_what_is_copied_is_the_text_alone(client):
    copied = [text for page in results_alone(client, q="how do I run passageway index") for text in copied_from(page)]
    assert any(
        text.startswith("Run passageway index to index a folder, as the tour and the web say.") for text in copied
    )


def test_the_index_is_sound(made):
    assert not verify(made).faults
    assert len(Searcher(made).document("guide/install.md").marks) == 6
