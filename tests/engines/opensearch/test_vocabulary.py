"""Counts of words and terms are those of the passages that there are, after any changes, however they are kept."""

import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Run
from indexer.engines.entries import entry_of
from indexer.engines.opensearch.artefact import count_changes, text_hashes, vocabulary_files
from indexer.engines.opensearch.artefact.count_changes import CountChanges
from indexer.engines.opensearch.artefact.counted_texts import CountedTexts, add_counted
from indexer.engines.opensearch.artefact.generation_vocabulary import ArtefactWords, GenerationVocabulary
from indexer.engines.opensearch.artefact.vocabulary_files import CHANGES, VOCABULARY, write_vocabulary
from indexer.engines.opensearch.numbers.candidate_lexicon import Totals
from indexer.engines.opensearch.numbers.packing import packed_entries
from indexer.errors import IndexDamaged
from indexer.model import Locator, Passage, Span, passage_id
from indexer.store.container import Container, ContainerWriter
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
WORDS = [
    "calm",
    "calmly",
    "tears",
    "crying",
    "post-coital",
    "U.S.",
    "3.5",
    "İs",
    "幸福吗",
    "😀",
    "café",
    "cafe",
    "zebra",
    "q",
]


def packed_numbers(packed):
    return {name: one.numbers for name, one in packed}


def entry(chance, number):
    text = " ".join([*chance.choices(WORDS, k=6), f"w{number}", "x" * chance.randint(1, 3)])
    name = passage_id(f"d{number}", text, 0)
    return entry_of(
        Passage(name, f"d{number}", "0" * 64, 0, len(text), text, (chance.choice(WORDS),), "", (Span(0, len(text)),),
                Locator(), title="A title"),
        ANALYZER,
    )  # fmt: skip


def held(entries, of):
    return Counter(text for e in entries for text in {of(t) for run in e.runs for t in run.tokens})


def changed(folder, base, came, went):
    folder.mkdir()
    with CountChanges() as changes:
        for some in (came[:3], came[3:]):
            changes.add(packed_numbers(packed_entries(some)))
        changes.remove(packed_numbers(packed_entries(went)))
        return write_vocabulary(folder, base, changes)


@pytest.mark.parametrize("spilling", [False, True])
@pytest.mark.parametrize("few", [0, 12, 5000])
def test_counts_are_those_of_the_passages_after_every_change(tmp_path, monkeypatch, few, spilling):
    monkeypatch.setattr(vocabulary_files, "_FEW", few)
    monkeypatch.setattr(vocabulary_files, "_PIECE", 7)
    if spilling:
        monkeypatch.setattr(count_changes, "_IN_MEMORY", 5)
    chance, base, there = random.Random(few), None, []
    for step in range(6):
        came = [entry(chance, 100 * step + i) for i in range(12 if step == 0 else 2)]
        went = chance.sample(there, min(len(there), step if step < 5 else 99))
        folder = tmp_path / str(step)
        totals = changed(folder, base, came, went)
        there = [e for e in there if e not in went] + came
        expect(GenerationVocabulary(folder), there, totals)
        base = folder
    assert (base / CHANGES).exists() == (few == 5000)


def expect(vocabulary, there, totals):
    words, terms = held(there, lambda t: t.exact), held(there, lambda t: t.term)
    found = ArtefactWords(vocabulary)
    known = [*WORDS, "xqzjvk", "", *words, *(f"w{i}" for i in range(520))]
    assert found.counts(known) == {word: words[word] for word in known if words[word]}
    assert vocabulary.frequencies([*terms, "xqzjvk"]).tolist() == [*terms.values(), 0]
    for prefix in ("c", "caf", "w1", "幸", "zzz"):
        assert found.beginning(prefix) == {w: n for w, n in sorted(words.items()) if w.startswith(prefix)}
    letters = [w for w in words if w.isalpha()]
    assert found.first_letters() == {w[0] for w in letters}
    for first in {w[0] for w in [*letters, "q", "zebra"]}:
        for length in range(1, 9):
            assert sorted(found.letters(first, length)) == sorted(
                w for w in letters if w[0] == first and len(w) == length
            )
    by_run = [sum(r.words for e in there for r in e.runs if r.kind == kind) for kind in Run]
    by_field = [sum(e.fields[f.name].length for e in there) for f in FIELDS]
    assert vocabulary.totals == totals == Totals(len(there), tuple(by_run), tuple(by_field))


def test_what_is_not_there_cannot_be_taken_away(tmp_path):
    chance = random.Random(1)
    one, other = entry(chance, 1), entry(chance, 2)
    changed(tmp_path / "0", None, [one], [])
    with pytest.raises(IndexDamaged):
        changed(tmp_path / "1", tmp_path / "0", [], [other])


@given(st.dictionaries(st.binary(max_size=6), st.integers(0, 2**32 - 1)), st.booleans())
def test_any_texts_are_found_even_where_their_numbers_are_the_same(texts, same):
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        folder = Path(name)
        if same:
            few = lambda found: np.array([len(t) % 2 for t in found], np.uint64)  # noqa: E731
            patch.setattr("indexer.engines.opensearch.artefact.counted_texts.hashes_of", few)
        file = ContainerWriter()
        add_counted(file, "texts", sorted(texts.items()))
        file.write(folder / "file", {})
        counted = CountedTexts(Container(folder / "file"), "texts")
        wanted = [*texts, b"missing", b"\xff"]
        assert counted.counts(wanted).tolist() == [texts.get(text, -1) for text in wanted]
        assert list(counted) == sorted(texts.items()) and len(counted) == len(texts)
    assert len(text_hashes.hashes_of([])) == 0


def test_numbers_of_texts_differ_though_their_letters_are_the_same():
    texts = [b"ab", b"ba", b"a", b"b", b"", b"aa", b"aab", b"aba", *(str(i).encode() for i in range(100_000))]
    assert len(set(text_hashes.hashes_of(texts).tolist())) == len(texts)


def test_damage_is_seen(tmp_path):
    chance = random.Random(1)
    changed(tmp_path / "0", None, [entry(chance, i) for i in range(5)], [])
    path = tmp_path / "0" / VOCABULARY
    whole = path.read_bytes()
    for place in (9, len(whole) // 3, len(whole) - 30):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(IndexDamaged):
            vocabulary = GenerationVocabulary(tmp_path / "0")
            ArtefactWords(vocabulary).counts(["calm"])
            list(vocabulary.all.words), list(vocabulary.all.terms)
