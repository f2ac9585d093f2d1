"""Org -> readable text and blocks. No code of it is run, and no other file opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder, picture_name
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.org.org_inline import org_text
from indexer.documents.formats.markup.light.source_lines import SourceLine, source_lines
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import About, BlockKind

__all__ = ["read"]

_HEADING = regex.compile(
    r"(?P<stars>\*+)[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|CANCELED|CANCELLED)[ \t]+)?(?:\[#\w\][ \t]+)?(?P<text>\S.*?)"
    r"(?:[ \t]+:[\w@#%:]+:)?$"
)
_KEYWORD = regex.compile(r"[ \t]*#\+(?P<name>\w[\w-]*)(?:\[[^\]]*\])?:[ \t]*(?P<value>.*)$")
#: What stands for a picture that is not shown, up to the next of its attributes.
_ALTERNATIVE = regex.compile(r"(?:^|\s):alt[ \t]+(?P<words>(?:(?! :[\w-]+ ).){1,500})")
_BEGIN = regex.compile(r"[ \t]*#\+begin_(?P<name>\w+)", regex.IGNORECASE)
_EXPORTS_HTML = regex.compile(r"_export[ \t]+html\b", regex.IGNORECASE)
_DRAWER = regex.compile(r"[ \t]*:[\w-]+:$")
_DRAWER_END = regex.compile(r"[ \t]*:end:$", regex.IGNORECASE)
_PLANNING = regex.compile(r"[ \t]*(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[][^<>\[\]]*[>\]][ \t]*)+$")
_COMMENT = regex.compile(r"[ \t]*#(?:[ \t]|$)")
_ITEM = regex.compile(r"(?P<bullet>[-+]|(?<=[ \t])\*|(?:\d{1,9}|[A-Za-z])[.)])(?:[ \t]+|$)(?P<text>.*)$")
_TERM = regex.compile(r"(?P<term>\S.*?)[ \t]+::(?:[ \t]+|$)(?P<text>.*)$")
_FOOTNOTE = regex.compile(r"\[fn:(?P<label>[\w-]+)\][ \t]*(?P<text>.*)$")
_RULE = regex.compile(r"[ \t]*(?:-{5,}|\|[-+:|]*)$")
_LITERAL = regex.compile(r"[ \t]*:(?: |$)")
_LATEX = regex.compile(r"[ \t]*\\begin\{(?P<name>[\w*]+)\}")
_VERBATIM = frozenset(["src", "example"])
_UNSEEN = frozenset(["comment", "export"])
_LONGEST = 2000
#: Lines of a drawer, and blocks inside one another.
_LONGEST_DRAWER, _DEEPEST = 60, 20


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of Org; raises ReadingError where it is no text, or blank."""
    text, note = markup_text(content)
    builder = TextBuilder()
    reader = _OrgBlocks(LightBlocks(builder, MarkSigns(text)))
    reader.read(source_lines(text))
    said = reader.said
    about = About(
        searched="\n".join(filter(None, (said.get("description"), said.get("keywords"))))[:_LONGEST],
        language=said.get("language", "")[:_LONGEST],
        date=org_text(said.get("date", ""))[:_LONGEST],
        author=said.get("author", "")[:_LONGEST],
        keywords=said.get("keywords", "")[:_LONGEST],
    )
    return replace(builder.document(), about=about, note=note)


class _OrgBlocks:
    """Goes through the lines once, block by block."""

    def __init__(self, writer: LightBlocks) -> None:
        self._writer = writer
        self._indents: list[int] = []  # of the list that is open, outermost first
        self._kind = BlockKind.PARAGRAPH
        self._nested = 0
        self._without_end: set[tuple[str, int]] = set()
        self._base = 0  # levels that a title is above all headings
        self.said: dict[str, str] = {}

    def read(self, lines: Sequence[SourceLine]) -> None:
        """Writes all blocks, and keeps what the file says of itself."""
        at = 0
        while at < len(lines):
            at = self._block(lines, at)

    def _block(self, lines: Sequence[SourceLine], at: int) -> int:
        line = lines[at]
        text = line.text
        if not text or _COMMENT.match(text) or _PLANNING.match(text) or (_RULE.match(text) and "|" not in text):
            return at + 1
        if (heading := _HEADING.match(text)) is not None:
            self._indents.clear()
            self._writer.heading(self._shown(heading["text"]), len(heading["stars"]) + self._base, [line])
            return at + 1
        if (begin := _BEGIN.match(text)) is not None:
            return self._enclosed(begin["name"].lower(), lines, at)
        if (keyword := _KEYWORD.match(text)) is not None:
            return self._keyword(keyword["name"].lower(), keyword["value"], line, at)
        if _DRAWER.match(text) and (end := _end_of_drawer(lines, at)):
            return end
        if text.lstrip().startswith("|"):
            return self._table(lines, at)
        if (latex := _LATEX.match(text)) is not None:
            return self._formula(latex["name"], lines, at)
        if _LITERAL.match(text):
            return self._literal(lines, at)
        return self._text(lines, at)

    def _keyword(self, name: str, value: str, line: SourceLine, at: int) -> int:
        if name == "title":
            self._base = 1
            self._writer.heading(self._shown(value), 1, [line])
        elif name == "caption":
            self._writer.text(self._shown(value), [line], BlockKind.CAPTION)
        elif name == "attr_html" and (alternative := _ALTERNATIVE.search(value)) is not None:
            self._writer.text(picture_name(alternative["words"].strip(' "')), [line], BlockKind.IMAGE)
        elif name in ("author", "date", "language", "keywords", "description", "subtitle"):
            self.said.setdefault(name, value)
            if name in ("author", "date", "subtitle"):
                self._writer.text(self._shown(value), [line], BlockKind.PARAGRAPH)
        return at + 1

    def _enclosed(self, name: str, lines: Sequence[SourceLine], at: int) -> int:
        end = self._end(f"#+end_{name}", lines, at + 1)
        if end is None:
            return at + 1
        inner = lines[at + 1 : end]
        if inner and name in _VERBATIM:
            self._writer.code(inner)
        elif inner and (name == "verse" or self._nested >= _DEEPEST):
            self._writer.text("\n".join(self._shown(line.text.strip()) for line in inner), inner, BlockKind.QUOTATION)
        elif inner and name == "export" and _EXPORTS_HTML.search(lines[at].text):
            self._writer.html(inner)
        elif inner and name not in _UNSEEN:
            before, self._kind = self._kind, BlockKind.QUOTATION if name == "quote" else self._kind
            self._nested += 1
            self.read(inner)
            self._nested -= 1
            self._kind = before
        return end + 1

    def _end(self, close: str, lines: Sequence[SourceLine], first: int) -> int | None:
        """The line, from ``first`` on, that ends something; what was looked for in vain once is not looked for again."""
        if (close, lines[-1].number) in self._without_end:
            return None
        for number in range(first, len(lines)):
            if lines[number].text.strip().lower() == close:
                return number
        self._without_end.add((close, lines[-1].number))
        return None

    def _table(self, lines: Sequence[SourceLine], at: int) -> int:
        end = at
        while end < len(lines) and lines[end].text.lstrip().startswith("|"):
            end += 1
        rules = [n for n in range(at, end) if _RULE.match(lines[n].text)]
        for number in range(at, end):
            if number not in rules[:1] and not _RULE.match(lines[number].text):
                cells = [self._shown(cell.strip()) for cell in lines[number].text.strip().strip("|").split("|")]
                header = number == at and bool(rules) and rules[0] == at + 1
                self._writer.row(cells, (lines[number].number, lines[number].number), header=header)
        return end

    def _formula(self, name: str, lines: Sequence[SourceLine], at: int) -> int:
        end = self._end(f"\\end{{{name}}}".lower(), lines, at)
        end = at if end is None else end
        self._writer.code(lines[at : end + 1])
        return end + 1

    def _literal(self, lines: Sequence[SourceLine], at: int) -> int:
        end = at
        while end < len(lines) and _LITERAL.match(lines[end].text):
            end += 1
        self._writer.code([line._replace(text=line.text.lstrip()[2:]) for line in lines[at:end]])
        return end

    def _text(self, lines: Sequence[SourceLine], at: int) -> int:
        """A paragraph, an item of a list, or a footnote."""
        line, end = lines[at], at + 1
        while end < len(lines) and not _begins(lines[end].text):
            end += 1
        item = _ITEM.match(line.text, line.indent)
        note = _FOOTNOTE.match(line.text)
        rest = [one.text.strip() for one in lines[at + 1 : end]]
        if item is not None:
            self._item(item, rest, lines[at:end])
        elif note is not None:
            self._write([f"[{note['label']}] {note['text']}", *rest], lines[at:end], BlockKind.FOOTNOTE)
        else:
            while self._indents and line.indent <= self._indents[-1]:
                self._indents.pop()
            self._write([line.text.strip(), *rest], lines[at:end], BlockKind.LIST_ITEM if self._indents else self._kind)
        return end

    def _item(self, item: regex.Match[str], rest: list[str], lines: Sequence[SourceLine]) -> None:
        while self._indents and self._indents[-1] >= lines[0].indent:
            self._indents.pop()
        self._indents.append(lines[0].indent)
        term = _TERM.match(item["text"])
        if term is not None:
            self._writer.text(self._shown(term["term"]), lines[:1], BlockKind.TERM)
            self._write([term["text"], *rest], lines, BlockKind.DEFINITION)
            return
        number = item["bullet"] if item["bullet"][-1] in ".)" else "-"
        self._writer.bullet(f"{number} ")
        self._write([item["text"], *rest], lines, BlockKind.LIST_ITEM)
        self._writer.bullet("")

    def _shown(self, source: str) -> str:
        return org_text(source, self._writer.signs)

    def _write(self, texts: Sequence[str], lines: Sequence[SourceLine], kind: BlockKind) -> None:
        joined = " ".join(f"{text[:-2].rstrip()}\v" if text.endswith("\\\\") else text for text in texts)
        shown = "\n".join(part.strip() for part in self._shown(joined).split("\v"))
        with self._writer.inside(kind, len(self._indents)):
            self._writer.text(shown, lines)


def _begins(text: str) -> bool:
    """Whether a line ends the paragraph before it."""
    inner = text.lstrip()
    return (
        not text
        or text.startswith("*")
        and _HEADING.match(text) is not None
        or inner.startswith(("#+", "|", "# ", "\\begin{"))
        or _ITEM.match(text, len(text) - len(inner)) is not None
        or _DRAWER.match(text) is not None
        or _LITERAL.match(text) is not None
        or _FOOTNOTE.match(text) is not None
    )


def _end_of_drawer(lines: Sequence[SourceLine], at: int) -> int:
    """The line behind a drawer, whose content is none of the text; 0 where nothing ends it before the next heading."""
    for number in range(at + 1, min(at + _LONGEST_DRAWER, len(lines))):
        if _DRAWER_END.match(lines[number].text):
            return number + 1
        if lines[number].text.startswith("* "):
            break
    return 0
