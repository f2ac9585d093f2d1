"""Words that are written alike are those whose sets of grams are, by L. R. Dice's share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.forward.grams import GramIndex, _grams_of, _grams_of_few, add_grams
from indexer.store.container import Container, ContainerWriter


def grams(word):
    marked = f"_{word}_"
    return {marked[i : i + 4] for i in range(len(marked) - 3)}


def dice(asked, word):
    """The share in (0, 1] of two words that are alike, None of others; a gram that stands twice in a word counts once."""
    common = len(grams(asked) & grams(word))
    share = 2 * common / max(len(grams(asked)) + len(grams(word)), 1)
    return share if common >= 2 and share >= 0.4 else None


def expected(words, asked, among):
    pairs = {(a, w): dice(asked[a], words[w]) for a in range(len(asked)) for w in among}
    return {pair: share for pair, share in pairs.items() if share is not None}


def written(path, words):
    file = ContainerWriter()
    add_grams(file, words)
    file.write(path, {})
    return GramIndex(Container(path))


@pytest.fixture
def found(tmp_path):
    """Alike words by (place of the asked, number of the vocabulary's)."""

    def found(words, asked, among=None):
        index = written(tmp_path / "grams", words)
        return alike(index, words, asked, range(len(words)) if among is None else among)

    return found


def alike(index, words, asked, among):
    mask = np.zeros(len(words), bool)
    mask[list(among)] = True
    made = index.alike(asked, mask)
    pairs = list(zip(made.question_word.tolist(), made.word.tolist(), strict=True))
    assert len(pairs) == len(set(pairs)) == len(made.share)
    return dict(zip(pairs, made.share.tolist(), strict=True))


@pytest.mark.parametrize(
    ("asked", "word", "share"),
    [
        ("hyperglycaemia", "glycaemic", 2 * 5 / (13 + 8)),  # glyc lyca ycae caem aemi
        ("sexual", "sex", None),  # "_sex" alone
        ("pill", "ill", None),  # "ill_" alone
        ("pills", "pill", 2 * 2 / (4 + 3)),
        ("abcdefgh", "abcxyzwq", None),  # "_abc" alone
        ("banana", "ananas", 2 * 2 / (5 + 5)),  # anan nana: just the least
        ("abcdefghijklmnopqrstu", "abcdefghijvwxyz012345", 2 * 8 / (20 + 20)),  # the least, where more are in common
        ("abcdefghijklmnopqrstu", "abcdefghijvwxyz0123456", None),
        ("beriberi", "beriberi", 1.0),  # "beri" twice
        ("aaaaaaaa", "aaaa", 2 * 3 / (3 + 3)),  # _aaa aaaa aaa_, however long
        ("naïve", "naïves", 2 * 3 / (4 + 5)),
        ("𐐨𐐩𐐪𐐫", "𐐨𐐩𐐪𐐫𐐬", 2 * 2 / (3 + 4)),  # Deseret: beyond the basic plane
        ("𐌰𐌱𐌲𐌳", "𐌴𐌵𐌶𐌷", None),
        ("ab", "ab", None),  # one gram, "_ab_"
        ("a", "a", None),
        ("", "", None),
    ],
)
def test_the_share_is_of_distinct_grams_with_marks_at_both_ends(found, asked, word, share):
    assert found([word], [asked]) == ({} if share is None else {(0, 0): pytest.approx(share)})


def test_grams_do_not_reach_from_one_word_into_the_next(found):
    assert found(["ab", "cd", "abcd", "a", "b"], ["abcd", "bcda", "abcda"]) == {
        (0, 2): 1.0,
        (2, 2): pytest.approx(2 * 2 / (3 + 4)),
    }


def test_only_words_among_those_wanted_are_found_each_time_they_stand_in_the_vocabulary(found):
    words = ["crying", "trying", "crying", "cryings", "other"]
    assert set(found(words, ["crying"])) == {(0, 0), (0, 1), (0, 2), (0, 3)}
    assert set(found(words, ["crying"], [1, 2])) == {(0, 1), (0, 2)}
    assert found(words, ["crying"], []) == {}


def test_nothing_asked_and_nothing_held_is_like_nothing(found):
    assert found([], []) == found([], ["crying"]) == found(["crying"], []) == found(["", "a"], ["crying"]) == {}


def test_what_was_asked_twice_is_answered_twice(found):
    assert set(found(["crying"], ["crying", "zebra", "crying"])) == {(0, 0), (2, 0)}


@pytest.mark.parametrize("letter", "aж幸𐐨")
def test_the_longest_words_are_compared(found, letter):
    words = [letter * 64, letter * 63 + "x"]
    assert found(words, words) == pytest.approx(expected(words, words, range(2)))


#: Few letters, so that random words are alike; the low 16 bits, which are all that a gram keeps, tell them apart.
LETTERS = ("abn", "адб", "abné.-ж幸𐐨𐐩", "\U0001000a\U00010001\U00010002")
WORD = st.one_of(st.text(st.sampled_from(letters), max_size=9) for letters in LETTERS)


@settings(max_examples=300)
@given(st.lists(WORD, max_size=12), st.lists(WORD, max_size=4), st.data())
def test_alike_is_what_the_definition_says(tmp_path_factory, words, asked, data):
    among = data.draw(st.sets(st.sampled_from(range(len(words))))) if words else ()
    index = written(tmp_path_factory.getbasetemp() / "grams", words)
    found = alike(index, words, asked, among)
    assert found == pytest.approx(expected(words, asked, among))
    assert all(0.4 <= share <= 1 for share in found.values())


@given(st.lists(st.text("aé中😀\ud800", max_size=7), max_size=5))
def test_few_words_have_the_grams_that_many_have(words):
    few, many = (zip(*(part.tolist() for part in of(words)[::-1]), strict=True) for of in (_grams_of_few, _grams_of))
    few = list(few)
    assert sorted(few) == sorted(many) and [owner for owner, _ in few] == sorted(owner for owner, _ in few)
