"""What every reader must do, whatever it is given. An implementation is run through ``outcome`` and ``check``.

``test_readers`` does so for each format in the registry, on the samples beside this file, cut and mutated, and on
arbitrary bytes. A reader keeps the contract when none of these functions fails.
"""

import re
from bisect import bisect_right

from indexer.documents.content import Content
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.registry import Format
from indexer.documents.formats.text.mark_collector import link_target
from indexer.errors import ReadingError
from indexer.model import BlockKind, InlineKind, Skipped, require_marks

#: Code points of text for a byte of the file: markup may name long characters shortly, but makes no text of nothing.
MOST_TEXT = 4
#: Formats of which a file may have far more text than bytes, as it is packed.
COMPRESSED = frozenset(
    ["pdf", "picture", "docx", "pptx", "excel", "odt", "ods", "odp", "epub", "mail", "mbox", "zip", "tar", "packed"]
)
LIMIT = 2000


def outcome(form: Format, content: Content):
    """All that a reader gives of a content: (place, document) pairs, or texts that say why not."""
    if not form.has_parts:
        try:
            return [("", form.reader()(content, form.media_type))]
        except ReadingError as error:
            return [str(error)]
    found = []
    try:
        for part in form.parts_reader()(content, form.media_type, LIMIT):
            found.append(of_part(part))
    except ReadingError as error:
        found.append(str(error))
    return found


def of_part(part):
    if isinstance(part, Skipped):
        assert part.path, "a place inside the file"
        return f"{part.path}: {part.reason}"
    assert isinstance(part, Part) and part.place and "/" in part.media_type
    assert re.fullmatch("[0-9a-f]{64}", part.digest)
    try:
        return part.name, part.read()
    except ReadingError as error:
        return f"{part.place}: {error}"


def check(form: Format, raw: bytes):
    """Everything that holds for any bytes."""
    content = Content.of_bytes("file" + form.endings[0], raw)
    found = outcome(form, content)
    assert found == outcome(form, content), "the same bytes give the same"
    documents = [item for item in found if not isinstance(item, str)]
    assert all(said for said in found if isinstance(said, str)), "a reason is a text"
    names = [name for name, _ in documents]
    assert len(names) == len(set(names)), "each part has a name of its own"
    most = MOST_TEXT * len(raw) * (1000 if form.key in COMPRESSED else 1)
    assert sum(len(parsed.text) for _, parsed in documents) <= most, "bounded"
    for _, parsed in documents:
        check_document(parsed, lines=len(re.split(rb"\r\n|\n|\r", raw)))
    return documents


def check_document(parsed: ParsedDocument, lines: int):
    """Everything that holds for what a reader gives."""
    text, reached = parsed.text, 0
    text.encode()  # no lone surrogates
    for block in parsed.blocks:
        assert reached <= block.start < block.end <= len(text), "sorted, disjoint, non-empty, inside the text"
        assert not text[reached : block.start].strip(), "what is in no block is white space"
        assert text[block.start : block.end].strip(), "no block is white space alone"
        reached = block.end
        assert (1 <= block.level <= 6) == (block.kind is BlockKind.HEADING) or block.kind is BlockKind.LIST_ITEM
        assert all(heading.strip() and "\n" not in heading for heading in block.headings)
        edges = [block.start, *(edge for cell in block.cells for edge in cell), block.end]
        assert edges == sorted(edges), "cells in order, inside the block"
        if block.locator.lines:
            first, last = block.locator.lines
            assert 1 <= first <= last <= lines, "lines of the file"
    assert not text[reached:].strip(), "what is behind the last block is white space"
    for word in parsed.page_map.words() if parsed.page_map else ():
        assert len(text[word.start : word.end].split()) == 1, "a box is that of a word"
        assert any(block.start <= word.start < word.end <= block.end for block in parsed.blocks)
    check_marks(parsed)
    assert parsed.blocks or not text.strip()
    assert any(block.kind is not BlockKind.HEADING for block in parsed.blocks) or not parsed.blocks
    assert parsed.title is None or parsed.title.strip()


def check_marks(parsed: ParsedDocument):
    """Everything that holds for what is set apart inside of lines."""
    require_marks(parsed.marks, len(parsed.text))  # sorted, in the text, disjoint of one kind
    starts = [block.start for block in parsed.blocks]
    for start, end, kind, target in parsed.marks:
        block = parsed.blocks[bisect_right(starts, start) - 1]
        assert block.start <= start < end <= block.end, "inside one block"
        assert block.kind is not BlockKind.CODE and not block.furniture
        words = parsed.text[start:end]
        assert words == words.strip(), "no white space at its ends"
        assert bool(target) == (kind is InlineKind.LINK), "links alone lead somewhere"
        assert target == link_target(target), "none leads to scripts, data or files of this computer"
