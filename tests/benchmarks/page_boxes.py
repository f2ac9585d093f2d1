"""Whether the boxes of passages lie on their words: what pdftotext finds under them is held against the passage.

    python tests/benchmarks/page_boxes.py FOLDER [--files 20] [--passages 300] [--seed 1] [--show 10]

Draws passages from PDF files with text, and compares, but for white space and hyphens, the words whose centres
``pdftotext -bbox`` has inside the passage's boxes with the passage. Exit code 1 where less than 99 % of passages agree: a
file is left out where pdftotext reads other letters than we do on more than a tenth of its pages, as its letters then prove
nothing about boxes.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from formats import leave_out_tesseract
from other_tools import bare_letters

from indexer.documents.content import Content
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.model import Box, Document, Passage

BAR = 0.99

#: Code points of a file for each passage that is drawn of it, at least.
_LEAST_TEXT = 300

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)
DROPPED = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ToolWord:
    """A word of pdftotext with the centre of its box: shares of the page's width and height."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Case:
    """A passage of a file, what pdftotext has under its boxes, and whether that is the same."""

    file: str
    passage: Passage
    under: str

    @property
    def agrees(self) -> bool:
        return Counter(plain(self.under)) == Counter(plain(self.passage.text))


def plain(text: str) -> str:
    """The letters and digits of a text, as they are compared."""
    return DROPPED.sub("", bare_letters(text))


def tool_words(path: Path) -> list[list[ToolWord]]:
    """pdftotext's words of each page."""
    done = subprocess.run(["pdftotext", "-cropbox", "-bbox", str(path), "-"], capture_output=True, timeout=60)  # noqa: S607
    pages = []
    for width, height, body in PAGE.findall(done.stdout.decode("utf-8", "replace")):
        wide, high = float(width) or 1.0, float(height) or 1.0
        words = []
        for left, top, right, bottom, text in WORD.findall(body):
            x, y = (float(left) + float(right)) / 2 / wide, (float(top) + float(bottom)) / 2 / high
            words.append(ToolWord(unescape(text), x, y))
        pages.append(words)
    return pages


def under(boxes: list[Box], pages: list[list[ToolWord]]) -> str:
    """The words whose centres lie in one of the boxes, each once."""
    found = []
    for number in sorted({box.page for box in boxes}):
        of_page = sorted((box for box in boxes if box.page == number), key=lambda box: box.top)
        tops = [box.top for box in of_page]
        for word in pages[number - 1] if number <= len(pages) else []:
            candidates = of_page[: bisect_left(tops, word.y)]
            if any(box.left <= word.x <= box.right and word.y <= box.bottom for box in candidates):
                found.append(word.text)
    return " ".join(found)


def same_letters(document: Document, pages: list[list[ToolWord]]) -> bool:
    """Whether both programs read the same letters in a file, but for a few."""
    ours = Counter(plain(document.text))
    tools = Counter(plain("".join(word.text for page in pages for word in page)))
    return ours.total() > 200 and (ours & tools).total() >= 0.98 * max(ours.total(), tools.total())


def cases_of(path: Path, document: Document, count: int, chance: random.Random) -> Iterator[Case]:
    pages = tool_words(path)
    assert document.page_map is not None
    passages = split(document, SentenceSplitter(), aim=120, limit=200)
    for passage in chance.sample(passages, min(count, len(passages))):
        boxes = list(document.page_map.boxes(passage.start, passage.end))
        if "\ufffd" not in passage.text:  # fonts that name no letters: no two programs agree on those
            yield Case(path.name, passage, under(boxes, pages))


def drawn(folder: Path, files: int, passages: int, seed: int) -> Iterator[Case]:
    """The cases of the first ``files`` PDF files, in an order drawn by ``seed``, whose letters both programs agree on."""
    chance, count = random.Random(seed), 0
    paths = sorted(folder.rglob("*.pdf"))
    chance.shuffle(paths)
    taken = 0
    with Reading(ReadLimits()) as reading:
        for path in paths:
            if taken >= files and count >= passages:
                return
            items = list(reading.content(Content.of_path(path.name, path)))
            document = items[0] if len(items) == 1 and isinstance(items[0], Document) else None
            long_enough = document is not None and len(document.text) > _LEAST_TEXT * passages / files
            if document and long_enough and document.page_map and same_letters(document, tool_words(path)):
                cases = list(cases_of(path, document, -(-passages // files), chance))
                taken, count = taken + bool(cases), count + len(cases)
                yield from cases


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--files", type=int, default=20)
    options.add_argument("--passages", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=10)
    chosen = options.parse_args()
    leave_out_tesseract()
    cases = list(drawn(chosen.folder, chosen.files, chosen.passages, chosen.seed))
    wrong = [case for case in cases if not case.agrees]
    for case in wrong[: chosen.show]:
        missing = Counter(plain(case.passage.text)) - Counter(plain(case.under))
        extra = Counter(plain(case.under)) - Counter(plain(case.passage.text))
        print(
            f"{case.file} {case.passage.locator.in_words(0, 0)}: {missing.total()} letters missing, {extra.total()} extra"
        )
        print(f"   passage: {' '.join(case.passage.text.split())[:160]}\n   under:   {case.under[:160]}")
    agreed = len(cases) - len(wrong)
    print(f"{agreed} of {len(cases)} passages of {len({case.file for case in cases})} files lie under their boxes")
    return 0 if cases and agreed >= BAR * len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
