"""An index with something of everything, and places to copy it to."""

import os

import pytest

from indexer.engines.meaning import Availability
from indexer.engines.opening import open_question_log, open_saved_questions
from indexer.indexing import index_corpus
from indexer.indexing.runs import publishing
from indexer.model import AskedQuestion, LabelledQuestion, ScoreGate
from indexer.settings import Settings
from tests.cluster.fixtures import cluster_settings
from tests.indexing.backups.conftest import note
from tests.indexing.copying.readable import Fake
from tests.made_pdf import REPORT, pdf


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Settings of an index of three generations, with vectors, of notes, pages, lines, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("source")
    corpus, settings = folder / "docs", Settings.load(index=folder / "index", workers=1)
    written(corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "load_encoder", lambda *_, **__: Availability(Fake()))
        for number in (100, 200, 300):
            (corpus / "changing.txt").write_text(note(number))
            if number == 300:
                (corpus / "005.txt").unlink()
            stamp_old(corpus)
            index_corpus(settings, [corpus])
    saved = open_saved_questions(settings)
    saved.save([LabelledQuestion("q1", "what is the number n7x", (("007.txt", "n7x"),))])
    saved.set_gate(ScoreGate("success@1", 0.5))
    open_question_log(settings).add([AskedQuestion("who asks", 1, 1, 0, 2, 1, "2026-01-02")])
    settings.synonyms_file.write_text("bees, honeybees\n")
    return settings


def written(corpus):
    corpus.mkdir()
    for number in range(12):
        (corpus / f"{number:03}.txt").write_text(note(number))
    (corpus / "report.pdf").write_bytes(pdf(*REPORT, roman=True))
    (corpus / "note.html").write_text(
        "<h1>Where do bees fly?</h1><p>Bees fly out on warm days in winter. 🐝 Ärger.</p>"
    )
    (corpus / "lines.jsonl").write_text(
        '{"id": "a", "text": "Crying is common."}\n{"id": "b", "text": "Walruses sleep."}\n'
    )
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")


def stamp_old(corpus):
    """Files that are just written are looked at again by the next run."""
    for path in corpus.iterdir():
        os.utime(path, (path.stat().st_mtime - 3600,) * 2)


@pytest.fixture
def cluster_place(node, own_name):
    """Settings of an index on the node, where there is none yet."""
    return cluster_settings([node.url], opensearch_name=own_name, opensearch_partitions=2, workers=1)
