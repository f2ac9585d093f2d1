"""Where a draft quotes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.quoting.checking import draft_of
from indexer.quoting.checking.quotations import quotations_of


def quoted(text, media_type="text/plain"):
    draft = draft_of(text, media_type=media_type)
    return [draft.text[q.start : q.end] for q in quotations_of(draft)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "it is so" and "no more".', ["it is so", "no more"]),
        ("He said “it ‘is’ so” — “no”.", ["it ‘is’ so", "no"]),
        ("Er sagte „so ist es“ und »nein, nein«.", ["so ist es", "nein, nein"]),
        ("« Oui », dit-il. «\u00a0Non\u00a0» ‹peut-être›", ["Oui", "Non", "peut-être"]),
        ("Hon sade ”hej du” till oss.", ["hej du"]),
        ("彼は「行きます」と言った。", ["行きます"]),
        ("It's the dogs' bone: 'a nested word' here.", ["a nested word"]),
        ("‘Single curly’ and ’tis the season’s ‘best of it’.", ["Single curly", "best of it"]),
        ('5" pipes and "quotes" of 6" width', ["quotes"]),
        ("“unclosed and so on. Then “closed” here.", ["closed"]),
        ('"unclosed and then "closed" here.', ["closed"]),
        ('The word "tea," and (“see”) "a"/"b".', ["tea,", "see", "a", "b"]),
        ('"""', []),
        ("”“”“", []),
        ("", []),
    ],
)
def test_marks_of_many_countries(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize("opening", ["“", '"'])
def test_a_quotation_of_several_paragraphs_opens_each_and_closes_once(opening):
    closing = {"“": "”", '"': '"'}[opening]
    text = f"He said: {opening}First paragraph.\n\n{opening}Second paragraph.{closing} And {opening}third{closing}."
    assert quoted(text) == [f"First paragraph.\n\n{opening}Second paragraph.", "third"]


def test_a_quotation_may_hold_lines_that_look_like_headings_in_plain_text():
    assert quoted("It says “one line\nMethods\nand one more” here.") == ["one line\nMethods\nand one more"]


def test_block_quotations_in_a_row_are_one_and_know_each():
    draft = draft_of("Text.\n\n> First of\n> two lines.\n\n> Second.\n\nMore.\n\n> Third.\n> — A. Writer, Title\n")
    first, third = quotations_of(draft)
    assert [draft.text[q.start : q.end] for q in first.inner] == ["First of\n> two lines.", "Second."]
    assert draft.text[third.start : third.end] == "Third."


def test_block_quotations_of_markdown_and_html():
    assert quoted("Text.\n\n> A *quoted* line\n> goes on.\n", "text/markdown")[0].startswith("A quoted line")
    assert quoted("<p>Text.</p><blockquote><p>A quoted line.</p></blockquote>", "text/html") == ["A quoted line."]


@given(st.text(alphabet=st.sampled_from("ab .\n\"'“”„«»‘’>-"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_spans_are_disjoint_and_nested(text):
    draft = draft_of(text)

    def check(quotations, start, end):
        reached = start
        for q in quotations:
            assert reached <= q.outer.start <= q.start < q.end <= q.outer.end <= end
            check(q.inner, q.outer.start, q.outer.end)
            reached = q.outer.end

    check(quotations_of(draft), 0, len(draft.text))
