"""Small, seeded editions of the benchmarks, over our own corpus."""

import importlib.util
import json
from pathlib import Path

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings
from indexer.store import Catalog
from indexer.text.analysis import Analyzer

HERE = Path(__file__).parent


def load(name):
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_quotations_of_our_corpus_get_the_verdict_of_their_edit(corpus_settings, seed):
    quotations = load("quotations")
    catalog = Catalog(corpus_settings.index / "catalog.sqlite")
    sources = [quotations.Source(row.document_id, row.title, row.text) for row in catalog.texts(1)]
    cases = quotations.make_cases(sources, 8, seed)
    found = list(quotations.verdicts(Checker(corpus_settings), cases))
    assert len(found) == 8 * len(quotations.MAKERS)
    assert quotations.failures(found, sources) == []


def test_the_closest_passages_hold_the_evidence(tmp_path):
    claims = load("claims")
    subjects = ["kelp forests", "tin whistles", "ferry timetables", "slate roofs", "bee swarms", "river locks"]
    rows = [
        {
            "_id": str(i),
            "title": s,
            "text": f"This is about {s}. Nobody had measured {s} before, and the report is long.",
        }
        for i, s in enumerate(subjects)
    ]
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    asked = [(f"Reports on {s} have been measured", frozenset({str(i)})) for i, s in enumerate(subjects)]
    assert claims.served(asked, claims.ours(settings)) == [True] * len(subjects)
    ours = sum(claims.served(asked, claims.ours(settings)))
    assert ours >= sum(claims.served(asked, claims.bm25s(tmp_path / "c" / "corpus.jsonl", tmp_path / "b", settings)))


def test_marks_around_a_part_of_a_question_cost_little(corpus_searcher):
    module, analyzer = load("quoted_questions"), Analyzer()
    ways = module.quoted("What helps a partner when sudden tears come?", analyzer)
    assert ways["the subject quoted"] == 'What helps a partner when "sudden tears" come?'
    assert ways["four words quoted"] == 'What helps a "partner when sudden tears" come?'
    first = {way: corpus_searcher.ranking(question, limit=10) for way, question in ways.items()}
    assert first["a word quoted"] == first["as it is"] and all(len(found) > 5 for found in first.values())
