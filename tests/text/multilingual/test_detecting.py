"""The language of a text, by its letters and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.document_language import in_its_language
from indexer.model import About, Document
from indexer.text.multilingual import detected_language, detecting
from indexer.text.multilingual.detecting import languages_of_letters

TEXTS = {
    "english": "The ferry leaves in the morning, and nobody knows when it will come back from the island.",
    "german": "Die Fähre fährt am Morgen ab, und niemand weiß, wann sie von der Insel zurückkommt.",
    "french": "Le bateau part le matin, et personne ne sait quand il reviendra de cette petite île.",
    "spanish": "El barco sale por la mañana, y nadie sabe cuándo volverá de la pequeña isla con la gente.",
    "polish": "Prom odpływa rano i nikt nie wie, kiedy wróci z małej wyspy, na której mieszka mój brat.",
    "russian": "Паром уходит утром, и никто не знает, когда он вернётся с острова.",
    "arabic": "تغادر العبارة في الصباح ولا أحد يعرف متى ستعود من الجزيرة الصغيرة.",
    "persian": "کشتی صبح زود حرکت می‌کند و هیچ‌کس نمی‌داند که چه زمانی از جزیره برمی‌گردد.",
    "hindi": "नाव सुबह निकलती है और कोई नहीं जानता कि वह द्वीप से कब लौटेगी।",
    "hebrew": "המעבורת יוצאת בבוקר ואיש אינו יודע מתי תשוב מן האי.",
    "thai": "เรือข้ามฟากออกตอนเช้า และไม่มีใครรู้ว่าจะกลับมาเมื่อไร",
    "burmese": "သင်္ဘောသည် နံနက်တွင် ထွက်ခွာသည်။",
    "khmer": "សាឡាងចេញដំណើរនៅពេលព្រឹក។",
    "lao": "ເຮືອອອກໃນຕອນເຊົ້າ ແລະບໍ່ມີໃຜຮູ້",
    "chinese": "渡轮早上出发，没有人知道它什么时候从岛上回来。",
    "japanese": "フェリーは朝に出発し、いつ島から戻るのか誰も知りません。",
    "korean": "여객선은 아침에 떠나며 언제 섬에서 돌아올지 아무도 모른다.",
    "greek": "Το πλοίο φεύγει το πρωί και κανείς δεν ξέρει πότε θα γυρίσει.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language):
    assert detected_language(TEXTS[language]) == language
    assert detected_language(5 * (TEXTS[language] + "\n")) == language


@pytest.mark.parametrize("text", ["", "12.5 %", "Müller", "Berlin", "SHA: eef0ecf5b8e7b179dadaef967e65f2ab68f021e1"])
def test_what_is_too_short_tells_none(text):
    assert detected_language(text) == ""


def test_a_chinese_text_with_english_names_is_chinese():
    assert (
        detected_language("Internet2与Qwest合作，于1998年建立了第一个网络Abilene，是National LambdaRail的投资者。")
        == "chinese"
    )


def test_a_form_in_two_languages_is_not_in_the_one_that_fewer_of_its_letters_are_in():
    rows = (
        "Surname, given names: фамилия, имя",
        "Date of birth: дата рождения",
        "Passport number: номер паспорта",
        "Residential address: адрес проживания",
        "Mobile telephone: мобильный телефон",
        "Occupation, employer: профессия, работодатель",
        "Emergency contact: контактное лицо",
        "Illnesses and allergies: болезни и аллергии",
        "Vaccination record: прививки",
        "Applicant's signature for verification: подпись",
        "Visa category requested: категория визы",
        "Intended duration in weeks: срок пребывания",
    )
    assert detected_language("\n".join(rows)) == ""


def test_many_names_in_other_letters_are_no_second_language():
    clubs = "NFL (Los Angeles Rams), NBA (Los Angeles Lakers, Los Angeles Clippers), MLB (Los Angeles Dodgers)"
    more = "Los Angeles Angels of Anaheim, NHL (Los Angeles Kings, Anaheim Ducks), San Diego Padres, San Diego Gulls"
    assert detected_language(f"ทีมกีฬามืออาชีพในแคลิฟอร์เนียใต้ประกอบด้วยทีมจาก {clubs}, {more}") == "thai"


def test_letters_alone_tell_some_languages():
    assert languages_of_letters("ทำไม") == {"thai"}
    assert languages_of_letters("почему") == {"bulgarian", "russian", "serbian", "ukrainian"}
    assert languages_of_letters("warum") == languages_of_letters("12") == frozenset()


@pytest.mark.parametrize(
    ("text", "stated", "setting", "language"),
    [
        (TEXTS["german"], "", "auto", "german"),
        (TEXTS["german"], "", "french", "french"),
        ("Kurz.", "de-AT", "auto", "german"),
        ("Kurz.", "tlh", "auto", "english"),
        (4 * TEXTS["german"], "en", "auto", "german"),  # a template's
        (4 * "12 345 ", "de", "auto", "german"),
    ],
)
def test_a_document_has_the_language_that_it_states_or_tells(text, stated, setting, language):
    made = Document("a", "a", "", text, "", "text/plain", (), about=About(language=stated))
    assert in_its_language(made, setting).about.written_in == language
    assert in_its_language(made, setting).about.language == stated


@given(
    st.lists(
        st.sampled_from(["the", "of", "et", "la", "AND", "In", "x-ray", "a/b", "12", "#3", "_", "!!", "\x1c", "\n"])
    )
)
def test_what_function_words_tell_at_once_is_what_a_longer_look_tells(words):
    sample = " ".join(words * 3)
    longer = detecting._NO_WORDS.sub(" ", sample)
    told = detecting._by_function_words(longer.casefold().split())
    enough = detecting._count_letters(longer) >= detecting._SHORTEST
    assert detecting._at_once(sample) == (told if enough else "")
