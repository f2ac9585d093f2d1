"""The differences of two texts, word by word."""

import pytest

from indexer.model.as_json import as_json
from indexer.text.wording import Stream, align

SOURCE = (
    "Before it all. The trial had 21 women and did not show any effect of the drug on pain (p < 0.05). Then it ended."
)


def differences(quote, source=SOURCE, **options):
    stream = Stream.of(source)
    found = align(Stream.of(quote), stream, 0, len(stream.chars), **options)
    assert found is not None
    return found, [(d.op, d.kind.value, d.draft, d.source) for d in found.differences]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The trial had 12 women and did not show any effect", [("replace", "number", "12", "21")]),
        ("The trial had 21 women and did show any effect", [("delete", "negation", "", "not")]),
        ("The trial had 21 men and did not show any effect", [("replace", "word", "men", "women")]),
        ("The trial had 21 young women and did not show", [("insert", "word", "young", "")]),
        ("Never before it all", [("insert", "negation", "Never", "")]),
        ("Not then it ended", [("insert", "negation", "Not", "")]),  # and not in place of the word before "Then"
        (
            "The trial had 21 women and did not show any effect of the drug on pain (p < 0.05) never",
            [("insert", "negation", "never", "")],
        ),
        ("any effect of the drug on pain (p > 0.05)", [("replace", "number", "> 0.05", "< 0.05")]),
        ("The trial had 21 women", []),
    ],
)
def test_what_was_done_to_the_source(quote, expected):
    assert differences(quote)[1] == expected


@pytest.mark.parametrize(
    ("quote", "source", "kind"),
    [
        ("it can spread fast", "it can't spread fast", "negation"),
        ("这里不可以吸烟", "这里可以吸烟", "negation"),
        ("門票三十元", "門票二十元", "number"),
        ("it never spreads fast", "it always spreads fast", "negation"),
        ("a toxic dose of it", "a nontoxic dose of it", "negation"),
        ("an impossible cure of it", "a possible cure of it", "negation"),
        ("das ist kein gutes Mittel", "das ist ein gutes Mittel", "negation"),
        ("it never spreads fast", "it cannot spread fast", "word"),  # both deny
        ("an international cure of it", "a national cure of it", "word"),
        ("results that worsen health here", "results that improve health here", "word"),
        ("a boring paper of it", "an interesting paper of it", "word"),
        ("not in 12 cases of it", "in 11 cases of it", "number"),
    ],
)
def test_what_a_difference_touches(quote, source, kind):
    _, found = differences(quote, source)
    assert kind == found[0][1]


def test_numbers_and_negations_come_first():
    _, found = differences("The study had 12 women and did show no effect of the drug")
    assert [kind for _, kind, _, _ in found][:2] == ["number", "negation"]


def test_the_stretch_is_where_the_words_are():
    found, _ = differences("21 women and did certainly not show")
    stream = Stream.of(SOURCE)
    assert SOURCE[slice(*stream.span(found.first, found.last))] == "21 women and did not show"
    assert found.similarity == pytest.approx(6 / 7)


LETTERS = "a b c d e f g h"


@pytest.mark.parametrize(
    ("quote", "stretch", "similarity", "changes"),
    [
        ("c d e", "c d e", 1, []),
        ("a", "a", 1, []),
        ("h", "h", 1, []),
        ("c x e", "c d e", 2 / 3, [("x", "d")]),
        ("c d x", "c d e", 2 / 3, [("x", "e")]),
        ("x d e", "c d e", 2 / 3, [("x", "c")]),
        ("x y e", "c d e", 1 / 3, [("x y", "c d")]),
        ("c e", "c d e", 2 / 3, [("", "d")]),
        ("b d f", "b c d e f", 3 / 5, [("", "c"), ("", "e")]),
        ("c g", "c d", 1 / 2, [("g", "d")]),  # rather one word changed than three left out
        ("c d x e", "c d e", 3 / 4, [("x", "")]),
        ("x c d e y", "b c d e f", 3 / 5, [("x", "b"), ("y", "f")]),
        ("c d x y", "c d e", 1 / 2, [("x y", "e")]),
        ("x a b", "a b", 2 / 3, [("x", "")]),
        ("g h x", "g h", 2 / 3, [("x", "")]),
    ],
)
def test_a_quotation_is_stretched_over_what_was_left_out_and_no_further(quote, stretch, similarity, changes):
    found, _ = differences(quote, LETTERS)
    stream = Stream.of(LETTERS)
    assert LETTERS[slice(*stream.span(found.first, found.last))] == stretch
    assert found.similarity == pytest.approx(similarity)
    assert [(d.draft, d.source) for d in found.differences] == changes
    for d in found.differences:
        assert d.draft == (quote[slice(*d.draft_span)] if d.draft_span else "")
        assert d.source == (LETTERS[slice(*d.source_span)] if d.source_span else "")
        assert d.op == ("replace" if d.draft and d.source else "insert" if d.draft else "delete")


def test_only_the_given_stretch_of_the_source_is_compared():
    source = Stream.of("one two three one two four")
    first = source.chars.rindex("onetwo")
    found = align(Stream.of("one two three"), source, first, len(source.chars))
    assert (found.first, found.last, found.similarity) == (first, len(source.chars), pytest.approx(2 / 3))
    found = align(Stream.of("one two four"), source, 0, first)
    assert (found.first, found.last, found.similarity) == (0, first, pytest.approx(2 / 3))
    assert align(Stream.of("one two"), source, 4, 5) is None  # no word begins there


@pytest.mark.parametrize(
    ("quote", "elided", "similarity", "changes"),
    [
        ("a b … e f", "e", 1, []),
        ("a x … e f", "e", 3 / 4, [("x", "b")]),
        ("a b … x f", "x", 3 / 4, [("x", "e")]),
        ("a b … f e", "f", 3 / 4, [("e", "")]),
        ("a b … e f", "f", 4 / 6, [("", "c d")]),  # left out elsewhere than it says
    ],
)
def test_only_where_an_ellipsis_stands_may_words_be_left_out(quote, elided, similarity, changes):
    source, stream = Stream.of(LETTERS), Stream.of(quote)
    found = align(stream, source, 0, len(source.chars), elided=[stream.chars.index(elided)])
    assert found.similarity == pytest.approx(similarity)
    assert [(d.draft, d.source) for d in found.differences] == changes


@pytest.mark.parametrize(
    ("quote", "source", "same"),
    [
        ("its leaf", "it's leaf", 1),
        ("it’s leaf", "it's leaf", 2),
        ("1.5 mg", "15 mg", 1),
        ("1.5 mg", "1.5 mg", 2),
        ("p < 5", "p > 5", 1),
        ("p <5", "p < 5", 2),
        ("well known", "well-known", 2),
        ("naive idea", "naïve idea", 1),
    ],
)
def test_words_are_the_same_but_for_form(quote, source, same):
    found, changes = differences(quote, source)
    count = len(Stream.of(quote).word_starts)
    assert found.similarity == pytest.approx(same / count) and (changes == []) is (same == count)


@pytest.mark.parametrize(
    ("quote", "source", "changes"),
    [
        ("was wellknown then", "was well-known then", []),
        ("was well-known then", "was wellknown then", []),
        ("was 5 wellknown then", "was 6 well-known then", [("5 wellknown", "6 well-known")]),
        ("was wellknown then", "was well, known then", [("wellknown", "well, known")]),
    ],
)
def test_a_hyphen_in_a_word_is_no_difference(quote, source, changes):
    found, _ = differences(quote, source)
    assert [(d.draft, d.source) for d in found.differences] == changes


def test_an_ellipsis_skips_at_no_cost():
    quote = Stream.of("The trial had … any effect")
    stream = Stream.of(SOURCE)
    at = quote.chars.index("any")
    found = align(quote, stream, 0, len(stream.chars), elided=[at])
    assert found is not None and found.similarity == 1.0 and found.differences == ()


def test_form_is_no_difference():
    assert differences("the TRIAL had 21 wo-\nmen and did not")[1] == []


def test_nothing_to_align():
    stream = Stream.of(SOURCE)
    assert align(Stream.of("…"), stream, 0, len(stream.chars)) is None
    assert align(Stream.of("word"), Stream.of(""), 0, 0) is None


GREEK = "Alpha beta gamma delta epsilon zeta eta theta."


@pytest.mark.parametrize(
    ("quote", "stretch", "similarity", "expected"),
    [
        ("beta gamma delta", "beta gamma delta", 1, []),
        ("beta gamma dog", "beta gamma delta", 2 / 3, [("replace", "dog", "delta", (11, 14), (17, 22))]),
        ("dog gamma delta", "beta gamma delta", 2 / 3, [("replace", "dog", "beta", (0, 3), (6, 10))]),
        ("beta dog delta", "beta gamma delta", 2 / 3, [("replace", "dog", "gamma", (5, 8), (11, 16))]),
        ("beta delta epsilon", "beta gamma delta epsilon", 3 / 4, [("delete", "", "gamma", None, (11, 16))]),
        ("beta gamma new delta", "beta gamma delta", 3 / 4, [("insert", "new", "", (11, 14), None)]),
        ("zeta eta theta iota", "zeta eta theta", 3 / 4, [("insert", "iota", "", (15, 19), None)]),
        ("beta gamma eta theta", "beta gamma delta epsilon zeta eta theta", 4 / 7,
         [("delete", "", "delta epsilon zeta", None, (17, 35))]),
        ("dog dog gamma delta epsilon", "Alpha beta gamma delta epsilon", 3 / 5,
         [("replace", "dog dog", "Alpha beta", (0, 7), (0, 10))]),
        ("alpha dog gamma cat epsilon", "Alpha beta gamma delta epsilon", 3 / 5,
         [("replace", "dog", "beta", (6, 9), (6, 10)), ("replace", "cat", "delta", (16, 19), (17, 22))]),
        ("beta-gamma delta", "beta gamma delta", 1, []),
        ("x y z", "Alpha", 0, [("replace", "x y z", "Alpha", (0, 5), (0, 5))]),
    ],
)  # fmt: skip
def test_the_best_stretch_and_where_both_differ(quote, stretch, similarity, expected):
    found, _ = differences(quote, GREEK)
    source = Stream.of(GREEK)
    assert GREEK[slice(*source.span(found.first, found.last))] == stretch
    assert found.similarity == pytest.approx(similarity)
    assert [(d.op, d.draft, d.source, d.draft_span, d.source_span) for d in found.differences] == expected
    for d in found.differences:
        assert d.draft == (quote[slice(*d.draft_span)] if d.draft_span else "")
        assert d.source == (GREEK[slice(*d.source_span)] if d.source_span else "")


def test_only_the_stretch_that_is_given_is_looked_at():
    stream = Stream.of(GREEK)
    at = stream.chars.index("delta")
    found = align(Stream.of("beta gamma"), stream, at, len(stream.chars))
    assert found is not None and found.similarity == 0 and found.first >= at
    found = align(Stream.of("delta epsilon"), stream, 0, at)
    assert found is not None and found.last <= at
    found = align(Stream.of("delta epsilon"), stream, at, at + len("deltaepsilon"))
    assert found is not None and (found.first, found.last, found.similarity) == (at, at + 12, 1.0)


@pytest.mark.parametrize(
    ("quote", "elided", "similarity", "expected"),
    [
        ("Alpha beta … eta theta", ["eta"], 1, []),
        ("Alpha beta … zeta … theta", ["zeta", "theta"], 1, []),
        ("Alpha beta … eta dog", ["eta"], 3 / 4, [("dog", "theta")]),
        ("Alpha dog … eta theta", ["eta"], 3 / 4, [("dog", "beta")]),
        ("Alpha beta … dog theta", ["dog"], 3 / 4, [("dog", "eta")]),
        ("Alpha … beta gamma", ["beta"], 1, []),
    ],
)
def test_what_an_ellipsis_leaves_out_is_no_difference(quote, elided, similarity, expected):
    stream, source = Stream.of(quote), Stream.of(GREEK)
    found = align(stream, source, 0, len(source.chars), elided=[stream.chars.index(word) for word in elided])
    assert found is not None and found.similarity == pytest.approx(similarity)
    assert [(d.draft, d.source) for d in found.differences] == expected


MONEY = "It cost $5, or 5 % of -3.5 degrees; we can't and cannot re-do it."


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("It cost $5, or 5% of", []),
        ("It cost 5, or 5 % of", [("number", "5", "$5")]),
        ("or 5% of 3.5 degrees", [("number", "3.5", "-3.5")]),
        ("or 5% of −3.5 degrees", []),
        ("or 5% of -35 degrees", [("number", "35", "3.5")]),
        ("or 5 of -3.5 degrees", [("number", "5", "5 %")]),
        ("we cant and cannot re-do", [("negation", "cant", "can't")]),
        ("we can’t and cannot re do it", []),
        ("and cannot redo it", [("word", "redo", "re-do")]),
        ("we can't and can re-do", [("negation", "can", "cannot")]),
    ],
)
def test_signs_points_symbols_and_apostrophes_make_other_words(quote, expected):
    assert [(kind, draft, source) for _, kind, draft, source in differences(quote, MONEY)[1]] == expected


def test_differences_are_sorted_by_what_they_touch_and_by_their_place():
    _, found = differences("We saw red 3 cats not near a blue 7 tree", "We saw big 4 cats near a green 8 tree")
    assert [(kind, draft) for _, kind, draft, _ in found] == [
        ("number", "red 3"), ("number", "blue 7"), ("negation", "not"),
    ]  # fmt: skip


def test_a_difference_as_json():
    (difference,) = differences("c x e", LETTERS)[0].differences
    assert as_json(difference) == {"op": "replace", "draft": "x", "source": "d", "kind": "word"}
