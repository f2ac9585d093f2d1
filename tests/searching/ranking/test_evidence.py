"""Each part of the ranking is what its definition says, and minds just what it should."""

import random
from math import log, sqrt

import numpy as np
import pytest

from indexer.engines.candidates import Alike
from indexer.searching.ranking import evidence as parts
from indexer.searching.ranking.evidence import defining_sentences

PARTS = ("window", "closeness", "likeness", "coverage", "exactness", "document", "adjacency")

#: How many times the ideal a part reaches at most, where not once.
MOST = {"adjacency": 2, "closeness": 1.2}

#: The idf of what the only passage holds, and of what none of so many holds.
ONE = log(1 + 0.5 / 1.5)
NONE_OF = {n: log(1 + (n + 0.5) / 0.5) for n in (1, 2, 3, 4)}

WORDS = (
    "calm calmer calming tears teardrop hyperglycaemia glycaemic glycaemia the of what post-coital postcoital coitus "
)
WORDS += "cry crying cried ill pill pills 2024 20245 12.50 12.55 café cafés u.s. banana ananas xyzzy 幸福 𐐨𐐩𐐪𐐫 𐐨𐐩𐐪𐐫𐐬"


def part(name, looked):
    more = {"likeness": [looked.alike], "adjacency": [looked.query]}.get(name, [])
    return getattr(parts, name)(looked.matches, *more).tolist()


def some(chance, made):
    def words(most):
        return " ".join(chance.choices(WORDS.split(), k=chance.randint(0, most)))

    def one(i):
        sentences = [f"{words(25)} ." for _ in range(chance.choice([1, 1, 2, 3, 5, 16]))]
        headings = [words(4) for _ in range(chance.randint(0, 3))]
        asks = len(sentences) > 1 and i % 3 == 0
        named = f"shared {i % 5}" if i % 2 else ""
        return made(i, *sentences, title=words(4), headings=headings, context=words(5), asks=asks, document=named)

    return [one(i) for i in range(24)]


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 12))])
def test_each_part_is_what_its_definition_says(seed, look, made):
    chance = random.Random(seed)
    passages = some(chance, made)
    question = " ".join(
        chance.choices(
            [*WORDS.split(), "unheardof", "glycaemically", "calmly"], k=chance.randint(1, 14 if seed % 2 else 60)
        )
    )
    looked = look(question, *passages[:16], held=passages[16:])
    assert looked.terms.ideal == pytest.approx(looked.plain.ideal)
    for name in PARTS:
        given = part(name, looked)
        assert given == pytest.approx(looked.plain.part(name)), (name, question)
        most = MOST.get(name, 1) * looked.terms.ideal
        assert all(0 <= value <= most * (1 + 1e-9) for value in given)


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("question", ["", "...", "zebra", "the of"])
def test_no_part_fails_for_a_question_that_no_passage_has_a_word_of(name, question, look, made):
    assert part(name, look(question, made(0, "Calm tears."), made(1, "..."))) == [0.0, 0.0]


def test_nothing_looked_into_gets_nothing(look, made):
    looked = look("calm", held=[made(0, "Calm.")])
    assert [part(name, looked) for name in PARTS] == [[]] * len(PARTS)


def test_only_what_a_passage_lacks_earns_by_its_likeness(look, made):
    looked = look(
        "hyperglycaemia",
        made(0, "Glycaemic."),
        made(1, "Hyperglycaemia, glycaemic."),
        made(2, "Glycaemic.", title="Hyperglycaemia"),
        made(3, "Sugar."),
    )
    share = 2 * 5 / (13 + 8)
    assert part("likeness", looked) == pytest.approx([looked.terms.ideal * share, 0, 0, 0])


def test_the_closest_word_counts_and_once(look, made):
    close, far = made(0, "Crystals"), made(1, "Crystalline")
    both, often = made(2, "Crystalline crystals", title="Crystalline"), made(3, "Crystals. Crystals, crystals.")
    looked = look("crystalx", close, far, both, often)
    first, second, third, fourth = part("likeness", looked)
    assert first == third == fourth == pytest.approx(NONE_OF[4] * 2 * 5 / (7 + 7))
    assert second == pytest.approx(NONE_OF[4] * 2 * 5 / (7 + 10))


def test_a_word_that_is_a_term_of_the_question_is_like_none(look, made):
    """It has earned its worth as itself: "crystals" is no evidence of "crystalline", if both were asked for."""
    asked, other = made(0, "Crystals."), made(1, "Crystallites.")
    alone = part("likeness", look("crystalline", asked, other))
    assert alone[0] > 0 and alone[1] > 0
    both = part("likeness", look("crystalline crystal", asked, other))
    assert both[0] == 0 and both[1] > alone[1]


def test_a_long_question_is_like_others_by_no_more_than_eight_words(look, made):
    lacking, all_of_it = (
        made(0, "Crystals."),
        made(1, "One two three four five six seven eight nine ten eleven twelve."),
    )
    eight = part("likeness", look("crystalline three four five six seven eight nine ten", lacking, all_of_it))
    twelve = part(
        "likeness", look("crystalline three four five six seven eight nine ten eleven twelve", lacking, all_of_it)
    )
    assert eight[0] > 0 and twelve[0] == pytest.approx(eight[0] * 8 / 10)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("ill", "ills"),
        ("sex", "sexx"),
        ("20245", "20246"),
        ("12.50", "12.55"),
        ("1.2.2024", "1.2.2025"),
        ("400,000", "400,001"),
    ],
)
def test_numbers_and_the_shortest_words_are_like_none(typed, held, look, made):
    looked = look(typed, made(0, f"{held} stands here."))
    assert looked.terms.ideal > 0 and looked.terms.typed.words == ()
    assert part("likeness", looked) == [0.0]


def test_a_word_that_was_typed_in_two_forms_is_like_others_by_the_first(look, made):
    looked = look("crystallises crystallising", made(0, "Crystallisation."))
    assert looked.terms.typed.words == ("crystallises",)


def test_words_with_digits_and_initialisms_are_words(look, made):
    looked = look("covid19 u.n.e.s.c.o.", made(0, "Covid2019 and covid191."), made(1, "Unescon."))
    assert all(value > 0 for value in part("likeness", looked))


def test_closeness_is_the_cube_of_the_cosine_more_than_the_square_where_a_line_asks_and_less_of_a_heading(look, made):
    def one(question, **fields):
        return part("closeness", look(question, made(0, "Calm tears.", **fields)))[0]

    assert one("calm tears", title="Tears, calm") == pytest.approx(2 * ONE)
    assert one("calm tears", title="Calm") == pytest.approx(2 * ONE * (1 / sqrt(2)) ** 3)
    assert one("calm tears", title="Calm tears fall") == pytest.approx(2 * ONE * (2 / sqrt(6)) ** 3)
    assert one("calm tears", title="Calm calm tears fall fall") == pytest.approx(2 * ONE * (2 / sqrt(6)) ** 3)
    cosine = ONE / sqrt(ONE**2 + NONE_OF[1] ** 2)
    assert one("calm zebra", title="Calm") == pytest.approx((ONE + NONE_OF[1]) * cosine**3)
    weighted = (1 + 0.2) / sqrt(2 * (1 + 0.2**2))  # "the" is asked for with a fifth of the weight
    assert one("the calm", title="The calm") == pytest.approx(1.2 * ONE * weighted**3)
    assert one("calm tears", headings=("Calm tears fall",)) == pytest.approx(2 * ONE * (2 / sqrt(6)) ** 3 * 2 / 3)
    for title in ("What calms?", "What’s calm", "Isn't calm"):
        assert one("calm tears", title=title) == pytest.approx(1.2 * 2 * ONE * (1 / sqrt(2)) ** 2 / 2)
        assert one("calm tears", headings=("Tears", title)) == one("calm tears", title=title)


def test_closeness_looks_at_title_innermost_heading_and_question_alone(look, made):
    looked = look(
        "calm tears",
        made(0, "Other.", title="Calm tears"),
        made(1, "Other.", headings=("Other", "Calm tears")),
        made(2, "Calm tears?", "Other.", asks=True),
        made(3, "Calm tears.", "Other."),
        made(4, "Other.", headings=("Calm tears", "Other")),
        made(5, "Other.", context="Calm tears"),
        made(6, "Other?", "Calm tears.", asks=True),
        made(7, "Other.", headings=("Calm tears", "...")),  # a heading without a word is none
        made(8, "Other.", title="Else", headings=("Calm tears",)),
    )
    ideal = looked.terms.ideal
    assert part("closeness", looked) == pytest.approx(
        [ideal, ideal * 2 / 3, ideal * 1.2, 0, 0, 0, 0, ideal * 2 / 3, ideal * 2 / 3]
    )


def test_what_passages_of_a_document_hold_together_counts_for_each_of_them(look, made):
    looked = look(
        "calm tears zebra",
        made(0, "Calm.", document="page"),
        made(1, "Tears.", "Other.", document="page"),
        made(2, "Calm."),
        made(3, "Calm tears.", document="whole"),
        made(4, "Calm.", "Tears.", document="whole"),
        made(5, "Other.", document="other"),
        made(6, "Other.", "Other.", document="other"),
    )
    given = part("document", looked)
    assert given[0] == given[1] > 0
    assert given[2:] == [0] * 5  # alone in its document, or nothing that another adds: nothing at all, not nearly


def test_the_rest_of_a_document_counts_less_the_more_of_its_passages_were_found(look, made):
    two = [made(0, "Calm.", document="page"), made(1, "Tears.", document="page")]
    more = [*two, *(made(i, "Calm.", f"Other {'too ' * i}.", document="page") for i in range(2, 6))]
    few, many = look("calm tears", *two, held=more[2:]), look("calm tears", *more)
    assert part("document", few)[0] > part("document", many)[0] > 0


def test_coverage_is_the_tenth_power_of_the_share_of_content(look, made):
    looked = look(
        "what is calm tears zebra",
        made(0, "Calm.", headings=("Tears",)),
        made(1, "Calm.", "Calm, calm."),
        made(2, "What is what?"),
    )
    worth = dict(zip(looked.terms.names, looked.terms.worth.tolist(), strict=True))
    content = worth["calm"] + worth["tear"] + NONE_OF[3]
    first, second = (worth["calm"] + worth["tear"]) / content, worth["calm"] / content
    assert part("coverage", looked) == pytest.approx(
        [looked.terms.ideal * first**10, looked.terms.ideal * second**10, 0]
    )


def test_all_of_a_question_of_function_words_is_its_content(look, made):
    looked = look("what is it", made(0, "What is it?"), made(1, "It."))
    assert part("coverage", looked)[0] == pytest.approx(looked.terms.ideal)
    assert 0 < part("coverage", looked)[1] < 0.1 * looked.terms.ideal


def test_exactness_is_of_the_form_that_was_typed(look, made):
    looked = look(
        "universe naive",
        made(0, "Universe, universe."),
        made(1, "Universities."),
        made(2, "Other.", title="Universe"),
        made(3, "Naïve."),
        made(4, "Naive universe."),
    )
    universe, naive = looked.terms.worth.tolist()
    assert part("exactness", looked) == pytest.approx([universe, 0, universe, 0, universe + naive])


def test_each_form_that_was_typed_is_exact_and_none_counts_twice(look, made):
    looked = look(
        "crying cries", made(0, "Crying."), made(1, "Cries and crying."), made(2, "Cries."), made(3, "Cried.")
    )
    assert part("exactness", looked) == pytest.approx([looked.terms.ideal] * 3 + [0])


def bm25(worth, frequency, length):
    frequency /= 0.4 + 0.6 * length / 40
    return worth * frequency / (1.2 + frequency)


def padded(words, length):
    return " ".join([*words, *["filler"] * (length - len(words))]) + "."


@pytest.mark.parametrize(
    ("first", "second", "together"), [(20, 20, True), (20, 21, False), (30, 30, False), (1, 40, False)]
)
def test_a_window_is_of_whole_sentences_of_forty_words(first, second, together, look, made):
    looked = look("calm tears", made(0, padded(["calm"], first), padded(["tears"], second)))
    alone = max(bm25(ONE, 1, first), bm25(ONE, 1, second))
    both = 2 * bm25(ONE, 1, first + second)
    assert both > alone or not together
    assert part("window", looked) == pytest.approx([both if together else alone])


@pytest.mark.parametrize(("between", "together"), [(10, True), (11, False)])
def test_a_window_has_at_most_twelve_sentences(between, together, look, made):
    looked = look("calm tears", made(0, "Calm.", *["Other."] * between, "Tears."))
    both = 2 * bm25(ONE, 1, between + 2)
    assert part("window", looked) == pytest.approx([both if together else bm25(ONE, 1, 1)])


def test_a_window_never_spans_two_passages(look, made):
    looked = look("calm tears", made(0, "Other.", "Calm."), made(1, "Tears.", "Other."))
    worth = log(1 + 1.5 / 1.5)
    assert part("window", looked) == pytest.approx([bm25(worth, 1, 1)] * 2)


def test_one_sentence_is_a_window_however_long(look, made):
    looked = look("calm tears", made(0, "Other.", padded(["calm", "tears", "tears"], 100), "Other."))
    assert part("window", looked) == pytest.approx([bm25(ONE, 1, 100) + bm25(ONE, 2, 100)])


def test_title_heading_and_context_stand_beside_each_window(look, made):
    beside = made(0, "Tears.", "Other.", title="Calm", headings=("Calm", "Calm"), context="Calm")
    looked = look("calm", beside, made(1, "Other."))
    worth = log(1 + 1.5 / 1.5)
    half = 1 - 0.5 + 0.5 * 2  # twice the average length in each, as the other passage has none
    frequency = 2 * 1 / half + 2 * 2 / half + 1 * 1 / half
    assert part("window", looked) == pytest.approx([worth * frequency / (1.2 + frequency), 0])


def test_meaning_is_the_positive_cosine_of_the_ideal(look, made):
    matches = look("calm", made(0, "Calm."), made(1, "Tears.")).matches
    assert parts.meaning(matches, None).tolist() == [0, 0]
    assert parts.meaning(matches, np.array([0.5, -0.5])) == pytest.approx([matches.terms.ideal / 2, 0])


def test_meaning_counts_the_more_the_less_of_the_question_the_best_passage_holds(look, made):
    held = look("calm tears", made(0, "Calm tears."), made(1, "Calm.")).matches
    half = look("calm tears", made(0, "Calm."), made(1, "Tears.")).matches
    none = look("unheardof zebra", made(0, "Calm."), made(1, "Tears.")).matches
    assert parts.reliance(held) == 1
    assert parts.reliance(half) == pytest.approx(1.2)
    assert parts.reliance(none) == pytest.approx(2.2)
    assert parts.meaning(half, np.array([0.5, 0])) == pytest.approx([half.terms.ideal * 0.6, 0])


def test_no_pair_of_words_alike_earns_nothing(look, made):
    matches = look("calm", made(0, "Tears.")).matches
    none = Alike(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    assert parts.likeness(matches, none).tolist() == [0]


def test_words_side_by_side_earn_the_more_the_fewer_have_them_so(look, made):
    looked = look(
        "calm tears oil",
        made(0, "Calm tears."),
        made(1, "Tears, oil."),
        made(2, "Tears.", title="Tears oil"),
        made(3, "Tears.", "Oil, and calm tears of oil."),
        made(4, "Oil and tears and calm.", "Tears.", "Oil."),
    )
    given = part("adjacency", looked)
    assert given[0] == given[3] and given[1] == given[2] and given[4] == 0
    looked = look("calm tears oil", *(made(n, "Tears oil.") for n in range(3)), made(3, "Calm tears."))
    given = part("adjacency", looked)
    assert given[3] > given[0] == given[1] == given[2] > 0


def test_a_pair_with_a_number_earns_double_and_its_unit_may_be_written_to_it(look, made):
    looked = look("404 calm", made(0, "404calm 404 calm."), made(1, "Calm 404."), made(2, "Calm."), made(3, "404."))
    words = look("tears calm", made(0, "Tears calm."), made(1, "Calm tears."), made(2, "Calm."), made(3, "Tears."))
    assert part("adjacency", looked) == pytest.approx([2 * part("adjacency", words)[0], 0, 0, 0])
    doses = look("10 mg", made(0, "Take 10mg."), made(1, "Take 10, or 5 mg."), made(2, "Take 10 or mg."))
    assert part("adjacency", doses)[0] > 0 == part("adjacency", doses)[1] == part("adjacency", doses)[2]


def defined(look, made, question, *sentences):
    """What share of the ideal each of some passages of one sentence gets for saying what is asked."""
    looked = look(question, *(made(number, sentence) for number, sentence in enumerate(sentences)))
    return [round(value, 3) for value in (parts.definition(looked.matches, looked.query) / looked.terms.ideal).tolist()]


@pytest.mark.parametrize(
    ("question", "says", "other"),
    [
        ("What is chlorosis?", "Chlorosis is a lack of green.", "Chlorosis is common in dry years."),
        ("What is chlorosis?", "Chlorosis: a lack of green.", "Chlorosis was seen in May."),
        ("What is chlorosis?", "Chlorosis means a lack of green.", "Chlorosis spreads."),
        ("What is chlorosis?", "Chlorosis is usually a lack of green.", "Chlorosis is usually found early."),
        ("What is chlorosis?", "The chlorosis is the lack of green.", "It is a lack of chlorosis."),
        ("What are galls?", "Galls are hard growths.", "Galls are spread by wasps."),
        ("What are galls?", "A gall is a growth.", "Galls are fatal."),
        ("Who was Josiah Webb?", "Josiah Webb was a miller.", "Josiah Webb was born here."),
        ("Was sind Hormone?", "Hormone sind die Boten des Körpers.", "Hormone wirken schnell."),
        ("Qu'est-ce que la chlorose ?", "La chlorose est une maladie.", "La chlorose est fréquente."),
        ("Что такое хлороз?", "Хлороз — это болезнь растений.", "Хлороз встречается часто."),
        ("chlorosis", "Chlorosis is a lack of green.", "Chlorosis is common."),
    ],
)
def test_a_definition_says_what_is_asked_and_not_what_happens_to_it(look, made, question, says, other):
    assert defined(look, made, question, says, other) == [1.0, 0.0]


def test_less_of_a_definition_counts_less_and_of_a_name_alone_nothing(look, made):
    sentences = (
        "Noonan syndrome is a disorder.",
        "Noonan syndrome (NS) is a disorder.",
        "Severe Noonan syndrome is a disorder.",
        "A disorder is the Noonan syndrome.",
        "Noonan is a name.",
        "Syndrome and syndrome.",
        "A syndrome is rare.",
    )
    shares = defined(look, made, "What is Noonan syndrome?", *sentences)
    assert shares[:4] == [1.0, 0.8, 0.5, 0.0] and 0.25 < shares[4] < 0.5 and shares[5:] == [0.0, 0.0]
    assert defined(look, made, "Noonan syndrome", *sentences) == [1.0, 0.8, 0.5, 0.0, 0.0, 0.0, 0.0]


def test_what_stands_by_itself_is_defined_by_the_sentence_below_it(look, made):
    looked = look(
        "What is chlorosis?",
        made(0, "Chlorosis", "Too little green in the leaves."),
        made(1, "Chlorosis", "Mildew", "Rust"),
        made(2, "Chlorosis"),
        made(3, "Too little green in the leaves.", "Chlorosis"),
    )
    assert (parts.definition(looked.matches, looked.query) > 0).tolist() == [True, False, False, False]


def test_what_stands_below_a_line_that_asks_what_it_is_defines_it(look, made):
    looked = look(
        "What is chlorosis?",
        made(0, "Too little green.", headings=["What is chlorosis?"]),
        made(1, "Too little green.", headings=["Chlorosis"]),
        made(2, "What is chlorosis?", "Too little green.", asks=True),
        made(3, "Is chlorosis dangerous?", "Hardly.", asks=True),
        made(4, "Too little green.", title="What is chlorosis?"),
    )
    found = parts.definition(looked.matches, looked.query) / looked.terms.ideal
    assert found.tolist() == [1.0, 0.0, 1.0, 0.0, 1.0]


def test_a_definition_ends_with_its_sentence(look, made):
    looked = look("What are galls?", made(0, "Galls are hard.", "Growths come later."), made(1, "Galls.", "A rest."))
    assert parts.definition(looked.matches, looked.query).tolist() == [0.0, 0.0]


def test_a_question_for_something_else_has_no_part_for_a_definition(look, made):
    looked = look("How long is a gall?", made(0, "A gall is a growth."))
    assert parts.definition(looked.matches, looked.query) is None


def test_only_sentences_that_have_enough_of_it_are_looked_into_for_a_definition_and_once(look, made, monkeypatch):
    looked = look(
        "What is Noonan syndrome?",
        made(0, "Noonan syndrome is a disorder.", "It is rare.", "So much is known."),
        made(1, "Nothing of it is said.", "Much is known of a syndrome."),
    )
    runs, look_into = [], defining_sentences._shares_of
    monkeypatch.setattr(
        defining_sentences, "_shares_of", lambda *given: runs.append(given[1].tolist()) or look_into(*given)
    )
    assert (parts.definition(looked.matches, looked.query) > 0).tolist() == [True, False]
    assert (parts.defined_by_sentences(looked.matches) > 0).tolist() == [True, False, False, False, False]
    assert runs == [[0]]


def valued(look, made, question, *passages):
    """What share of the ideal each of some passages gets for having the value that is asked for."""
    others = [made(number, "Rain fell on the roofs.") for number in range(100, 120)]
    found = (made(number, *sentences, **more) for number, (sentences, more) in enumerate(passages))
    looked = look(question, *found, held=others)
    return [round(share, 3) for share in (parts.value(looked.matches, looked.query) / looked.terms.ideal).tolist()]


@pytest.mark.parametrize(
    ("question", "tells", "other"),
    [
        ("How many hives are there?", "There are 12 hives.", "The hives stand in rows."),
        ("How many hives are there?", "There are twelve hives.", "There are hives."),
        ("When was the mill built?", "The mill was built in 1820.", "The mill was built of oak."),
        ("When was the mill built?", "The mill was built last January.", "The mill was built by two."),
        ("How long does the cure last?", "The cure lasts some weeks.", "The cure lasts and costs 12 euros."),
        ("Wie lange dauert die Kur?", "Die Kur dauert zwei Wochen.", "Die Kur dauert an, sagt er."),
        ("How many of 12 hives are there?", "Of 12 hives there are 7.", "Of 12 hives there are some."),
    ],
)
def test_a_value_is_what_the_question_wants_to_hear_beside_what_it_asks_for(look, made, question, tells, other):
    found = valued(look, made, question, ([tells], {}), ([other], {}))
    assert found[0] > 0.1 and found[1] == 0


def test_a_value_counts_as_much_as_its_sentence_has_of_the_question(look, made):
    passages = [
        (["There are 12 bee hives."], {}),
        (["There are 12 hives."], {}),
        (["Bee hives stand in rows.", "It is 12 degrees warm."], {}),
    ]
    all_of_it, less, beside = valued(look, made, "How many bee hives are there?", *passages)
    assert all_of_it > less > beside == 0


def test_what_stands_below_a_line_that_asks_for_a_value_has_it(look, made):
    passages = [
        (["As many as there is room for."], {"headings": ["How many hives are there?"]}),
        (["As many as there is room for."], {"headings": ["Hives"]}),
        (["How many hives are there?", "As many as there is room for."], {"asks": True}),
        (["How long are there hives?", "In summer."], {"asks": True}),
        (["Twelve."], {"title": "Are there hives?"}),
    ]
    found = valued(look, made, "How many hives are there?", *passages)
    assert [share > 0 for share in found] == [True, False, True, False, False]


@pytest.mark.parametrize(
    "question", ["Who built the mill?", "Why was the mill built?", "the mill", "When should I come?"]
)
def test_where_no_value_is_certainly_wanted_none_counts(look, made, question):
    looked = look(question, made(0, "The mill was built in 1820."))
    found = parts.value(looked.matches, looked.query)
    assert found is None
