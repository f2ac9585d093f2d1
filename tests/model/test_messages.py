"""What is said to people is its English text, and can be said again in another language."""

import json
import pickle

from indexer.messages import Phrase, all_of, any_of, joined, phrase, plural, quoted, sentence
from indexer.model.as_json import as_json
from indexer.model.index.plurals import counted
from search_ui.translations.page_languages import ENGLISH, language_of

GERMAN = language_of("de")


def test_a_phrase_is_its_english_text():
    said = phrase("No passage has: {words}.", words="{foo}")
    assert said == "No passage has: {foo}." and hash(said) == hash("No passage has: {foo}.")
    assert json.dumps(as_json((said,))) == '["No passage has: {foo}."]'
    assert ENGLISH.said(said) == said


def test_it_is_said_in_another_language_with_what_stands_in_it():
    said = phrase("No passage has: {words}.", words=any_of(quoted([word]) for word in ("{a}", "b")))
    assert said == "No passage has: “{a}” or “b”."
    assert GERMAN.said(said) == "Keine Passage enthält: „{a}“ oder „b“."
    assert GERMAN.said("The words of others") == "The words of others"


def test_numbers_choose_the_form():
    assert [counted(n, "document", "documents") for n in (0, 1, 1204)] == [
        "0 documents",
        "1 document",
        "1,204 documents",
    ]
    assert GERMAN.said(counted(1204, "document", "documents")) == "1.204 Dokumente"
    assert language_of("fr").said(counted(0, "document", "documents")) == "0 document"
    left_out = plural("{count:,} word left out", "{count:,} words left out", 1)
    assert (left_out, GERMAN.said(left_out)) == ("1 word left out", "1 Wort weggelassen")


def test_several_are_one():
    both = joined([phrase("line {line}", line=3), "theirs"])
    assert (both, GERMAN.said(both)) == ("line 3, theirs", "Zeile 3, theirs")
    assert joined([]) == "" == GERMAN.said(joined([]))
    assert all_of(["a", "b", "c"]) == "a and b and c" and GERMAN.said(all_of(["a", "b"])) == "a und b"
    assert GERMAN.said(Phrase("put together")) == "put together"


def test_a_sentence_begins_with_a_capital_in_every_language():
    said = sentence(
        phrase("the question is {count:,} characters long; the limit is {limit:,}.", count=3000, limit=2000)
    )
    assert said.startswith("The question is 3,000") and GERMAN.said(said).startswith("Die Frage ist 3.000 Zeichen")
    assert sentence("theirs") == "Theirs"


def test_it_travels_between_processes():
    there = pickle.loads(pickle.dumps(phrase("line {line}", line=3)))
    assert there == "line 3" and GERMAN.said(there) == "Zeile 3"
