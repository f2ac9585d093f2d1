"""Marks are carried over to a block's text by the letters that they cover, whatever becomes of its white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.text.mark_collector import MarkCollector, joined_words, link_target, marks_of_block
from indexer.model import BlockKind, InlineKind, InlineMark, Locator, require_marks

PIECES = st.lists(
    st.tuples(st.sampled_from(["write", "begin", "end"]), st.text("ab 😀\n\t\u00a0é", max_size=5)), max_size=20
)


def letters(text):
    return "".join(text.split())


def collected(steps, kind=InlineKind.STRONG):
    """A collector that has gone these steps, and the letters inside of marks, one by one."""
    found, depth, inside = MarkCollector(), 0, []
    for step, words in steps:
        if step == "write":
            found.write(words)
            inside += [depth > 0] * len(letters(words))
        else:
            depth = max(depth + (1 if step == "begin" else -1), 0)
            found.begin(kind) if step == "begin" else found.end(kind)
    return found, inside


@given(PIECES, st.sampled_from(["", "- ", "Note: "]), st.integers(0, 9))
def test_the_same_letters_are_marked_in_the_text_of_the_block(steps, before, start):
    found, inside = collected(steps)
    text = (before + " ".join(found.words.split())).strip()
    marked = found.take()
    marks = marks_of_block(marked, text, start) if marked else []
    require_marks(marks, start + len(text))
    covered = [any(m.start <= at + start < m.end for m in marks) for at, c in enumerate(text) if not c.isspace()]
    assert covered[len(covered) - len(inside) :] == inside
    assert all(text[m.start - start : m.end - start] == text[m.start - start : m.end - start].strip() for m in marks)


def test_a_text_of_other_letters_has_no_marks():
    found = MarkCollector()
    found.mark("bold", InlineKind.STRONG)
    marked = found.take()
    assert marks_of_block(marked, "so bold", 10) == [InlineMark(13, 17, InlineKind.STRONG)]
    assert marks_of_block(marked, "bolder", 0) == [] == marks_of_block(marked, "", 0)


def test_what_is_open_goes_on_in_the_next_block_and_links_keep_their_target():
    found = MarkCollector()
    found.begin(InlineKind.LINK, "a.md")
    found.write("one")
    found.begin(InlineKind.LINK, "inner.md")
    assert found.take().marks == (InlineMark(0, 3, InlineKind.LINK, "a.md"),)
    found.write("two")
    found.end(InlineKind.LINK)
    found.end(InlineKind.LINK)
    found.write("three")
    found.end(InlineKind.LINK)
    assert found.take().marks == (InlineMark(0, 3, InlineKind.LINK, "a.md"),)
    assert found.take() is None


def test_texts_in_a_row_keep_their_marks():
    found = MarkCollector()
    found.mark("x y", InlineKind.CODE)
    marked = found.take()
    assert joined_words([("a", None), ("b", None)]) is None
    both = joined_words([("a", None), ("x y", marked), ("x y", marked)])
    assert marks_of_block(both, "a x y x y", 0) == [
        InlineMark(2, 5, InlineKind.CODE),
        InlineMark(6, 9, InlineKind.CODE),
    ]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (" https://example.org/a b\n", "https://example.org/a%20b"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("../guide/a.md#b", "../guide/a.md#b"),
        ("/from/the/root", "/from/the/root"),
        *[(a, "") for a in ("", " ", "#part", "//example.org/x", "\\\\server\\x", "x\x01y", "\ud800", "x" * 2001)],
        *[(a, "") for a in ("javascript:alert(1)", "JaVa\nScript:alert(1)", "data:text/html,x", "file:///etc/passwd")],
        *[(a, "") for a in ("C:\\x", "https:///x", "https://", "vbscript:x", "ftp://example.org/x", "mailto:")],
    ],
)
def test_links_lead_to_the_web_to_people_or_beside_the_document(address, target):
    assert link_target(address) == target
    assert link_target(target) == target


def test_headings_are_not_strong_from_end_to_end_and_code_as_a_block_has_no_marks():
    builder = TextBuilder()
    for kind, level in ((BlockKind.HEADING, 1), (BlockKind.PARAGRAPH, 0), (BlockKind.CODE, 0)):
        found = MarkCollector()
        found.mark("All of it", InlineKind.STRONG)
        builder.add(kind, "All of it", Locator(), level=level, marked=found.take())
    parsed = builder.document()
    assert [(m.start, m.kind) for m in parsed.marks] == [(parsed.blocks[1].start, InlineKind.STRONG)]


def test_many_marks_take_time_in_proportion_to_them():
    found = MarkCollector()
    for _ in range(50_000):
        found.write("  a ")
        found.mark("b", InlineKind.CODE)
    text = " ".join(found.words.split())
    marks = marks_of_block(found.take(), text, 0)
    assert len(marks) == 50_000 and {text[m.start : m.end] for m in marks} == {"b"}
