"""Catalogs of small documents, made by hand."""

from hashlib import sha256

import pytest

from indexer.model import Block, BlockKind, Document, Locator, Passage, PassageKind, Span, passage_id
from indexer.store.catalog.staging import Staging


def a_document(name, text, *, title="Title", headings=()):
    block = Block(BlockKind.PARAGRAPH, 0, len(text), headings, Locator(lines=(1, 1)))
    return Document(name, name, title, text, sha256(text.encode()).hexdigest(), "text/plain", (block,))


def passages_of(document, size=20):
    """The text in pieces of ``size`` code points, a passage each."""
    spans = [(start, min(start + size, len(document.text))) for start in range(0, len(document.text), size)]
    return tuple(
        Passage(
            passage_id(document.id, document.text[start:end], ordinal),
            document.id,
            document.revision,
            start,
            end,
            document.text[start:end],
            document.blocks[0].headings,
            "",
            (Span(start, end),),
            Locator(lines=(1, 1)),
            PassageKind.TEXT,
            document.title,
            document.path,
        )
        for ordinal, (start, end) in enumerate(spans)
    )


def enter_documents(staging, generation, documents, *, edition="1", complete=True):
    """A generation of these documents, as a run makes one."""
    versions = [staging.find(d, edition) or staging.add(d, passages_of(d), edition) for d in documents]
    staging.enter(generation, versions, (), "fingerprint")
    if complete:
        staging.finish(generation, len(versions), staging.count_passages(generation), {"added": len(versions)})
    return versions


@pytest.fixture
def document():
    return a_document


@pytest.fixture
def passages():
    return passages_of


@pytest.fixture
def enter():
    return enter_documents


@pytest.fixture
def path(tmp_path):
    return tmp_path / "catalog.sqlite"


@pytest.fixture
def staging(path):
    with Staging.writing(path) as staging:
        yield staging
