"""What is quicker found out for most words comes out as it would by the long way."""

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.text.analysis import Analyzer, analyzer
from indexer.text.analysis.forms import tokenizing
from indexer.text.analysis.languages import spelling_variants
from indexer.text.nltk_parts import nltk_module

_LETTERS = st.text(st.sampled_from("abeilnorsuyzAZéß"), min_size=1, max_size=6)
_SIGNS = st.text(st.sampled_from("([\"'“”‘’«».,;:!?)]…-_&+#*/°%5"), max_size=3)
ANALYZERS = [Analyzer(language) for language in ("english", "french", "german")]


@given(
    st.builds(
        "".join,
        st.tuples(_SIGNS, _LETTERS, _SIGNS, st.sampled_from(["", "s", "'s", "word", ".a.", "-on", "-Word-on"]), _SIGNS),
    )
)
@example("(word),")
@example("“word.”")
@example("dogs'")
@example("(Post-coital)")
@example("a-be")
@example("well-known-to-those-who-do")
@example("well-known-to-those-who-do-it")
@example(f"{'so-' * 14}long")
def test_a_word_with_its_punctuation_has_the_forms_of_any_text(chunk):
    for each in ANALYZERS:
        assert each.forms_of(chunk) == each._forms_in(chunk)


_ENDINGS = (
    "ise ised iser isers ising isings isation isable yse ysing our ours oured ouring ourful re res red ence ences"
)
_STARTS = "real organ anal col theat cent maneuv def off pret fib met dia cata diarrhoea oest anaem e re exerc"


@given(
    st.builds("".join, st.tuples(st.sampled_from(_STARTS.split()), st.sampled_from([*_ENDINGS.split(), "logue", ""])))
)
def test_no_word_that_has_two_spellings_is_passed_over(word):
    if any(pattern.search(word) for pattern, _ in spelling_variants._RULES):
        assert spelling_variants._COULD_VARY.search(word)
    if len(word) >= spelling_variants._DIPHTHONG_FROM and spelling_variants._DIPHTHONG.search(word):
        assert "ae" in word or "oe" in word


@given(st.text(st.sampled_from("a12.,\u00a0\u2009 \n"), max_size=20))
def test_no_number_in_groups_is_passed_over(text):
    long_way = tokenizing._GROUPED.sub(lambda found: regex.sub(r"\s", tokenizing.GROUP, found.group()), text)
    assert tokenizing.grouped(text) == long_way


_WORDS = "know happi relat hop general tri agre y by say vitamin fact dog sky howe new bibli radi curren confid st"
_SUFFIXES = (
    "s sses ies us ss ed eed edly ing ingly eedly ization ational fulness ousness iveness tional biliti lessli entli ation "
    "alism aliti ousli iviti fulli enci anci abli izer ator alli bli ogi li alize icate iciti ative ical ness ful ement "
    "ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic e l ll y d n t r m i o or our yt k w x ski"
)


@given(st.builds("".join, st.tuples(st.sampled_from(_WORDS.split()), st.sampled_from(["", *_SUFFIXES.split()]))))
@example("cosmos")
@example("don't")
@example("'tis")
def test_what_is_its_own_stem_is_found_out_without_stemming(word):
    assert analyzer._stemmer("english")(word) == nltk_module("nltk.stem.snowball").SnowballStemmer("english").stem(word)
