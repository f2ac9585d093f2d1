"""Bits are flipped all over a generation's files: whatever comes of it, no answer is wrong.

A flipped bit is found when the generation is opened (then the one before answers), when what it stands in is first read
(IndexDamaged, with the command that mends it), or, where nothing read it, by verify.
"""

import os
import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from indexer.engines.meaning import Availability, key_of
from indexer.errors import IndexDamaged
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.model import Freshness, PassageKind
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations
from indexer.store.container import Container, is_container
from indexer.store.manifest import FileCheck
from tests.telling import TellsParts

#: Bits flipped in each file, at random, and how much of each file is left: more where many life stories are tried.
ALL = "PASSAGEWAY_SOAK" in os.environ
FLIPS = 12 if ALL else 2
KEPT = [0, 1, 0.5, -2] if ALL else [0.5, -2]

CHANCE = random.Random(7)
WORDS = ["".join(CHANCE.choice("bdklmnprst") + CHANCE.choice("aeiou") for _ in range(3)) for _ in range(400)]


pytestmark = pytest.mark.soak


class Fake(TellsParts):
    """Vectors by seed of the text."""

    name, fingerprint, dimensions = "fake", "f" * 16, 24

    def encode(self, texts, kind):
        made = [np.random.default_rng(int(key_of(text)[:12], 16)).standard_normal(24) for text in texts]
        return np.array([v / np.linalg.norm(v) for v in made], np.float32)


def write(folder, numbers):
    for number in numbers:
        chance = random.Random(number)
        sentences = [" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(12)]
        body = " ".join(sentences[2:])
        text = f"# {sentences[0][:-1]}\n\n## How does {WORDS[number]} work?\n\n{sentences[1]}\n\n{body}\n"
        (folder / f"{number:03}.md").write_text(text)


def of_generation(hits):
    """Hits without what they say of the files of today."""
    return tuple(
        replace(
            hit,
            freshness=Freshness.UNKNOWN,
            modified="",
            others=of_generation(hit.others),
            duplicates=of_generation(hit.duplicates),
        )
        for hit in hits
    )


def read_all(searcher):
    """What can be asked of a generation; each step reads other parts of its files."""
    phrase = " ".join(searcher.passages("007.md")[-1].text.split()[3:6])
    asked = [
        f"how does {WORDS[7]} work?", f"{WORDS[11]} {WORDS[12]} {WORDS[13]}", f'"{phrase}" {WORDS[3]}',
        f"{WORDS[20]} {WORDS[21]} -{WORDS[22]}", WORDS[30][:-1] + "q" + WORDS[30][-1:], WORDS[40] + WORDS[41],
    ]  # fmt: skip
    for question in asked:
        answer = searcher.ask(question, limit=5)
        yield of_generation(answer.hits), answer.corrections, answer.facets, answer.confidence
    yield of_generation(searcher.ask(WORDS[50], kinds=[PassageKind.QUESTION_AND_ANSWER]).hits)
    yield of_generation(searcher.ask(WORDS[51], documents="00*").hits)
    yield of_generation(searcher.related(WORDS[60]))
    yield searcher.suggest(f"how does {WORDS[8][:3]}")
    yield searcher.suggest(f"{WORDS[9]} ", documents="0*")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Settings of an index of two generations that share files, and what each answers."""
    folder = tmp_path_factory.mktemp("damage")
    settings = Settings.load(index=folder / "index")
    answers = {}
    with pytest.MonkeyPatch.context() as patch:
        for module in ("indexer.searching.opened.opened_index", "indexer.indexing.runs.publishing"):
            patch.setattr(f"{module}.load_encoder", lambda settings, keep=False: Availability(Fake()))
        (folder / "corpus").mkdir()
        for generation, numbers in ((1, range(60)), (2, range(50, 70))):
            write(folder / "corpus", numbers)
            (folder / "corpus" / "000.md").write_text(f"# New\n\n{WORDS[generation]} {WORDS[7]}.\n")
            assert index_corpus(settings, [folder / "corpus"]).generation == generation
            answers[generation] = list(read_all(Searcher(settings)))
        assert verify(settings).faults == ()
        yield settings, answers


def flips(raw, chance):
    """Places to flip: at random, and in what stands at the ends."""
    return {*(chance.randrange(len(raw)) for _ in range(FLIPS)), 3, len(raw) - 1, len(raw) - 12, len(raw) // 2}


def outcome(settings, answers):
    """Where damage shows: "opening", "reading" or "nowhere"; fails for a wrong answer."""
    try:
        searcher = Searcher(settings)
        generation = searcher.status().generation
        expected = iter(answers[generation])
        for found in read_all(searcher):
            assert found == next(expected)
    except IndexDamaged as error:
        assert f"passageway repair --index {settings.index}" in str(error)
        return "reading"
    return "nowhere" if generation == 2 else "opening"


def test_a_flipped_bit_never_makes_a_wrong_answer(index):
    settings, answers = index
    folder = Generations(settings.index).folder(2)
    seen = Counter()
    for path in sorted(folder.iterdir()):
        raw, chance = path.read_bytes(), random.Random(path.name)
        path.unlink()  # generation 1 may share the file
        for spot in sorted(flips(raw, chance)):
            path.write_bytes(raw[:spot] + bytes([raw[spot] ^ 1 << chance.randrange(8)]) + raw[spot + 1 :])
            found = outcome(settings, answers)
            seen[path.name.split(".")[-1].split("-")[0], found] += 1
            with pytest.raises(IndexDamaged, match="repair"):
                verify(settings)
        path.write_bytes(raw)
    assert verify(settings).faults == () and outcome(settings, answers) == "nowhere"
    kinds = {(kind, found) for kind, found in seen}
    assert {("arrays", "opening"), ("arrays", "reading"), ("postings", "opening"), ("postings", "reading")} <= kinds
    assert {found for kind, found in seen if kind in ("json", "toc")} == {"opening"}


@pytest.mark.parametrize("keep", KEPT)
def test_a_file_cut_short_is_found_at_opening(index, keep):
    settings, answers = index
    for path in sorted(Generations(settings.index).folder(2).iterdir()):
        raw = path.read_bytes()
        path.unlink()
        path.write_bytes(raw[: int(keep * len(raw)) if isinstance(keep, float) else keep])
        assert outcome(settings, answers) == "opening", path.name
        path.write_bytes(raw)


def test_opening_hashes_no_array_and_changes_nothing(index, monkeypatch):
    settings, _ = index

    def state():
        files = (p for p in settings.index.rglob("*") if p.is_file() and "catalog" not in p.name)
        return {path: (path.stat().st_size, path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    before, hashed, check = state(), [], FileCheck.of
    monkeypatch.setattr(FileCheck, "of", classmethod(lambda cls, path: hashed.append(path) or check(path)))
    assert Searcher(settings).ask(WORDS[7]).generation == 2
    assert hashed and not [path for path in hashed if is_container(path)]
    assert state() == before


def test_every_array_file_of_a_generation_has_page_checksums(index):
    folder = Generations(index[0].index).folder(2)
    others = {path.suffix for path in folder.iterdir() if not is_container(path)}
    assert others == {".json", ".toc"}
    for path in folder.iterdir():
        if is_container(path):
            Container(path).prove_all()


def test_what_is_damaged_before_a_run_is_neither_shared_nor_forgotten(index):
    """A run proves what it builds on; checksums of shared files are those from when they were written."""
    settings, _ = index
    generations = Generations(settings.index)
    (shared,) = [p for p in generations.folder(2).glob("*.postings") if (generations.folder(1) / p.name).exists()][:1]
    raw = shared.read_bytes()
    shared.unlink()
    shared.write_bytes(raw[:99] + bytes([raw[99] ^ 1]) + raw[100:])
    try:
        assert generations.newest_sound()[0].generation == 2
        manifest, warning = generations.newest_sound(whole=True)
        assert manifest.generation == 1 and f"{shared} was altered" in warning
    finally:
        shared.write_bytes(raw)
    assert generations.newest_sound(whole=True)[0].generation == 2
