"""Words and what they match by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def terms(text):
    return {t.term for t in ANALYZER.tokens(text)}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("crying", "cries"), ("vitamin c", "Vitamin C"), ("covid19", "COVID-19"), ("il 6", "IL-6"), ("dont", "don’t"),
        ("naive", "naïve"), ("post coital", "Post-coital"), ("postcoital", "post-coital"), ("istanbul", "İstanbul"),
        ("oxytocin", "oxy\u00adtocin"), ("fine", "ﬁne"), ("幸福", "我很幸福吗"), ("400000", "400,000"), ("w-2", "W-2"),
        ("disorganised", "disorganized"), ("organisation", "Organizations"), ("colour", "coloring"),
        ("oestrogen", "estrogens"), ("anaemia", "anemia"), ("travelled", "traveling"), ("counsellor", "counselors"),
        ("manoeuvre", "maneuvers"),
        ("analysing", "analyze"),
        ("centimetres", "centimeter"), ("catalogued", "cataloging"), ("tumour", "tumors"), ("defence", "defense"),
    ],
)  # fmt: skip
def test_typed_and_written_words_meet(typed, written):
    assert terms(typed) & terms(written)


@pytest.mark.parametrize(
    "inflected",
    [
        "rise rising rises", "revise revision revising", "precise precisely precision", "exercise exercising exercises",
        "advise advised", "hour hours", "pour pouring", "tell telling", "shoe shoes", "raise raising", "vertebra vertebrae",
        "surprise surprising", "journey journeys",
    ],
)  # fmt: skip
def test_folding_two_spellings_parts_no_inflections(inflected):
    assert len({term for word in inflected.split() for term in terms(word)}) == 1


@pytest.mark.parametrize(
    "pair", ["four for", "wise wiz", "hour hoar", "flour flor", "poem pem", "spell spel", "toes tes"]
)
def test_folding_two_spellings_joins_no_other_words(pair):
    first, second = pair.split()
    assert not terms(first) & terms(second)


@given(st.text(max_size=200))
def test_spans_hold_for_any_text(text):
    found = ANALYZER.tokens(text)
    assert all(0 <= t.start < t.end <= len(text) and t.term for t in found)
    words = [t.position for t in found if not t.part]
    parts = [t.position for t in found if t.part]
    assert words == sorted(set(words)) and parts == sorted(set(parts))
    assert {t.position for t in found} == set(range(len({t.position for t in found})))


@given(st.text(st.sampled_from("\"“”-a b«»'()*?AND:~[]{}^\\/"), max_size=80))
def test_no_question_raises(question):
    ANALYZER.question(question)


def test_phrases_and_exclusions():
    query = ANALYZER.question('"post-coital dysphoria" causes -hormones -"after birth"')
    assert query.phrases == (("post", "coital", "dysphoria"),)
    assert query.excluded == (("after", "birth"), ("hormon",))
    assert "hormon" not in {t.term for t in query.terms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Post-coital dysphoria", ["post", "coital", "dysphoria"]),
        ("IL-6 and well-to-do U.S. folk", ["il", "6", "and", "well", "to", "do", "us", "folk"]),
        ("我很幸福", ["我很", "很幸", "幸福"]),
        ("… — !", []),
    ],
)
def test_a_sequence_has_the_parts_of_a_hyphenated_word_and_not_its_whole(text, expected):
    assert [token.exact for token in ANALYZER.sequence(text)] == expected


@given(st.text(st.sampled_from("ab-'’.,1 幸福\n\u00ad"), max_size=60))
def test_a_sequence_has_one_token_a_position_and_leaves_none_out(text):
    found = ANALYZER.sequence(text)
    assert [token.position for token in found] == list(range(len(found)))
    assert [token.start for token in found] == sorted(token.start for token in found)
