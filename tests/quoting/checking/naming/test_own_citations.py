"""Sentences of a draft that name their source: what they say stands there, and who is named is compared."""

from time import perf_counter

import pytest

from indexer.quoting.checking import Checker
from indexer.quoting.checking.naming.claims import claims_in
from indexer.quoting.checking.naming.own_citations import citations_of, without_citations

WARDS = """---
author: Eva Meyer
date: 2019-05-02
---

# Quiet wards

Nurses in quiet wards report fewer errors at night. Patients sleep an hour longer there (Lang 2011). Doors close softly.
"""
SAID = "Nurses in quiet wards report fewer errors at night"


@pytest.fixture(scope="module")
def wards(indexed):
    return Checker(
        indexed({"wards.md": WARDS, "owls.md": "# Owls\n\nThe owl turns its head nearly all the way round.\n"})
    )


@pytest.mark.parametrize(
    "draft",
    [
        f"{SAID} (Meyer 2019).",
        f"{SAID} (Meyer, 2019, p. 4; Lang 2011).",
        f"{SAID} (Dr. Meyer 2019).",
        f"{SAID} [12].",
        f"{SAID} [3, 7].",
        f"{SAID}.¹²",
        f"Meyer (2019) found that {SAID[0].lower()}{SAID[1:]}.",
        f"As Meyer (2019, p. 4) writes, {SAID[0].lower()}{SAID[1:]}.",
        f"{SAID} (Meyer et al. 2019).",
        f"{SAID} (vgl. Meyer u. a. 2019).",
        f"{SAID} (Meyer n.d.).",
        f"{SAID} (e.g. Meyer 2019).",
        f"{SAID} (Meyer 2019, S. 5 f.).",
        f"{SAID} (ibid., p. 4).",
        f"{SAID} [@meyer2019, p. 4].",
        f"{SAID}[^note].",
        f"{SAID} (3).",
        f"{SAID} (1, 3)",
        f"{SAID} \\\\citep[p.~3]{{meyer2019,lang}}.",
        f"{SAID}~\\\\cite{{meyer2019}}.",
        f"{SAID} [cite:@meyer].",
        f"{SAID} [Meyer2019]_.",
        f"{SAID} (Federal Ministry of Health, 2019).",
        f"{SAID} (see World Health Organization [WHO], 2019, p. 4).",
        f"{SAID} [Mey19].",
        f"Meyer has shown that {SAID[0].lower()}{SAID[1:]}.",
        f"According to Meyer (2019, p. 4), {SAID[0].lower()}{SAID[1:]}.",
        f"Eva Meyer reports that {SAID[0].lower()}{SAID[1:]}.",
        f"According to Meyer, {SAID[0].lower()}{SAID[1:]}.",
        "Patients sleep an hour longer there (Lang 2011).",  # which the source has itself
    ],
)
def test_a_sentence_is_no_other_for_naming_its_source(wards, draft):
    (item,) = wards.check(draft).items
    assert item.verdict in ("verbatim", "form") and not item.contraries


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (f"{SAID} (Smith 2019).", ["Smith"]),
        (f"Smith (2012) found that {SAID[0].lower()}{SAID[1:]}.", ["Smith", "2012"]),
        (f"According to Smith, {SAID[0].lower()}{SAID[1:]}.", ["Smith"]),
    ],
)
def test_what_it_names_otherwise_than_its_source_is_told(wards, draft, told):
    (item,) = wards.check(draft).items
    assert [contrary.draft for contrary in item.contraries] == told and item.is_problem


@pytest.mark.parametrize(
    "draft",
    [
        f"Nobody reports that {SAID[0].lower()}{SAID[1:]}.",
        f"Few say that {SAID[0].lower()}{SAID[1:]}.",
        f"According to a count of 20 wards, {SAID[0].lower()}{SAID[1:]}.",
        f"Nach der Pause, {SAID[0].lower()}{SAID[1:]}.",
        f"Smith denies that {SAID[0].lower()}{SAID[1:]}.",
        f"{SAID} (three).",
        f"{SAID.replace('fewer', '(2) fewer')}.",
        f"{SAID} (1953).",  # a year that may be part of what is said
        f"{SAID} (March 1953).",
        f"{SAID} (Stand Mai 2019).",
        f"{SAID} (winter 2019).",
        f"{SAID} (Table 4).",
        f"{SAID} (in 40 wards).",
        f"“{SAID} [Meyer 2019]”.",  # which is quoted, too
    ],
)
def test_what_says_more_than_the_source_is_no_citation(wards, draft):
    (item,) = wards.check(draft).items
    assert item.verdict in ("altered", "closest")


def test_an_altered_sentence_is_told_without_its_citation(wards):
    (item,) = wards.check("Nurses in quiet wards report more errors at night (Meyer 2019).").items
    assert [(found.draft, found.source) for found in item.differences] == [("more", "fewer")]


@pytest.mark.parametrize(
    "credit", ["— Eva Meyer, Quiet wards", "(Prof. Dr. Eva Meyer 2019).", "(N.H.S. 2019).", "~ Eva Meyer"]
)
def test_what_names_the_source_of_a_quotation_is_no_sentence(wards, credit):
    (item,) = wards.check(f"“{SAID}.” {credit}").items
    assert item.kind == "quotation" and item.verdict in ("verbatim", "form")


@pytest.mark.parametrize("rest", ["— That is not so in the morning", "– Nobody here believes it"])
def test_what_a_draft_says_behind_a_dash_is_looked_for(wards, rest):
    quotation, own = wards.check(f"“{SAID}.” {rest}").items
    assert quotation.kind == "quotation" and own.kind == "sentence" and rest[2:] in own.text


def test_a_credit_on_the_last_line_of_a_block_quotation_is_not_quoted(wards):
    (item,) = wards.check(f"> {SAID}.\n> — Eva Meyer, Quiet wards\n").items
    assert item.verdict == "verbatim"


def test_hardly_more_than_a_citation_is_left_as_it_is():
    assert citations_of("See (Meyer 2019).") == () and without_citations("See (Meyer 2019).") == "See (Meyer 2019)."
    assert (
        without_citations("The bell rings in the tower (Lang 2011).") == "The bell rings in the tower" + " " * 12 + "."
    )


@pytest.mark.parametrize("word", ["AaAaAa", "Aa-Aa", "Aa’", "A\u0301a"])
def test_words_without_end_take_no_time_by_the_square(word):
    started = perf_counter()
    without_citations(word * 20_000)
    claims_in([word * 20_000])
    assert perf_counter() - started < 5


def test_a_number_in_brackets_that_the_source_has_otherwise_is_none_of_a_list(indexed):
    checker = Checker(
        indexed({"cake.md": "# Cake\n\nAdd the eggs and the sugar to the bowl (4). Then stir it for long.\n"})
    )
    (item,) = checker.check("Add the eggs and the sugar to the bowl (3).").items
    assert (item.verdict, [(d.draft, d.source) for d in item.differences]) == ("altered", [("3", "4")])
