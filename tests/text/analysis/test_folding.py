"""Forms under which words are equal."""

import pytest

from indexer.text.analysis.folding import fold_accents, fold_case


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Straße", "strasse"),
        ("Ｄｏｎ’ｔ", "don't"),
        ("don‘t", "don't"),
        ("donʼt", "don't"),
        ("don`t", "don't"),
        ("post‐coital", "post-coital"),
        ("post‑coital", "post-coital"),
        ("oxy\u00adto\u200bcin\ufeff", "oxytocin"),
        ("ﬁne", "fine"),
        ("İ", "i\u0307"),
        ("ΣΑΣ", "σασ"),
    ],
)
def test_case_and_compatibility_forms(word, folded):
    assert fold_case(word) == folded


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("naïve", "naive"),
        ("naive", "naive"),
        ("e\u0301te\u0301", "ete"),
        ("ångström", "angstrom"),
        ("smørrebrød", "smorrebrod"),
        ("łódź", "lodz"),
        ("æon œuvre", "aeon oeuvre"),
        ("þing", "thing"),
        ("ἄνθρωπος", "ανθρωπος"),
        ("ёлка", "елка"),
        ("йод", "йод"),
        ("ї", "ї"),
        ("कि", "कि"),
        ("がく", "がく"),
        ("ё\u0301", "е\u0301"),
        ("éй", "eй"),
    ],
)
def test_accents_of_latin_and_greek_alone(word, folded):
    assert fold_accents(word) == folded
