"""Numbers with their units, names with signs, joined words, spellings and scripts: what meets, and what must not."""

import pytest

from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def terms(text, analyzer=ANALYZER):
    return {token.term for token in analyzer.tokens(text)}


def wholes(text):
    return [token.term for token in ANALYZER.tokens(text) if not token.part]


@pytest.mark.parametrize(
    ("written", "value_and_unit"),
    [
        (".25mg", ["0.25", "mg"]), ("0.25 mg", ["0.25", "mg"]), ("25mg", ["25", "mg"]), ("25 mg", ["25", "mg"]),
        ("1.25mg", ["1.25", "mg"]), ("3.5GB", ["3.5", "gb"]), ("50%", ["50", "percent"]), ("50 %", ["50", "percent"]),
        ("50 percent", ["50", "percent"]), ("-5mg", ["-5", "mg"]), ("−5 °C", ["-5", "°c"]), ("25°C", ["25", "°c"]),
        ("2,5 mg", ["2.5", "mg"]), ("2,5mg", ["2.5", "mg"]), ("1,000", ["1000"]), ("1 000", ["1000"]),
        ("1\u202f000", ["1000"]), ("1'000", ["1000"]), ("1,000.50", ["1000.50"]), ("1.000,50", ["1000.50"]),
        ("12,34,567", ["1234567"]), ("5×10⁶", ["5", "10^6"]), ("5 × 10^6", ["5", "10^6"]), ("10⁻⁶", ["10^-6"]),
        ("½", ["0.5"]), ("1½", ["1.5"]), ("⅓", ["1/3"]), ("2.7.4", ["2.7.4"]), ("5-10mg", ["5-10", "mg"]),
        ("5-10 mg", ["5-10", "mg"]), ("5–10mg", ["5", "10", "mg"]), ("[1,2,3]", ["1", "2", "3"]),
        ("3D", ["3d"]), ("2nd", ["2nd"]), ("5G", ["5g"]), ("25毫克", ["25", "毫克"]), ("3.5克", ["3.5", "克"]),
        ("٢٥", ["25"]), ("२५", ["25"]), ("٣٫٥", ["3.5"]), ("10 ms", ["10", "ms"]), ("2023-05-12", ["20230512"]),
    ],
)  # fmt: skip
def test_a_number_is_its_value_and_its_unit_a_word_beside_it(written, value_and_unit):
    assert wholes(written) == value_and_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (".25", "25"), ("1.25", "25"), ("−5", "5"), ("½", "12"), ("1/2", "12"), ("10⁶", "106"), ("10⁶", "10"),
        ("5-10", "510"), ("1,5 mg", "15 mg"), ("1,2,3", "123"), ("2.7.4", "2.7"), ("H52.1", "h521"), ("2.10", "2.1"),
        ("C++", "C"), ("C#", "C"), ("C++", "C#"), ("F#", "F"), ("A*", "A"), ("°C", "C"), ("JavaScript", "Java"),
    ],
)  # fmt: skip
def test_what_says_something_else_shares_no_term(one, other):
    shared = terms(one) & terms(other)
    assert not shared - {"mg"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0.5", "½"), ("0.25", ".25"), ("2023", "12.05.2023"), ("2023", "2023-05-12"), ("5", "5-10mg"),
        ("2.7.4", "v2.7.4"), ("h52", "H52.1"), ("9783161484100", "978-3-16-148410-0"), ("2010", "2010²"),
        ("treatment", "treatment²"), ("h2o", "H₂O"), ("m2", "m²"), ("5", "-5 apples"), ("1000", "1,000-seat"),
    ],
)  # fmt: skip
def test_numbers_in_other_forms_meet(typed, written):
    assert terms(typed) <= terms(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("nodejs", "Node.js"), ("node js", "Node.js"), ("user profile id", "userProfileId"), ("action log", "action_log"),
        ("user profile id", "user_profile_id"), ("userProfileId", "user_profile_id"), ("action_log", "crm.action_log"),
        ("crm", "crm.action_log"), ("net", ".NET"), ("asp net", "ASP.NET"), ("notepad", "Notepad++"), ("email", "e-mail"),
        ("covid19", "COVID-19"), ("dry run", "--dry-run"), ("--dry-run", "--dry-run"), ("c++", "C/C++"), ("c++", "C++11"),
        ("homme", "l’homme"), ("istanbul", "İstanbul’da"), ("log4j", "log4j-2.17.1"), ("r d", "R&D"), ("c++", "Visual-C++"),
        ("fuerth", "Fürth"), ("furth", "Fürth"), ("fürth", "Fu\u0308rth"), ("buechelberg", "Büchelberg"),
        ("malmoe", "Malmö"), ("aarhus", "Århus"), ("istanbul", "İSTANBUL"), ("ışık", "IŞIK"), ("isik", "ışık"),
    ],
)  # fmt: skip
def test_joined_words_signs_and_spellings_meet(typed, written):
    assert {token.term for token in ANALYZER.sequence(typed)} <= terms(written)


def test_a_fraction_of_one_character_is_the_one_written_with_a_stroke():
    assert "1/2" in terms("½") & terms("1/2") & terms("1⁄2")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("العقد", "العَقد"), ("عقد", "والعقد"), ("احمد", "أحمد"), ("مدرسة", "مدرسه"), ("שלום", "שָׁלוֹם"),
        ("вода", "воды"), ("茶", "喝茶有益"), ("税", "缴税期限"), ("猫", "猫は一日に"),
        ("차", "녹차를"), ("도서관", "도서관은"),
        ("ชา", "ดื่มชาร้อน"), ("น้ำ", "ดื่มน้ำเย็น"), ("สมุด", "ห้องสมุดเปิด"), ("ນ້ຳ", "ດື່ມນ້ຳ"), ("पुस्तकालय", "पुस्तकालय में"),
    ],
)  # fmt: skip
def test_every_script_is_found_by_words_and_by_what_stands_inside(typed, written):
    assert terms(typed) <= terms(written)


def test_other_languages_write_the_point_of_a_number_as_a_comma():
    german = Analyzer("german")
    assert [t.term for t in german.tokens("1.000 3,5 3.5 1.000,50 50%")] == [
        "1000",
        "3.5",
        "3.5",
        "1000.50",
        "50",
        "prozent",
    ]


def test_an_elided_article_is_a_word_of_its_own_in_languages_that_elide():
    assert [t.exact for t in Analyzer("french").tokens("l’homme")] == ["l", "homme"]


@pytest.mark.parametrize(
    "written",
    ["take .25mg now", "5×10⁶ of C++", "crm.action_log", "--dry-run, −5 °C", "1 000 kg", "v2.7.4/H52.1", "ห้องน้ำ"],
)
def test_marks_cover_what_stands_there(written):
    for token in ANALYZER.tokens(written):
        piece = written[token.start : token.end]
        assert piece and not piece[0].isspace() and not piece[-1].isspace() and piece[-1] not in ",/"
