"""All that can be read of a generation, in plain values, so that two can be compared."""

from contextlib import closing
from dataclasses import replace
from random import Random

import numpy as np

from indexer.engines.meaning import key_of, passage_text
from indexer.engines.opening import open_index
from indexer.searching import Searcher
from indexer.text.analysis import Analyzer
from tests.telling import TellsParts

ANALYZER = Analyzer()
QUESTIONS = (
    "what is the number n7x",
    '"the number is" n3x',
    "note 12 -n4x",
    "winter bees fly out",
    "walruses on floes",
    "wher do bees fly",
    "nothing of this: xqzjvk",
)


class Fake(TellsParts):
    """An encoder of vectors by seed of the text: enough for everything but sense."""

    name, fingerprint, dimensions = "fake", "f" * 16, 24

    def encode(self, texts, kind):
        made = [np.random.default_rng(int(key_of(t)[:12], 16)).standard_normal(self.dimensions) for t in texts]
        return np.array([v / np.linalg.norm(v) for v in made], np.float32)


def readable(reader):
    """Everything that a GenerationReader tells but for days, bytes and numbers of its own."""
    ids, about = list(reader.document_ids()), reader.about
    return {
        "about": (about.documents, about.passages, about.fingerprint, about.language, about.corpus, about.skipped),
        "meaning": (about.encoder, about.vectors),
        "documents": [reader.document(name) for name in ids],
        "maps": [reader.page_map(name) for name in ids],
        "passages": [reader.passages_of(name) for name in ids],
        "by id": reader.passages(sorted(reader.passage_ids())),
        "rows": reader.documents(limit=1000),
        "folders": reader.folders(),
        "paths": reader.paths(ids),
        "titles": reader.titles(ids),
        "abouts": reader.abouts(ids),
        "texts": list(reader.texts()),
        "files": reader.files(sorted(set(reader.paths(ids).values()))),
        "asked": reader.questions(100),
        "words": {name: reader.measured(name) for name in ("calibration", "calibration-meaning")},
    }


def found(reader):
    """What its searches find, with their scores to nine digits, and what it suggests."""
    queries = [ANALYZER.question(question) for question in QUESTIONS]
    terms = sorted({term.term for query in queries for term in query.terms})
    return {
        "ids": reader.passage_ids(),
        "best": [[(s.passage_id, round(s.score, 9)) for s in reader.search(q, limit=10)] for q in queries],
        "frequencies": reader.frequencies(terms),
        "counts": reader.words.counts(["number", "bees", "fly"]),
        "suggested": reader.suggestions([("bees", True)], unfinished=True, limit=10),
    }


def vectors(reader):
    """The vectors of all passages and their sentences, in the order of their ids."""
    return np.concatenate([of_text.vectors for of_text in encoded(reader)])


def signs(reader):
    """The signs of all passages' tokens, in the same order."""
    return [of_text.tokens.tolist() for of_text in encoded(reader)]


def encoded(reader):
    """What is kept of all passages, in the order of their ids."""
    passages = reader.passages(sorted(reader.passage_ids()))
    of_text = reader.encoded([passage_text(p) for p in passages.values()])
    return [of_text[passage_text(p)] for _, p in sorted(passages.items())]


def answers(settings):
    """What is answered, but for when the files are looked at, and which generation says so."""
    asked = [Searcher(settings).ask(question, limit=5) for question in QUESTIONS]
    return [(a.verdict, [replace(hit, modified="") for hit in a.hits]) for a in asked]


def sample(reader):
    """A few passages by chance."""
    return reader.sample(3, Random(1))


def same(here, there, number=None, other=None):
    """Compares everything that two generations tell; ``other`` is the number there, where it is another."""
    with closing(open_index(here).open(number)) as one, closing(open_index(there).open(other or number)) as two:
        assert readable(one) == readable(two)
        assert found(one) == found(two)
        assert here.engine != there.engine or sample(one) == sample(two)
        assert np.allclose(vectors(one), vectors(two), atol=1e-7) and signs(one) == signs(two)
