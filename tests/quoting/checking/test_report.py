"""A check as a report to keep: what it says of each piece, as Markdown and as a page."""

import re
from html import unescape

import pytest

from indexer.quoting.checking import check_markdown, check_page
from indexer.quoting.checking.report import difference_in_words
from indexer.text.wording import DifferenceKind, WordDifference

DRAFT = """Intro “Pour 1.5 litres … serve at once” and “along the northern road for 12 weeks, and it did spoil”.

It says “the oils turn rancid” (tea.md). And “Salt KEEPS fish”.

- [x](y) “an elephant orchestra *performs* <b>under</b> \0 glaciers”

One ought to clean a coffee grinder weekly since rancid oils spoil roasted beans.
"""

MARKDOWN = """# my \\*draft\\*.txt

1 verbatim but for form, 1 curtailed, 1 altered, 1 misattributed, 1 closest, 1 no source. \
Compared with 3 documents of generation 1.

- **Line 1, quotation: curtailed.** Pour 1.5 litres … serve at once
    - [tea.md, lines 8–9](LINK)
    - negation left out: “not”
    - number left out: “four”
    - 23 words left out
    - parts of two sentences read as one
- **Line 1, quotation: altered.** along the northern road for 12 weeks, and it did spoil
    - [tea.md, lines 3–4](LINK)
    - number: “12” for “21”
    - negation: “not” left out
- **Line 3, quotation: misattributed.** the oils turn rancid
    - [coffee.txt, line 3](LINK)
    - the draft names tea.md
- **Line 3, quotation: verbatim but for form.** Salt KEEPS fish
    - [salt.html, line 1](LINK)
    - differs in case
- **Line 5, quotation: no source.** an elephant orchestra \\*performs\\* \\<b\\>under\\</b\\> \ufffd glaciers
- **Line 7, sentence: closest.** One ought to clean a coffee grinder weekly since rancid oils spoil roasted beans.
    - [coffee.txt, lines 3–5](LINK)
"""


@pytest.fixture(scope="module")
def check(checker):
    return checker.check(DRAFT)


def test_as_markdown(check):
    report = check_markdown(check, name="my *draft*.txt")
    links = re.findall(r"\]\((/source/[^)]*)\)", report)
    assert re.sub(r"\(/source/[^)]*\)", "(LINK)", report) == MARKDOWN
    assert links == [item.source.link for item in check.items if item.source]


def test_a_draft_without_pieces(checker):
    report = check_markdown(checker.check("…"), name="a\n b")
    assert report == "# a b\n\nNothing to check. Compared with 3 documents of generation 1.\n\n"


def test_as_a_page_the_draft_is_whole_with_a_link_from_each_piece_and_back(check):
    page = check_page(check, name="my <draft>.txt")
    assert "<title>my &lt;draft&gt;.txt: checked" in page and "Compared with 3 documents of generation 1." in page
    draft = re.search(r'<div class="draft">(.*?)</div>', page, re.DOTALL)[1]
    assert unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", draft)) == DRAFT.replace("\0", "\ufffd")
    pieces = re.findall(r'<a class="(\w+)" id="piece-(\d+)" href="#item-(\d+)">', draft)
    assert pieces == [(item.verdict.value, str(n), str(n)) for n, item in enumerate(check.items, start=1)]
    assert re.findall(r'<li id="item-(\d+)"><strong>([\w ]+)</strong>, (\w+), line (\d+)', page) == [
        ("1", "curtailed", "quotation", "1"),
        ("2", "altered", "quotation", "1"),
        ("3", "misattributed", "quotation", "3"),
        ("4", "verbatim but for form", "quotation", "3"),
        ("5", "no source", "quotation", "5"),
        ("6", "closest", "sentence", "7"),
    ]
    assert re.findall(r"<li style=\"margin:0\">([^<]*)</li>", page) == [
        *("1 verbatim but for form", "1 curtailed", "1 altered", "1 misattributed", "1 closest", "1 no source"),
        *(
            "negation left out: “not”",
            "number left out: “four”",
            "23 words left out",
            "parts of two sentences read as one",
        ),
        *("number: “12” for “21”", "negation: “not” left out", "the draft names tea.md", "differs in case"),
    ]
    assert "\0" not in page
    assert "than that this passage is the nearest." in page and "score" not in page


@pytest.mark.parametrize(
    ("op", "kind", "draft", "source", "words"),
    [
        ("replace", "number", "12", "21", "number: “12” for “21”"),
        ("insert", "word", "two\n words", "", "“two words” added"),
        ("delete", "negation", "", "not", "negation: “not” left out"),
    ],
)
def test_a_difference_in_words(op, kind, draft, source, words):
    assert difference_in_words(WordDifference(op, DifferenceKind(kind), draft, source, None, None)) == words
