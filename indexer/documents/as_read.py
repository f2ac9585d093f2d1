"""A file as it would be read and split, whether it is indexed or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.documents.content import Content
from indexer.documents.document_language import in_its_language
from indexer.documents.reading_files import unreadable
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import ReadingError
from indexer.model import Block, Document, Passage, Skipped
from indexer.model.as_json import as_json
from indexer.model.stated import about_json
from indexer.settings import Settings

__all__ = ["AsRead", "as_read"]


@dataclass(frozen=True, slots=True)
class AsRead:
    """A document of a file, and the passages that it would be split into."""

    document: Document
    passages: tuple[Passage, ...]


def as_read(path: Path, settings: Settings) -> Iterator[AsRead | Skipped]:
    """The documents in a file of any format that is read, streamed, and what of it would be skipped.

    Raises ReadingError where the file cannot be opened; the limits are those of a run of indexing.
    """
    splitter, aim, limit = SentenceSplitter(), settings.passage_words, settings.passage_words_limit
    try:
        if path.is_dir():
            raise ReadingError(f"{path} is a folder; name a file of it.")
        content = Content.of_path(path.as_posix(), path)
    except FileNotFoundError:
        raise ReadingError(f"there is no file {path}.") from None
    except OSError as error:
        raise ReadingError(f"{path}: {unreadable(error)}.") from None
    with Reading(ReadLimits.of(settings)) as reading:
        for item in reading.content(content):
            if isinstance(item, Document) and item.blocks:
                document = in_its_language(item, settings.language)
                yield AsRead(document, split(document, splitter, aim=aim, limit=limit))
            elif isinstance(item, Skipped):
                yield item
            else:
                yield Skipped(item.path, "no readable text in it")


@as_json.register
def _as_read_json(read: AsRead) -> dict[str, object]:
    document = read.document
    return {
        "document_id": document.id,
        "title": document.title,
        "media_type": document.media_type,
        "revision": document.revision,
        **about_json(document.about),
        "searched_beside": document.about.searched,
        "note": document.note,
        "page_map": document.page_map is not None,
        "text": document.text,
        "blocks": [_block_json(block) for block in document.blocks],
        "marks": [as_json(mark) for mark in document.marks],
        "passages": [{**as_json(passage), "sentences": as_json(passage.sentences)} for passage in read.passages],
    }


def _block_json(block: Block) -> dict[str, object]:
    return {
        "kind": as_json(block.kind),
        "level": block.level,
        "start": block.start,
        "end": block.end,
        "headings": as_json(block.headings),
        "lines": as_json(block.locator.lines),
        "page": block.locator.page,
        "place": as_json(block.locator),
        "cells": as_json(block.cells),
        "furniture": block.furniture,
    }
