"""One hit a document, and one for texts that say the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.searching.ranking import Group, SamePages, WordRuns, grouped, leading_version


def runs(texts):
    """Texts, each after a word that is no part of it, as flat words."""
    ends = np.cumsum([len(text) + 1 for text in texts]) if texts else np.zeros(0, np.int64)
    sizes = np.array([len(text) for text in texts], np.int64)
    words = np.array([word for text in texts for word in (7, *text)], np.int64)
    return WordRuns(words, ends - sizes, ends)


def groups(order, documents, words=None, limit=10, shown=()):
    texts = [range(100 * place, 100 * place + 20) for place in range(len(documents))] if words is None else words
    return grouped(order, documents, limit, runs(texts), shown)


def test_other_passages_of_a_document_fold_under_its_best():
    found = groups([2, 0, 3, 1, 4], ["a", "b", "a", "a", "c"])
    assert found == [Group(2, others=[0, 3]), Group(1), Group(4)]


def test_as_many_documents_as_asked_for_with_all_that_belongs_to_them():
    found = groups([0, 1, 2, 3, 4], ["a", "b", "c", "a", "b"], limit=2)
    assert found == [Group(0, others=[3]), Group(1, others=[4])]


def test_documents_that_are_shown_already_are_left_out():
    assert groups([0, 1, 2], ["a", "b", "a"], shown={"a"}) == [Group(1)]


def test_nothing_is_found_in_nothing():
    assert groups([], []) == [] and groups([0], ["a"], limit=0) == []


LONG = list(range(20))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (LONG, LONG, True),
        (LONG, list(reversed(LONG)), False),
        (range(11), [*range(10), 99], True),  # 8 of 10 word triples
        (range(10), [*range(9), 99], False),  # 7 of 9
        (range(7), range(6), True),  # 4 of 5
        (range(6), range(7), True),
        (range(6), range(5), False),  # 3 of 4
        (LONG, LONG[:10], False),
        ([1, 2], [1, 2], True),  # too short for a triple
        ([1, 2], [2, 1], False),
        ([1, 2], [1, 2, 3], False),
        ([1, 2, 3], [1, 2, 3], True),
        ([], [], True),
    ],
)
def test_texts_are_the_same_that_share_four_fifths_of_their_word_triples(first, second, same):
    found = groups([0, 1], ["a", "b"], [list(first), list(second)])
    assert found == ([Group(0, duplicates=[1])] if same else [Group(0), Group(1)])


def test_a_duplicate_folds_under_the_best_one_and_is_no_document_of_its_own():
    words = [LONG, [*LONG[1:], 99], [50, 51, 52], LONG, LONG]
    found = groups(range(5), ["a", "b", "c", "d", "b"], words)
    assert found == [Group(0, duplicates=[1, 3]), Group(2)]  # 4 is of a document that is folded already


def test_what_leads_among_copies_stands_for_them_with_what_else_its_document_has():
    words = [LONG, [*LONG[1:], 99], [50, 51, 52], [60, 61, 62], [70, 71, 72]]
    found = grouped(range(5), ["a", "b", "c", "b", "a"], 10, runs(words), leading=max)
    assert found == [Group(1, others=[3], duplicates=[0]), Group(2)]


def test_pages_in_other_languages_fold_under_the_first_whatever_the_limit():
    documents = ["en/a", "de/a", "b", "fr/a", "c"]
    pages = SamePages({"en/a": "a", "de/a": "a", "fr/a": "a"}, lambda one, other: {one, other} != {"en/a", "fr/a"})
    texts = [range(100 * place, 100 * place + 20) for place in range(5)]
    for limit in (1, 2, 3, 10):
        found = grouped(range(5), documents, limit, runs(texts), pages=pages)
        assert found == [Group(0, translations=[1]), Group(2), Group(3), Group(4)][:limit]


def test_a_copy_of_a_translation_is_no_copy_of_the_page_that_it_is_folded_under():
    documents = ["en/2/a", "de/2/a", "de/1/a", "en/1/a"]
    pages = SamePages({"en/2/a": "2/a", "de/2/a": "2/a", "de/1/a": "1/a", "en/1/a": "1/a"}, lambda one, other: True)
    found = grouped(range(4), documents, 10, runs([LONG, [90, 91, 92], [90, 91, 92], [80, 81]]), pages=pages)
    assert found == [Group(0, translations=[1]), Group(2, translations=[3])]


def test_copies_of_a_translation_are_one_hit():
    documents = ["en/a", "de/a", "copy", "second copy", "b"]
    pages = SamePages({"en/a": "a", "de/a": "a"}, lambda one, other: True)
    found = grouped(range(5), documents, 10, runs([LONG, *[[90, 91, 92]] * 3, [80, 81]]), pages=pages)
    assert found == [Group(0, translations=[1]), Group(2, duplicates=[3]), Group(4)]


VERSIONS = ["v3.4/a.md", "v3.6/a.md", "v3.5/a.md", "v4/b.md", "c.md"]


@pytest.mark.parametrize(
    ("scores", "named", "leads"),
    [
        ([1, 1, 1, 1, 1], (), 1),  # the latest version of this page
        ([1, 1, 1, 1, 1], [(3, 5)], 2),
        ([1, 1, 1, 1, 1], [(3, 4, 2)], 0),  # what is true of all of 3.4
        ([1, 1, 1, 1, 1], [(3,), (3, 4)], 0),  # what is named exactly
        ([1, 1, 1, 1, 1], [(2, 0)], 1),
        ([1, 0.9, 0.995, 1, 1], (), 2),  # what is less good does not answer as well
    ],
)
def test_of_copies_in_versions_of_a_page_the_latest_leads_unless_one_is_named(scores, named, leads):
    assert leading_version(VERSIONS, np.array(scores, float), named, range(5)) == leads


def test_what_is_in_no_version_stands_where_it_is():
    assert leading_version(["c.md", "v1/c.md"], np.ones(2), (), [0, 1]) == 0
    assert leading_version(["2023/c.md", "2024/c.md"], np.ones(2), (), [0, 1]) == 0


TEXTS = st.lists(st.lists(st.integers(0, 3), max_size=8), max_size=8)


def triples(text):
    return {tuple(text[i : i + 3]) for i in range(max(len(text) - 2, 1))}


@given(TEXTS, st.lists(st.sampled_from("abcd"), min_size=8, max_size=8), st.integers(0, 8))
def test_a_candidate_folds_under_the_first_group_that_it_is_like_however_many_groups_are_wanted(texts, names, limit):
    documents = names[: len(texts)]
    every = groups(range(len(texts)), documents, texts)
    assert groups(range(len(texts)), documents, texts, limit) == every[:limit]
    begun = [place for place, name in enumerate(documents) if name not in documents[:place]]
    best = []
    for place in begun:
        mine = triples(texts[place])
        twins = [b for b in best if 5 * len(mine & triples(texts[b])) >= 4 * len(mine | triples(texts[b]))]
        under = next((g.best for g in every if place in g.duplicates), None)
        assert under == next(iter(twins), None)
        best += [] if twins else [place]
    assert [g.best for g in every] == best
    assert {g.best: g.others for g in every} == {
        b: [p for p in range(b + 1, len(texts)) if documents[p] == documents[b]] for b in best
    }
