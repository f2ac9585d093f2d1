"""What an office file says of itself: title, author, date, language, key words (ECMA-376-2, 11: core properties)."""

from __future__ import annotations

import regex

from indexer.documents.formats.office.package import OfficePackage, PackagePart
from indexer.documents.formats.office.xml_names import child
from indexer.model import About

__all__ = ["CoreProperties", "core_properties_of"]

_DAY = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|\Z)")
#: Titles that programs write, and names of files.
_NO_TITLE = regex.compile(
    r"(?i)microsoft (?:word|powerpoint) ?- .*"
    r"|(?:(?:word )?document|presentation|untitled|dokument|slide|folie|diapositive)\s?\d*"
    r"|(?:power ?point|slide) presentation|pr[äé]sentation ?(?:powerpoint)?\s?\d*"
    r"|\S+\.(?:docx?|pptx?|dotx?|rtf|odt|odp)"
)
_NO_DESCRIPTION = regex.compile(r"(?i)(?:generated|created) (?:by|with) .*")
_NAMES_OF_NOBODY = frozenset({"python-docx", "steve canny", "unknown", "user", "microsoft office user", "author"})
_LONGEST = 2000


class CoreProperties:
    """The properties as texts without white space around; each "" where nothing is said."""

    def __init__(self, part: PackagePart | None) -> None:
        self._root = None if part is None else part.root

    @property
    def title(self) -> str:
        """The title; "" for one that a program has written."""
        title = self._text("dc:title")
        return "" if _NO_TITLE.fullmatch(title) else title

    @property
    def about(self) -> About:
        """The rest; the date is that of its making, as far as it is stated, else of its last change."""
        author = self._text("dc:creator")
        keywords = ", ".join(filter(None, (word.strip() for word in regex.split("[,;]", self._text("cp:keywords")))))
        description = _NO_DESCRIPTION.sub("", self._text("dc:description"))
        others = (description, self._text("dc:subject"), self._text("cp:category"))
        dates = (_DAY.match(self._text(name)) for name in ("dcterms:created", "dcterms:modified"))
        return About(
            searched="\n".join(dict.fromkeys(filter(None, (*others, *keywords.split(", "))))),
            language=self._text("dc:language"),
            date=next((found.group() for found in dates if found), ""),
            author="" if author.lower() in _NAMES_OF_NOBODY else author,
            keywords=keywords,
        )

    def _text(self, name: str) -> str:
        found = child(self._root, name)
        return "" if found is None else " ".join((found.text or "").split())[:_LONGEST]


def core_properties_of(package: OfficePackage) -> CoreProperties:
    """The properties of a package."""
    return CoreProperties(package.core_properties())
