"""One question has one list, whoever asks for how much of it."""

from dataclasses import replace
from random import Random

import pytest
from generation_contract import document, publish
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import memory_index

from indexer.indexing import index_corpus
from indexer.model import PassageKind
from indexer.searching import Searcher, pooling
from indexer.settings import Settings

WORDS = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel", "ivy", "juniper", "larch", "maple"]


def texts(count):
    """Documents of one to four sections in few words; every fifth is nearly the same as the one before."""
    chance, found = Random(7), []
    for number in range(count):
        sections = [
            [" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(2)] for _ in range(1 + number % 4)
        ]
        if number % 5 == 4:
            sections = [list(found[-1][0]), *sections[1:]]
        found.append(sections)
    return found


def local(folder, count):
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, sections in enumerate(texts(count)):
        parts = [f"## Part {part}\n\n" + " ".join(said) for part, said in enumerate(sections)]
        (corpus / f"{number:03}.md").write_text(f"# Tree {number}\n\n" + "\n\n".join(parts) + "\n")
    made = Settings.load(index=folder / "index")
    index_corpus(made, [corpus])
    return Searcher(made)


def in_memory(folder, count):
    mine, open_writer = memory_index()
    documents = [
        document(
            f"{number:03}.md", f"Tree {number}", *(p for part, said in enumerate(s) for p in (f"# Part {part}", *said))
        )
        for number, s in enumerate(texts(count))
    ]
    publish(open_writer, documents, measure=[("calibration", {"foreign": 0.5, "own": 1.0, "passages": 9})])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.searching.opened.opened_index.open_index", lambda settings: mine)
        return Searcher(Settings.load(index=folder / "none"))


@pytest.fixture(scope="module", params=[local, in_memory], ids=["local", "in memory"])
def searcher(request, tmp_path_factory):
    """Over 40 documents; pools of 8 passages, so that several are needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pooling, "DEPTH", 8)
        yield request.param(tmp_path_factory.mktemp("list"), 40)


QUESTIONS = st.lists(
    st.sampled_from([*WORDS, '"elm fir"', '"elm"', "what", "-maple", "part", "xqzjvk"]), min_size=1, max_size=4
)
FILTERS = st.sampled_from([{}, {"documents": "0[0-4]*"}, {"kinds": (PassageKind.TEXT,)}, {"as_typed": True}])


def shown(hits):
    return [
        (h.rank, h.passage.id, h.score, [o.passage.id for o in h.others], [d.passage.id for d in h.duplicates])
        for h in hits
    ]


@settings(max_examples=8)
@given(QUESTIONS.map(" ".join), FILTERS, st.integers(1, 25))
def test_pages_together_are_the_whole_list(searcher, question, filters, size):
    whole = searcher.ask(question, limit=1000, **filters)
    pages, more = [], True
    while more:
        page = searcher.ask(question, limit=size, skip=len(pages), **filters)
        assert (page.verdict, page.confidence, page.facets) == (whole.verdict, whole.confidence, whole.facets)
        pages += page.hits
        more = page.more
        assert len(page.hits) == size or not more
    assert shown(pages) == shown(whole.hits) and not whole.more


@settings(max_examples=6)
@given(QUESTIONS.map(" ".join))
def test_no_document_comes_twice_and_none_that_matches_is_left_out(searcher, question):
    hits = searcher.ask(question, limit=1000).hits
    listed = [h.passage.document_id for hit in hits for h in (hit, *hit.duplicates)]
    assert len(listed) == len(set(listed))
    with searcher._served.use() as snapshot:
        query = snapshot.finder.questions.query(question, ())[0]
        words = replace(query.words, terms=query.content)
        found = snapshot.reader.search(query, limit=10_000) if query.typed.search and query.phrases else ()
        found = {s.passage_id for s in found or snapshot.reader.search(words, limit=10_000)}
        documents = {p.document_id for p in snapshot.reader.passages(sorted(found)).values()}
    assert set(listed) == documents


@settings(max_examples=6)
@given(QUESTIONS.map(" ".join), st.integers(1, 70))
def test_what_is_measured_is_what_is_shown(searcher, question, limit):
    hits = searcher.ask(question, limit=limit).hits
    listed = [h.passage.document_id for hit in hits for h in (hit, *hit.duplicates)]
    assert searcher.ranking(question, limit=limit) == listed[:limit]


def test_the_first_pool_is_as_deep_as_is_said(tmp_path):
    """With the depth that is served: a word that more passages have than a pool holds."""
    everywhere = local(tmp_path, 130)
    first, long = everywhere.ask("part"), everywhere.ask("part", limit=1000)
    assert len(long.hits) + sum(len(h.duplicates) for h in long.hits) == 130
    assert shown(first.hits) == shown(long.hits[:10])
    assert first.facets == long.facets and first.facets.passages == pooling.DEPTH


def test_a_search_for_a_quotation_gives_nothing_else_however_long_its_list(tmp_path):
    """More passages hold it than a pool does."""
    everywhere = local(tmp_path, 200)
    hits = everywhere.ask('"part" larch', limit=1000).hits
    assert sum(1 + len(hit.duplicates) for hit in hits) == 200
    (tmp_path / "corpus" / "other.txt").write_text("A larch.\n")
    index_corpus(Settings.load(index=tmp_path / "index"), [tmp_path / "corpus"])
    assert "other.txt" not in {hit.passage.document_id for hit in everywhere.ask('"part" larch', limit=1000).hits}
    last = everywhere.ask('what is a "part 0" of a larch?', limit=1000).hits[-1]
    assert last.passage.document_id == "other.txt"
