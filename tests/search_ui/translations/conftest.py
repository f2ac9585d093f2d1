"""Pages in a language that is English between brackets: what stands outside of them, no catalog can translate."""

from gettext import NullTranslations

import pytest

from search_ui.app import create_app
from search_ui.translations.page_languages import LANGUAGES, Language


class InBrackets(NullTranslations):
    """Every message as it is in English, between brackets."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, one, many, count):
        return self.gettext(one if count == 1 else many)

    def pgettext(self, context, message):
        return self.gettext(message)


class Bracketed(Language):
    """What it says stands between brackets."""

    catalog = InBrackets()


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
