"""Which document of before is which of now, and how it is said."""

from time import process_time

import pytest

from indexer.model.index.moves import Move, moved_folders, moved_pairs


@pytest.mark.parametrize(
    ("gone", "come", "pairs"),
    [
        ({"a": "1"}, {"b": "1"}, [("a", "b")]),
        ({"a": "1"}, {"b": "2"}, []),
        ({"old/a": "1", "old/b": "1"}, {"new/a": "1", "new/b": "1"}, [("old/a", "new/a"), ("old/b", "new/b")]),
        ({"x/a/t": "1", "y/a/t": "1"}, {"p/y/a/t": "1", "q/x/a/t": "1"}, [("x/a/t", "q/x/a/t"), ("y/a/t", "p/y/a/t")]),
        ({"a": "1", "b": "1"}, {"c": "1"}, [("a", "c")]),
        ({"a": "1", "k/c": "1"}, {"c": "1"}, [("k/c", "c")]),
        ({"a": "1"}, {"b": "1", "c": "1"}, [("a", "b")]),
    ],
)
def test_each_document_has_moved_once_and_to_the_place_most_like_its_own(gone, come, pairs):
    assert moved_pairs(gone, come) == tuple(pairs)


def test_a_folder_that_moved_is_one_move_and_few_files_are_named():
    pairs = [(f"a/n/{i}.md", f"b/n/{i}.md") for i in range(4)] + [("t.md", "u.md"), ("v/t.md", "w/t.md")]
    assert moved_folders(pairs) == [Move("a/", "b/", 4), Move("t.md", "u.md"), Move("v/t.md", "w/t.md")]
    assert [move.in_words for move in moved_folders(pairs)][:2] == ["4 documents from a/ to b/", "t.md is now u.md"]


def test_what_moved_into_a_folder_came_from_the_corpus_itself():
    (move,) = moved_folders([(f"{i}.md", f"kept/{i}.md") for i in range(1234)])
    assert move.in_words == "1,234 documents from the corpus itself to kept/"


def test_the_lines_of_a_file_that_moved_are_one_move():
    pairs = [(f"a/log.jsonl#{i}", f"a/journal.jsonl#{i}") for i in range(3)]
    (move,) = moved_folders(pairs)
    assert move.in_words == "3 documents from a/log.jsonl# to a/journal.jsonl#"


def test_a_folder_with_a_number_sign_is_named_whole():
    pairs = [(f"C#/old/{i}.md", f"F#/old/{i}.md") for i in range(3)] + [("a#b/t.md", "c#b/t.md")]
    assert moved_folders(pairs) == [Move("C#/", "F#/", 3), Move("a#b/t.md", "c#b/t.md")]


def test_many_copies_far_down_are_paired_at_once():
    """Each folder that is compared is a look at all of them; a website's addresses may have thousands."""
    deep = "d/" * 400
    gone, come = ({f"{top}/{deep}{i}/{name}": "1" for i in range(2000)} for top, name in (("a", "t"), ("b", "u")))
    start = process_time()
    assert len(moved_pairs(gone, come)) == 2000
    assert process_time() - start < 2
