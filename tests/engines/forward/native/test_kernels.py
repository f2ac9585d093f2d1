"""The compiled kernels give what numpy gives, to the bit, for whatever words passages have."""

from types import SimpleNamespace

import numpy as np
import pytest

from indexer.engines.candidates import Run
from indexer.engines.forward.grams import GramIndex, add_grams
from indexer.engines.forward.native import loaded_kernels, warm_kernels, warming
from indexer.searching.ranking.evidence import window
from indexer.searching.ranking.grouping import WordRuns, grouped
from indexer.store.container import Container, ContainerWriter

pytest.importorskip("numba")


@pytest.fixture(scope="module", autouse=True)
def warmed():
    warm_kernels()


@pytest.fixture
def both(monkeypatch):
    """What a function gives with the kernels, and without."""

    def both(act):
        compiled = act()
        with monkeypatch.context() as patch:
            patch.setattr(warming._Loaded, "kernels", None)
            assert loaded_kernels() is None
            return compiled, act()

    return both


def passages(chance, count, vocabulary):
    """Texts of 0 to 60 words of a small vocabulary, every third nearly as one before it."""
    texts = []
    for number in range(count):
        text = chance.integers(vocabulary, size=chance.integers(60))
        if number % 3 == 2 and len(texts[-1]):
            text = texts[-1].copy()
            text[-1] = 0
        texts.append(text)
    return texts


@pytest.mark.parametrize("made", [warming._gather, warming._weigh, warming._look_up])
def test_what_the_kernels_are_compiled_with_is_read_and_written_within_its_ends(made):
    """By Python's own arrays, which refuse what compiled code would do with whatever lies beside them in memory."""
    made(SimpleNamespace(**{name: kernel.py_func for name, kernel in vars(loaded_kernels()).items()}))


@pytest.mark.parametrize("seed", range(20))
def test_groups_are_the_same(both, seed):
    chance = np.random.default_rng(seed)
    texts = passages(chance, 40, 5 + 40 * (seed % 3))
    ends = np.cumsum([len(text) for text in texts])
    runs = WordRuns(np.concatenate(texts), ends - [len(text) for text in texts], ends)
    documents = [f"d{number // (1 + seed % 2)}" for number in range(40)]
    compiled, plain = both(lambda: grouped(list(range(40)), documents, 10, runs))
    assert compiled == plain and (seed % 2 or any(group.duplicates for group in plain))


@pytest.mark.parametrize("seed", range(20))
def test_windows_are_the_same_to_the_bit(both, seed):
    chance = np.random.default_rng(seed)
    of_passage = chance.integers(0, 20, size=12)
    kinds = np.concatenate([[Run.SENTENCE] * size + [Run.TITLE, Run.CONTEXT] for size in of_passage]).astype(np.uint8)
    owner = np.repeat(np.arange(12), of_passage + 2)
    counts = chance.integers(0, 3, size=(len(kinds), 5)) * (chance.random((len(kinds), 5)) < 0.2) * 0.5
    words = chance.integers(0, 50, size=len(kinds))

    class Looked:
        candidates = type("Of", (), {"__len__": lambda self: 12, "passage_of_run": owner, "run_words": words})()
        candidates.run_kind, candidates.first_run = kinds, np.append(0, np.cumsum(of_passage + 2))
        terms = SimpleNamespace(worth=chance.random(5) * 7, numbers=np.arange(5))
        statistics = SimpleNamespace(average=dict.fromkeys(Run, 11.0))

        def runs(self, kind):
            return np.flatnonzero(kinds == kind)

        def lengths(self, runs):
            return np.bincount(owner[runs], weights=words[runs], minlength=12).astype(float)

        def sums(self, runs):
            found = np.zeros((12, 5))
            np.add.at(found, owner[runs], counts[runs])
            return found

    Looked.counts = counts
    compiled, plain = both(lambda: window(Looked()))
    assert compiled.tolist() == plain.tolist() and plain.any()


@pytest.mark.parametrize(
    "question",
    [
        "Why do I cry, and what does not help my partner?",
        "which hormones are released, and how common is it in men of 30",
        "hormons, oxitocin and attachement",
        "what is emotional release",
        "post-coital symptoms zzqx 404",
    ],
)
def test_every_part_and_what_supports_is_the_same(both, corpus_searcher, question):
    with corpus_searcher._served.use() as snapshot:
        finder = snapshot.finder

        def all_of_it():
            found = finder.find(question, limit=10)
            matches = found.matches
            counted = (matches.at, matches.which, matches.counts, matches.occurrences(found.matched[:3]))
            return found.fused.given, found.support._reached, (*matches.held, *counted), found.matched

        (given, reached, held, matched), (plain_given, plain_reached, plain_held, plain_matched) = both(all_of_it)
    assert given.keys() == plain_given.keys() and matched == plain_matched and len(matched) > 3
    for name, part in given.items():
        assert part == pytest.approx(plain_given[name], rel=1e-12, abs=1e-12), name
    assert reached == pytest.approx(plain_reached, rel=1e-12, abs=1e-12)
    assert all(a.shape == b.shape and (a == b).all() for a, b in zip(held, plain_held, strict=True))


def test_words_written_alike_are_the_same(both, tmp_path):
    chance = np.random.default_rng(3)
    words = ["".join(chance.choice(list("abcé"), size=chance.integers(1, 12))) for _ in range(400)]
    file = ContainerWriter()
    add_grams(file, words)
    file.write(tmp_path / "grams", {})
    asked = [*words[::29], "berberi", "zz", words[0]]

    def alike():
        found = GramIndex(Container(tmp_path / "grams")).alike(asked, np.ones(len(words), bool))
        return [part.tolist() for part in (found.question_word, found.word, found.share)]

    compiled, plain = both(alike)
    assert compiled == plain and len(plain[0]) > len(asked)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [0, 1, 2, 700])
@pytest.mark.parametrize("narrow", [0, 30, 63])
def test_places_of_numbers_are_those_that_halving_finds(seed, size, narrow):
    """Spread over all numbers, near the first of them, and all but the same."""
    chance = np.random.default_rng(seed)
    numbers = chance.integers(0, 2**64, 3 * size + 3, np.uint64) >> np.uint64(narrow)
    values = np.sort(np.append(numbers[:size], numbers[: size // 4]))[:size]
    wanted = np.concatenate([values[::2], numbers, np.array([0, 2**64 - 1], np.uint64)])
    assert loaded_kernels().places_of(values, wanted).tolist() == np.searchsorted(values, wanted).tolist()
