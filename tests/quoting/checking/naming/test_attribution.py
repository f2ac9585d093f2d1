"""Which sources does a draft name for a quotation?"""

import pytest

from indexer.documents.splitting import SentenceSplitter
from indexer.quoting.checking import draft_of
from indexer.quoting.checking.drafted.pieces import PieceKind, all_of, pieces_of
from indexer.quoting.checking.naming.attribution import Attributions, DocumentNames
from indexer.quoting.corpus_texts import TextBatch

TEA, SALT, LONG = "tea.md", "notes/salt.html", "rows.jsonl#7"

NAMES = DocumentNames(
    [
        TextBatch(
            (TEA, SALT, LONG, "spices.txt"),
            (TEA, SALT, "rows.jsonl", "spices.txt"),
            (
                "The history of tea",
                "On salt",
                "One long title that goes on " + "and on " * 20 + "to its end",
                "Spicemongery",
            ),
            (b"",) * 4,
        )
    ]
)
QUOTE = "“the oils turn rancid”"


def named(text):
    """What a draft names for the quotation of the oils in it."""
    draft = draft_of(text.format(QUOTE), media_type="text/plain")
    pieces = all_of(pieces_of(draft, SentenceSplitter()))
    quotations = [piece for piece in pieces if piece.kind is PieceKind.QUOTATION]
    beside = Attributions(draft, quotations, NAMES, SentenceSplitter())
    found = {piece: beside.attributed(piece) for piece in quotations}
    (names,) = {names for piece, names in found.items() if draft.text[piece.start : piece.end].rstrip(".") in QUOTE}
    return names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In brackets behind it.
        ("It says {} (tea.md).", [TEA]),
        ("It says {} (see tea.md, p. 4).", [TEA]),
        ("It says {}(tea.md).", [TEA]),
        ("It says {} ,  [tea.md].", [TEA]),
        ("It says {}\n\n(tea.md)", [TEA]),
        ("It says {} (tea.md)(notes/salt.html).", [SALT, TEA]),
        ("It says {} (rows.jsonl#7).", [LONG]),
        # Of one word or short: only where it fills brackets, marks or a part of them, or follows "according to".
        ("It says {} (tea).", [TEA]),
        ("It says {} [tea; salt].", [SALT, TEA]),
        ("It says {} (On salt).", [SALT]),
        ("It says {} (about tea in general).", []),
        ("Of tea it says {}.", []),
        ("In “tea” it says {}.", [TEA]),
        ("In „salt“ it says {}.", [SALT]),
        ("According to tea, {}.", [TEA]),
        ("according to “On salt”: {}.", [SALT]),
        ("Laut tea gilt: {}.", [TEA]),
        # Before it in its sentence; by a name or a link.
        ("tea.md says {}.", [TEA]),
        ("TEA.MD says {}.", [TEA]),
        ("“The History Of Tea” says: {}.", [TEA]),
        ("Spicemongery: {}.", []),
        ("According to Spicemongery, {}.", ["spices.txt"]),
        ("“tea” says {}.", [TEA]),
        ("The history of teas says {}.", []),
        ("The history of says {}.", []),
        ("notes/salt.html: {}.", [SALT]),
        ("salt.html: {}.", [SALT]),
        ("One long title that goes on " + "and on " * 20 + "to its end: {}.", [LONG]),
        ("See /source/tea.md?rev=1 of {}.", [TEA]),
        ("See https://example.org/source/notes/salt.html#p of {}.", [SALT]),
        ("See /source/rows.jsonl%237 of {}.", [LONG]),
        ("See /source/other.md of {}.", []),
        ("The history of tea (1100). It says {}.", [TEA]),
        # Behind it, up to the next quotation; in the sentence before, where nothing is quoted.
        ("It says {}, says The history of tea.", [TEA]),
        ("It says {}. The history of tea is long.", []),
        ("It says {} and “more”, says The history of tea.", []),
        ("The history of tea is long. It says {}.", [TEA]),
        ("The history of tea is long. It is good. It says {}.", []),
        ("The history of tea: “pour the water”. It says {}.", []),
        ("“Pour the water” (tea.md). It says {}.", []),
        ("“Pour the water” (tea.md), {}.", []),
        ("“Pour the water” (tea.md).\n\n{}", []),
        ("“Pour the water” (tea.md). Salt says it, too.\n\n{}", []),
        ("“Pour the water”. The history of tea goes on:\n\n{}", [TEA]),
        # What leads into the next quotation is not named for the one before.
        ("It says “the oils turn rancid.” And as Elof says in The history of tea, “more”.", []),
        ("It says {}. As The history of tea says, “more”.", []),
        ("It says {}, and The history of tea says “more”.", []),
        ("It says {}; in The history of tea it says “more”.", []),
        ("It says {}, but as we read in The history of tea, “more”.", []),
        ("It says {}, und in tea.md steht „mehr“.", []),
        ("It says {} and in The history of tea:\n\n> more\n", []),
        ("> the oils turn rancid\n\n- The history of tea says:\n\n> more\n", []),
        ("“More.” And as The history of tea says, {}.", [TEA]),
        ("“More”, and The history of tea says {}.", [TEA]),
        # What is the first one's still counts for it, and not for the next.
        ("It says {} (tea.md). And as notes/salt.html says, “more”.", [TEA]),
        ("It says {} (tea.md), and notes/salt.html says “more”.", [TEA]),
        ("It says {} — The history of tea. And notes/salt.html says “more”.", [TEA]),
        ("It says {}, as The history of tea says. And “more”.", [TEA]),
        ("It says {}, as The history of tea says, and notes/salt.html says “more”.", [TEA]),
        ("It says {}, says The history of tea, “and more”.", [TEA]),
        ("“More,” says The history of tea, {}.", [TEA]),
        ("“More,” says The history of tea, and Elof wrote {}.", []),
        ("“More,” says The history of tea. Elof wrote {}.", []),
        ("“More.” — The history of tea. Elof wrote {}.", []),
        ("> more\n\n— The history of tea\n\n> the oils turn rancid\n", []),
        # The nearest place decides.
        ("The history of tea: {} (notes/salt.html).", [SALT]),
        ("The history of tea: {}, says notes/salt.html.", [TEA]),
        ("The history of tea is long. Now notes/salt.html: {}.", [SALT]),
        # Block quotations.
        ("> the oils turn rancid\n> — The history of tea\n", [TEA]),
        ("> the oils turn rancid\n\n-- The history of tea\n", [TEA]),
        ("> the oils turn rancid\n\nSource: The history of tea\n", [TEA]),
        ("> the oils turn rancid\n\nThe history of tea\n", []),
        ("The history of tea:\n\n> the oils turn rancid\n", [TEA]),
        ("No name at all: {}.", []),
    ],
)  # fmt: skip
def test_the_nearest_place_with_a_name_decides(text, expected):
    assert list(named(text)) == expected


def test_a_name_farther_off_than_a_page_is_none():
    near, far = "and so on " * 50, "and so on " * 70
    assert named(f"The history of tea, {near}: {{}}.") == (TEA,)
    assert named(f"The history of tea, {far}: {{}}.") == ()


def test_inner_quotations_are_attributed_like_those_around_them():
    assert named("The history of tea: “He said ‘the oils turn rancid’ there”.") == (TEA,)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("The History of Tea!", True), ("tea.md", True), ("tea", True), ("On salt", True), ("rows.jsonl#7", True),
        ("rows.jsonl", False), ("notes/salt.html", True), ("The history", False), ("", False),
    ],
)  # fmt: skip
def test_whole_names(text, is_name):
    assert NAMES.is_name(text) == is_name


def test_a_long_title_is_known_by_its_first_forty_words():
    title = ("One long title that goes on " + "and on " * 20).split()
    assert named(f"{' '.join(title[:40])}: {{}}.") == (LONG,) and named(f"{' '.join(title[:39])}: {{}}.") == ()


def test_of_names_that_begin_with_the_same_words_the_longest_is_meant():
    names = DocumentNames(
        [
            TextBatch(
                ("a.md", "b.md"), ("a.md", "b.md"), ("Green tea leaves", "Green tea leaves of old China"), (b"",) * 2
            )
        ]
    )
    text = "In Green tea leaves of old China, and in Green tea leaves of new ones."
    assert [(text[a:b], ids) for (a, b), ids in names.mentions(text)] == [
        ("Green tea leaves of old China", {"b.md"}), ("Green tea leaves", {"a.md"}),
    ]  # fmt: skip
    assert names.within(text) == {"a.md", "b.md"} and names.within(text, 40) == {"a.md"}


@pytest.mark.parametrize("before", ["", "A long draft goes on and on. " * 40])
def test_a_title_between_quotation_marks_names_its_document_wherever_it_stands(before):
    assert list(named(before + "“The history of tea” says {}.")) == [TEA]
