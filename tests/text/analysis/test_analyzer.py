"""Words and what they match by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analysis import Analyzer, asks_whether, is_question
from indexer.text.analysis.question_form import asks as asks_something

ANALYZER = Analyzer()


def terms(text):
    return {t.term for t in ANALYZER.tokens(text)}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("crying", "cries"), ("vitamin c", "Vitamin C"), ("covid19", "COVID-19"), ("il 6", "IL-6"), ("dont", "don’t"),
        ("naive", "naïve"), ("post coital", "Post-coital"), ("postcoital", "post-coital"), ("istanbul", "İstanbul"),
        ("oxytocin", "oxy\u00adtocin"), ("fine", "ﬁne"), ("幸福", "我很幸福吗"), ("400000", "400,000"), ("w-2", "W-2"),
        ("disorganised", "disorganized"), ("organisation", "Organizations"), ("colour", "coloring"),
        ("oestrogen", "estrogens"), ("anaemia", "anemia"), ("travelled", "traveling"), ("counsellor", "counselors"),
        ("manoeuvre", "maneuvers"),
        ("analysing", "analyze"),
        ("centimetres", "centimeter"), ("catalogued", "cataloging"), ("tumour", "tumors"), ("defence", "defense"),
    ],
)  # fmt: skip
def test_typed_and_written_words_meet(typed, written):
    assert terms(typed) & terms(written)


@pytest.mark.parametrize(
    "inflected",
    [
        "rise rising rises", "revise revision revising", "precise precisely precision", "exercise exercising exercises",
        "advise advised", "hour hours", "pour pouring", "tell telling", "shoe shoes", "raise raising", "vertebra vertebrae",
        "surprise surprising", "journey journeys",
    ],
)  # fmt: skip
def test_folding_two_spellings_parts_no_inflections(inflected):
    assert len({term for word in inflected.split() for term in terms(word)}) == 1


@pytest.mark.parametrize(
    "pair", ["four for", "wise wiz", "hour hoar", "flour flor", "poem pem", "spell spel", "toes tes"]
)
def test_folding_two_spellings_joins_no_other_words(pair):
    first, second = pair.split()
    assert not terms(first) & terms(second)


@given(st.text(max_size=200))
def test_spans_hold_for_any_text(text):
    found = ANALYZER.tokens(text)
    assert all(0 <= t.start < t.end <= len(text) and t.term for t in found)
    words = [t.position for t in found if not t.part]
    assert words == sorted(set(words)) and [t.position for t in found] == sorted(t.position for t in found)
    assert {t.position for t in found} == set(range(len({t.position for t in found})))


@given(st.text(st.sampled_from("\"“”-a b«»'()*?AND:~[]{}^\\/"), max_size=80))
def test_no_question_raises(question):
    ANALYZER.question(question)


def test_phrases_and_exclusions():
    query = ANALYZER.question('"post-coital dysphoria" causes -hormones -"after birth"')
    assert query.phrases == (("post", "coital", "dysphoria"),)
    assert query.excluded == (("hormon",), ("after", "birth"))
    assert "hormon" not in {t.term for t in query.terms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Post-coital dysphoria", ["post", "coital", "dysphoria"]),
        ("IL-6 and well-to-do U.S. folk", ["il", "6", "and", "well", "to", "do", "us", "folk"]),
        ("我很幸福", ["我", "很", "幸", "福"]),
        ("… — !", []),
    ],
)
def test_a_sequence_has_the_parts_of_a_hyphenated_word_and_not_its_whole(text, expected):
    assert [token.exact for token in ANALYZER.sequence(text)] == expected


@given(st.text(st.sampled_from("ab-'’.,1 幸福\n\u00ad"), max_size=60))
def test_a_sequence_has_one_token_a_position_and_leaves_none_out(text):
    found = ANALYZER.sequence(text)
    assert [token.position for token in found] == list(range(len(found)))
    assert [token.start for token in found] == sorted(token.start for token in found)


def rows(text):
    return [(t.term, t.exact, text[t.start : t.end], t.position, t.part) for t in ANALYZER.tokens(text)]


def test_a_hyphenated_word_is_a_whole_and_its_parts():
    assert rows("A post-coital day") == [
        ("a", "a", "A", 0, False),
        ("postcoit", "postcoital", "post-coital", 1, False),
        ("post", "post", "post", 1, True),
        ("coital", "coital", "coital", 2, True),
        ("day", "day", "day", 3, False),
    ]


@pytest.mark.parametrize(
    ("language", "joined", "apart"),
    [
        ("french", "prépare-t-on", "prépare t on"), ("french", "Puis-je", "puis je"), ("french", "a-t-il", "a t il"),
        ("french", "reste-t-il", "reste t il"), ("portuguese", "inscrever-se", "inscrever se"),
    ],
)  # fmt: skip
def test_a_pronoun_written_to_its_verb_is_a_word_by_itself(language, joined, apart):
    found = Analyzer(language).tokens(joined)
    assert [token.term for token in found] == [token.term for token in Analyzer(language).tokens(apart)]
    assert not any(token.part for token in found)


@pytest.mark.parametrize(
    ("language", "word"), [("french", "rendez-vous"), ("french", "porte-monnaie"), ("english", "set-on")]
)
def test_other_words_with_hyphens_are_wholes(language, word):
    assert "".join(word.split("-")) in {token.exact for token in Analyzer(language).tokens(word)}


def test_words_of_scripts_without_spaces_are_pairs_of_characters_and_each_of_them():
    assert rows("幸福 now") == [
        ("幸福", "幸福", "幸福", 0, False),
        ("幸", "幸", "幸", 0, True),
        ("福", "福", "福", 1, True),
        ("now", "now", "now", 2, False),
    ]
    assert rows("我 now") == [("我", "我", "我", 0, False), ("now", "now", "now", 1, False)]
    assert [text for _, _, text, _, part in rows("ห้องน้ำ") if part] == ["ห้", "อ", "ง", "น้ำ"]


def test_numbers_initialisms_and_apostrophes():
    assert rows("The U.S.’s 400,000 mothers' 3.5% aren’t") == [
        ("the", "the", "The", 0, False),
        ("US", "us", "U.S.", 1, True),
        ("us", "us", "U.S.", 1, False),
        ("s", "s", "s", 2, False),
        ("400000", "400000", "400,000", 3, False),
        ("mother", "mothers", "mothers", 4, False),
        ("3.5", "3.5", "3.5", 5, False),
        ("percent", "%", "%", 6, False),
        ("arent", "aren't", "aren’t", 7, False),
    ]
    assert [t.term for t in ANALYZER.tokens("mother’s")] == ["mother"]


def test_what_is_no_word_matches_by_nothing():
    assert ANALYZER.term("") == ANALYZER.term("'s") == "" and ANALYZER.tokens("… ’ - 👍") == []


@pytest.mark.parametrize("length", [63, 64, 65, 128, 129])
def test_the_longest_words_are_cut_into_pieces(length):
    found = ANALYZER.tokens("x" * length + " end")
    assert [t.end - t.start for t in found][:-1] == [64] * (length // 64) + ([length % 64] if length % 64 else [])
    assert found[-1].exact == "end" and found[-1].position == len(found) - 1


@pytest.mark.parametrize(
    ("language", "pair"), [("german", "Häuser Haus"), ("french", "chevaux cheval"), ("spanish", "niños niño")]
)
def test_other_languages_have_their_own_stems(language, pair):
    analyzer = Analyzer(language)
    first, second = pair.split()
    assert analyzer.term(first) == analyzer.term(second)
    assert analyzer.is_function_term(analyzer.term({"german": "und", "french": "et", "spanish": "y"}[language]))


@pytest.mark.parametrize(
    ("language", "word", "other", "little"),
    [
        ("german", "Seite", "Seiten", "seit"), ("german", "sichern", "Sicherheit", "sich"),
        ("german", "Weg", "Wege", "wegen"), ("french", "entrée", "entrées", "entre"),
        ("english", "mining", "mines", "mine"), ("english", "evening", "evenings", "even"),
        ("dutch", "overheid", "overheden", "over"), ("italian", "qualità", "qualità", "quale"),
    ],
)  # fmt: skip
def test_a_word_that_stemming_makes_a_function_word_is_none(language, word, other, little):
    analyzer = Analyzer(language)
    assert analyzer.term(word) == analyzer.term(other) != analyzer.term(little)
    assert analyzer.is_function_term(analyzer.term(little)) and not analyzer.is_function_term(analyzer.term(word))


@pytest.mark.parametrize(
    ("language", "word"), [("german", "möchtest"), ("german", "dieselben"), ("english", "meaning")]
)
def test_forms_of_function_words_are_function_words(language, word):
    analyzer = Analyzer(language)
    assert analyzer.is_function_term(analyzer.term(word))


def test_a_language_without_a_list_of_function_words_has_none():
    assert not Analyzer("finnish").is_function_term("ja") and ANALYZER.is_function_term(ANALYZER.term("What"))


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("oedema", "edema"), ("aetiology", "etiology"), ("foetal", "fetal"), ("dialogues", "dialogs"),
        ("pretence", "pretense"), ("fibres", "fibers"), ("theatre", "theater"), ("sombre", "somber"), ("grey", "gray"),
        ("centred", "centered"), ("realising", "realizing"), ("analysed", "analyzed"), ("savoured", "savored"),
        ("diarrhoea", "diarrhea"), ("faeces", "feces"), ("paediatric", "pediatric"),
    ],
)  # fmt: skip
def test_both_spellings_of_english_are_one(british, american):
    assert ANALYZER.term(british) == ANALYZER.term(american)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("portuguese", "solicitação solicitações solicitacao solicitar"), ("portuguese", "posição posições posicao"),
        ("portuguese", "responsável responsáveis responsavel"), ("portuguese", "mão mãos"),
        ("french", "utilisé utilisée utilisées utiliser"), ("french", "publier publié publiées publie"),
        ("french", "modifier modifié modifie"),
        ("french", "premier première premières premiere"),
        ("italian", "attività attivita attivo"), ("italian", "costruita costruire"),
    ],
)  # fmt: skip
def test_endings_known_by_their_accents_are_taken_off_though_accents_are_folded(language, words):
    analyzer = Analyzer(language)
    (stem,) = {analyzer.term(word) for word in words.split()}
    assert stem.isascii()


def test_only_english_has_two_spellings():
    assert Analyzer("french").term("colour") != Analyzer("french").term("color")


@pytest.mark.parametrize("text", ["calm \u02bc tears", "\u02bc calm \u02bc\u02bc tears \u02bc"])
def test_what_leaves_nothing_to_match_by_is_no_word(text):
    assert [(token.term, token.position) for token in ANALYZER.tokens(text)] == [("calm", 0), ("tear", 1)]


def test_words_are_stemmed_by_the_rules_of_the_language():
    german = Analyzer("german")
    assert german.language == "german" and german.term("Häuser") == german.term("Haus")
    assert german.is_function_term(german.term("welche")) and not ANALYZER.is_function_term(ANALYZER.term("welche"))
    assert german.term("colour") != german.term("color")  # spellings are of English


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("Is it common?", True),
        (" Is it common?  ", True),
        ("Ist es häufig？", True),
        ("Is it common", False),
        ("Conclusion – is it common?", False),
        ("Conclusion - is it common?", False),
        ("Conclusion: is it common?", False),
        ("Is it well-known?", True),
        (f"{'a' * 40}: is it?", False),
        (f"{'a' * 41}: is it?", True),
        ("What? And: why?", True),
        ("返金はいつ支払われますか。", True),
        ("店は日曜日に休みます。", False),
        ("可以退款吗", True),
        ("환불은 얼마인가요", True),
        ("Πού είναι το μαγαζί\u037e", True),
        ("", False),
    ],
)
def test_a_line_that_asks(line, asks):
    assert is_question(line) is asks


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Is it open?", True),
        ("Was the old API removed?", True),
        ("Was Peter there?", True),
        ("Darf man hinein?", True),
        ("Was kostet der Eintritt?", False),
        ("was passiert, wenn ich umziehe", False),
        ("When was it removed?", False),
        ("?", False),
    ],
)
def test_a_question_that_wants_a_yes_or_no_is_told_from_others(question, whether):
    assert asks_whether(question) is whether


@pytest.mark.parametrize(
    "question",
    [
        "kdy otwarty jest sklep, ile trwa", "mağaza kaçta açılır",
        "сколько стоит доставка", "كم تكلفة الشحن", "किसने लिखा",
        "店は何時に開く", "运费多少", "배송비는 얼마",
        "worin besteht der Vorteil", "por qué cierra", "quando chiude", "a che ora? sì",
        "waarmee betaal ik", "quem paga", "combien ça coûte", "who pays", "siapa yang bayar", "vad kostar det", "phí là gì",
    ],
)  # fmt: skip
def test_what_asks_is_known_in_any_language(question):
    assert asks_something(question, "english")
    assert not asks_something("Rückgabe und Versand", "english")
