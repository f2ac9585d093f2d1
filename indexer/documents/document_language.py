"""In which language is a document? As the setting says or, where each has its own, as it states, or its text tells."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from indexer.model import About, Document
from indexer.model.stated.language_names import language_named
from indexer.settings import AUTO
from indexer.text.multilingual import FALLBACK, detected_language

__all__ = ["in_its_language", "with_language", "written_in"]

#: Code points from which a text may belie what is stated.
_ENOUGH = 200

#: What documents say of themselves that is kept.
_ABOUTS = 256


def in_its_language(document: Document, language: str) -> Document:
    """The document with the language that its words are analysed by; ``language`` is that of all, or AUTO."""
    return written_in(document, _own(document) if language == AUTO else language)


def with_language(document: Document, language: str) -> Document:
    """The document as it is, or in its language where nobody has told that yet."""
    return document if document.about.written_in else in_its_language(document, language)


def written_in(document: Document, language: str) -> Document:
    """The document, its words to be analysed as of ``language``."""
    about = document.about
    return document if about.written_in == language else document.with_about(_about_in(about, language))


@lru_cache(_ABOUTS)  # most documents of a corpus say the same, or nothing
def _about_in(about: About, language: str) -> About:
    return replace(about, written_in=language)


def _own(document: Document) -> str:
    """What is stated counts, unless a long text is surely in another language: templates state "en", whatever it is."""
    stated = language_named(document.about.language)
    if stated and len(document.text) < _ENOUGH:
        return stated
    return detected_language(document.text) or stated or FALLBACK
