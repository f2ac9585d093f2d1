"""Facets count what was found, and their patterns leave just that; a file's freshness is that of its bytes."""

import json
import os
import pickle
from collections import Counter

import pytest

from indexer.errors import GenerationMissing
from indexer.indexing import index_corpus
from indexer.model import FacetRows, Freshness, PassageKind
from indexer.model.as_json import as_json
from indexer.searching import Searcher
from indexer.searching.presenting.facets import facets_of
from indexer.settings import Settings

TEXT, LIST = PassageKind.TEXT, PassageKind.LIST


def test_folders_are_those_below_the_one_that_all_share():
    paths = {name: name for name in ("a/b/x.md", "a/b/y.md", "a/c/z.md", "a/top.md")}
    made = facets_of(Counter(["a/b/x.md", "a/b/y.md", "a/c/z.md", "a/top.md", "a/b/x.md"]), {TEXT: 5}, paths, {}, {})
    assert [(f.name, f.count, f.pattern) for f in made.folders] == [("a/b", 3, "a/b/*"), ("a/c", 1, "a/c/*")]
    assert [(f.name, f.count) for f in made.documents][0] == ("a/b/x.md", 2)
    assert [(f.name, f.count) for f in made.kinds] == [("text", 5)]


def test_lines_of_a_jsonl_file_are_in_it_as_in_a_folder_and_odd_names_stay_names():
    made = facets_of(Counter(["n[1].jsonl#1", "n[1].jsonl#2", "x*"]), {TEXT: 1, LIST: 2}, {
        "n[1].jsonl#1": "n[1].jsonl", "n[1].jsonl#2": "n[1].jsonl", "x*": "x*",
    }, {}, {})  # fmt: skip
    assert [(f.name, f.pattern) for f in made.folders] == [("n[1].jsonl", "n[[]1].jsonl#*")]
    assert {f.pattern for f in made.documents} == {"n[[]1].jsonl#1", "n[[]1].jsonl#2", "x[*]"}
    assert [f.name for f in made.kinds] == ["list", "text"]


def test_nothing_found_has_no_facets():
    assert facets_of(Counter(), {}, {}, {}, {}) == FacetRows()


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facets")
    corpus = folder / "corpus"
    for name in ("north", "south"):
        (corpus / name).mkdir(parents=True)
        for i in range(3):
            text = f"# Rivers {i}\n\nRivers {name} {i} run.\n\n- river one {i}\n- river two\n"
            (corpus / name / f"{i}.md").write_text(text)
    lines = [
        {"_id": str(i), "title": f"River {i}", "text": f"The river number {i} of {i * 7} bends."} for i in range(30)
    ]
    (corpus / "many.jsonl").write_text("\n".join(map(json.dumps, lines)))
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [corpus])
    return Searcher(settings)


def test_every_facet_leaves_as_many_passages_as_it_says(searcher):
    facets = searcher.ask("rivers", limit=50).facets
    assert {f.name for f in facets.folders} == {"many.jsonl", "north", "south"}
    for facet in (*facets.folders, *facets.documents):
        assert searcher.ask("rivers", documents=facet.pattern).facets.passages == facet.count
    assert len(facets.kinds) > 1
    for facet in facets.kinds:
        assert searcher.ask("rivers", kinds=[PassageKind(facet.pattern)]).facets.passages == facet.count


def test_facets_looked_at_later_are_those_of_the_generation_that_answered(tmp_path):
    """They are counted when they are first looked at, or nobody need have waited for them."""
    (tmp_path / "c").mkdir()
    for name in ("north", "south"):
        (tmp_path / "c" / f"{name}.md").write_text(f"# The {name}\n\nA river runs {name}.\n")
    settings = Settings.load(index=tmp_path / "index", keep_generations=2)
    index_corpus(settings, [tmp_path / "c"])
    searcher = Searcher(settings)
    looked_at = searcher.ask("river").facets
    before = [(f.name, f.count, f.title) for f in looked_at.documents]
    assert before == [("north.md", 1, "The north"), ("south.md", 1, "The south")]
    kept, pickled, later, too_late = (searcher.ask("river") for _ in range(4))
    copy = pickle.loads(pickle.dumps(pickled))
    (tmp_path / "c" / "north.md").write_text("# Another\n\nA river runs.\n")
    index_corpus(settings, [tmp_path / "c"])
    assert searcher.ask("river").facets.documents[0].title == "Another"
    assert later.facets == looked_at == copy.facets and as_json(later.facets) == as_json(looked_at)
    for text in ("One", "Two"):
        (tmp_path / "c" / "north.md").write_text(f"# {text}\n\nA river runs.\n")
        index_corpus(settings, [tmp_path / "c"])
    assert later.facets == looked_at and hash(later.facets) == hash(looked_at) and kept.facets.passages == 2
    with pytest.raises(GenerationMissing):
        _ = too_late.facets.folders


def test_kinds_are_looked_for_beyond_the_first_candidates(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    lines = [{"_id": str(i), "title": "", "text": f"zebra zebra {i}."} for i in range(400)]
    (corpus / "text.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (corpus / "list.md").write_text("# Animals\n\n- a zebra among others, once\n- a yak\n- an ox\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    found = Searcher(settings).ask("zebra", kinds=[LIST])
    assert [hit.passage.document_id for hit in found.hits] == ["list.md"]


def test_skipping_and_limits_walk_through_the_same_list(searcher):
    whole = [hit.passage.id for hit in searcher.ask("rivers", limit=36).hits]
    parts = [searcher.ask("rivers", limit=10, skip=skip) for skip in range(0, 40, 10)]
    assert [hit.passage.id for part in parts for hit in part.hits][:36] == whole
    assert [hit.rank for part in parts for hit in part.hits] == list(range(1, len(whole) + 1))
    assert [part.more for part in parts] == [True] * 3 + [False]


def test_matches_of_a_document_come_in_reading_order_with_their_marks(searcher):
    found = searcher.matches("north/1.md", "rivers")
    starts = [hit.passage.start for hit in found]
    assert starts == sorted(starts) and found and all(hit.marks for hit in found)
    assert {hit.passage.document_id for hit in found} == {"north/1.md"}
    assert searcher.matches("north/1.md", "zebra") == () and searcher.matches("none", "rivers") == ()


def test_a_file_is_as_fresh_as_its_bytes(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("same", "touched", "changed", "longer", "gone"):
        (corpus / f"{name}.txt").write_text(f"About {name} apples.")
        os.utime(corpus / f"{name}.txt", (1_700_000_000, 1_700_000_000))
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    os.utime(corpus / "touched.txt")
    (corpus / "changed.txt").write_text("About CHANGED apples.")
    (corpus / "longer.txt").write_text("About longer apples, and pears.")
    (corpus / "gone.txt").unlink()
    searcher = Searcher(settings)
    found = searcher.freshness([f"{n}.txt" for n in ("same", "touched", "changed", "longer", "gone", "none")])
    assert {name: state.value for name, (state, _) in found.items()} == {
        "same.txt": "same", "touched.txt": "same", "changed.txt": "changed", "longer.txt": "changed", "gone.txt": "gone",
    }  # fmt: skip
    assert found["same.txt"][1] == "2023-11-14T22:13:20+00:00"
    corpus.rename(tmp_path / "elsewhere")
    assert {state for state, _ in searcher.freshness(["same.txt", "gone.txt"]).values()} == {Freshness.UNKNOWN}
