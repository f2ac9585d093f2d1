"""The package document of an EPUB (OPF, EPUB 3.3, section 5): its chapters in order, and what it says of the book."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.zipped import ZippedFiles
from indexer.errors import ReadingError
from indexer.model import About

__all__ = ["BookPackage", "Chapter", "child_texts", "local_name", "resolved", "xml_in"]

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
#: Ways to lock fonts, which lock no text (EPUB 3.3, section 4.4, and Adobe's).
_FONT_LOCKS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_PAGES = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "application/xml"}
)
_MOST_CHAPTERS = 20_000


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of a book: its path in the archive, and whether it is none of the book's text (a cover, its contents)."""

    path: str
    is_furniture: bool = False


@dataclass(slots=True)
class BookPackage:
    """A book: its chapters in reading order, the paths of its tables of contents, and what it says of itself."""

    title: str | None = None
    about: About = About()
    chapters: list[Chapter] = field(default_factory=list)
    navigation: str | None = None  # XHTML (EPUB 3)
    ncx: str | None = None  # XML (EPUB 2)

    @classmethod
    def of(cls, archive: ZippedFiles) -> BookPackage:
        """The package of the book in an archive; raises ReadingError where it has none, or is locked."""
        path = _package_path(archive)
        root = xml_in(archive.read(path), path)
        items = {item.get("id", ""): item for item in _named(root, "item")}
        paths = {name: resolved(archive, path, item.get("href", "")) for name, item in items.items()}
        found = cls(*_about(root))
        found._take_spine(root, items, paths, _furniture(root, archive, path))
        for name, item in items.items():
            if "nav" in item.get("properties", "").split():
                found.navigation = paths[name]
            elif item.get("media-type") == "application/x-dtbncx+xml":
                found.ncx = paths[name]
        _require_unlocked(archive, {chapter.path for chapter in found.chapters})
        return found

    def _take_spine(
        self, root: Element, items: dict[str, Element], paths: dict[str, str | None], furniture: set[str | None]
    ) -> None:
        """The chapters; what is not in the line of reading ("linear") comes last. Where no chapter is in that line, they
        are the pages of the book, as its package lists them."""
        aside: list[Chapter] = []
        seen: set[str] = set()
        pages = {name for name, item in items.items() if item.get("media-type", "").lower() in _PAGES and paths[name]}
        line = [(one.get("idref", ""), one.get("linear", "")) for one in _named(root, "itemref")]
        for name, linear in line if any(name in pages for name, _ in line) else [(name, "") for name in items]:
            path = paths.get(name)
            if path is None or path in seen or name not in pages:
                continue
            seen.add(path)
            is_navigation = "nav" in items[name].get("properties", "").split()
            chapter = Chapter(path, is_navigation or path in furniture)
            (aside if linear.strip().lower() == "no" else self.chapters).append(chapter)
        self.chapters += aside
        if len(self.chapters) > _MOST_CHAPTERS:
            raise ReadingError(f"it has {len(self.chapters):,} chapters; at most {_MOST_CHAPTERS:,} are read")


def _package_path(archive: ZippedFiles) -> str:
    raw = archive.read_if_any(_CONTAINER)
    roots = _named(xml_in(raw, _CONTAINER), "rootfile") if raw is not None else iter(())
    stated = (
        archive.find(unquote(root.get("full-path", ""))) or archive.find(root.get("full-path", "")) for root in roots
    )
    found = next((path for path in stated if path), None) or next(
        (name for name in archive.names if name.lower().endswith(".opf")), None
    )
    if found is None:
        raise ReadingError("it is no EPUB: nothing in it says which chapters it has")
    return found


def _require_unlocked(archive: ZippedFiles, chapters: set[str]) -> None:
    """Raises ReadingError where chapters are encrypted: fonts may be, whoever bought the book."""
    raw = archive.read_if_any(_ENCRYPTION)
    for data in _named(xml_in(raw, _ENCRYPTION), "EncryptedData") if raw is not None else ():
        method = next((one.get("Algorithm", "") for one in _named(data, "EncryptionMethod")), "")
        uri = next((one.get("URI", "") for one in _named(data, "CipherReference")), "")
        if method not in _FONT_LOCKS and archive.find(unquote(uri)) in chapters:
            raise ReadingError("it is locked (DRM): only the programs of the shop that sold it can open it")


def _furniture(root: Element, archive: ZippedFiles, path: str) -> set[str | None]:
    """The pages that the guide of EPUB 2 calls cover or table of contents."""
    return {
        resolved(archive, path, one.get("href", ""))
        for one in _named(root, "reference")
        if one.get("type", "").lower() in ("cover", "toc")
    }


def _about(root: Element) -> tuple[str | None, About]:
    metadata = next(_named(root, "metadata"), root)
    titles, creators = child_texts(metadata, "title"), child_texts(metadata, "creator")
    subjects, dates = child_texts(metadata, "subject"), child_texts(metadata, "date")
    description = child_texts(metadata, "description")[:1]
    return (titles[0] if titles else None), About(
        searched="\n".join([*titles[1:], *description, *subjects]),
        language=next(iter(child_texts(metadata, "language")), ""),
        date=_published(metadata) or next(iter(dates), ""),
        author=", ".join(dict.fromkeys(creators)),
        keywords=", ".join(dict.fromkeys(subjects)),
    )


def _published(metadata: Element) -> str:
    """The date that is said to be that of publication, where there are several (EPUB 2)."""
    for one in _named(metadata, "date"):
        if any(name.endswith("event") and "publication" in value for name, value in one.attrib.items()):
            return (one.text or "").strip()
    return ""


def child_texts(element: Element, name: str) -> list[str]:
    """The texts of the elements of a name, on one line each, that have any."""
    texts = (" ".join("".join(one.itertext()).split()) for one in _named(element, name))
    return [text for text in texts if text]


def _named(root: Element, name: str) -> Iterator[Element]:
    """The elements of a local name, in whatever namespace."""
    return (element for element in root.iter() if local_name(element) == name)


def local_name(element: Element) -> str:
    """An element's name without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def xml_in(raw: bytes, path: str) -> Element:
    """The root of an XML file; raises ReadingError for what is none, or uses entities of its own."""
    try:
        return fromstring(raw.lstrip(b" \t\r\n"), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise ReadingError(f"{path} in it is damaged ({damage_in_words(error)})") from error


def resolved(archive: ZippedFiles, base: str, href: str) -> str | None:
    """The path in the archive that a link in the file ``base`` leads to; None where there is none."""
    for link in (unquote(href.partition("#")[0]), href.partition("#")[0]):
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), link)).lstrip("/")
        if link and (found := archive.find(path)):
            return found
    return None
