"""What can be suggested of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.engines.opensearch.texts.member_fields import HeldMember
from indexer.engines.opensearch.texts.stored_versions import StoredVersions
from indexer.model import PassageKind, SuggestionKind

__all__ = ["suggestible"]


def suggestible(members: Iterable[HeldMember], versions: StoredVersions) -> Iterator[tuple[str, SuggestionKind, str]]:
    """The titles, headings and questions of documents, each heading once a document."""
    for member in members:
        yield member.id, SuggestionKind.TITLE, member.title
        passages = list(versions.version(member.key).passages())
        for headings in dict.fromkeys(passage.headings for passage in passages):
            yield from ((member.id, SuggestionKind.HEADING, heading) for heading in headings)
        for passage in passages:
            if passage.kind is PassageKind.QUESTION_AND_ANSWER:
                start, end = passage.sentences[0]
                text = passage.text[start - passage.start : end - passage.start]
                yield member.id, SuggestionKind.QUESTION, text
