"""A draft -> the pieces that get a verdict."""

import pytest

from indexer.documents.splitting import SentenceSplitter
from indexer.quoting.checking import draft_of
from indexer.quoting.checking.drafted.pieces import Needle, all_of, pieces_of

Q, S = "quotation", "sentence"


def shown(draft, piece):
    inner = [shown(draft, part) for part in piece.inner]
    row = (piece.kind.value, draft.text[piece.start : piece.end])
    return (*row, inner) if inner else row


def pieces(text, media_type="text/plain"):
    draft = draft_of(text, media_type=media_type)
    return [shown(draft, piece) for piece in pieces_of(draft, SentenceSplitter())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence. And another one.", [(S, "One sentence."), (S, "And another one.")]),
        ("Title\n\nA text.", [(S, "Title"), (S, "A text.")]),
        # A sentence holds its quotations, and what stands beside them from five words on.
        ("He said “yes it is” and left the house at once.",
         [(S, "He said “yes it is” and left the house at once.",
           [(Q, "yes it is"), (S, "and left the house at once.")])]),
        ("He said “yes it is” and left the house.",
         [(S, "He said “yes it is” and left the house.", [(Q, "yes it is")])]),
        ("One two three four five “six” and “seven”.",
         [(S, "One two three four five “six” and “seven”.",
           [(S, "One two three four five"), (Q, "six"), (Q, "seven")])]),
        ("“All of it.”", [(S, "“All of it.”", [(Q, "All of it.")])]),
        # Quotations over several sentences are pieces by themselves, and so is what stands beside them.
        ("He said: “First one. Second one.” Then he left.",
         [(Q, "First one. Second one."), (S, "Then he left.")]),
        ("In the same evening he said: “First one. Second one.”",
         [(Q, "First one. Second one.")]),
        # What leads into a quotation says who speaks; a number in it is a statement, and so are many words.
        ("As the keeper of the house says of it: “yes it is”.",
         [(S, "As the keeper of the house says of it: “yes it is”.", [(Q, "yes it is")])]),
        ("He left early. As the manual of the house says:\n\n> Block one", [(S, "He left early."), (Q, "Block one")]),
        ("The manual says this of it:\n\nIt stands.\n\n> Block one",
         [(S, "The manual says this of it:"), (S, "It stands."), (Q, "Block one")]),
        ("After the 12 years that it took he said: “yes it is”",
         [(S, "After the 12 years that it took he said: “yes it is”",
           [(S, "After the 12 years that it took he said"), (Q, "yes it is")])]),
        ("“Outer ‘inner words’ again”",
         [(S, "“Outer ‘inner words’ again”", [(Q, "Outer ‘inner words’ again", [(Q, "inner words")])])]),
        # Block quotations in a row are one and each.
        ("> Block one\n\n> Block two\n\nText.",
         [(Q, "Block one\n\n> Block two", [(Q, "Block one"), (Q, "Block two")]), (S, "Text.")]),
        # No piece without a word.
        ("He “…” said", [(S, "He “…” said")]),
        ("…", []),
        ("", []),
    ],
)  # fmt: skip
def test_quotations_and_the_sentences_around_them(text, expected):
    assert pieces(text) == expected


def test_headings_and_code_of_markdown_are_no_sentences_but_may_quote():
    text = "# A “heading” of it\n\nA text.\n\n    code of it\n\n- An item of a list\n"
    assert pieces(text, "text/markdown") == [(Q, "heading"), (S, "A text."), (S, "- An item of a list")]


def test_several_block_quotations_are_known_as_such():
    draft = draft_of("> One block\n\n> And two\n\n“no block ‘of it’”")
    every = all_of(pieces_of(draft, SentenceSplitter()))
    assert [(draft.text[p.start : p.end], p.several) for p in every if p.inner] == [
        ("One block\n\n> And two", True), ("“no block ‘of it’”", False), ("no block ‘of it’", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one … two three", ["one", "two three"]),
        ("one [...] two [ … ] three (. . .) four", ["one", "two", "three", "four"]),
        ("one . . . two.... three . . . . four", ["one", "two", "three", "four"]),
        ("one … … two", ["one", "two"]),
        ("one. Two.. three", []),
        ("one ..... two", []),
        ("… one", []),
        ("one …", []),
        ("one", []),
    ],
)
def test_parts_of_a_quotation_with_ellipses(text, parts):
    needle = Needle.of(text)
    assert [text[slice(*part)].strip(" ") for part in needle.parts] == parts
    assert [stream.chars for stream in needle.streams] == [part.replace(" ", "") for part in parts]
    assert needle.longest.chars == max((part.replace(" ", "") for part in parts), key=len, default=needle.stream.chars)
    assert sorted(needle.stream.chars[at:] for at in needle.elided) == sorted(
        needle.stream.chars[len("".join(parts[:n]).replace(" ", "")) :] for n in range(1, len(parts))
    )


def test_tags_and_links_are_no_words_of_a_needle():
    assert Needle.of("see <b>this</b> [link](http://a.b) … and that").stream.chars == "seethislinkandthat"


@pytest.mark.parametrize("words", [5, 11, 12, 13])
def test_what_leads_into_a_quotation_is_a_piece_from_thirteen_words_on(words):
    lead = " ".join(["Word", *["word"] * (words - 1)])
    found = pieces(f"{lead}: “First one. Second one.” Then he left.")
    expected = [(Q, "First one. Second one."), (S, "Then he left.")]
    assert found == ([(S, lead)] if words > 12 else []) + expected


def test_each_sentence_holds_its_own_quotation():
    draft = draft_of("The one said “it is so” and went home. The other said “it is not” and stayed.")
    found = pieces_of(draft, SentenceSplitter())
    held = [[draft.text[q.start : q.end] for q in piece.inner if q.kind == Q] for piece in found]
    assert held == [["it is so"], ["it is not"]]
