"""Which raised numbers call a note, and may stand on the line or be missing in a copy, and which are powers."""

import pytest

from indexer.text.wording import with_plain_notes, without_notes

NUMBERED = "Notes are numbered here.¹ "


def changed(text, document=NUMBERED):
    """The text with plain notes, and without them: the mark that stands for a number left out is not shown."""
    plain, without = (edit(text, document=document + text) for edit in (with_plain_notes, without_notes))
    assert len(plain) == len(without) == len(text)
    return plain, without.replace("\u2060", "")


@pytest.mark.parametrize(
    ("text", "plain", "without"),
    [
        ("mere experience.⁴ Next", "mere experience.4 Next", "mere experience. Next"),
        ("the word¹² is", "the word12 is", "the word is"),
        ("risen “sharply”.² So", "risen “sharply”.2 So", "risen “sharply”. So"),
        ("risen “sharply”² and", "risen “sharply”2 and", "risen “sharply” and"),
        ("lines (links).²⁴ As", "lines (links).24 As", "lines (links). As"),
        ("it (see the appendix)⁵ was", "it (see the appendix)5 was", "it (see the appendix) was"),
        ("two, however,³ do", "two, however,3 do", "two, however, do"),
        ("by both²,⁷ alike", "by both2,7 alike", "by both alike"),
        ("der Größe³ nach", "der Größe3 nach", "der Größe nach"),
        ("loop. ²\nIf", "loop. 2\nIf", "loop. \nIf"),
        ("End.\n² Corrigan", "End.\n2 Corrigan", "End.\n Corrigan"),
        ("rose by 3.⁴ Then", "rose by 3.⁴ Then", "rose by 3. Then"),
        ("since 2008,¹ it", "since 2008,¹ it", "since 2008, it"),
        ("the winter of 1811¹ and", "the winter of 1811¹ and", "the winter of 1811 and"),
        ("seit Mai 2008³ nur", "seit Mai 2008³ nur", "seit Mai 2008 nur"),
        ("is unusual ², and", "is unusual 2, and", "is unusual , and"),
    ],
)
def test_the_number_of_a_note_is_known_by_what_is_before_it(text, plain, without):
    assert changed(text) == (plain, without)


@pytest.mark.parametrize(
    "text",
    [
        "10⁶ cells", "x² is", "area of 5 m² and", "an m² more", "cm³ of", "s⁻¹ is", "kg² a", "Rⁿ is",
        "Ca²⁺ ions", "−⁴ is", "2×⁴ is", "(a + b)² is", "(x)² is", "f(x)² is", "weight / height² is",
        "E = mass² is", "distance² × two", "five metres² is", "sin² of", "χ² test", "word⁴,5 is",
        "word⁴5 is", "in⁻² is", "n!² is", "f'² is", "5'² is", "word⁴⁵⁶⁷ is", "mid ² line",
        "1811² is", "of 1211² is", "of 1811²⁺ is", "m ², and",
    ],
)  # fmt: skip
def test_a_power_is_left_as_it_is(text):
    assert changed(text) == (text, text)


def test_a_square_behind_a_word_is_one_where_the_document_numbers_no_notes():
    assert changed("proportional to velocity² here", "") == ("proportional to velocity² here",) * 2
    assert changed("in the winter of 1811² and", "") == ("in the winter of 1811² and",) * 2
    assert changed("is unusual ², and", "") == ("is unusual ², and",) * 2
    assert changed("unusual² and", "¹ By Ann.\n")[1] == "unusual and"
    assert changed("proportional to velocity² here")[1] == "proportional to velocity here"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("within 10 days.[3] No", "within 10 days. No"),
        ("within 10 days.[3][4] No", "within 10 days. No"),
        ("days,[note 2] they", "days, they"),
        ("seen.[1] A virus[12, 13] and", "seen. A virus and"),
        ("no notice[1] had it.\n[1] Notice by phone is none.", "no notice had it.\n[1] Notice by phone is none."),
        ("no item[1] had it.\n[1] = 5", "no item[1] had it.\n[1] = 5"),
        ("[1, 2] A virus [1] and hosts [12–14].", "[1, 2] A virus and hosts."),
        ("it is items[3] here", "it is items[3] here"),
        ("it is items [3] here", "it is items [3] here"),
        ("f(x)[3] is, 5[2] too, and [4] as well", "f(x)[3] is, 5[2] too, and [4] as well"),
    ],
)
def test_a_number_in_brackets_calls_a_note_where_the_document_numbers_so(text, without):
    assert changed(text, "") == (text, without)
