"""One hit a document, and one for texts that say the same."""

import pytest

from indexer.searching.ranking import Group, grouped


def groups(order, documents, words=None, limit=10):
    asked = []

    def words_of(place):
        asked.append(place)
        return range(100 * place, 100 * place + 20) if words is None else words[place]

    return grouped(order, documents, limit, words_of), asked


def test_other_passages_of_a_document_fold_under_its_best():
    found, _ = groups([2, 0, 3, 1, 4], ["a", "b", "a", "a", "c"])
    assert found == [Group(2, others=[0, 3]), Group(1), Group(4)]


def test_as_many_documents_as_asked_for_with_all_that_belongs_to_them():
    found, looked_at = groups([0, 1, 2, 3, 4], ["a", "b", "c", "a", "b"], limit=2)
    assert found == [Group(0, others=[3]), Group(1, others=[4])]
    assert looked_at == [0, 1]  # words of what is left out, or folded already, are not fetched


def test_nothing_is_found_in_nothing():
    assert groups([], [])[0] == [] and groups([0], ["a"], limit=0)[0] == []


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
    found, _ = groups([0, 1], ["a", "b"], [list(first), list(second)])
    assert found == ([Group(0, duplicates=[1])] if same else [Group(0), Group(1)])


def test_a_duplicate_folds_under_the_best_one_and_is_no_document_of_its_own():
    words = [LONG, [*LONG[1:], 99], [50, 51, 52], LONG, LONG]
    found, _ = groups(range(5), ["a", "b", "c", "d", "b"], words)
    assert found == [Group(0, duplicates=[1, 3, 4]), Group(2)]
