"""Hyphens at the ends of lines, in several languages: what they break, and what is written with one anyway."""

import pytest

from indexer.documents.formats.paged.writing.hyphens import DocumentWords

#: What tells the language of a text: its most usual words.
SAID = {
    "fr": "les mots des gens que la mer dans une nuit est pour qui",
    "de": "und der die das nicht mit ist den von für alle über prüfen",
    "nl": "het is een huis van niet zijn voor met ook deze",
    "en": "the end of a day and what is that with for are consider able",
    "ru": "и в не на что с это как по из дома",
    "ro": "și este care din la cu pentru sau casa",
}


#: Cases, each with the end of a line at "/".
STAYS = {
    "fr": "avait-/il, peut-/être, a-/t-il, donne-/moi, celui-/là, c'est-à-/dire, allons-/y, au-/dessus, ci-/joint",
    "de": "Vor-/ und Nachteile, Ein-/ oder Ausgang, klinisch-/theoretische, E-/mail, Online-/Shop",
    "nl": "voor-/ en nadelen",
    "en": "short-/ and long-term, black-/and-white, state-/of-the-art, JSON-/aware, third-/party, time-/consuming",
    "ru": "что-/то, кто-/нибудь, по-/русски",
    "ro": "într-/un, dă-/o",
}
GOES = {
    "fr": "fu-/sil, nou-/velle, ce-/ci, voi-/là, mer-/ci, ver-/tu, avan-/tage, avant-/age, ci-/toyen",
    "de": "gebro-/chen, über-/prüfen, Ge-/sund, Eltern-Kind-Ver-/hältnis",
    "en": "bro-/ken, auto-/mation, self-/ish, is-/land, Consider-/able, prob-/lem⁴",
    "ru": "доро-/га, ме-/сто, по-/ход",
}


@pytest.mark.parametrize("language", STAYS)
def test_a_hyphen_that_is_written_anywhere_stays_at_the_end_of_a_line(language):
    assert _joined(language, STAYS[language]) == STAYS[language].replace("/", "")


@pytest.mark.parametrize("language", GOES)
def test_a_hyphen_that_broke_a_word_goes(language):
    assert _joined(language, GOES[language]) == GOES[language].replace("-/", "")


def _joined(language, cases):
    words = DocumentWords([SAID[language]])
    found = []
    for case in cases.split(", "):
        before, after = case.split("/")
        text, between = words.joined(before[:-1] + "\x02", after.strip())
        found.append(text + between + after.strip())
    return ", ".join(found)


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("Configurati/on", True),
        ("Typ/e", True),
        ("Bool/e", False),
        ("h/mm", False),
        ("o/f", False),
        ("A/dministr/ator", True),
        ("Rec/on the left", False),
        ("App/end users", False),
        ("type int/is whole", False),
        ("by the API/an endpoint has", False),
        ("by MySQL/and others", False),
        ("Red/uction", True),
    ],
)
def test_a_cell_breaks_a_word_without_a_hyphen_where_its_pieces_are_no_words(cell, whole):
    """Not by what is short for a word, or is written in capitals, above a word that both might be one with."""
    words, lines = DocumentWords([SAID["en"], "type"]), cell.split("/")
    assert words.unhyphenated(lines) == frozenset(range(len(lines) - 1) if whole else ())
