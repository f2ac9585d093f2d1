"""Forms under which words are equal, and what words there are."""

import pytest

from indexer.text.analysis.folding import fold_accents, fold_case
from indexer.text.analysis.tokenizing import MAX_WORD, words


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Ｄｏｎ’ｔ", "don't"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("ﬁne", "fine"),
        ("post‐coital", "post-coital"),
        ("oxy\u00adto\u200bcin", "oxytocin"),
        ("it`s", "it's"),
        ("N\u02bcs", "n's"),
    ],
)
def test_case_width_apostrophes_and_hyphens_are_folded(word, folded):
    assert fold_case(word) == folded


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("naïve", "naive"),
        ("nai\u0308ve", "naive"),
        ("crème brûlée", "creme brulee"),
        ("smørrebrød", "smorrebrod"),
        ("œuvre", "oeuvre"),
        ("þing", "thing"),
        ("ἄνθρωπος", "ανθρωπος"),
        ("ещё", "еще"),
        ("ёлка", "елка"),
        ("чай", "чай"),
        ("ӓ", "ӓ"),
        ("कि", "कि"),
        ("plain", "plain"),
        ("\u0301a", "\u0301a"),  # on nothing
    ],
)
def test_accents_of_latin_and_greek_go_and_marks_of_other_scripts_stay(word, folded):
    assert fold_accents(word) == folded


def found(text):
    return [(kind, text[start:end]) for kind, start, end in words(text)]


def test_words_numbers_initialisms_and_runs_of_cjk():
    assert found("The U.S. had 400,000 or 3.5 IL-6, don’t 我很幸福!") == [
        ("word", "The"),
        ("initials", "U.S."),
        ("word", "had"),
        ("number", "400,000"),
        ("word", "or"),
        ("number", "3.5"),
        ("word", "IL-6"),
        ("word", "don’t"),
        ("cjk", "我很幸福"),
    ]
    assert found("a.b. ab.c. 1.2.3-x -- 'x'") == [
        ("initials", "a.b."),
        ("word", "ab"),
        ("word", "c"),
        ("number", "1.2"),
        ("word", "3-x"),
        ("word", "x"),
    ]


def test_endless_words_are_cut_but_not_runs_of_cjk():
    assert [len(word) for _, word in found("x" * 150)] == [MAX_WORD, MAX_WORD, 150 - 2 * MAX_WORD]
    assert [len(word) for _, word in found("x" * MAX_WORD + " y")] == [MAX_WORD, 1]
    assert [len(word) for _, word in found("x" * 65)] == [64, 1]
    assert found("福" * 150) == [("cjk", "福" * 150)]
