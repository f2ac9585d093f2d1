"""Words and what they match by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Analyzer

ANALYZER = Analyzer()


def terms(text):
    return {t.term for t in ANALYZER.tokens(text)}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("crying", "cries"), ("vitamin c", "Vitamin C"), ("covid19", "COVID-19"), ("il 6", "IL-6"), ("dont", "don’t"),
        ("naive", "naïve"), ("post coital", "Post-coital"), ("postcoital", "post-coital"), ("istanbul", "İstanbul"),
        ("oxytocin", "oxy\u00adtocin"), ("fine", "ﬁne"), ("幸福", "我很幸福吗"), ("400000", "400,000"), ("w-2", "W-2"),
    ],
)  # fmt: skip
def test_typed_and_written_words_meet(typed, written):
    assert terms(typed) & terms(written)


@given(st.text(max_size=200))
def test_spans_hold_for_any_text(text):
    found = ANALYZER.tokens(text)
    assert all(0 <= t.start < t.end <= len(text) and t.term for t in found)
    assert [t.position for t in found] == sorted(t.position for t in found) or any(t.part for t in found)


@given(st.text(st.sampled_from("\"“”-a b«»'()*?AND:~[]{}^\\/"), max_size=80))
def test_no_question_raises(question):
    ANALYZER.question(question)


def test_phrases_and_exclusions():
    query = ANALYZER.question('"post-coital dysphoria" causes -hormones -"after birth"')
    assert query.phrases == (("post", "coital", "dysphoria"),)
    assert query.excluded == (("after", "birth"), ("hormon",))
    assert "hormon" not in {t.term for t in query.terms}
