"""What can be suggested of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.engines.opensearch.texts.member_fields import HeldMember
from indexer.engines.opensearch.texts.stored_versions import StoredVersion, StoredVersions
from indexer.model import PassageKind, SuggestionKind
from indexer.store.batching import batched

__all__ = ["suggestible"]

#: Documents whose texts are asked for together.
_BATCH = 500


def suggestible(members: Iterable[HeldMember], versions: StoredVersions) -> Iterator[tuple[str, SuggestionKind, str]]:
    """The titles, headings and questions of documents, each heading once a document."""
    for batch in batched(members, _BATCH):
        texts = versions.versions([member.key for member in batch])
        for member, version in zip(batch, texts, strict=True):
            yield member.id, SuggestionKind.TITLE, member.title
            yield from ((member.id, kind, text) for kind, text in _inside(version))


def _inside(version: StoredVersion) -> Iterator[tuple[SuggestionKind, str]]:
    passages = list(version.passages())
    for headings in dict.fromkeys(passage.headings for passage in passages):
        yield from ((SuggestionKind.HEADING, heading) for heading in headings)
    for passage in passages:
        if passage.kind is PassageKind.QUESTION_AND_ANSWER:
            start, end = passage.sentences[0]
            yield SuggestionKind.QUESTION, passage.text[start - passage.start : end - passage.start]
