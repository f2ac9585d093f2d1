"""Words of languages without a Snowball stemmer meet in their inflections; those of Vietnamese by their marks."""

import pytest

from indexer.text.analysis import Analyzer


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("hindi", "लड़का लड़के लड़कों"), ("hindi", "सड़क सड़कें"), ("hindi", "हिन्दी हिंदी"), ("hindi", "चाँद चांद"),
        ("persian", "کتاب کتاب‌ها کتابها كتابهای کتابی"),
        ("persian", "بزرگ بزرگتر بزرگ‌ترین"), ("persian", "رود می‌رود نمی‌رود"),
        ("greek", "άνθρωπος ανθρώπου άνθρωποι ανθρώπων"), ("greek", "πόλεμος πόλεμο πολέμου"),
        ("turkish", "kitap kitaplar kitapları"), ("turkish", "İstanbul istanbul'da ISTANBUL"),
        ("hebrew", "ספר הספר ספרים בספרים"), ("hebrew", "מלך המלך"), ("hebrew", "שָׁלוֹם שלום"),
        ("vietnamese", "hòa hoà HOÀ"),
    ],
)  # fmt: skip
def test_inflections_meet(language, words):
    analyzer = Analyzer(language)
    terms = [{token.term for token in analyzer.tokens(word)} for word in words.split()]
    assert set.intersection(*terms)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("vietnamese", "ma", "má"), ("hebrew", "ים", "יד"), ("greek", "μέλι", "μέρα"), ("hindi", "पानी", "पास")],
)
def test_other_words_stay_apart(language, one, other):
    analyzer = Analyzer(language)
    assert analyzer.term(one) != analyzer.term(other)


def test_words_of_the_latin_alphabet_are_stemmed_as_english_in_persian():
    assert Analyzer("persian").term("running") == "run"


def test_vietnamese_that_is_typed_without_marks_finds_what_has_them():
    analyzer = Analyzer("vietnamese")
    written = {token.term for token in analyzer.tokens("Hà Nội")}
    assert {token.term for token in analyzer.tokens("ha noi")} <= written
    weights = {term.term: term.weight for term in analyzer.question("hà nội đẹp").terms}
    assert weights["nội"] > weights["noi"]
