"""The differences of two texts, word by word."""

import pytest

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
        ("any effect of the drug on pain (p > 0.05)", [("replace", "number", "0.05", "0.05")]),
        ("The trial had 21 women", []),
    ],
)
def test_what_was_done_to_the_source(quote, expected):
    assert differences(quote)[1] == expected


@pytest.mark.parametrize(
    ("quote", "source", "kind"),
    [
        ("it can spread fast", "it can't spread fast", "negation"),
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
