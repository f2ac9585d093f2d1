"""NLTK's parts do what NLTK does, whether all of it was imported before, after, meanwhile or never."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.settings import LANGUAGES
from indexer.text import nltk_parts
from indexer.text.nltk_parts import nltk_module

ROOT = Path(__file__).resolve().parents[2]

WORDS = [
    "running", "generalisations", "cafés", "schönsten", "Häuser", "corriendo", "nacionalidad", "книгами", "читающий",
    "كتابات", "والمدرسة", "venligheden", "vackraste", "kirjoissa", "gyerekeknek", "frumoasele", "bellissime", "x", "",
]  # fmt: skip
TEXT = "Dr. Smith went home. Was it late? “It was.” He said so... and e.g. this. (And that!) The end"

#: Takes the parts before, after or beside all of NLTK; says which modules of NLTK stood in sys.modules after the parts.
ORDER = """
import json, sys, threading
order, words, text = json.loads(sys.argv[1])
def parts():
    global stems, spans, seen
    from indexer.text.nltk_parts import nltk_module
    stemmer = nltk_module("nltk.stem.snowball").SnowballStemmer("english")
    stems = [stemmer.stem(word) for word in words]
    spans = list(nltk_module("nltk.tokenize.punkt").PunktSentenceTokenizer().span_tokenize(text))
    seen = sorted(name for name in sys.modules if name.split(".")[0] == "nltk")
def whole():
    global nltk
    import nltk
threads = [threading.Thread(target={"parts": parts, "whole": whole}[name]) for name in order.split("+")]
for thread in threads:
    thread.start()
    if len(sys.argv) < 3:
        thread.join()
for thread in threads:
    thread.join()
whole()
import nltk.stem.snowball, nltk.tokenize.punkt, nltk.corpus
assert nltk.stem.snowball is sys.modules["nltk.stem.snowball"] and nltk.stem.porter.PorterStemmer
assert nltk.stem.snowball.SnowballStemmer is nltk.SnowballStemmer is nltk.stem.SnowballStemmer
assert nltk.tokenize.punkt.PunktSentenceTokenizer is nltk.PunktSentenceTokenizer
assert nltk.corpus.stopwords.__class__.__name__ == "LazyCorpusLoader" and nltk.redos and nltk.probability.FreqDist
assert nltk.FreqDist("abracadabra")["a"] == 5 and nltk.ngrams and nltk.word_tokenize
assert [nltk.SnowballStemmer("english").stem(word) for word in words] == stems
assert list(nltk.PunktSentenceTokenizer().span_tokenize(text)) == spans
print(json.dumps(seen))
"""


def run(order, *more):
    command = [sys.executable, "-W", "error", "-c", ORDER, json.dumps([order, WORDS, TEXT]), *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_parts_come_alone_and_all_of_nltk_works_after_them():
    assert run("parts") == []


def test_all_of_nltk_may_be_there_before():
    assert "nltk.stem.snowball" in run("whole+parts")


@pytest.mark.long
@pytest.mark.parametrize("order", ["whole+parts", "parts+whole+parts"])
def test_another_thread_may_import_all_of_nltk_meanwhile(order):
    run(order, "at once")


@pytest.mark.parametrize("language", LANGUAGES)
def test_stems_are_those_of_nltk(language):
    from nltk.stem.snowball import SnowballStemmer

    theirs, ours = SnowballStemmer(language), nltk_module("nltk.stem.snowball").SnowballStemmer(language)
    assert [ours.stem(word) for word in WORDS] == [theirs.stem(word) for word in WORDS]


def test_a_module_is_run_once_and_one_that_is_none_is_an_import_error():
    assert nltk_module("nltk.stem.snowball") is nltk_module("nltk.stem.snowball")
    with pytest.raises(ImportError, match="no_such_part"):
        nltk_module("nltk.stem.no_such_part")


def test_a_module_that_needs_more_than_modules_is_nltks_own(monkeypatch):
    import nltk.stem.snowball

    monkeypatch.setattr(nltk_parts, "_modules", {})
    monkeypatch.setattr(nltk_parts, "_UNUSED", {})
    assert nltk_module("nltk.stem.snowball") is nltk.stem.snowball
