"""Where a draft quotes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.quoting.checking import draft_of
from indexer.quoting.checking.drafted.quotations import quotations_of
from tests.cpu import takes_less


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


@pytest.mark.parametrize("marks", ["“", "“‘", "«‹“", "‘x\n\n"])
def test_marks_that_nobody_closes_cost_no_more_the_more_there_are_and_hide_none(marks):
    draft = draft_of(f"{marks * 20_000} “it is so”.", media_type="text/plain")
    found = []
    assert takes_less(5, lambda: found.append(quotations_of(draft))), "linear: none takes a second"
    assert all([draft.text[q.start : q.end] for q in each] == ["it is so"] for each in found)


def test_marks_that_wait_are_closed_however_many_stand_before():
    draft = draft_of("“" * 1000 + "a «b ‹c „d “e” d“ c› b» a”", media_type="text/plain")
    (outer,) = quotations_of(draft)
    inside = [outer]
    while inside[-1].inner:
        inside += inside[-1].inner
    assert [draft.text[q.start : q.end].split()[0] for q in inside] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("opening", ["“", '"'])
def test_a_quotation_of_several_paragraphs_opens_each_and_closes_once(opening):
    closing = {"“": "”", '"': '"'}[opening]
    text = f"He said: {opening}First paragraph.\n\n{opening}Second paragraph.{closing} And {opening}third{closing}."
    assert quoted(text) == [f"First paragraph.\n\n{opening}Second paragraph.", "third"]
    first, third = quotations_of(draft_of(text))
    assert text[slice(*first.outer)] == f"{opening}First paragraph.\n\n{opening}Second paragraph.{closing}"
    assert text[slice(*third.outer)] == f"{opening}third{closing}" and not third.block


def test_a_quotation_may_hold_lines_that_look_like_headings_in_plain_text():
    assert quoted("It says “one line\nMethods\nand one more” here.") == ["one line\nMethods\nand one more"]


def test_block_quotations_in_a_row_are_one_and_know_each():
    draft = draft_of("Text.\n\n> First of\n> two lines.\n\n> Second.\n\nMore.\n\n> Third.\n> — A. Writer, Title\n")
    first, third = quotations_of(draft)
    assert [draft.text[q.start : q.end] for q in first.inner] == ["First of\n> two lines.", "Second."]
    assert draft.text[third.start : third.end] == "Third."


@pytest.mark.parametrize(
    ("text", "quoted_parts"),
    [
        ("> One.\n>\n> — A. Writer, Title, 2.7\n", ["One."]),  # a paragraph of its own names the source
        ("> One.\n>\n> Two.\n>\n> -- A. Writer\n", ["One.", "Two."]),
        ("> One.\n>\n> — Not he, said she.\n", ["One.", "— Not he, said she."]),  # speech
        ("> — One\n>\n> — Two\n", ["— One", "— Two"]),
        ("> — A. Writer\n>\n> One.\n", ["— A. Writer", "One."]),
    ],
)
def test_a_last_paragraph_of_a_block_quotation_that_names_its_source_is_no_part_of_it(text, quoted_parts):
    draft = draft_of(text, media_type="text/markdown")
    (found,) = quotations_of(draft)
    assert [draft.text[q.start : q.end] for q in found.inner or (found,)] == quoted_parts
    assert draft.text[slice(*found.outer)] == draft.text.strip()


@pytest.mark.parametrize(
    ("text", "quote", "inner"),
    [
        ("> One.\n>\n", "One.", []),
        ("> One. >\n", "One.", []),
        ("> “All of it quoted.”\n", "All of it quoted.", []),
        ("> “‘All of it quoted.’”\n", "All of it quoted.", []),
        ("> “One” and “two”\n", "“One” and “two”", ["One", "two"]),
        ("> He said “one”\n", "He said “one”", ["one"]),
        ("> 'a'\n> -- Someone\n", "a", []),
        ("> One\n> —  Someone, Title\n>\n", "One", []),
        ("> One\n> two - and three\n", "One\n> two - and three", []),
        ("> -- Someone\n", "-- Someone", []),
    ],
)
def test_a_block_quotation_is_its_words(text, quote, inner):
    draft = draft_of(text)
    (found,) = quotations_of(draft)
    assert found.block and draft.text[found.start : found.end] == quote
    assert [draft.text[q.start : q.end] for q in found.inner] == inner
    assert draft.text[slice(*found.outer)] == draft.text.strip()


def test_a_block_quotation_without_words_is_none():
    assert quoted("> \n") == quoted(">\n>\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a “b” c”", [("a “b” c", ["b"])]),
        ("“a «b» ‘c’ d”", [("a «b» ‘c’ d", ["b", "c"])]),
        ('“a "b" c” \'d "e" f\'', [('a "b" c', ["b"]), ('d "e" f', ["e"])]),
        ("«a »b« c»", [("a", []), ("c", [])]),
        ("rock 'n' roll 'yes'", [("n", []), ("yes", [])]),
        ("“one\n\n“two”", [("one\n\n“two", ["one", "two"])]),
        ("“one ‘x’\n\n“two ‘y’”", [("one ‘x’\n\n“two ‘y’", ["one ‘x’", "two ‘y’"])]),
        ("‘one\n\ntwo’", []),
        ("“one ‘two\n\nthree’ four”", [("one ‘two\n\nthree’ four", [])]),
        ("“open ‘inner’ and on", [("inner", [])]),
        ("'yes' he said", [("yes", [])]),
        ("she said 'no'", [("no", [])]),
        ("the ’90s and “it’s”", [("it’s", [])]),
        ("(“a”)—“b”, “c”d", [("a", []), ("b", []), ("c", [])]),
        ('12" and 13"', []),
        ('"a "b" c"', [("b", [])]),
        ("„a“ ‚b‘ ＂c＂", [("a", []), ("b", []), ("c", [])]),
        ("” a ” b", []),
        ("“ spaced ” “”", []),
    ],
)
def test_marks_within_marks(text, expected):
    draft = draft_of(text)
    found = [
        (draft.text[q.start : q.end], [draft.text[i.start : i.end] for i in q.inner]) for q in quotations_of(draft)
    ]
    assert found == expected


@pytest.mark.parametrize(("length", "is_quoted"), [(19, True), (20, True), (21, False)])
def test_a_quotation_that_is_too_long_never_was_one(monkeypatch, length, is_quoted):
    monkeypatch.setattr("indexer.quoting.checking.drafted.quotations._LONGEST", 20)
    text = f"“{'x' * (length - 1)}”"
    assert quoted(text) == ([text[1:-1]] if is_quoted else [])
    assert quoted(f"“{'x' * 30} ‘inner’ “last”") == ["inner", "last"]


def test_marks_do_not_reach_over_headings_and_block_quotations():
    text = "A “text\n\n# A “head\n\nof” it”\n\n> block”\n\nand “more”\n"
    assert quoted(text, "text/markdown") == ["block”", "more"]
    assert quoted("A “text\n\n> block\n\nand” more\n") == ["block"]


def test_block_quotations_of_markdown_and_html():
    assert quoted("Text.\n\n> A *quoted* line\n> goes on.\n", "text/markdown")[0].startswith("A quoted line")
    assert quoted("<p>Text.</p><blockquote><p>A quoted line.</p></blockquote>", "text/html") == ["A quoted line."]


@given(st.text(alphabet=st.sampled_from("ab .\n\"'“”„«»‘’>-"), max_size=80))
@settings(max_examples=300)
def test_whatever_is_typed_spans_are_disjoint_and_nested(text):
    draft = draft_of(text)

    def check(quotations, start, end):
        reached = start
        for q in quotations:
            assert reached <= q.outer.start <= q.start < q.end <= q.outer.end <= end
            check(q.inner, q.outer.start, q.outer.end)
            reached = q.outer.end

    check(quotations_of(draft), 0, len(draft.text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a " b" c', []),  # a plain mark before a space opens nothing
        (
            "'one two' he said so",
            ["one two"],
        ),  # the first letter of a text has none before it, whatever its last one is
        ("she said 'one two'", ["one two"]),
        ('"one two" he said so', ["one two"]),
    ],
)
def test_marks_at_the_ends_of_a_text_and_before_spaces(text, expected):
    assert quoted(text) == expected


def test_a_quotation_over_three_paragraphs_reaches_to_the_last():
    text = "He said: “One here.\n\n“Two there.\n\n“Three at last.” So he said."
    (found,) = quotations_of(draft_of(text))
    assert text[found.start : found.end].endswith("Three at last.")
    assert [text[q.start : q.end] for q in found.inner] == ["One here.", "Two there.", "Three at last."]
