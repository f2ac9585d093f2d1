"""A compound is met by its parts where the index has these as words, a word by compounds that it ends, behind itself."""

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.searching.presenting.searcher_notes import _is_part
from indexer.searching.rewording.decompounding import compound_parts
from indexer.settings import Settings
from indexer.text.analysis import Analyzer, WeightedTerm

TEXTS = {
    "power.txt": "Das Kraftwerk am Fluss liefert Strom für die Stadt.",
    "nuclear.txt": "Das Kernkraftwerk steht seit Jahren still. Niemand weiß, was daraus wird.",
    "bakery.txt": "Die Bäckerei am Markt backt Brot. Der Ausweis hängt an der Wand.",
    "forest.txt": "Im Wald wächst Moos. Die Arbeit der Förster ist hart.",
}


@pytest.fixture(scope="module")
def indexed_as(tmp_path_factory):
    def indexed_as(language, texts):
        folder = tmp_path_factory.mktemp(language)
        (folder / "docs").mkdir()
        for name, text in texts.items():
            (folder / "docs" / name).write_text(text, encoding="utf-8")
        settings = Settings.load(index=folder / "index", semantic="off", workers=1, language=language)
        index_corpus(settings, [folder / "docs"])
        return Searcher(settings)

    return indexed_as


@pytest.fixture(scope="module")
def searcher(indexed_as):
    return indexed_as("german", TEXTS)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Wo steht das Kernkraftwerk?", ["nuclear.txt", "power.txt"]),  # the whole first
        ("Wo ist der Stadtausweis?", ["bakery.txt"]),
        ("Was kostet das Waldmoos?", ["forest.txt"]),
    ],
)
def test_a_compound_finds_what_has_its_parts(searcher, question, documents):
    assert [hit.passage.document_id for hit in searcher.ask(question).hits][: len(documents)] == documents


@pytest.mark.parametrize(
    "question", ["Kraftwerk", "Was liefert ein Kraftwerk?", "Kraftwerke", "das Kraftwerk und niemand"]
)
def test_a_word_finds_the_compounds_that_it_ends_behind_itself(searcher, question):
    found = [hit.passage.document_id for hit in searcher.ask(question).hits]
    assert "nuclear.txt" in found and (found[0] == "power.txt" or "niemand" in question)


def test_a_compound_is_found_by_its_end_where_nothing_has_the_word_itself(indexed_as):
    texts = {"bridge.txt": "Über die Autobahnbrücken fahren täglich viele Wagen.", "road.txt": "Die Straße ist lang."}
    german = indexed_as("german", texts)
    answer = german.ask("Wie viele Brücken gibt es?")
    assert answer.hits[0].passage.document_id == "bridge.txt" and answer.corrections == ()
    marks = answer.hits[0].marks
    text = answer.hits[0].passage.text
    assert "Autobahnbrücken" in {text[m.start : m.end] for m in marks}
    dutch = indexed_as("dutch", {"a.txt": "De elektriciteitscentrale draait.", "b.txt": "Het park is groot."})
    assert dutch.ask("centrale").hits[0].passage.document_id == "a.txt"
    english = indexed_as("english", {"a.txt": "The coronavirus spreads.", "b.txt": "Parks are green."})
    assert english.ask("what is a kernel").hits == ()


def test_a_part_that_nobody_typed_by_itself_is_not_said_to_be_missing():
    typed = {"braucht", "ein", "kernkraftwerk", "kohle"}
    for word, part in (("kraftwerk", True), ("kernkraftwerk", False), ("kohle", False), ("torf", False)):
        assert _is_part(WeightedTerm(word, (word,), 0.3, True), typed) is part, word


def _parts(question, languages, known):
    analyzer = Analyzer(languages[0])
    terms = {analyzer.term(word) for word in known}
    asked = []

    def standing(words):
        asked.extend(words)
        return terms.intersection(words)

    found = compound_parts(analyzer.question(question), languages, analyzer.term, standing)
    return [part.term for part in found], len(asked)


def test_letters_between_parts_belong_to_none_and_the_longest_end_counts():
    parts, _ = _parts("Bundesverfassungsgericht", ["german"], ["bund", "bundes", "verfassungsgericht", "gericht"])
    assert parts == ["verfassungsgericht", "bund"]
    assert _parts("Kernkraftwerk", ["german"], ["kraftwerk"])[0] == ["kraftwerk"]
    assert _parts("werkzeugbank", ["dutch"], ["bank"])[0] == []  # too short to tell a compound by itself
    assert _parts("arbetsmarknad", ["swedish"], ["arbet", "marknad"])[0] == ["markn", "arbet"]


def test_an_ending_behind_another_form_of_the_word_is_no_part_of_it():
    assert _parts("Mitwirkende", ["german"], ["mitwirken", "ende"])[0] == []


def test_words_of_other_languages_stay_whole_and_nothing_is_looked_up_for_them():
    assert _parts("database understanding", ["english"], ["data", "base", "under", "standing"]) == ([], 0)
    mixed = ["german", "english"]
    assert _parts("what is the database for", mixed, ["data", "base"]) == ([], 0)
    assert _parts("was ist die Datenbank", mixed, ["daten", "bank"])[0] == ["bank", "dat"]


def test_a_long_question_looks_up_no_more_than_some_words():
    words = " ".join(f"{a}kraftwerkstatt{b}" for a in "abcdefghij" for b in "klmnopqrst")
    assert _parts(words, ["german"], [])[1] < 2000


def test_what_has_a_compound_lacks_none_of_its_parts_and_no_other_spelling(indexed_as):
    """That others have "Kern", "Kraftwerk" and "Muell" makes a passage with "Kernkraftwerk" and "Müll" no worse."""
    question = "Welches Kernkraftwerk hat Müll?"
    answer = {"nuclear.txt": "Das Kernkraftwerk am Berg hat Müll."}
    alone = answer | {"a.txt": "Die Bäckerei backt Brot.", "b.txt": "Im Wald wächst Moos.", "c.txt": "Heute regnet es."}
    parts = answer | {
        "a.txt": "Der Kernel ist neu.",
        "b.txt": "Das Kraftwerk steht.",
        "c.txt": "Die Muelltonne, der Kern.",
    }
    by_parts, without = (indexed_as("german", texts).ask(question).confidence for texts in (parts, alone))
    assert by_parts == pytest.approx(without, abs=0.02)


def test_a_compound_that_stands_nowhere_is_heard_by_its_parts(indexed_as):
    """Its letters say how much: "Amazonaswald" where documents have "Amazonas" and "Wald" is no unknown word."""
    texts = {
        "a.txt": "Am Amazonas ist der Wald von der Dürre betroffen.",
        "b.txt": "Der Amazonas fließt.",
        "c.txt": "Brot.",
    }
    found = indexed_as("german", texts).ask("Wo ist der Amazonaswald von Dürre betroffen?")
    other = indexed_as("german", texts).ask("Wo ist der Xylophonpark von Dürre betroffen?")
    assert found.verdict is Verdict.ANSWERED and other.confidence < found.confidence


def test_parts_and_other_spellings_say_which_word_they_are_of():
    terms = {t.term: t.of for t in Analyzer("german").question("Fürth Kernkraftwerk").terms}
    assert terms == {"fuerth": "furth", "furth": "", "kernkraftwerk": ""}
    german = Analyzer("german")
    parts = compound_parts(german.question("Kernkraftwerk"), ["german"], german.term, lambda words: words)
    assert {part.of for part in parts} == {"kernkraftwerk"}


def test_a_noun_with_a_capital_is_no_name_and_two_slips_of_it_are_corrected(indexed_as):
    german = indexed_as("german", {"k.md": "# Kasse\n\nDie Krankenversicherung zahlt die Behandlung.\n"})
    assert german.ask("zahlt die Krankenversihcerungg das?").corrections


def test_a_short_search_in_an_index_that_is_mostly_german_has_german_compounds(indexed_as):
    english = {"readme.txt": "The answers to all of these questions are written in other languages."}
    searcher = indexed_as("auto", TEXTS | {"rain.txt": "Heute regnet es den ganzen Tag über der Stadt."} | english)
    assert set(searcher.status(run=False).languages) == {"german", "english"}
    assert [hit.passage.document_id for hit in searcher.ask("Stadtausweis").hits][:1] == ["bakery.txt"]
