"""What a document's author says of it beside its text, and what a search wants to be said there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from indexer.errors import FilterError
from indexer.messages import Phrase, all_of, any_of, joined, phrase, quoted
from indexer.model.stated.dates import days_of
from indexer.model.stated.language_names import language_in_words, language_named

__all__ = ["ANYTHING", "About", "Stated", "about_json"]


@dataclass(frozen=True, slots=True)
class About:
    """What a document's author says of it beside its text (front matter, properties of a file), each "" where nothing is.

    ``searched`` are its description, tags and other names, one a line: no part of the text, but searched with its first
    passage, as they lead to where it begins. ``language``, ``date`` and ``author`` are as they were written, where a file
    states a moment or certainly names a day ``date`` is ISO 8601, several authors are joined by "; "; ``keywords`` are its
    tags or key words, joined by ", ". ``written_in`` is the language by which its words are analysed, as ``language_names``
    calls it: the stated one, or else what its text tells.
    """

    searched: str = ""
    language: str = ""
    date: str = ""
    author: str = ""
    keywords: str = ""
    written_in: str = ""


def about_json(about: About) -> dict[str, str]:
    """Those of its fields that are shown, as part of the JSON of what they are said of."""
    return {name: getattr(about, name) for name in ("author", "date", "language", "keywords", "written_in")}


class Stated(NamedTuple):
    """What documents have to say of themselves to be looked for.

    ``authors``: their author has all words of each, whatever case and accents (``text.author_words``); ``since`` and
    ``until`` (both included): one of the days that their date can mean (``dates.days_of``) is among them. A document that
    states no author, or no date that can be told, fits none of these. ``languages``: it is written in one of them, as
    ``language_names`` calls them.
    """

    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    languages: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        author: str | Collection[str],
        since: str | date | None,
        until: str | date | None,
        language: str | Collection[str] = (),
    ) -> Stated:
        """What somebody asks for: words of an author's name, or of several authors' who are all wanted, and the first and
        last day, or a date as people write it, of which ``since`` means the first day and ``until`` the last; a language,
        or several, one of which is wanted, by their names or codes.

        Raises FilterError for a date that cannot be told, and for no language that is known.
        """
        names = (author,) if isinstance(author, str) else author
        first, last = _day(since, "since"), _day(until, "until")
        authors = tuple(" ".join(name.split()) for name in names if name.strip())
        return cls(authors, first and first[0], last and last[1], _languages(language))

    def also(self, other: Stated) -> Stated:
        """What both want."""
        since = max(filter(None, (self.since, other.since)), default=None)
        until = min(filter(None, (self.until, other.until)), default=None)
        both = tuple(name for name in self.languages if name in other.languages) or NO_LANGUAGE
        languages = both if self.languages and other.languages else self.languages or other.languages
        return Stated(tuple(dict.fromkeys((*self.authors, *other.authors))), since, until, languages)

    @property
    def in_words(self) -> str:
        """What is wanted: "whose author has “smith”, dated 2020-01-01 to 2021-06-30"; "" for anything."""
        return joined(self._said())

    def _said(self) -> Iterator[Phrase]:
        since, until = (day and day.isoformat() for day in (self.since, self.until))
        if self.authors:
            yield phrase("whose author has {names}", names=all_of(quoted([name]) for name in self.authors))
        if since and until:
            yield phrase("dated {since} to {until}", since=since, until=until)
        elif since:
            yield phrase("dated {since} or later", since=since)
        elif until:
            yield phrase("dated {until} or earlier", until=until)
        if self.languages == NO_LANGUAGE:
            yield phrase("in two languages at once")
        elif self.languages:
            yield phrase("in {languages}", languages=any_of(map(language_in_words, self.languages)))


#: What no document is in: two languages were wanted, of which it has one.
NO_LANGUAGE = ("",)


def _languages(wanted: str | Collection[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in filter(str.strip, (wanted,) if isinstance(wanted, str) else wanted):
        if not (known := language_named(name)):
            raise FilterError(
                phrase(
                    "language: {language} is none that is known here; write it as de or German.", language=repr(name)
                )
            )
        found[known] = None
    return tuple(found)


def _day(wanted: str | date | None, what: str) -> tuple[date, date] | None:
    """The first and last day of a date; None for none."""
    if wanted is None or wanted == "":
        return None
    found = (wanted, wanted) if isinstance(wanted, date) else days_of(wanted)
    if found is None:
        raise FilterError(
            phrase(
                "{parameter}: {date} is no date that can be told; write it as 2021, 2021-06 or 2021-06-30.",
                parameter=what,
                date=repr(wanted),
            )
        )
    return found


ANYTHING = Stated()
