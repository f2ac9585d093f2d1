"""What an office file says of itself: title, author, date, language, key words (ECMA-376-2, 11: core properties)."""

from __future__ import annotations

from dataclasses import replace

import regex

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.package import OfficePackage, PackagePart
from indexer.documents.formats.office.xml_names import child
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import About, BlockKind

__all__ = ["CoreProperties", "core_properties_of", "proper_author", "proper_description", "proper_title"]

_DAY = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|\Z)")
#: Titles that programs write, and names of files.
_NO_TITLE = regex.compile(
    r"(?i)microsoft (?:word|powerpoint) ?- .*"
    r"|(?:(?:word )?document|presentation|untitled|dokument|slide|folie|diapositive|\[no title\])\s?\d*"
    r"|(?:power ?point|slide) presentation|pr[äé]sentation ?(?:powerpoint)?\s?\d*"
    r"|\S+\.(?:docx?|pptx?|dotx?|rtf|odt|odp)"
)
_NO_DESCRIPTION = regex.compile(r"(?i)(?:generated|created) (?:by|with) .*")
#: What stays of the templates that python-docx and python-pptx bring in all that is made of them: author and moments.
_OF_TEMPLATES = "steve canny"
_MADE_AS_TEMPLATES = ("2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z", "2013-01-27T09:15:58Z")
_LONGEST = 2000


class CoreProperties:
    """The properties as texts without white space around; each "" where nothing is stated."""

    def __init__(self, part: PackagePart | None) -> None:
        self._root = None if part is None else part.root

    @property
    def title(self) -> str:
        """The title; "" for one that a program has written."""
        return proper_title(self._text("dc:title"))

    @property
    def about(self) -> About:
        """The rest; the date is that of its making, as far as it is stated, else of its last change."""
        author = self._text("dc:creator")
        keywords = ", ".join(filter(None, (word.strip() for word in regex.split("[,;]", self._text("cp:keywords")))))
        description = proper_description(self._text("dc:description"))
        others = (description, self._text("dc:subject"), self._text("cp:category"))
        moments = (self._text(name) for name in ("dcterms:created", "dcterms:modified"))
        dates = (_DAY.match(moment) for moment in moments if moment not in _MADE_AS_TEMPLATES)
        return About(
            searched="\n".join(dict.fromkeys(filter(None, (*others, *keywords.split(", "))))),
            language=self._text("dc:language"),
            date=next((found.group() for found in dates if found), ""),
            author=proper_author(author),
            keywords=keywords,
        )

    def _text(self, name: str) -> str:
        found = child(self._root, name)
        return "" if found is None else " ".join((found.text or "").split())[:_LONGEST]


def proper_title(title: str) -> str:
    """A title; "" for one that a program has written."""
    return "" if _NO_TITLE.fullmatch(title) else title


def proper_description(text: str) -> str:
    """A description, without what programs say of themselves there."""
    return str(_NO_DESCRIPTION.sub("", text))


def proper_author(name: str) -> str:
    """The name of an author; "" for that of a template's."""
    return "" if name.lower() == _OF_TEMPLATES else name


def core_properties_of(package: OfficePackage) -> CoreProperties:
    """The properties of a package."""
    return CoreProperties(package.core_properties())


def titled_document(builder: TextBuilder) -> ParsedDocument:
    """What was built by a builder that takes no heading for the title by itself.

    It is called as the builder says, or by the one heading that stands above all others; by none where several stand side
    by side, which are chapters.
    """
    if builder.title:
        return builder.document()
    parsed = builder.document("of no name")
    levels = [block.level for block in parsed.blocks if block.kind is BlockKind.HEADING and not block.furniture]
    if levels and levels[0] == min(levels) and levels.count(levels[0]) == 1:
        return builder.document()
    return replace(parsed, title=None)
