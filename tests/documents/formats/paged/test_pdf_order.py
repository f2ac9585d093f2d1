"""In which order a PDF's words are read, and which lines are one paragraph."""

from pdf_files import Ink, Sheet, blocks_of, lines, pdf, texts_of

LEFT, RIGHT, THIRD = (
    column.split("|")
    for column in (
        "The kite was first flown in|China, where silk and bamboo|were at hand for sails that|were light and did not tear.",
        "Later it was sent up with a|thread of iron, which is how|lightning was brought down|and looked at in a bottle.",
        "Nobody knows who was so|bold as to hang himself|under one and to be lifted|over the walls of a town.",
    )
)
WHOLE = (
    "The kite was first flown in China, where silk and bamboo were at hand for sails that were light and did not tear."
)
OTHER = "Later it was sent up with a thread of iron, which is how lightning was brought down and looked at in a bottle."


def test_lines_of_one_column_are_paragraphs_by_space_indent_and_short_last_lines():
    page = [
        *lines(40, 450, LEFT),
        *lines(40, 450 - 6 * 12, RIGHT),
        Ink(55, 450 - 10 * 12, "An indent begins another one, as"),
        Ink(40, 450 - 11 * 12, "its first line stands further in."),
    ]
    assert texts_of(pdf(Sheet(page))) == [
        WHOLE,
        OTHER,
        "An indent begins another one, as its first line stands further in.",
    ]


def test_lines_far_apart_are_one_paragraph_where_their_sentences_run_on():
    for pitch in (2.0, 2.7, 3.5):
        indented = [Ink(60, 250, "An indent begins another, as", 8), Ink(40, 250 - 8 * pitch, "its line stands in.", 8)]
        page = [
            Ink(40, 470, "Of kites", 14),
            *lines(40, 440, LEFT, 8, pitch=pitch),
            *lines(40, 340, RIGHT, 8, pitch=pitch),
        ]
        found = texts_of(pdf(Sheet([*page, *indented])))
        assert found == ["Of kites", WHOLE, OTHER, "An indent begins another, as its line stands in."]


def test_two_columns_are_read_one_after_the_other_however_the_file_goes():
    by_column = [*lines(40, 400, LEFT), *lines(220, 400, RIGHT)]
    by_row = [ink for pair in zip(lines(40, 400, LEFT), lines(220, 400, RIGHT), strict=True) for ink in pair]
    apart = [*lines(220, 395, RIGHT), *lines(40, 400, LEFT)]
    for inks in (by_column, by_row, apart):
        assert texts_of(pdf(Sheet(inks))) == [WHOLE, OTHER]


def test_columns_close_to_each_other_with_a_page_number_between_them():
    page = [*lines(78, 400, LEFT), *lines(223, 400, RIGHT), Ink(216, 20, "1")]
    assert texts_of(pdf(Sheet(page)))[:2] == [WHOLE, OTHER]


def test_a_large_heading_beside_a_line_of_the_next_column_is_no_part_of_it():
    page = [Ink(76, 388, "General words", 20), *lines(78, 366, LEFT), *lines(223, 400, [*RIGHT, *THIRD])]
    page.sort(key=lambda ink: (-ink.y, ink.x))
    assert texts_of(pdf(Sheet(page))) == ["General words", WHOLE, " ".join([OTHER, *THIRD])]


def test_lines_that_are_filled_behind_the_ends_of_sentences_part_no_paragraph():
    filled = Sheet([], marks="BT/F 10 Tf 12 TL 40 400 Td[(It)-700(rises.)-1500(Its)-700(line)-700(is)-700(tight)]TJ T*")
    rest = "(and the wind that bears it falls)Tj T*(in the evening, says the boy.)Tj ET"
    assert texts_of(pdf(filled._replace(marks=filled.marks + rest))) == [
        "It rises. Its line is tight and the wind that bears it falls in the evening, says the boy."
    ]


def test_headings_over_both_columns_stand_between_what_is_above_and_below_them():
    page = [
        Ink(40, 470, "What is known of kites and of those who flew them", 14),
        *lines(40, 440, LEFT), *lines(220, 440, RIGHT),
        Ink(40, 370, "What became of them in later times and elsewhere", 14),
        *lines(40, 340, RIGHT), *lines(220, 340, LEFT),
    ]  # fmt: skip
    one, two = "What is known of kites and of those who flew them", "What became of them in later times and elsewhere"
    assert texts_of(pdf(Sheet(page))) == [one, WHOLE, OTHER, two, OTHER, WHOLE]


def test_three_columns():
    page = [*lines(20, 400, LEFT, 8), *lines(140, 400, RIGHT, 8), *lines(260, 400, THIRD, 8)]
    assert texts_of(pdf(Sheet(page))) == [WHOLE, OTHER, " ".join(THIRD)]


def test_a_sentence_that_runs_over_columns_is_one_block():
    page = [
        *lines(40, 400, [*LEFT[:3], "are light and do not tear in"]),
        *lines(220, 400, ["strong wind; nor do they sink", *RIGHT]),
    ]
    assert "do not tear in strong wind; nor do they sink Later" in texts_of(pdf(Sheet(page)))[0]


def test_what_goes_on_over_the_page_is_said_once_however_many_lines_before_it_are_open():
    first = [
        *lines(40, 480, ["Without a stop at its end, as wide as the"]),
        *lines(40, 440, [*LEFT[:3], "and that do not tear in a strong"]),
    ]
    raw = pdf(Sheet(first), Sheet(lines(40, 480, ["wind are light enough to rise.", *RIGHT])))
    assert " ".join(texts_of(raw)).count("wind are light enough") == 1
    assert "in a strong wind are light" in texts_of(raw)[1]


def test_a_sentence_goes_on_behind_the_text_of_a_picture():
    left = [*LEFT[:3], "and that do not tear when the"]
    picture = ["Sticks of it are bent over a", "fire, and bound with thread."]
    goes_on = ["wind are light enough to rise", "where others do not."]
    caption = "Figure 1: How it is done."
    page = [*lines(40, 400, left), Ink(220, 400, caption, 9), *lines(220, 384, picture), *lines(220, 348, goes_on)]
    found = texts_of(pdf(Sheet(page)))
    assert found == [" ".join([*left, *goes_on]), caption, " ".join(picture)]


def test_words_are_whole_where_their_letters_are_placed_one_by_one_and_apart_where_no_space_is_written():
    placed = Sheet([], marks="BT/F 10 Tf 40 400 Td[(k)20(i)-10(te)-300(fl)15(ies)]TJ ET")
    assert texts_of(pdf(placed)) == ["kite flies"]


def test_raised_numbers_and_letters_that_are_printed_twice():
    page = [
        Ink(40, 400, "About 10"),
        Ink(80.2, 404, "6", 6),
        Ink(87, 400, "kites,"),
        Ink(87.3, 400, "kites,"),
        Ink(118, 400, "at least"),
    ]
    assert texts_of(pdf(Sheet(page))) == ["About 10⁶ kites, at least"]


def test_accents_that_are_printed_over_their_letters_are_one_with_them():
    over = Sheet([], marks="BT/F 10 Tf 40 400 Td[(na)-20(\\250)350(ive M\\250)333(u)]TJ ET")
    assert texts_of(pdf(over)) == ["na\u00efve M\u00fc"]


def test_letters_that_are_set_apart_make_words_and_those_that_spaces_part_do_not():
    apart = Sheet([], marks="BT/F 10 Tf 3 Tc 40 400 Td(KITES)Tj 60 0 Td(RISE)Tj 0 Tc -60 -40 Td(a b c d e)Tj ET")
    assert texts_of(pdf(apart)) == ["KITES RISE", "a b c d e"]


def test_letters_that_reach_over_each_other_and_raised_ones_in_a_word_tear_none():
    squeezed = "BT/F 10 Tf 40 400 Td[(D)400(R)400(A)400(W)700(N)]TJ ET"
    logo = "BT/F 12 Tf 40 350 Td(L)Tj/F 8 Tf 3 2.5 Td(A)Tj/F 12 Tf 4.5 -2.5 Td(T)Tj 6 -3.2 Td(E)Tj 6 3.2 Td(X)Tj ET"
    assert texts_of(pdf(Sheet([], marks=squeezed + " " + logo))) == ["DRAWN", "LATEX"]


def test_cells_beside_each_other_whose_lines_stand_on_other_levels_are_told_apart():
    page = [*lines(120, 400, ["other compre-", "hensive", "income"]), *lines(40, 394, ["Retained", "earnings"])]
    assert texts_of(pdf(Sheet(page))) == ["other comprehensive income", "Retained earnings"]
    label = [Ink(30, 394, "A margin")]
    assert texts_of(pdf(Sheet([*lines(80, 400, LEFT), *label]))) == [WHOLE, "A margin"]


def test_a_word_broken_at_the_end_of_a_line_with_a_wide_space_goes_on_below_it():
    page = [
        Ink(40, 412, "Words of subject"),
        Ink(135, 412, "Of kites [and of instru-"),
        *lines(40, 400, ["ments]: they fly, and they are made"]),
    ]
    assert texts_of(pdf(Sheet(page))) == ["Words of subject Of kites [and of instruments]: they fly, and they are made"]


def test_an_initial_over_two_lines_begins_its_word():
    page = [
        Ink(40, 388, "T", 30),
        *lines(60, 400, ["he kite was first flown", "in a land of silk and"]),
        *lines(40, 376, LEFT[2:]),
    ]
    assert texts_of(pdf(Sheet(page)))[0].startswith("The kite was first flown in a land of silk and were at hand")


def test_text_from_right_to_left_is_read_as_it_is_spoken():
    hebrew = [Ink(40, 400, "gfedcba", font="H")]  # drawn from the left, so its last letter first
    assert texts_of(pdf(Sheet(hebrew))) == ["\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6"]


def test_text_that_is_turned_on_its_page_is_read_beside_what_is_upright():
    marks = "BT/F 10 Tf 0 1 -1 0 380 100 Tm(Printed on the side of the page)Tj ET"
    assert texts_of(pdf(Sheet(lines(40, 400, LEFT), marks=marks))) == [WHOLE, "Printed on the side of the page"]


def test_words_are_whole_on_lines_that_rise_or_fall():
    up, down = (
        "BT/F 10 Tf .866 .5 -.5 .866 40 300 Tm(Kites rise)Tj ET ",
        "BT/F 10 Tf .9 -.436 .436 .9 40 200 Tm(Stones)Tj ET",
    )
    found = " ".join(texts_of(pdf(Sheet([], marks=up + down)))).split()
    assert sorted(found) == ["Kites", "Stones", "rise"]


def test_columns_of_letters_below_each_other_are_read_from_the_right():
    page = [*lines(300, 400, "acegi", 20, "K", 1), *lines(260, 400, "prtvx", 20, "K", 1)]
    assert texts_of(pdf(Sheet(page))) == ["\u3042\u3044\u3046\u3048\u304a \u3051\u3053\u3055\u3057\u3059"]


def test_bullets_and_numbers_are_items_with_the_lines_that_hang_below_them():
    page = [
        *lines(40, 450, ["What a kite is made of, in the order of work:"]),
        Ink(40, 430, "• sticks of bamboo, split and"), Ink(52, 418, "bent over a small fire"),
        Ink(40, 406, "• silk, or paper that is strong"),
        Ink(40, 380, "1. Bind the sticks with thread."), Ink(40, 368, "2. Stretch the silk over them and"),
        Ink(53, 356, "fasten it with glue."),
    ]  # fmt: skip
    assert blocks_of(pdf(Sheet(page))) == [
        ("paragraph", 0, "What a kite is made of, in the order of work:"),
        ("list_item", 1, "• sticks of bamboo, split and bent over a small fire"),
        ("list_item", 1, "• silk, or paper that is strong"),
        ("list_item", 1, "1. Bind the sticks with thread."),
        ("list_item", 1, "2. Stretch the silk over them and fasten it with glue."),
    ]


def test_lowered_numbers_are_no_digits_of_the_number_before():
    water = [Ink(40, 400, "H"), Ink(47.3, 397, "2", 6), Ink(50.8, 400, "O and 101"), Ink(94.2, 397, "2", 6)]
    assert texts_of(pdf(Sheet(water))) == ["H2O and 101₂"]


def test_lowered_numbers_are_no_digits_of_the_number_behind_and_large_ones_are_raised_all_the_same():
    base = [Ink(40, 400, "log"), Ink(53.4, 397, "2", 6), Ink(56.8, 400, "8 is 3")]
    ion = [Ink(40, 350, "SO"), Ink(54.5, 347, "4", 6), Ink(57.9, 354, "2-", 6), Ink(64, 350, "ions")]
    power = [Ink(40, 300, "10"), Ink(51.2, 303, "9", 9), Ink(56.2, 300, "L of it")]
    assert texts_of(pdf(Sheet([*base, *ion, *power]))) == ["log₂8 is 3", "SO4²⁻ ions", "10⁹L of it"]


def test_a_paragraph_at_the_head_of_several_pages_is_furniture_whole_or_not_at_all():
    repeated = [
        "The committee met in spring and agreed then",
        "on a plan that covers the next two years",
        "paid by all.",
    ]
    pages = [
        Sheet(
            [Ink(40, 480, "Annual Report 2026", 8), *lines(40, 430, repeated), *lines(40, 300, [f"Words of {word}."])]
        )
        for word in ("one", "two", "three", "four")
    ]
    assert texts_of(pdf(*pages))[:3] == [" ".join(repeated), "Words of one.", " ".join(repeated)]
