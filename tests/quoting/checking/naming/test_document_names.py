"""Which documents a text names: by id, path, file name, title or link, and what needs a frame to be a name."""

import pytest

from indexer.quoting.checking.naming.attribution import DocumentNames
from indexer.quoting.corpus_texts import TextBatch


def names(*documents):
    ids, paths, titles = zip(*documents, strict=True)
    return DocumentNames(
        [TextBatch(ids[:1], paths[:1], titles[:1], (b"",)), TextBatch(ids[1:], paths[1:], titles[1:], ())]
    )


@pytest.fixture
def few():
    return names(
        ("a/tea.md", "a/tea.md", "The history of tea"), ("b/coffee.txt", "b/coffee.txt", "Coffee"),
        ("log.jsonl#1", "log.jsonl", "On salt"), ("log.jsonl#2", "log.jsonl", "On salt and pepper"),
        ("café.txt", "café.txt", "!"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("as a/tea.md says", {"a/tea.md"}), ("as tea.md says", {"a/tea.md"}), ("as the HISTORY of tea says", {"a/tea.md"}),
        ("as history of tea says", set()), ("as tea says", set()), ("(tea)", {"a/tea.md"}), ("“Tea”", {"a/tea.md"}),
        ("according to tea, so", {"a/tea.md"}), ("as Coffee says", set()), ("(see Coffee)", set()),
        ("(Coffee, 1999)", {"b/coffee.txt"}), ("“Coffee”", {"b/coffee.txt"}), ("(On salt)", {"log.jsonl#1"}),
        ("as On salt says", set()), ("as on salt and pepper says", {"log.jsonl#2"}),
        ("in log.jsonl so", set()), ("in log.jsonl#2 so", {"log.jsonl#2"}), ("in log so", set()), ("(log)", set()),
        ("see /source/a/tea.md?at=1-2 and", {"a/tea.md"}), ("see /source/caf%C3%A9.txt", {"café.txt"}),
        ("see /source/none.txt", set()), ("", set()), ("café.txt tea.md", {"a/tea.md", "café.txt"}),
    ],
)  # fmt: skip
def test_a_text_names_documents(few, text, named):
    assert few.within(text) == named


def test_only_names_that_end_behind_a_place_count(few):
    text = "tea.md, then coffee.txt"
    assert few.within(text, 5) == {"a/tea.md", "b/coffee.txt"} and few.within(text, 6) == {"b/coffee.txt"}
    assert few.within(text, len(text)) == set() and few.within(text, len(text) - 1) == {"b/coffee.txt"}
    links = "/source/a/tea.md /source/café.txt"
    assert few.within(links, 1) == {"café.txt", "a/tea.md"} and few.within(links, 17) == {"café.txt"}


def test_the_longest_name_is_meant_and_each_is_told_with_its_place(few):
    text = "On salt and pepper; (On salt); tea.md"
    assert [(text[slice(*span)], named) for span, named in few.mentions(text)] == [
        ("On salt and pepper", {"log.jsonl#2"}), ("On salt", {"log.jsonl#1"}), ("tea.md", {"a/tea.md"}),
    ]  # fmt: skip
    assert few.mentions("nothing at all") == [] == few.mentions("…")


def test_a_whole_name_is_a_name_in_any_form(few):
    for name in ("TEA.md", "a/tea.md", "tea", "coffee", "On salt", "the history  of tea", "café.txt"):
        assert few.is_name(name)
    for other in ("the history", "salt", "", "!", "log"):
        assert not few.is_name(other)


@pytest.mark.parametrize(
    ("title", "clear"),
    [("Ab", False), ("Abcdefghijk", False), ("Abcd efgh", False), ("Abcd efghi", True), ("Of a", False)],
)
def test_a_title_of_several_words_and_some_letters_is_a_name_anywhere(title, clear):
    made = names(("x", "x", title), ("y", "y", "Another title"))
    assert made.within(f"as {title} says") == ({"x"} if clear else set()) and made.within(f"({title})") == {"x"}


def test_a_long_title_is_known_by_its_first_words():
    words = [f"word{n}" for n in range(60)]
    made = names(("x", "x", " ".join(words)), ("y", "y", " ".join(words[:1] + ["and"] + words[1:40])))
    assert made.within(" ".join(words)) == {"x"} == made.within(" ".join(words[:40]))
    assert made.within(" ".join(words[:39])) == set()
    assert made.within(" ".join(words[:1] + ["and"] + words[1:40])) == {"y"}
