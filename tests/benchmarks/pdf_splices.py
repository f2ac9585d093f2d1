"""Quotations that no page has, made of what stands on one: two lines that are not next to one another put together, a "not"
put in, a figure changed. None may be called verbatim or form.

    python tests/benchmarks/pdf_splices.py FOLDER [--files 25] [--each 250] [--seed 1] [--show 20]

Copies of pages as in pdf_quotations.py; of each a distorted one is made. Where the words of two lines stand in a row in an
order of pdftotext, or in the text that was read, they are no splice. Exit code 1 where one is let through.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from pdf_quotations import GOOD, UNFIT, Copied, copies_of, judged, options, pages_of, plain_letters, show

#: Letters of a line that is taken for a splice, at least.
_LETTERS = 25
#: Pairs of lines that are looked at in one file, at most.
_TRIES = 2000


def splices_of(path: Path, letters: str, chance: random.Random) -> Iterator[Copied]:
    """Two lines of one page, or of two that follow one another, that no order has in a row."""
    usual = pages_of(path, raw=False)
    rows = [letters, *(plain_letters("".join(pages)) for pages in (usual, pages_of(path, raw=True)))]
    for _ in range(_TRIES):
        at = chance.randrange(len(usual))
        page = "\n".join(usual[at : at + 2]).split("\n")
        pair = [line.strip() for line in chance.sample(page, min(len(page), 2))]
        text = "\n".join(pair)
        long = all(sum(map(str.isalpha, line)) >= _LETTERS for line in pair)
        if long and not UNFIT.search(text) and not any(plain_letters(text) in row for row in rows):
            yield Copied("splice", path.name, text)


def distorted(copied: Copied, chance: random.Random) -> Iterator[Copied]:
    """A copy with a "not" in it, and one with another figure where it has any."""
    spaces = [found.end() for found in re.finditer(r"(?<=\w) (?=\w)", copied.text)]
    if spaces:
        at = chance.choice(spaces)
        yield Copied("not put in", copied.file, f"{copied.text[:at]}not {copied.text[at:]}")
    figures = [found.start() for found in re.finditer(r"[0-9]", copied.text)]
    if figures:
        at = chance.choice(figures)
        other = chance.choice([figure for figure in "123456789" if figure != copied.text[at]])
        yield Copied("another figure", copied.file, f"{copied.text[:at]}{other}{copied.text[at + 1 :]}")


def main() -> int:
    chosen = options(__doc__, "quotations of each kind")

    def splices(paths: dict[Path, str], chance: random.Random) -> list[Copied]:
        each = chosen.each // len(paths)
        made = [one for path, text in paths.items() for one in islice(splices_of(path, text, chance), each)]
        for path in paths:
            made += [one for copied in islice(copies_of(path, chance), each) for one in distorted(copied, chance)]
        return made

    _, found = judged(chosen, splices)
    bad = [(copied, verdict) for copied, verdict in found if verdict in GOOD]
    show(found, bad, chosen.show)
    print(f"{len(bad)} of {len(found)} quotations that no page has are called verbatim or form")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
