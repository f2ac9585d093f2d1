"""Quotations copied off a page whose lines stand elsewhere in the text: over a caption, the turn of a column or page."""

from itertools import product

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings
from tests.made_pdf import pdf

LEFT = (
    "The ferry to the island leaves at",
    "seven and takes eleven passengers.",
    "In a storm it stays in the harbour",
    "and the post is brought a day later",
    "than is printed on the timetable. No",
    "fare is asked of those who carry the",
)
CAPTION = ("Figure 1. The old pier, as it was not", "rebuilt after the flood of 1953.")
RIGHT = (
    "mail. Dogs travel free of charge, but",
    "bicycles pay for two. The captain is",
    "allowed to turn back at any time and",
    "need not say why. Whoever misses the",
    "last boat sleeps at the lighthouse.",
)
NEXT = ("Its keeper has four beds and a stove", "and asks for nothing but the news.")
LINES = (*LEFT, *CAPTION, *RIGHT, *NEXT)
#: Which line is the next one to somebody who looks at the pages, with the caption and without; and in the text, which has
#: the caption behind the sentence that it interrupts.
IN_ORDER = {
    *zip(LINES, LINES[1:], strict=False),
    (LEFT[-1], RIGHT[0]),
    (RIGHT[-1], CAPTION[0]),
    (CAPTION[-1], NEXT[0]),
}


def column(x, y, lines):
    return [(x, y - 14 * at, line) for at, line in enumerate(lines)]


def items(checker, quotes):
    """The items of quotations, each in a paragraph of its own."""
    draft = "\n\n".join(f"It says “{quote}”, we read." for quote in quotes)
    return [item for item in checker.check(draft).items if item.kind == "quotation"]


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines")
    (folder / "c").mkdir()
    first = [*column(50, 700, LEFT), *column(330, 700, CAPTION), *column(330, 644, RIGHT)]
    (folder / "c" / "ferry.pdf").write_bytes(pdf(first, column(50, 700, NEXT)))
    settings = Settings.load(index=folder / "i", semantic="off")
    index_corpus(settings, [folder / "c"])
    return Checker(settings)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (("No", LEFT[-1], CAPTION[0], "rebuilt after the flood"), ["No", "Figure"]),
        (("carry the", *CAPTION, "mail. Dogs travel free of charge"), ["carry", "Figure", "mail."]),
        (("after the flood of 1953.", RIGHT[0], "bicycles pay for two"), ["after", "mail."]),
        (("after the flood of 1953", RIGHT[0].upper()), ["after", "mail."]),
        ((RIGHT[-1], NEXT[0], "and asks"), ["last", "Its"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_in_the_order_of_the_page_are_form_and_their_places_are_named(checker, lines, parts, end):
    (item,) = items(checker, [end.join(lines)])
    assert item.verdict == "form" and "page_order" in item.form
    assert [part.text.split()[0] for part in item.parts] == parts
    assert item.source == max(item.parts, key=lambda part: len(part.text))


@pytest.mark.parametrize(
    "quote",
    [
        f"{LEFT[-1]} {CAPTION[0]}",  # in one line, as no page has it
        f"{LEFT[-1]}\nnot {CAPTION[0]}",
        f"{LEFT[-1]}\n{CAPTION[0]}\nrebuilt after the flood of 1954.\n{RIGHT[0]}",
        f"{LEFT[-1]}\nFigure 2. The old pier, as it was not",
        f"No fare is asked\n{CAPTION[0]}",
        f"{LEFT[-1]}\nThe old pier, as it was not",
        f"{CAPTION[0]}\n{RIGHT[0]}",
        "as it was not\nallowed to turn back at any time",
        f"{LEFT[-1]}\n{NEXT[0]}",
        f"{NEXT[-1]}\n{LEFT[0]}",
    ],
)
def test_words_that_the_page_has_apart_are_not_form(checker, quote):
    (item,) = items(checker, [quote])
    assert item.verdict not in ("verbatim", "form")


def test_no_two_lines_are_joined_that_are_not_next_to_one_another(checker):
    pairs = [pair for pair in product(LINES, LINES) if pair[0] != pair[1]]
    found = items(checker, ["\n".join(pair) for pair in pairs])
    assert {pair for pair, item in zip(pairs, found, strict=True) if item.verdict in ("verbatim", "form")} == IN_ORDER


def test_parts_of_lines_are_not_joined_but_at_their_ends(checker):
    cut = [(one.rsplit(" ", 1)[0], two) for one, two in IN_ORDER] + [
        (one, two.split(" ", 1)[1]) for one, two in IN_ORDER
    ]
    found = items(checker, ["\n".join(pair) for pair in cut])
    assert not [pair for pair, item in zip(cut, found, strict=True) if item.verdict in ("verbatim", "form")]
