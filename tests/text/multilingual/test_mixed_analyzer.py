"""Several languages in one index: how its passages and questions are analysed."""

import pytest

from indexer.text.analysis import Analyzer
from indexer.text.multilingual import MixedAnalyzer, analyzer_for, searching_analyzer
from indexer.text.multilingual.joined_terms import held_terms, rare_in_its_language, searched_terms

MIXED = searching_analyzer("auto", {"german": 3, "english": 9, "thai": 1})


def terms(question):
    return {t.exacts[0]: (t.term, t.elsewhere, t.content) for t in MIXED.question(question).terms}


def test_an_index_of_one_language_is_asked_in_that():
    for setting, counts in (("german", {"english": 5}), ("auto", {"german": 2}), ("auto", {})):
        analyzer = searching_analyzer(setting, counts)
        assert type(analyzer) is Analyzer and analyzer.languages == (("german",) if counts else ("english",))
    assert type(analyzer_for("german")) is Analyzer


def test_texts_are_analysed_by_their_language_and_share_one_table():
    analyzer = analyzer_for("auto")
    for language, text, term in (("german", "Kinder", "kind"), ("english", "Kinder", "kinder"), ("", "houses", "hous")):
        table = analyzer.table(language)
        assert [t.term for t in table.whole.tokens(table.text(text))] == [term]
    assert analyzer.table("german").whole is analyzer.table("thai").whole


@pytest.mark.parametrize(
    ("question", "language"),
    [("was ist die Ursache?", "german"), ("what is the cause?", "english"), ("welche Ursache", "german"),
     ("Who was excused?", "english"), ("Was the gate closed?", "english"), ("Was kostet ein Schlüssel?", "german"),
     ("Wer war da?", "german"), ("When will it die?", "english"), ("", ""),
     ("ทำไม", "thai"), ("die hard", ""), ("kite author:smith", ""), ("Berlin", "")],
)  # fmt: skip
def test_a_question_tells_its_language_or_none(question, language):
    assert MIXED.question(question).asked_in == language


def test_what_says_little_in_one_language_says_something_until_that_is_sure():
    assert terms("die hard")["die"][2] and not terms("was die")["was"][2]  # "was" says little in both
    assert not terms("was ist die Ursache?")["die"][2]
    assert terms("how do people die in the house?")["die"][2]


def test_a_question_without_a_function_word_of_the_usual_language_is_in_the_one_that_has_most():
    french = searching_analyzer("auto", {"french": 60, "english": 50, "german": 2})
    asked = french.question("is prolactin sold in pharmacies?")
    assert asked.asked_in == "english" and [t.typed for t in asked.content] == ["prolactin", "sold", "pharmacies"]
    assert french.question("prolactin in pharmacies").asked_in == ""  # as German as it is English


def test_a_few_documents_in_other_languages_do_not_make_words_of_the_usual_ones():
    few = searching_analyzer("auto", {"english": 40, "german": 1})
    short = {t.exacts[0]: t.content for t in few.question("reset the password").terms}
    assert short == {"reset": True, "the": False, "password": True}
    assert {t.exacts[0]: t.content for t in few.question("was ist die Ursache?").terms}["die"] is False
    assert {t.exacts[0]: t.content for t in MIXED.question("reset the password").terms}["the"] is True


def test_a_word_has_its_terms_in_each_language():
    assert terms("Kinder")["kinder"] == ("kinder", ("kind",), True)
    assert terms("tea -Kinder") and {("kinder",), ("kind",)} <= set(MIXED.question("tea -Kinder").excluded)


def test_only_terms_that_passages_hold_are_searched_and_are_worth_the_same():
    query = MIXED.question("Kinder Berlin")
    held = held_terms(query, {"kind": 7, "berlin": 2})
    assert [(t.term, t.elsewhere) for t in held.terms] == [("kind", ()), ("berlin", ())]
    assert searched_terms(held, {}, float) is held
    both = held_terms(query, {"kind": 7, "kinder": 3})
    searched = searched_terms(both, {"kind": 7, "kinder": 3}, lambda count: 100.0 / (1 + count))
    weights = {t.term: t.weight * 100.0 / (1 + {"kind": 7, "kinder": 3}.get(t.term, 0)) for t in searched.terms}
    assert weights["kind"] == pytest.approx(weights["kinder"]) == pytest.approx(100.0 / 11)


def test_a_mixed_analyzer_has_the_languages_of_most_documents():
    assert isinstance(MIXED, MixedAnalyzer) and MIXED.languages == ("english", "german", "thai")


def test_words_are_as_rare_as_they_are_in_the_language_that_is_asked_in():
    def idf(count, passages):
        return passages / max(count, 1)

    query = MIXED.question("ทำไม เรือ")
    assert (query.asked_in, query.share) == ("thai", 1 / 13)
    names = [term.term for term in query.terms]
    counts = {names[0]: 10, names[-1]: 1}
    rare = {t.term: t.weight for t in rare_in_its_language(query, counts, 130, idf).terms}
    given = {t.term: t.weight for t in query.terms}
    assert rare[names[0]] == pytest.approx(given[names[0]] / 13)  # in each of the ten passages in Thai
    assert rare[names[-1]] == pytest.approx(given[names[-1]] / 13)
    assert MIXED.question("die hard").share == 1.0
    names = MIXED.question("what is the IPCC?")
    assert names.share == 9 / 13 and rare_in_its_language(names, {"ipcc": 10}, 130, idf) == names


def test_a_text_is_not_looked_for_in_the_languages_of_a_few_documents():
    analyzer = searching_analyzer("auto", {"english": 900, "german": 90, "french": 5})
    names = [f"kar{first}{second}tissements" for first in "bcdfghlm" for second in "aeiouy"]
    short, text = (analyzer.question(" ".join(["where is the", *names[:many]])) for many in (1, len(names)))
    german, french = (Analyzer(language).term(names[0]) for language in ("german", "french"))
    for question, seldom in ((short, (french,)), (text, ())):
        term = next(term for term in question.terms if term.exacts == (names[0],))
        assert (term.elsewhere, term.seldom) == ((german,), seldom)
    assert text.asked_in == short.asked_in == "english"


def test_a_question_is_looked_for_in_the_languages_of_a_few_documents_where_no_passage_has_a_word_in_its_own():
    def teacher(question, **documents):
        query = searching_analyzer("auto", documents).question(question)
        held = [held_terms(query, counts) for counts in ({"teacher": 1, "teach": 8}, {"teach": 8}, {})]
        return [(t.term, *t.elsewhere, *t.seldom) for found in held for t in found.terms if t.typed == "teacher"]

    asked, either = "Who is the teacher of this class?", [("teach", "teacher"), ("teach",), ("teacher",)]
    assert teacher(asked, english=990, german=10) == either
    assert teacher(asked, english=996, german=4) == [("teacher",), ("teach",), ("teacher",)]
    assert teacher("teacher", english=996, german=4) == either  # it tells no language
    assert teacher("Wo ist der teacher der Klasse?", english=996, german=4) == [
        ("teach", "teacher"),
        ("teach",),
        ("teach",),
    ]
