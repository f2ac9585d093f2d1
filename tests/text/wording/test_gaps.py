"""What stands between two letters or digits: form, or something that says another thing."""

import numpy as np
import pytest

from indexer.text.wording import qualifiers_of
from indexer.text.wording.gaps import Gap, agree, attached, gap_code, kind_of

LETTERS, DIGITS = (False, False), (True, True)
BEFORE_DIGIT, AFTER_DIGIT = (False, True), (True, False)


def codes(*gaps, beside=LETTERS):
    return np.array([gap_code(gap, *beside) for gap in gaps], np.uint32)


@pytest.mark.parametrize(
    ("gap", "beside", "kind"),
    [
        ("", LETTERS, Gap.NONE),
        ("", DIGITS, Gap.NONE),
        ("", BEFORE_DIGIT, Gap.SOFT),
        ("", AFTER_DIGIT, Gap.SOFT),
        ("\u00ad", LETTERS, Gap.NONE),
        ("'", LETTERS, Gap.APOSTROPHE),
        ("’", LETTERS, Gap.APOSTROPHE),
        ("’", DIGITS, Gap.HARD),
        ("’", BEFORE_DIGIT, Gap.SOFT),
        ("''", LETTERS, Gap.HARD),
        ("-", LETTERS, Gap.SOFT),
        ("-\n  ", LETTERS, Gap.SOFT),
        ("\u00ad\r\n", LETTERS, Gap.SOFT),
        ("\u00ad ", LETTERS, Gap.SOFT),
        ("\ufffe", LETTERS, Gap.SOFT),
        ("\x02\r\n", LETTERS, Gap.SOFT),
        ("**", LETTERS, Gap.SOFT),
        ("] ", LETTERS, Gap.HARD),
        ("-", DIGITS, Gap.HARD),
        ("-", AFTER_DIGIT, Gap.SOFT),
        (" ", BEFORE_DIGIT, Gap.SOFT),
        (" ", LETTERS, Gap.HARD),
        (", ", LETTERS, Gap.HARD),
    ],
)
def test_a_gap_parts_two_words_or_none_or_either(gap, beside, kind):
    assert kind_of(codes(gap, beside=beside)).tolist() == [kind]


@pytest.mark.parametrize(
    ("first", "second", "beside", "same"),
    [
        ("", "-", LETTERS, True),
        ("-", " ", LETTERS, True),
        ("", " ", LETTERS, False),
        ("’", "'", LETTERS, True),
        ("’", "", LETTERS, False),
        ("’", "-", LETTERS, False),
        ("’", " ", LETTERS, False),
        (" ", " “", LETTERS, True),
        (" ", "\n> ", LETTERS, True),  # a line's mark of quotation
        (" ", " < ", BEFORE_DIGIT, False),
        (" < ", "<", BEFORE_DIGIT, True),
        (" < ", " > ", BEFORE_DIGIT, False),
        (" & ", " ", LETTERS, False),
        (" | ", " ", LETTERS, True),
        (".", ",", DIGITS, False),
        ("/", "\u2044", DIGITS, True),
        (":", ".", DIGITS, False),
        (" ", ".", DIGITS, False),
        (" -", " ", BEFORE_DIGIT, False),  # a sign
        (" −", " -", BEFORE_DIGIT, True),
        (" - ", " ", BEFORE_DIGIT, True),
        (" -", " ", DIGITS, False),  # a sign, or from 5 to 6
        (" - ", "-", DIGITS, True),
        (" - ", " ", DIGITS, False),
        (", -", ", ", DIGITS, False),
        (" / ", "/", DIGITS, True),
        ("·", " ", DIGITS, False),
        (" °", " ", AFTER_DIGIT, False),
        (" °", " ", LETTERS, True),
        ("％ ", "% ", AFTER_DIGIT, True),
        (" (-", " (", DIGITS, False),
        (" .", " ", BEFORE_DIGIT, False),  # .5
        (" .", " ", LETTERS, True),
        ("<.", "<", DIGITS, False),
        ("%, ", ", ", AFTER_DIGIT, False),
    ],
)
def test_gaps_that_are_the_same_but_for_form(first, second, beside, same):
    assert agree(codes(first, beside=beside), codes(second, beside=beside)) is same
    assert agree(codes(second, beside=beside), codes(first, beside=beside)) is same


def test_rows_of_gaps_agree_one_by_one():
    assert agree(codes(" ", "-", ""), codes(", ", " ", "\u00ad"))
    assert not agree(codes(" ", "-", ""), codes(", ", " ", " "))
    assert not agree(codes(" ", " "), codes(" ")) and agree(codes(), codes())


def test_a_long_gap_is_known_by_its_two_ends():
    assert gap_code("<" + " " * 300 + ">", *LETTERS) == gap_code("<" + " " * 198 + ">", *LETTERS)
    assert gap_code(" " * 150 + "<" + " " * 150, *LETTERS) == gap_code(" " * 200, *LETTERS)
    for place in (0, 99, 201, 300):
        gap = " " * place + "<" + " " * (300 - place)
        assert gap_code(gap, *LETTERS) == gap_code("<", *LETTERS), place
    for place in (100, 200):
        assert gap_code(" " * place + "<" + " " * (300 - place), *LETTERS) == gap_code(" ", *LETTERS), place
    assert gap_code(" " * 120 + "<" + " " * 79, *LETTERS) == gap_code("<", *LETTERS)


@pytest.mark.parametrize(
    ("text", "words", "symbols"),
    [
        ("at -5 degrees", "5", ("-", "")),
        ("at −5 % of it", "5", ("-", "")),
        ("at 5% of it", "5", ("", "%")),
        ("at ±5%, or", "5", ("±", "%")),
        ("x<5", "x<5", ("", "")),
        ("p <5", "5", ("<", "")),
        ("5 -6", "6", ("-", "")),
        (".25 mg", "25 mg", (".", "")),
        ("...25 mg", "25 mg", ("", "")),
        ("45° N", "45", ("", "°")),
        ("5★ hotel", "5", ("", "★")),
        ("5-6", "6", ("", "")),
        ("$five%", "five", ("", "")),  # letters
        ("$five6%", "five6", ("", "%")),
        ("$5ive%", "5ive", ("$", "")),
        ("$$$$5", "5", ("$$$$", "")),
        ("$$$$$5%%%%%", "5", ("$$$$", "%%%%")),
        ("5", "5", ("", "")),
    ],
)
def test_symbols_that_touch_a_number_belong_to_it(text, words, symbols):
    start = text.rindex(words)
    assert attached(text, start, start + len(words)) == symbols


def test_a_part_of_another_word_limits_nothing():
    assert qualifiers_of("The disk became read-only, an append‑only store, a what-if.").conditions == ()
    assert qualifiers_of("Only then, if it is – but – read-only.").conditions == ("Only", "if", "but")
    assert qualifiers_of("Das gilt nur, wenn es fällt.").conditions == ("nur", "wenn")
