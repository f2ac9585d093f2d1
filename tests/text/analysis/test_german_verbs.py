"""The forms of German verbs, from any one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analysis.languages.inflection import german_verb_forms, parted_german_verbs


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("gesichert", "sichern sicherung"), ("sichern", "gesichert sichert sicherung"), ("aktiviert", "aktivieren"),
        ("aktivieren", "aktiviert aktivierung"), ("ausblende", "ausblenden ausgeblendet auszublenden"),
        ("eingestellt", "einstellen einzustellen einstellung"), ("einstellung", "einstellen eingestellt"),
        ("einzustellen", "einstellen eingestellt"), ("lädt", "laden geladen lud"), ("hochgeladen", "hochladen hochlädt"),
        ("vergisst", "vergessen vergaß"), ("beschrieben", "beschreiben beschreibt beschreibung"),
        ("bekommt", "bekommen bekam"), ("speichert", "speichern gespeichert speicherung"), ("arbeitet", "arbeiten"),
        ("aufgenommen", "aufnehmen aufnimmt aufzunehmen"), ("entscheiden", "entschieden entscheidung"),
        ("übersetzt", "übersetzen übersetzung"),
    ],
)  # fmt: skip
def test_a_form_of_a_verb_gives_the_others(word, forms):
    assert set(forms.split()) <= set(german_verb_forms(word))


@pytest.mark.parametrize(
    ("question", "word", "whole"),
    [
        ("Wie blende ich Termine aus, die schon laufen?", "blende", "ausblende"),
        ("Soll die Datenbank gesichert werden? Wie trage ich das ein?", "trage", "eintrage"),
        ("Nimmt evcc neue Geräte auf?", "nimmt", "aufnimmt"),
        ("Der Dienst hält bei einem Fehler nicht an", "hält", "anhält"),
    ],
)
def test_a_verb_in_two_parts_is_put_together(question, word, whole):
    assert whole in parted_german_verbs(question)[word]


@pytest.mark.parametrize(
    "question", ["Wie lade ich das Auto?", "aus", "", "Termine aus, die laufen", "Wo steht an, was?"]
)
def test_nothing_is_put_together_where_no_verb_stands_before_a_part_at_the_end(question):
    assert "lade" not in parted_german_verbs(question) and "laufen" not in parted_german_verbs(question)


@given(st.text(max_size=40))
def test_any_word_gives_other_words_than_itself(word):
    assert word not in set(german_verb_forms(word))
    parted_german_verbs(word)
