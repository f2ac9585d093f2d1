"""Where else is a document's page: in other languages, and in other versions of what it is about?

Paths say where to look (``translations``, ``model.stated.page_versions``), and texts whether it is the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from indexer.engines import GenerationReader
from indexer.model.stated.language_names import LANGUAGE_CODES, language_named
from indexer.model.stated.page_versions import page_version
from indexer.searching.opened.translations import PageName, Translations, markers, page_name

__all__ = ["OtherPages", "PagesElsewhere"]

#: How names of files write languages beside their codes: for regions and scripts.
_REGIONAL = {
    "chinese": ("zh-CN", "zh-TW", "zh-HK", "zh-Hans", "zh-Hant"),
    "english": ("en-US", "en-GB"),
    "portuguese": ("pt-BR", "pt-PT"),
    "serbian": ("sr-Latn", "sr-Cyrl"),
    "spanish": ("es-ES", "es-MX"),
}

#: The least share of the words of the shorter of two texts that a page has in common with itself in another version.
_SAME_PAGE = 0.4

#: Versions, and languages, of a page that are looked at.
_MOST = 40


class PagesElsewhere(NamedTuple):
    """Where a page is besides: the ids of documents, each with its language as we call it ("german"), by that; and with
    what its path calls its version ("v3.5"), the latest first."""

    languages: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()


class OtherPages:
    """Finds the pages of one generation elsewhere; safe for many threads at once."""

    def __init__(
        self,
        reader: GenerationReader,
        translations: Translations,
        languages: Collection[str],
        folders: Callable[[], Iterable[str]],
    ) -> None:
        """``languages`` are those of the documents; ``folders`` gives the paths of those that have some."""
        self._reader, self._translations, self._languages, self._paths = reader, translations, languages, folders

    def of(self, document_id: str) -> PagesElsewhere:
        """Where the page of a document is besides."""
        return PagesElsewhere(
            self._in_languages(document_id) if len(self._languages) > 1 else (), self._in_versions(document_id)
        )

    def _in_languages(self, document_id: str) -> tuple[tuple[str, str], ...]:
        language = self._reader.written_in([document_id]).get(document_id, "")
        name = page_name(document_id, language)
        if not (name.page and language):
            return ()
        candidates = dict.fromkeys([*self._in_other_folders(document_id, name), *self._beside(document_id, name)])
        candidates.pop(document_id, None)
        found = self._reader.written_in(list(candidates))
        same = self._translations.pages([document_id, *list(found)[:_MOST]])
        ones = [(other, found[other]) for other in found if same.are_one(document_id, other)]
        return tuple(sorted(ones, key=lambda each: (each[1], each[0])))

    def _in_other_folders(self, document_id: str, name: PageName) -> Iterator[str]:
        own, _, file = document_id.rpartition("/")
        folder, _, page = name.page.rpartition("/")
        if page == file:
            yield from (_within(other, file) for other in self._by_page.get(folder, ()) if other != own)

    def _beside(self, document_id: str, name: PageName) -> Iterator[str]:
        """What files in the same folder would be called in other languages."""
        folder, _, page = name.page.rpartition("/")
        in_file = name.marker and name.at >= len(folder)
        if name.marker and not in_file:
            return
        if in_file:
            yield name.page
        stem, dot, ending = page.partition(".")
        forms = (f"{stem}.{{}}{dot}{ending}", f"{stem}-{{}}{dot}{ending}", f"{stem}_{{}}{dot}{ending}", f"{page}.{{}}")
        for tag in self._tags:
            yield from (_within(folder, form.format(tag)) for form in forms)

    def _in_versions(self, document_id: str) -> tuple[tuple[str, str], ...]:
        own = page_version(document_id)
        if own is None or "#" in document_id:
            return ()
        folder, _, file = own.page.rpartition("/")
        named = {_within(other, file): written for other, written in self._by_version.get(folder, ())}
        found = self._reader.written_in([document_id, *list(named)[:_MOST]])
        if found.pop(document_id, None) is None:
            return ()
        same = (other for other in found if self._translations.shared(document_id, other) >= _SAME_PAGE)
        latest = sorted(same, key=lambda other: _version(other), reverse=True)
        return tuple((other, named[other]) for other in latest)

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        """How the languages of the index are written in names of files, all ways."""
        tags = (
            tag for name in self._languages for tag in (*LANGUAGE_CODES.get(name, ())[:1], *_REGIONAL.get(name, ()))
        )
        ways = (way for tag in tags for way in (tag, tag.lower(), tag.replace("-", "_"), tag.lower().replace("-", "_")))
        return tuple(dict.fromkeys(ways))

    @cached_property
    def _by_page(self) -> Mapping[str, list[str]]:
        """Folders by what is left of their paths without a language, whichever part may name one."""
        found: dict[str, list[str]] = {}
        for path in self._paths():
            folder = f"{path}/" if path else ""
            left = {
                folder[: m.start()] + folder[m.end() :] for m in markers(folder) if language_named(m[0].strip("/.-_"))
            }
            for page in {folder, *left}:
                found.setdefault(page.rstrip("/"), []).append(path)
        return found

    @cached_property
    def _by_version(self) -> Mapping[str, list[tuple[str, str]]]:
        """Folders, each with its version, by their paths without it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for path in self._paths():
            if told := page_version(f"{path}/"):
                found.setdefault(told.page.rstrip("/"), []).append((path, told.written))
        return found


def _within(folder: str, file: str) -> str:
    return f"{folder}/{file}" if folder else file


def _version(document_id: str) -> tuple[int, ...]:
    told = page_version(document_id)
    return told.version if told else ()
