"""Writing down which documents and files a generation in the making has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from indexer.engines.opensearch.index_layout import document_key, file_key
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.member_fields import HeldMember, file_fields, member_fields
from indexer.engines.opensearch.texts.stored_versions import StoredVersions, version_key
from indexer.engines.opensearch.writing.partitions_writing import PartitionsWriting
from indexer.engines.state import GenerationChange
from indexer.model import Version

__all__ = ["enter_members"]


def enter_members(
    partitions: PartitionsWriting, change: GenerationChange, versions: StoredVersions, base: Members | None
) -> None:
    """Makes the partitions that change, and has them hold the documents and files of the generation. ``base`` is what it
    goes on from where it shares no partitions with that."""
    gone, come = ([version.document_id for version in some] for some in (change.gone, change.versions))
    paths = [*change.lost, *(file.path for file in change.files)]
    partitions.touch(chain(gone, come, paths))
    if base is not None:
        _bring_over(partitions, base, set(gone), set(paths))
    elif change.shared is not None:
        partitions.delete((name, document_key(name)) for name in gone)
        partitions.delete((path, file_key(path)) for path in change.lost)
    partitions.write(_documents(versions, change.versions))
    partitions.write((file.path, file_key(file.path), file_fields(file)) for file in change.files)


def _bring_over(partitions: PartitionsWriting, base: Members, gone: set[str], lost: set[str]) -> None:
    """Writes down the documents and files that stay."""
    members = (member for member in base.of_query() if member.id not in gone)
    partitions.write((m.id, document_key(m.id), member_fields(m)) for m in members)
    files = (file for file in base.files() if file.path not in lost)
    partitions.write((f.path, file_key(f.path), file_fields(f)) for f in files)


def _documents(versions: StoredVersions, come: Sequence[Version]) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    for version in versions.versions(map(version_key, come)):
        member = HeldMember(version.key, version.names, len(version.rows), len(version.text))
        yield member.id, document_key(member.id), member_fields(member)
