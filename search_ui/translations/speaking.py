"""What pages say, in the language of the request: the functions that templates say it by, named as in gettext."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from flask import Flask
from markupsafe import Markup, escape

from indexer.messages import Phrase
from indexer.quoting.escapes import printable
from search_ui.translations.page_languages import ENGLISH, LANGUAGES, Language
from search_ui.translations.script_words import SCRIPT_WORDS

__all__ = ["languages_of", "page_language", "prepare_templates", "said", "set_language", "words_of_page"]

_KEY = "passageway.language"


def languages_of(app: Flask) -> Sequence[Language]:
    """The languages that the pages of an application speak."""
    languages: Sequence[Language] = app.extensions.get(_KEY, LANGUAGES)
    return languages


#: The language of the request that is being answered; each begins by setting it.
_spoken: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def set_language(language: Language) -> None:
    """Has the page of this request speak a language."""
    _spoken.set(language)


def page_language() -> Language:
    """The language that the page of this request speaks; English where there has been none."""
    return _spoken.get()


def words_of_page() -> Mapping[str, Markup]:
    """What messages without values are in the language of this request, by the message."""
    return _spoken.get().html


def said(text: str) -> str:
    """A text in the language of the page, where it is a phrase; the words of others as they are."""
    return page_language().said(text) if isinstance(text, Phrase) else text


def prepare_templates(app: Flask) -> None:
    """Gives templates ``_`` and its kin, the language, and numbers; what they print is said in the language of the page."""
    app.jinja_env.finalize = _shown
    app.jinja_env.globals.update(
        _=_gettext,
        ngettext=_ngettext,
        pgettext=_pgettext,
        as_english=_as_english,
        page_language=page_language,
        languages=lambda: languages_of(app),
        script_words=_script_words,
    )
    app.jinja_env.filters["number"] = lambda value: page_language().number(value)
    app.jinja_env.filters["decimal"] = lambda value, form: format(page_language().value(float(value)), form)


def _as_english(text: str) -> Markup:
    """The attributes of an element whose text is in English whatever the page speaks, as no catalog has it."""
    foreign = page_language() is not ENGLISH and not (isinstance(text, Phrase) and text.made_of)
    return Markup(' lang="en" dir="ltr"') if foreign else Markup("")


def _shown(value: object) -> object:
    """A string that a template prints, with what HTML cannot carry as U+FFFD, one for one; anything else as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(said(value))
    return value


def _gettext(message: str, **values: object) -> Markup:
    """A message of a template in the language of the page. What is a tag in it stays one; its values are escaped."""
    language = page_language()
    if not values:
        return language.html[message]
    return _filled(language, language.catalog.gettext(message), values)


def _ngettext(one: str, many: str, count: int, **values: object) -> Markup:
    """The same by the number of what it is about, which is its value ``count``."""
    language = page_language()
    return _filled(language, language.catalog.ngettext(one, many, count), {"count": count, **values})


def _pgettext(context: str, message: str, **values: object) -> Markup:
    """The same for a message that means this only in a context."""
    language = page_language()
    return _filled(language, language.catalog.pgettext(context, message), values)


def _filled(language: Language, words: str, values: Mapping[str, object]) -> Markup:
    """Words of a catalog, which are HTML, with values in their places: strings escaped, numbers as in the language."""
    if values:
        words = words.format(**{name: _escaped(language.value(each)) for name, each in values.items()})
    return Markup(words)  # noqa: S704  # our own words; tests hold their tags to those of the message


def _escaped(value: object) -> object:
    return escape(printable(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def _script_words() -> str:
    """What scripts say, as JSON by the English; "" in English, which they have."""
    language = page_language()
    words: dict[str, str] = (
        {} if language is ENGLISH else {each: language.catalog.gettext(each) for each in SCRIPT_WORDS}
    )
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")) if words else ""
