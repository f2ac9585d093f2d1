"""What the words of a question weigh: phrases that ask, names in capitals, other spellings, parts."""

import pytest

from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def content(question):
    return {term.term for term in ANALYZER.question(question).terms if term.content}


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("什么是绿茶", {"绿茶"}), ("绿茶是什么？", {"绿茶"}), ("茶是什么", {"茶"}), ("为什么天空", {"天空"}),
        ("猫とは何ですか", {"猫"}),
        ("税金とは何ですか", {"税金"}), ("도서관 무엇인가요", {"도서", "서관"}), ("ชาคืออะไร", {"ชา"}), ("อะไรคือน้ำ", {"น้ํา"}),
        ("ما هو الماء", {"ماء"}), ("was ist die Hauptstadt", {"hauptstadt"}), ("warum ist der Himmel", {"himmel"}),
        ("qu'est-ce que la lune", {"lune"}), ("qué es el mercurio", {"mercurio"}), ("che cos'è il mercurio", {"mercurio"}),
        ("o que é o mercurio", {"mercurio"}), ("wat is het water", {"water"}), ("что такое вода", {"вод"}),
        ("su nedir", {"su"}),
        ("nước là gì", {"nuoc"}), ("पानी क्या है", {"पा"}), ("paper nasıl", {"paper"}), ("hauptstadt", {"hauptstadt"}),
    ],
)  # fmt: skip
def test_phrases_that_ask_say_little_in_any_language(question, subject):
    assert content(question) == subject


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Wie lange dauert eine Rückerstattung", {"dauert", "ruckerstattung", "rueckerstattung"}),
        ("Rückgabe der Pakete innerhalb von zwei Wochen", {"ruckgab", "rueckgab", "paket", "zwei", "wochen"}),
        ("la livraison des colis dans les îles", {"livraison", "coli", "ile"}),
        ("el plazo para la devolución de los paquetes", {"plazo", "devolucion", "paquet"}),
        ("jak długo trwa zwrot", {"zwrot"}), ("hvor lang tid tager en retur", {"tid", "tager", "retur"}),
        ("возврат денег в течение месяца", {"возврат", "денег", "течен", "месяц"}),
    ],
)  # fmt: skip
def test_function_words_tell_the_language_of_a_question_and_say_little(question, subject):
    assert content(question) == subject


@pytest.mark.parametrize(
    "question", ["why does the die wear out", "a comment on the hoe", "what was war like", "die cast"]
)
def test_words_of_other_languages_are_content_where_no_phrase_tells_the_language(question):
    assert content(question) >= {
        ANALYZER.term(word) for word in question.split() if word in ("die", "comment", "hoe", "war")
    }


def test_function_words_in_capitals_are_names_in_a_question_that_is_not_all_capitals():
    assert content("Does the WHO work in the US?") == {"WHO", "US", "work"}
    assert content("what is IT security") == {"IT", "secur"}
    assert content("WHO WORKS IN IT") == {"work"}
    assert content("who works for us") == {"work"}
    assert {"US", "us"} <= {token.term for token in ANALYZER.tokens("U.S.")}


def test_contractions_say_little_and_the_words_they_look_like_do_not():
    assert content("I'd say she'll come, I'll see") == {"say", "see"}
    assert content("the user id of the ill") == {"user", "id", "ill"}


def test_another_spelling_counts_little_and_parts_stand_for_a_whole_that_is_nowhere():
    weights = {term.term: term.weight for term in ANALYZER.question("Fürth user_id").terms}
    assert weights == pytest.approx({"fuerth": 0.1, "furth": 1, "userid": 1, "user": 0.5, "id": 0.5})
    whole = next(term for term in ANALYZER.question("user_id").terms if term.term == "userid")
    assert [(part.term, part.weight) for part in whole.parts] == [("user", 1.0), ("id", 1.0)]


def test_a_pair_of_characters_is_asked_for_as_a_pair_and_found_by_each_where_it_is_nowhere():
    (pair,) = ANALYZER.question("喝茶").terms
    assert pair.term == "喝茶" and [part.term for part in pair.parts] == ["喝", "茶"]
    assert ANALYZER.question("水 -喝茶").excluded == (("喝茶",),)


def test_a_particle_of_japanese_is_never_looked_for_by_itself():
    (pair,) = (term for term in ANALYZER.question("汁は熱い").terms if term.term == "汁は")
    assert {part.term for part in pair.parts} == {"汁"}
    assert "は" not in content("味噌汁は何日間保存できますか")
