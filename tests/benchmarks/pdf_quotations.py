"""Quotations copied out of PDF files as other programs copy them, and what is said of them.

    python tests/benchmarks/pdf_quotations.py FOLDER [--files 25] [--each 250] [--seed 1] [--show 20]

Of PDF files with text an index is made. Words in a row are taken out of what pdftotext gives (line ends, hyphens at them),
and out of its raw order as a browser's copy has it (line ends as CRLF, ligatures, the hyphens that viewers copy), a tenth
of them over the end of a page with what stands at its foot and head. All must be called verbatim or form. Taken are lines
of prose that both orders of pdftotext have in a row and as the same words: what stands in forms has no order to agree on,
and words that one order glues, or a range whose hyphen it drops, are no copy of what is on the page. Files of which the
two programs read other letters are left out (page_boxes.py). Exit code 1 where less than 99 % are. Those whose letters
stand in a row in the text that was read, too, are counted apart: the others stand there in another order, or in other
letters.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from formats import leave_out_tesseract
from other_tools import HYPHEN
from page_boxes import plain, same_letters, tool_words

from indexer.documents.content import Content
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.indexing import index_corpus
from indexer.model import Document
from indexer.quoting.checking import Checker
from indexer.settings import Settings

BAR = 0.99
GOOD = ("verbatim", "form")

#: Characters of a line of prose, at least.
_LINE = 30
#: The share of letters in it, without spaces, at least.
_LETTERS = 0.8

#: Pieces of a file that are looked at, at most.
_TRIES = 2000

#: Quotations of one draft.
PER_DRAFT = 50
#: What would end the quotation that a piece is put into, and what leads readers: neither is a copy's fault.
UNFIT = re.compile(r'["“”„‟«»‹›<>`]|…|\.\s?\.|\[\s*\]|^\W*$|\n\s*[-*+•|#]|[\ue000-\uf8ff\ufffd]')
WORD = re.compile(r"\S+")
HYPHENS = tuple("-‐\u00ad")
#: What is not copied at the ends of a piece.
_MARKS = " ,;:.-–—()[]\n\t"
#: A hyphen, and the end of a line behind it, but for those between two figures.
_IN_A_WORD = re.compile(rf"(?!(?<=\d)[^\w]*\d)(?:{HYPHEN.pattern})")
LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))


@dataclass(frozen=True)
class Copied:
    """Words copied out of a file: how, and the words as they were pasted."""

    how: str
    file: str
    text: str


def pages_of(path: Path, *, raw: bool) -> list[str]:
    """What pdftotext gives of each page."""
    command = ["pdftotext", "-cropbox", *(["-raw"] if raw else []), "-enc", "UTF-8", str(path), "-"]
    done = subprocess.run(command, capture_output=True, timeout=60)  # noqa: S603 - a tool of this machine
    return [page for page in done.stdout.decode("utf-8", "replace").split("\f") if page.strip()]


def copies_of(path: Path, chance: random.Random) -> Iterator[Copied]:
    """Copies out of a file without end, one like the other in turn."""
    usual, raw = pages_of(path, raw=False), pages_of(path, raw=True)
    both = [plain_words(page) for page in usual], [plain_words(page) for page in raw]
    for _ in range(_TRIES):
        for how, pages, other in (("pdftotext", usual, both[1]), ("browser", raw, both[0])):
            over = len(pages) > 1 and chance.random() < 0.1
            pieces = _over_the_end(pages, chance) if over else (_piece(chance.choice(pages), chance),)
            text = _closed("\n".join(pieces))
            if all(_is_prose(piece) and _stands_in(piece, other) for piece in pieces) and not UNFIT.search(text):
                pasted = _as_browser(text, chance) if how == "browser" else text
                yield Copied(f"{how}, over a page's end" if over else how, path.name, pasted)


def plain_letters(text: str) -> str:
    return plain(HYPHEN.sub("", text))


def plain_words(text: str) -> str:
    """The words with their letters, one space between two; no hyphen but between figures, where it is a range's."""
    words = map(plain_letters, _IN_A_WORD.sub("", text).split())
    return f" {' '.join(word for word in words if word)} "


def _stands_in(piece: str, pages: list[str]) -> bool:
    """Whether the words stand in other pages as the same words: what one order of pdftotext has glued, or has lost a hyphen
    between two numbers, is no longer what is on the page."""
    wanted = plain_words(piece)
    return any(wanted in page for page in pages)


def _is_prose(text: str) -> bool:
    """Whether it is words written in lines: what stands in the cells of a form has no order that all programs agree on."""
    lines, letters = text.split("\n"), sum(map(str.isalpha, text))
    return (
        letters > max(25, _LETTERS * len("".join(text.split())))
        and statistics.mean(map(len, lines[:-1] or lines)) > _LINE
    )


def _piece(page: str, chance: random.Random) -> str:
    words = [match.span() for match in WORD.finditer(page)]
    size = chance.randint(6, 60)
    first = chance.randrange(max(len(words) - size, 1))
    taken = words[first : first + size]
    if not taken or page[taken[-1][1] - 1] in HYPHENS or page[: taken[0][0]].rstrip()[-1:] in HYPHENS:
        return ""  # half a word
    return _closed(page[taken[0][0] : taken[-1][1]])


def _over_the_end(pages: list[str], chance: random.Random) -> tuple[str, ...]:
    """The last lines of a page, and the first ones of the next; none where they begin or end within a word."""
    at = chance.randrange(len(pages) - 1)
    before, after = pages[at].rstrip().split("\n"), pages[at + 1].split("\n")
    first, last = -chance.randint(3, 8), chance.randint(3, 8)
    if _is_torn(before[:first]) or _is_torn(after[:last]):
        return ("",)
    return "\n".join(before[first:]).lstrip(_MARKS), "\n".join(after[:last]).rstrip(_MARKS)


def _is_torn(lines: list[str]) -> bool:
    """Whether the word at the end of these lines goes on behind them."""
    return "\n".join(lines).rstrip()[-1:] in HYPHENS


def _closed(text: str) -> str:
    """Without empty lines, at which a draft's paragraph would end, and beginning and ending with a word."""
    return re.sub(r"\s*\n\s*", "\n", text).strip(_MARKS)


def _as_browser(text: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        for plain, joined in LIGATURES:
            text = text.replace(plain, joined)
    text = re.sub(r"(?<=\w)-\n(?=\w)", lambda _: chance.choice(["-\n", "\u00ad\n", "\u00ad", "\ufffe", "\x02\n"]), text)
    return text.replace("\n", "\r\n")


def corpus_of(folder: Path, into: Path, files: int, seed: int) -> dict[Path, str]:
    """Copies of the first PDF files of a drawn order whose letters both programs agree on, and that have some pages; each
    with the letters of its text."""
    paths = sorted(folder.rglob("*.pdf"))
    random.Random(seed).shuffle(paths)
    taken: dict[Path, str] = {}
    with Reading(ReadLimits()) as reading:
        for path in paths:
            if len(taken) == files:
                break
            items = list(reading.content(Content.of_path(path.name, path)))
            document = items[0] if len(items) == 1 and isinstance(items[0], Document) else None
            if document and len(document.text) > 4000 and same_letters(document, tool_words(path)):
                taken[into / path.name] = plain_letters(document.text)
                (into / path.name).write_bytes(path.read_bytes())
    return taken


def verdicts(checker: Checker, copies: list[Copied]) -> Iterator[tuple[Copied, str]]:
    """Each with the verdict on it; "missing" where none was given of its very span."""
    for first in range(0, len(copies), PER_DRAFT):
        text, starts = "", []
        for copied in copies[first : first + PER_DRAFT]:
            starts.append(len(text) + len("It says “"))
            text += f"It says “{copied.text}”.\n\n"
        found = {item.start: item for item in checker.check(text).items if item.kind == "quotation"}
        for copied, start in zip(copies[first : first + PER_DRAFT], starts, strict=True):
            yield copied, found[start].verdict.value if start in found else "missing"


def options(description: str | None, each: str) -> argparse.Namespace:
    """What is asked for in the shell; ``each`` says of what there are so many."""
    known = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    known.add_argument("folder", type=Path)
    known.add_argument("--files", type=int, default=25)
    known.add_argument("--each", type=int, default=250, help=each)
    known.add_argument("--seed", type=int, default=1)
    known.add_argument("--show", type=int, default=20)
    return known.parse_args()


def judged(
    chosen: argparse.Namespace, made: Callable[[dict[Path, str], random.Random], list[Copied]]
) -> tuple[dict[Path, str], list[tuple[Copied, str]]]:
    """The files of an index, with the letters of each, and what is ``made`` of them with the verdict on it."""
    leave_out_tesseract()
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        paths = corpus_of(chosen.folder, corpus, chosen.files, chosen.seed)
        settings = Settings.load(index=Path(place) / "index", semantic="off")
        index_corpus(settings, [corpus])
        return paths, list(verdicts(Checker(settings), made(paths, random.Random(chosen.seed))))


def show(found: list[tuple[Copied, str]], bad: list[tuple[Copied, str]], most: int) -> None:
    """At most so many of the bad ones, and how many of each kind have which verdict."""
    for copied, verdict in bad[:most]:
        print(f"{verdict:13} {copied.file} ({copied.how}): {copied.text!r}")
    for how in sorted({copied.how for copied, _ in found}):
        print(f"{how:28}", dict(Counter(verdict for copied, verdict in found if copied.how == how)))


def main() -> int:
    chosen = options(__doc__, "copies by each program")

    def copies(paths: dict[Path, str], chance: random.Random) -> list[Copied]:
        return [copied for path in paths for copied in islice(copies_of(path, chance), 2 * chosen.each // len(paths))]

    paths, found = judged(chosen, copies)
    bad = [(copied, verdict) for copied, verdict in found if verdict not in GOOD]
    show(found, bad, chosen.show)
    print(f"{len(found) - len(bad)} of {len(found)} quotations of {len(paths)} files are verbatim or form")
    letters = {path.name: text for path, text in paths.items()}
    in_a_row = [verdict for copied, verdict in found if plain_letters(copied.text) in letters[copied.file]]
    good = sum(verdict in GOOD for verdict in in_a_row)
    print(f"{good} of the {len(in_a_row)} whose letters stand in a row in the text that was read")
    return 0 if found and len(bad) <= (1 - BAR) * len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
