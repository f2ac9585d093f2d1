"""Small PDFs, written by hand: text at places on pages, with what a test is about around it."""

from typing import NamedTuple

from indexer.documents.content import Content
from indexer.documents.formats.paged.pdf import read

#: Fonts that every PDF program has, and three that call "a" to "z" the Hebrew letters, control
#: characters, and kana.
FONTS = {
    "F": "/BaseFont/Helvetica/Encoding/WinAnsiEncoding",
    "B": "/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding",
    "C": "/BaseFont/Courier/Encoding/WinAnsiEncoding",
    "H": "/BaseFont/Helvetica/ToUnicode 5 0 R",
    "P": "/BaseFont/Helvetica/ToUnicode 6 0 R",
    "K": "/BaseFont/Courier/ToUnicode 7 0 R",
}
_MAP = b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange<00><ff>endcodespacerange "
HEBREW = _MAP + b"1 beginbfrange<61><7b><05d0>endbfrange endcmap"
KANA = _MAP + b"1 beginbfrange<61><7a><3042>endbfrange endcmap"
CONTROLS = _MAP + b"1 beginbfrange<61><7a><0081>endbfrange endcmap"


class Ink(NamedTuple):
    """A text whose first letter stands ``x`` and ``y`` points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F"


class Sheet(NamedTuple):
    """A page: its inks, and other entries and marks in PDF's own words."""

    inks: list
    entries: str = ""
    marks: str = ""


def lines(x, y, texts, size=10, font="F", pitch=1.2):
    """Lines below each other."""
    return [Ink(x, y - number * pitch * size, text, size, font) for number, text in enumerate(texts)]


def pdf(*sheets, catalog="", info="", trailer="", objects=()):
    """The bytes of a PDF of these pages: the first is object 10, its text 11, the next 12; ``objects`` are from 100."""
    count = len(sheets)
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(count))
    fonts = "".join(f"/{name}<</Type/Font/Subtype/Type1{entries}>>" for name, entries in FONTS.items())
    found = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {count}/MediaBox[0 0 400 500]/Resources<</Font<<{fonts}>>>>>>".encode(),
        3: f"<<{info}>>".encode(),
        5: _stream(HEBREW),
        6: _stream(CONTROLS),
        7: _stream(KANA),
    }
    for i, sheet in enumerate(sheets):
        number = 10 + 2 * i
        found[number] = f"<</Type/Page/Parent 2 0 R/Contents {number + 1} 0 R{sheet.entries}>>".encode()
        found[number + 1] = _stream(b"\n".join([sheet.marks.encode(), *map(_shown, sheet.inks)]))
    found.update(enumerate((one.encode() for one in objects), 100))
    body = b"".join(b"%d 0 obj" % number + value + b"endobj\n" for number, value in found.items())
    return b"%PDF-1.7\n" + body + f"trailer<</Root 1 0 R/Info 3 0 R{trailer}>>\n%%EOF".encode()


def _stream(raw):
    return b"<</Length %d>>stream\n" % len(raw) + raw + b"\nendstream "


def _shown(ink):
    text = ink.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT/{ink.font} {ink.size} Tf {ink.x} {ink.y} Td(".encode() + text + b")Tj ET"


def parsed(raw):
    return read(Content.of_bytes("a.pdf", raw), "application/pdf")


def blocks_of(raw):
    """(kind, level, text) of each block; "furniture" is a kind here."""
    document = parsed(raw)
    return [
        ("furniture" if block.furniture else block.kind.value, block.level, document.text[block.start : block.end])
        for block in document.blocks
    ]


def texts_of(raw):
    return [text for _, _, text in blocks_of(raw)]
