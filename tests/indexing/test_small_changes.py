"""An index that was brought up to date by many small runs answers as one that was made of the same files at once."""

import json
import random
from contextlib import closing

import pytest

from indexer.engines import open_index
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import roll_back
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store.catalog.staging import Staging

WORDS = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty"]
STEPS = 5


def text(chance):
    """A small document: some have a title, heading or question of another one, in other letters."""
    title = " ".join(chance.choices(WORDS[:5], k=2))
    title = chance.choice([title, title.title(), title.upper()])
    asks = f"## How does the {chance.choice(WORDS)} grow?\n\n" if chance.random() < 0.5 else ""
    body = " ".join(chance.choices([*WORDS, f"word{chance.randrange(40)}"], k=chance.randrange(5, 60)))
    return f"# {title}\n\n{asks}{body.capitalize()}.\n\n## {chance.choice(WORDS).upper()} notes\n\nThat is all.\n"


def lines(chance):
    rows = [{"_id": str(n), "title": f"Line {n}", "text": text(chance)} for n in chance.sample(range(6), 3)]
    return "\n".join(map(json.dumps, rows))


def change(corpus, chance):
    """Adds, changes, removes or moves a file or two."""
    for _ in range(chance.randrange(1, 3)):
        files = sorted(path for path in corpus.rglob("*") if path.is_file())
        act = chance.choice(["add", "change", "change", "remove", "move"])
        if act == "add" or len(files) < 4:
            kind = "jsonl" if chance.random() < 0.3 else "md"
            path = corpus / chance.choice("ab") / f"{chance.randrange(1000)}.{kind}"
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            path = chance.choice(files)
        if act == "remove" and path.exists():
            path.unlink()
        elif act == "move" and path.exists():
            path.rename(path.with_name(f"moved-{chance.randrange(1000)}{path.suffix}"))
        else:
            path.write_text(lines(chance) if path.suffix == ".jsonl" else text(chance))


def held(settings):
    """All that a generation says of its documents, passages, files and suggestions."""
    with closing(open_index(settings).open()) as reader, Staging.reading(settings.index / "catalog.sqlite") as staging:
        ids = list(reader.document_ids())
        passages = {name: reader.passages_of(name) for name in ids}
        every = {passage.id for of_document in passages.values() for passage in of_document}
        assert reader.passage_ids() == every and reader.about.documents == len(ids)
        assert reader.about.passages == len(every) == reader.passage_count
        files = {path: file.digest for path, file in staging.files(reader.about.number).items()}
        typed = [[(word, True)] for word in [*WORDS, "how", "line"]]
        suggested = [reader.suggestions(words, unfinished=True, limit=50) for words in typed]
        suggested += [reader.suggestions([("g", True)], unfinished=True, limit=50, documents="a/*")]
        counts = reader.words.counts([*WORDS, *(f"word{n}" for n in range(40))])
        alike = [reader.words.beginning(letter) for letter in "bgw"]
    return [reader_document(settings, name) for name in ids], passages, files, suggested, counts, alike


def reader_document(settings, name):
    with closing(open_index(settings).open()) as reader:
        return reader.document(name)


@pytest.mark.parametrize("seed", range(3))
def test_small_runs_come_to_what_one_run_comes_to(tmp_path, seed):
    chance = random.Random(seed)
    corpus = tmp_path / "corpus"
    for number in range(6):
        path = corpus / "ab"[number % 2] / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(chance))
    settings = Settings.load(index=tmp_path / "index", workers=1, semantic="off")
    index_corpus(settings, [corpus])
    for step in range(STEPS):
        change(corpus, chance)
        if step == 3:
            roll_back(settings)
        report = index_corpus(settings, remove_many=True)
        listed = [*report.added, *report.updated, *report.unchanged]
        assert len(set(listed)) == len(listed)
    anew = Settings.load(index=tmp_path / "anew", workers=1, semantic="off")
    index_corpus(anew, [corpus])
    assert held(settings) == held(anew)
    assert sorted(listed) == [document.id for document in held(settings)[0]]
    answers = [[hit.passage.id for hit in Searcher(each).ask("amber grove", limit=5).hits] for each in (settings, anew)]
    assert answers[0] == answers[1]
    assert verify(settings).faults == ()


def test_only_what_has_changed_is_loaded_and_written(tmp_path, monkeypatch):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    monkeypatch.setattr("indexer.documents.sources.folder._RACY_NS", 0)
    for number in range(8):
        (corpus / f"{number}.md").write_text(f"# Note {number}\n\nThis is note {number}.\n")
    settings = Settings.load(index=tmp_path / "index", workers=1, semantic="off")
    index_corpus(settings, [corpus])
    (corpus / "3.md").write_text("# Note three\n\nThis is another note.\n")
    asked = []
    versions_of = Staging.versions_of
    monkeypatch.setattr(
        Staging, "versions_of", lambda self, number, path: asked.append(path) or versions_of(self, number, path)
    )
    monkeypatch.setattr(Staging, "members", None)
    monkeypatch.setattr(Staging, "files", None)
    report = index_corpus(settings)
    assert report.updated == ("3.md",) and len(report.unchanged) == 7 and set(asked) == {"3.md"}
    with Staging.reading(settings.index / "catalog.sqlite") as staging:
        assert staging._one("SELECT count(*) FROM members WHERE first = 2") == (1,)
        assert staging._one("SELECT count(*) FROM files WHERE first = 2") == (1,)
    suggestions = [settings.index / "generations" / str(n) / "suggestions.arrays" for n in (1, 2)]
    assert suggestions[0].stat().st_ino == suggestions[1].stat().st_ino
