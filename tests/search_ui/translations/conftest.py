"""Pages in a language that is English between brackets: what stands outside of them, no catalog can translate."""

import pytest

from search_ui.app import create_app
from search_ui.translations.page_languages import LANGUAGES, Language


class Bracketed(Language):
    """Says every message as it is in English, between brackets."""

    def words(self, message):
        return f"⟦{message.many if message.many and message.count != 1 else message.message}⟧"


BRACKETED = Bracketed("en-x-brackets", "Brackets")


@pytest.fixture(scope="session")
def speaking_app(corpus_settings):
    """The application over our corpus, which also speaks between brackets."""
    app = create_app(corpus_settings)
    app.extensions["passageway.language"] = (*LANGUAGES, BRACKETED)
    return app


@pytest.fixture
def bracketed_client(speaking_app):
    client = speaking_app.test_client()
    client.set_cookie("passageway-language", BRACKETED.code)
    return client
