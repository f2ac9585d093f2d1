"""The languages that pages speak: their names, their numbers, the way they are written, and their catalogs of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from importlib.resources import files

from markupsafe import Markup

from indexer.messages import Message, Phrase
from search_ui.translations.po_files import catalog_of

__all__ = ["ENGLISH", "LANGUAGES", "Language", "language_of"]


@dataclass(frozen=True, eq=False)  # there is one of each: what is remembered by it is found by that alone
class Language:
    """A language by its ``code`` (BCP 47), its own ``name``, the ``direction`` that it is written in ("ltr", "rtl") and
    its numbers: what stands between groups of three digits from ``grouped_from`` on, and before decimals."""

    code: str
    name: str
    group: str = ","
    point: str = "."
    grouped_from: int = 1000
    direction: str = "ltr"

    @cached_property
    def catalog(self) -> NullTranslations:
        """Its words, read when they are first needed."""
        return catalog_of(files("search_ui.translations").joinpath(f"{self.code}.po").read_text("utf-8"))

    @cached_property
    def html(self) -> Mapping[str, Markup]:
        """What a message of a template, which is HTML and has no values in it, is in this language; each is made once, as
        there are some hundred."""
        return _Words(self.catalog)

    def said(self, text: str) -> str:
        """A text in this language, where it is a phrase; the words of others as they are."""
        if not (text and isinstance(text, Phrase) and text.made_of):
            return text
        message = text.made_of
        said = self._words(message)
        if message.values:
            said = said.format(**{name: self.value(each) for name, each in message.values.items()})
        return f"{said[:1].upper()}{said[1:]}" if text.begins else said

    def _words(self, message: Message) -> str:
        if message.many:
            return self.catalog.ngettext(message.message, message.many, message.count)
        if message.context:
            return self.catalog.pgettext(message.context, message.message)
        return self.catalog.gettext(message.message)

    def value(self, value: object) -> object:
        """What stands in the place of a value."""
        if isinstance(value, Phrase):
            return self.said(value)
        return _Written(value, self) if isinstance(value, (int, float)) and not isinstance(value, bool) else value

    def number(self, value: int) -> str:
        """A number with its groups of digits apart."""
        return f"{value:,}".replace(",", self.group) if abs(value) >= self.grouped_from else str(value)


class _Words(dict[str, Markup]):
    """The words of a catalog by the message, as far as they have been asked for."""

    def __init__(self, catalog: NullTranslations) -> None:
        self._catalog = catalog

    def __missing__(self, message: str) -> Markup:
        found = self[message] = Markup(self._catalog.gettext(message))  # noqa: S704  # as in ``speaking._filled``
        return found


@dataclass(frozen=True, slots=True)
class _Written:
    """A number that is written as its language writes it where a message says "{count:,}" or "{seconds:.1f}"."""

    value: int | float
    language: Language

    def __format__(self, wanted: str) -> str:
        if wanted == "," and isinstance(self.value, int):
            return self.language.number(self.value)
        signs = str.maketrans({",": self.language.group, ".": self.language.point})
        return format(self.value, wanted).translate(signs)


class _English(Language):
    """What stands in the code."""

    @cached_property
    def catalog(self) -> NullTranslations:
        """Nothing: it has the words already."""
        return NullTranslations()

    def said(self, text: str) -> str:
        """The text as it is."""
        return text

    def value(self, value: object) -> object:
        """The value as it is: Python writes numbers as English does."""
        return value


ENGLISH = _English("en", "English")

#: Every language that pages speak, in the order of their choice.
LANGUAGES: Sequence[Language] = (
    ENGLISH,
    Language("de", "Deutsch", group=".", point=","),
    Language("fr", "Français", group="\u202f", point=","),
    Language("es", "Español", group=".", point=",", grouped_from=10_000),
)


def language_of(code: str, languages: Sequence[Language] = LANGUAGES) -> Language | None:
    """The language of a code; None where pages do not speak it."""
    return next((language for language in languages if language.code == code), None)
